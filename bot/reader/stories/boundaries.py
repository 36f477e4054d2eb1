"""Units and borders → stories: where one story ends and the next begins, and which headline is whose.

Headlines stand before their story, after it, or elsewhere on the page. Evidence is added up at every border to decide
whether the story goes on; then the display type of the borders is dealt out (headlines.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.reader.lines import phrases
from bot.reader.lines.repeated_text import is_quotation
from bot.reader.lines.roles import RowRole
from bot.reader.stories.headlines import deal
from bot.reader.stories.segments import Border, Unit
from bot.text.similarity import Similarity

__all__ = ["WEIGHTS", "Likeness", "Story", "is_quoted", "observe", "tell_stories"]


@dataclass
class Story:
    """Units that belong together, with their display type."""

    units: list[Unit]
    # decks of the headline, in the order printed
    heads: list[RowRole] = field(default_factory=list)
    bylines: list[RowRole] = field(default_factory=list)
    # display type inside the body: before unit n stand the subheadings subheads[n]
    subheads: dict[int, list[RowRole]] = field(default_factory=dict)
    continued_from: bool = False
    continued_on: bool = False

    @property
    def text(self) -> str:
        return "".join(unit.text for unit in self.units)


# --- does a new story begin at a border? ---------------------------------------------------------------------------
# What each observation at a border is worth, in natural logarithms of odds; above 0 a new story begins. Fitted by
# logistic regression on 5,200 borders of 1,200 pages of the press (tests/support/press), a third of them in mixed
# styles, with the roles of the rows as they were printed; held near the values before (L2, as if each were known to
# 0.7 points, the similarity to 3.5) and rounded. Of the borders of pages kept apart 0.5 % come out wrong. The press has
# no text frames and few marks ("# "): those are set by hand with the seeds, and so is "signed_again".
WEIGHTS = {
    "always": -1.3,  # more often than not a story goes on
    "byline": 4.9,  # one stands there
    "leadin": 11.1,  # 本报讯: nothing outweighs it
    "endline": 5.9,  # the story above has closed with its byline in brackets
    "signed_again": 4.5,  # the text below closes with names, and the story above is signed already
    "jump": 7.7,  # （上接第1版）, （下转第3版）
    "mark": 6.0,  # "# "
    "subhead": -9.0,  # "## " where headlines have "# " (by hand)
    "notice": 12.0,  # 遗失声明：… (by hand)
    "frame": 4.5,  # a text frame of its own
    "space": 3.0,  # two blank lines more than usual, or three
    "apart": 3.0,  # display type with space above, as all headlines of signed stories on this page have it (by hand)
    "close": -4.0,  # display type without that space (by hand)
    "goes_on": -8.0,  # the text below begins inside a sentence: no story does (by hand)
    "ruled": 7.5,  # display type, and a line drawn across (by hand)
    "unmarked": -4.0,  # display type without "# ", where all headlines of signed stories on this page have it (by hand)
    "head": 1.9,  # display type
    "decks": 0.5,  # several rows of it
    "long_head": 1.7,  # as long as a headline, not as a subheading
    "short_head": -4.8,  # as short as a subheading
    "numbered": -4.0,  # 一、 （二）
    "quoted": -6.5,  # the text around has the same words: a pull quote
    "unfinished": -4.7,  # the text above stops in mid-sentence
    "torn": -2.5,  # the same above a byline: the end may have been torn off
    "intro": -4.5,  # the byline stands below the first paragraph of an unsigned story: that one sums it up (by hand)
    "introduces": 3.0,  # below display type one paragraph alone, and a byline under it
    "torn_top": -7.2,  # above stands nothing but the end of a sentence: torn off this story's end and printed on top
    "unsigned": -0.8,  # no byline, for the share of this page's stories that have one
    "plain": -3.7,  # nothing stands there at all
    "brief": -2.3,  # one of the two texts is shorter than most stories
    "topic": 2.1,  # for each point that the headline is nearer to the text below than to the text above
    "above": -2.7,  # for the similarity of the headline with the text above
    "cohesion": -23.4,  # for each point of similarity between the texts above and below, over the usual
}

# Parts of one story share .05 by weight of their pairs of characters, two stories .02 (medians).
COHESION_USUAL = 0.08
WIDE_SPACE = 2
LONG_HEAD = 12
SHORT_HEAD = 8
BRIEF = 120
# Fewer letters and characters stand twice by chance.
QUOTED = 8


def _signed(border: Border, below: Unit, above: Unit | None) -> bool:
    return bool(border.bylines or below.leadin.text or below.endline.text or (above and above.endline.text))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Similarities, 0 to 1, of the display type at a border with the texts above and below."""

    above: float
    below: float


