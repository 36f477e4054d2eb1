"""The headline model: which rows are display type, and by which features."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reader.lines.headline_score import RowContext, compute_features, score_display
from bot.reader.lines.headline_weights import HEADLINE_MODEL
from bot.reader.lines.rows import Row, cells
from bot.text.positioned_text import PositionedText

SHARES = ("topic_above", "topic_below", "topic_page", "usual_width", "narrower")
VALUES = ("above", "below", "width", *SHARES)
FLAGS = [name for name in RowContext._fields if name not in VALUES]
PIECES = "—— - 夜市 重新开张 ， , 。 ？ ！ ； ： “ ” （ ） 近日 的 记者 摄 下转第3版 本报讯 12 A".split(" ")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
CONTEXTS = st.builds(
    RowContext,
    above=st.just("") | TEXTS,
    below=st.just("") | TEXTS,
    width=st.sampled_from([5.0, 26.0, 28.0, 40.0, 60.0]),
    **{name: st.floats(0, 1) for name in SHARES},
    **{name: st.booleans() for name in FLAGS},
)


def row(text):
    """A row of the page."""
    return Row.from_text(PositionedText.from_line(text, 0, 1), 0.0, 0)


def context(text, above="", below="", **flags):
    """What the page says of a row, with nothing around it unless given."""
    flags = {name: flags.get(name, False) for name in FLAGS} | dict.fromkeys(SHARES, 0.0)
    return RowContext(above=above, below=below, width=cells(text), **flags)


@settings(deadline=None, max_examples=300)
@given(TEXTS, CONTEXTS)
def test_every_feature_has_a_value_within_its_range(text, around):
    """The values are those of the model's features; most are 0 or 1, none is negative."""
    values = compute_features(row(text), around)
    assert values.keys() == HEADLINE_MODEL.weights.keys()
    for feature in HEADLINE_MODEL.features:
        value = values[feature.name]
        assert {"0 or 1": value in (0, 1), "0 to 1": 0 <= value <= 1}.get(feature.values, value >= 0), feature.name


@settings(deadline=None, max_examples=300)
@given(TEXTS, CONTEXTS)
def test_the_score_of_all_features_decides(text, around):
    """Also where broken words, which speak against display type, are not looked for because others do already."""
    assert HEADLINE_MODEL.weights["word_crosses_above"] < 0 > HEADLINE_MODEL.weights["word_crosses_below"]
    values = compute_features(row(text), around)
    score = HEADLINE_MODEL.score(values)
    decided = score_display(row(text), around) > 0
    assert decided == (score > 0 or (score == 0 and bool(values["stands_out"])))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("渔港醒得早。", {"ends_sentence"}),
        ("渔港醒得早，夜市开得晚；", {"comma", "commas", "ends_sentence"}),
        ("渔港醒得早了吗？", {"ends_exclaiming", "asks_and_stands_out"}),
        ("渔港醒得早，夜市开得晚", {"comma", "couplet"}),
        ("渔港醒得早 夜市开得晚", {"phrases"}),
        ("渔港醒得早，码头忙 夜市开得晚", {"comma", "phrases_comma"}),
        ("3 月 5 日渔港醒得早", {"day"}),
        ("船老大：渔港醒得早", {"colon"}),
        ("码头、夜市、灯塔换了样", {"names"}),
        ("——记城东渔港", {"dash"}),
        ("本报讯 渔港醒得早", {"leadin", "phrases"}),
        ("“渔港", {"open_bracket"}),
        ("张三 摄", {"credit", "phrases"}),
        ("渔港昨天醒得早（下转第3版）", {"jump", "day"}),
    ],
)
def test_the_features_of_a_text(text, names):
    """What a row says gives it these features, and no others that depend on its words."""
    wording = {"ends_sentence", "comma", "commas", "ends_clause", "ends_exclaiming", "asks_and_stands_out", "couplet"}
    wording |= {"phrases", "dash", "leadin", "open_bracket", "credit", "jump", "hanging", "holds_sentence"}
    wording |= {"phrases_comma", "day", "colon", "names"}
    values = compute_features(row(text), context(text, ends_sentence=text[-1] in "。？；"))
    assert {name for name in wording if values[name]} == names


def test_short_rows_with_space_around_are_display_type():
    """A short row without an end of a sentence, apart from the text, is a headline; a sentence is not."""
    assert score_display(row("渔港醒得早"), context("渔港醒得早", apart=True, is_top=True)) > 0
    sentence = "渔港昨天醒得早。"
    assert score_display(row(sentence), context(sentence, ends_sentence=True, apart=True)) < 0


def test_the_same_words_in_mid_column_are_body_text():
    """A row that fills its column below text that stops in mid-sentence is body text."""
    text = "渔港醒得早夜市开得晚"
    flags = {"open_above": True, "fits_above": True, "fits_below": True, "column_above": True, "column_below": True}
    assert score_display(row(text), context(text, above="昨天的城东", below="市民说好。", **flags)) < 0
