"""Dispatches: who wrote for which outlet, and from where."""

import pytest

from bot.reader.authors.bylines import read_byline
from bot.reader.authors.dispatches import is_outlet


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海州新闻网 林一鸣/综合报道", ["林一鸣"]),
        ("HCNU记者 林一鸣／台北报道", ["林一鸣"]),
        ("海州新闻／记者林一鸣／台北报道", ["林一鸣"]),
        ("健康海州网／记者林一鸣报道", ["林一鸣"]),
        ("商海传媒｜林一鸣／综合外电报道", ["林一鸣"]),
        ("编译林一鸣／综合外电", ["林一鸣"]),
        ("社会中心／林一鸣　陈海　新北市报道", ["林一鸣", "陈海"]),
        ("记者林一鸣、陈海、SNG／台北报道", ["林一鸣", "陈海"]),
        ("图、文／林一鸣", ["林一鸣"]),
        ("渔港小组／林一鸣报道", ["林一鸣"]),
        ("生活中心／林一鸣综合报道", ["林一鸣"]),
        ("江州电视 林一鸣 陈海 综合报道", ["林一鸣", "陈海"]),
        ("海州报／ 记者林一鸣／台北即时报道", ["林一鸣"]),
        ("【记者 林一鸣、陈海/台北采访报道】", ["林一鸣", "陈海"]),
        ("【记者 林一鸣╱台北 报道】", ["林一鸣"]),
        ("林一鸣◎台北报道", ["林一鸣"]),
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
        "生活中心／综合报道",
        "海州社／台北7日电",
        "社会中心／交通问题引起关注",
        "市长／议会今天报道",
        "记者渔业频道／台北报道",
    ],
)
def test_desks_and_words_are_no_reporters(text):
    """A dispatch that names nobody has no authors, and words between slashes are none."""
    byline = read_byline(text)
    assert byline is None or not byline.names


def test_an_outlet_is_told_by_how_its_name_ends():
    """Papers, sites, desks and what is written in Latin letters."""
    assert all(map(is_outlet, ["海州报", "渔港周刊", "生活中心", "江州新闻云", "HCNU"]))
    assert not any(map(is_outlet, ["林一鸣", "台北"]))