def observe(
    border: Border,
    above: Unit,
    below: Unit,
    like: Likeness,
    *,
    signed: bool,
    unsigned: float,
    spaced: bool,
    marks: bool,
    length: int,
    tail: bool,
    intro: bool,
    introduces: bool,
) -> dict[str, float]:
    """The observations at one border: those of WEIGHTS that hold, with how much (1 for most), but for the cohesion.

    Args:
        signed: whether the story above has named its authors.
        unsigned: the share of this page's stories that are signed, where it is to count that this one is not.
        spaced: whether all headlines of this page that surely begin a story have more space above than usual.
        marks: whether all headlines of this page that surely begin a story are marked ("# ").
        length: how many characters the story above has so far.
        tail: whether the story above has begun on another page, so that it may well be short.
        intro: whether the text above is a headline and one paragraph, and its authors are not named.
        introduces: whether the text below is one paragraph under display type, with a byline below it.
    """
    found: dict[str, float] = {"always": 1}
    found["byline"] = bool(border.bylines)
    found["leadin"] = bool(below.leadin.text)
    found["endline"] = bool(above.endline.text)
    found["signed_again"] = signed and bool(below.endline.text)
    found["jump"] = border.continued_from or below.continued_from or above.continued_on
    found["mark"] = any(head.marked for head in border.heads)
    found["subhead"] = bool(border.heads) and all(head.subhead for head in border.heads)
    found["notice"] = below.notice
    found["frame"] = below.frame
    found["space"] = border.space >= WIDE_SPACE
    if border.heads:
        _observe_heads([head.row.text for head in border.heads], above.text, below.text, found)
        if any(head.pull_quote for head in border.heads):
            # a quote stands amid its story, whatever stands next to it, and has space around anyway
            found["quoted"], spaced = 1, False
        # display type that stands nearer to the text below than to the text above belongs to that alone
        found["goes_on"] = not border.bylines and phrases.begins_inside_sentence(below.text)
        found["apart"] = spaced and 0 < border.space > border.space_below
        found["unmarked"] = marks and not found["mark"]
        found["close"] = spaced and border.space <= 0
        found["ruled"] = border.ruled
        found["topic"] = max(0.0, like.below - like.above)
        found["above"] = like.above
    else:
        found["plain"] = not (border.bylines or border.continued_from)
    if not below.frame and not _signed(border, below, above):
        found["unsigned"] = unsigned
    found["intro"] = intro and bool(border.bylines) and not border.heads
    found["introduces"] = introduces
    found["torn_top"] = phrases.is_displaced_end(above.text)
    if not (phrases.ends_sentence(above.text) or above.endline.text or above.continued_on):
        found["torn" if border.bylines else "unfinished"] = 1
    found["brief"] = (length < BRIEF and not tail) or len(below.text) < BRIEF
    return {name: float(value) for name, value in found.items() if value}


def _observe_heads(rows: Sequence[str], above: str, below: str, found: dict[str, float]) -> None:
    text = "".join(rows)
    found["head"] = 1
    found["decks"] = len(rows) > 1
    found["long_head"] = len(text) >= LONG_HEAD
    found["short_head"] = len(text) <= SHORT_HEAD
    found["numbered"] = phrases.is_list_heading(text)
    found["quoted"] = is_quoted(text, above) or is_quoted(text, below)


_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    return _NO_LETTER.sub("", text)


def is_quoted(text: str, body: str) -> bool:
    """Whether a body has the words of a line of display type, which then is a pull quote."""
    bare = _bare(text)
    return len(bare) >= QUOTED and bare in _bare(body)


