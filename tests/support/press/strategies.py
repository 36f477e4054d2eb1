"""Hypothesis strategies: styles at random, and pages in them."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from tests.support.press.papers import STYLES
from tests.support.press.press import Pressed, random_page
from tests.support.press.stories import load_photos, load_stories
from tests.support.press.styles import Range, Style, Weights

_HEADLINES = ("before", "after", "page_end", "next_end", "none")
_BYLINES = ("top", "leadin", "wire", "both", "end", "none")
_TOP_FORMS = ("names", "titled", "boxed", "circled", "media", "colon", "glued", "stacked", "apart")

# 0 first, so that a failure shrinks towards the page without distortion
_chance = st.sampled_from((0.0, 0.2, 0.5, 1.0))


def _ranges(least: int, most: int) -> st.SearchStrategy[Range]:
    return st.tuples(st.integers(least, most), st.integers(0, 6)).map(
        lambda pair: (pair[0], min(most, pair[0] + pair[1]))
    )


def _weights(choices: tuple[str, ...]) -> st.SearchStrategy[Weights]:
    some = st.lists(st.sampled_from(choices), min_size=1, max_size=len(choices), unique=True)
    return some.map(lambda chosen: tuple((choice, 1.0) for choice in chosen))


def styles() -> st.SearchStrategy[Style]:
    """Any style: every switch by itself at random."""
    return st.builds(
        Style,
        name=st.just("random"),
        wrap=st.booleans(),
        width=_ranges(10, 30),
        line_gap=st.sampled_from(("newline", "blank")),
        paragraph_mark=st.sampled_from(("blank", "indent", "stripped", "short")),
        kinsoku=st.booleans(),
        break_words=st.booleans(),
        spread=_chance,
        spread_any=st.sampled_from((0.0, 0.05)),
        number_spaces=_chance,
        quote_gap=_chance,
        column_height=st.none() | _ranges(8, 40),
        column_gap=_chance,
        width_change=_chance,
        cut=_chance,
        torn=_chance,
        torn_moved=_chance,
        headline=_weights(_HEADLINES),
        head_mark=st.sampled_from(("", "# ")),
        head_join=_chance,
        head_wrap=_chance,
        head_gap=_chance,
        tight=_chance,
        label=_chance,
        pull=_chance,
        subheads=_chance,
        byline=_weights(_BYLINES),
        top_form=_weights(_TOP_FORMS),
        spread_names=_chance,
        recast=_chance,
        photos=_ranges(0, 4),
        photo_inside=_chance,
        photo_wrap=_chance,
        tail=_chance,
        jump=_chance,
        furniture_top=_ranges(0, 4),
        furniture_bottom=_ranges(0, 4),
        furniture_between=_chance,
        half_punctuation=_chance,
        full_width=_chance,
        noise=st.sampled_from((0.0, 0.1)),
        ragged=_chance,
        crlf=_chance,
        form_feed=_chance,
        stories=_ranges(1, 6),
        shorten=_chance,
    )


@st.composite
def pages(draw: st.DrawFn, style: st.SearchStrategy[Style] | None = None) -> Pressed:
    """Pages in any style: a named one or one made up."""
    chosen = draw(style if style is not None else st.sampled_from(list(STYLES.values())) | styles())
    seed = draw(st.integers(0, 2**32 - 1))
    return random_page(load_stories(), load_photos(), chosen, Random(seed))
