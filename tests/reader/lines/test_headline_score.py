"""Display type is told at a glance only where a closer look would say the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reader.lines.headline_score import WEIGHTS, Surroundings, most_points, observe
from bot.reader.stories.boundaries import WEIGHTS as BORDER_WEIGHTS
from bot.reader.stories.caption_score import WEIGHTS as CAPTION_WEIGHTS

PIECES = "—— - 夜市 重新开张 ， , 。 ？ ！ ； ： “ ” （ ） 近日 的 记者 摄 下转第3版 本报讯 12 A 　".split(" ")
# what speaks for display type, more often than chance would have it
LIKELY = ["渔港 开市", "——", ",", "夜市"]
TEXTS = st.sampled_from([PIECES, LIKELY]).flatmap(
    lambda pieces: st.lists(st.sampled_from(pieces), min_size=1, max_size=4).map("".join)
)
FLAGS = {name: st.booleans() for name, kind in Surroundings.__annotations__.items() if kind in ("bool", bool)}
AROUND = st.builds(
    Surroundings,
    rows_above=st.lists(TEXTS, max_size=2),
    rows_below=st.lists(TEXTS, max_size=2),
    width=st.sampled_from([5.0, 26.0, 28.0, 40.0, 60.0]),
    **FLAGS,
)


@settings(deadline=None, max_examples=500)
@given(TEXTS, AROUND)
def test_no_row_has_more_points_than_are_seen_at_a_glance(text, around):
    found = observe(text, around) | {"topic_above": 1.0, "topic_below": 1.0}

    assert sum(WEIGHTS[name] * value for name, value in found.items()) <= most_points(text, around) + 1e-9


def test_what_is_left_out_of_account_at_first_speaks_against_a_caption_or_a_new_story():
    """What the reader does not look at where it cannot win may only take points, but for what it reckons with."""
    title = [name for name in CAPTION_WEIGHTS if name.startswith("title")]

    assert {name for name in title if CAPTION_WEIGHTS[name] > 0} == {"title", "title_display", "title_topic"}
    assert CAPTION_WEIGHTS["other_width"] > 0 and CAPTION_WEIGHTS["flush"] > 0
    assert BORDER_WEIGHTS["cohesion"] < 0