def _is_intro(units: Sequence[Unit], borders: Sequence[Border], n: int) -> bool:
    """Whether a unit may sum its story up: one paragraph between a headline and a byline."""
    if n + 1 >= len(units) or len(units[n].paragraphs) > 1 or units[n].endline.text:
        return False
    above, below = borders[n], borders[n + 1]
    return bool(above.heads and not above.bylines and below.bylines and not below.heads)


def _worth(seen: dict[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in seen.items())


def _split(units: Sequence[Unit], borders: Sequence[Border]) -> list[Story]:
    """Stories without headlines yet; display type inside a story becomes its subheadings."""
    similarity = Similarity([unit.text for unit in units])
    headed = [n for n in range(len(units)) if borders[n].heads]
    signed = sum(_signed(borders[n], units[n], units[n - 1] if n else None) for n in headed)
    unsigned = signed / len(headed) if signed > 1 else 0.0
    # one alone may be the page's first, which has space above on any page
    sure = [
        borders[n] for n in headed if n and (borders[n].bylines or units[n].leadin.text or units[n - 1].endline.text)
    ]
    spaced = bool(sure) and all(border.space > 0 for border in sure)
    marks = bool(sure) and all(any(head.marked for head in border.heads) for border in sure)
    stories = [Story([units[0]])]
    named = bool(borders[0].bylines or units[0].leadin_names)
    tail = borders[0].continued_from or units[0].continued_from
    for n in range(1, len(units)):
        border = borders[n]
        text = "".join(head.row.text for head in border.heads)
        like = Likeness(similarity.of(text, n - 1), similarity.of(text, n)) if text else Likeness(0.0, 0.0)
        story = stories[-1]
        seen = observe(
            border,
            units[n - 1],
            units[n],
            like,
            signed=named,
            unsigned=unsigned,
            spaced=spaced,
            marks=marks,
            length=len(story.text),
            tail=tail,
            intro=len(story.units) == 1 and not named and _is_intro(units, borders, n - 1),
            introduces=_is_intro(units, borders, n),
        )
        points = _worth(seen)
        if WEIGHTS["cohesion"] * (COHESION_USUAL - 1) >= points > WEIGHTS["cohesion"] * COHESION_USUAL:
            # only here can it make a difference how much the texts have in common
            seen["cohesion"] = similarity.between(n - 1, n) - COHESION_USUAL
            points = _worth(seen)
        if points > 0:
            stories.append(Story([units[n]]))
            named = bool(border.bylines or units[n].leadin_names)
            tail = border.continued_from or units[n].continued_from
            continue
        if border.bylines:
            story.bylines, named = story.bylines + border.bylines, True
        if border.heads:
            story.subheads[len(story.units)] = border.heads
        story.units.append(units[n])
    return stories


def _without_quotes(heads: list[RowRole]) -> list[RowRole]:
    """Display type without quotations in blocks of their own, which are nobody's headline."""
    quote = "".join(head.row.text for head in heads if head.pull_quote)
    return [head for head in heads if not head.pull_quote] if is_quotation(quote) else heads


def tell_stories(units: Sequence[Unit], borders: Sequence[Border]) -> tuple[list[Story], list[RowRole]]:
    """The stories of a page with their headlines and bylines, and the display type that found no story.

    Args:
        units: the page's units in order, at least one.
        borders: what stands before, between and after them: one more than units.
    """
    stories = _split(units, borders)
    outer: list[Border] = []
    position = 0
    for story in stories:
        border = borders[position]
        outer.append(border)
        story.bylines = border.bylines + story.bylines
        story.continued_from = border.continued_from or any(unit.continued_from for unit in story.units)
        story.continued_on = any(unit.continued_on for unit in story.units)
        position += len(story.units)
    outer.append(borders[-1])
    heads, stray = deal([_without_quotes(border.heads) for border in outer], [story.text for story in stories])
    for story, own in zip(stories, heads, strict=True):
        story.heads = own
    stories[-1].bylines = stories[-1].bylines + borders[-1].bylines
    return stories, stray
