"""Dispatches: who wrote for which outlet, and from where."""

import pytest

from bot.reader.authors.bylines import read_byline
from bot.reader.authors.dispatches import is_outlet


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海州新聞網 林一鳴/綜合報導", ["林一鳴"]),
        ("HCNU記者 林一鳴／台北報導", ["林一鳴"]),
        ("海州新聞／記者林一鳴／台北報導", ["林一鳴"]),
        ("健康海州網／記者林一鳴報導", ["林一鳴"]),
        ("商海傳媒｜林一鳴／綜合外電報導", ["林一鳴"]),
        ("編譯林一鳴／綜合外電", ["林一鳴"]),
        ("社會中心／林一鳴　陳海　新北市報導", ["林一鳴", "陳海"]),
        ("記者林一鳴、陳海、SNG／台北報導", ["林一鳴", "陳海"]),
        ("圖、文／林一鳴", ["林一鳴"]),
        ("漁港小組／林一鳴報導", ["林一鳴"]),
        ("生活中心／林一鳴綜合報導", ["林一鳴"]),
        ("江州電視 林一鳴 陳海 綜合報導", ["林一鳴", "陳海"]),
        ("海州報／ 記者林一鳴／台北即時報導", ["林一鳴"]),
        ("【記者 林一鳴、陳海/台北採訪報導】", ["林一鳴", "陳海"]),
        ("【記者 林一鳴╱台北 報導】", ["林一鳴"]),
        ("林一鳴◎台北報導", ["林一鳴"]),
    ],
)
def test_a_dispatch_names_its_reporters_beside_its_outlets_and_its_place(text, names):
    """Outlets that no list has, desks and crews are no names, whatever stands between the parts."""
    byline = read_byline(text)
    assert byline is not None and byline.titled and not byline.photo
    assert list(byline.names) == names


@pytest.mark.parametrize(
    "text",
    [
        "生活中心／綜合報導",
        "海州社／台北7日電",
        "社會中心／交通問題引起關注",
        "市長／議會今天報導",
        "記者漁業頻道／台北報導",
    ],
)
def test_desks_and_words_are_no_reporters(text):
    """A dispatch that names nobody has no authors, and words between slashes are none."""
    byline = read_byline(text)
    assert byline is None or not byline.names


def test_an_outlet_is_told_by_how_its_name_ends():
    """Papers, sites, desks and what is written in Latin letters."""
    assert all(map(is_outlet, ["海州報", "漁港週刊", "生活中心", "江州新聞雲", "HCNU"]))
    assert not any(map(is_outlet, ["林一鳴", "台北"]))
