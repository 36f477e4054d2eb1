"""People and things that a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.exact.named import find_people, find_things
from bot.text.segmenter import default_segmenter


def find_all_people(text):
    return find_people(text, default_segmenter().words(text), default_segmenter())


def find_all_things(text, endings):
    return find_things(text, endings, lambda: default_segmenter().words(text))


def people(text):
    return [text[start:stop] for start, stop in find_all_people(text)]


def things(text, *endings):
    return [text[start:stop] for start, stop in find_all_things(text, endings)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("教练童书雅说,人不多。", ["童书雅"]),
        ("局长高峰表示,今年不会停水。", ["高峰"]),
        ("司长孙·马尼翁参加了开幕式。", ["孙·马尼翁"]),
        ("高质量发展取得成效。", []),
        ("会上李时珍当选主席。", ["李时珍"]),
        ("这是李时珍先生留下的药方。", ["李时珍"]),
        ("村支书姚茂盛带着乡亲种稻。", ["姚茂盛"]),
        ("来自本市的董明远以57分获胜。", ["董明远"]),
        ("泳池6月1日开放,水深1.4米。", []),
        ("可检测指标100余项,也查200余种药。", []),
        ("记者在柯山区采访,余河镇也来了。", []),
    ],
)
def test_names_of_people_are_found(text, names):
    """A surname with one or two characters, a word behind an office, a foreign name with a dot; no other words."""
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "endings", "names"),
    [
        ("他毕业于滨江师范大学。", ("大学", "学院"), ["滨江师范大学"]),
        ("昨天,望海大桥通车,这座大桥长三公里。", ("桥",), ["望海大桥"]),
        ("比赛在法国举行。", ("国", "法国"), ["法国"]),
        ("大学多。", ("大学",), []),
        ("铺子在青浦县白鹤镇。", ("县", "镇"), ["青浦县白鹤镇"]),
        ("他们搬进了新桥安置区。", ("小区", "安置区"), ["新桥安置区"]),
        ("", ("桥",), []),
    ],
)
def test_names_of_things_end_like_the_noun(text, endings, names):
    """What stands before the noun belongs to the name up to a verb or preposition; the noun alone is no name."""
    assert things(text, *endings) == names


@given(st.text(alphabet="王童书雅说·孙马尼翁的大学桥国在局长,。1a", max_size=30))
def test_any_text_has_ranges_in_order(text):
    """They lie inside the text and are not empty."""
    for ranges in (find_all_people(text), find_all_things(text, ("大学", "桥"))):
        for start, stop in ranges:
            assert 0 <= start < stop <= len(text)
