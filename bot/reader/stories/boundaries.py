"""Segments and boundaries → stories: where one story ends and the next begins.

Whether a new story begins at a boundary is decided by a linear model, from the top of the page. Then headlines.py
assigns the display type of the boundaries between stories; they may stand before their story, after it, or elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from bot.reader.lines import phrases
from bot.reader.lines.repeated_text import is_quotation, is_quoted
from bot.reader.lines.roles import RowRole
from bot.reader.stories.boundary_weights import BOUNDARY_MODEL
from bot.reader.stories.headlines import assign_headlines
from bot.reader.stories.segments import Boundary, Segment
from bot.text.characters import CJK, SPACE
from bot.text.similarity import Similarity

__all__ = ["Story", "StoryGrouping", "group_into_stories"]

# The similarity of two segments that no more speaks for one story than for two. Segments of one story have .05 in
# common (median of generated pages, share of the weight of character pairs), those of two stories .02.
COHESION_USUAL = 0.08
# More similarity than this proves no more: two reports of one meeting share half of their words.
COHESION_MOST = 0.2
# Decks in one line, with a space or a dash between them; subheadings are one phrase.
_DECKS = re.compile(rf"[{CJK}”》）][{SPACE}]+[{CJK}“《]|——")
# Blank lines more than usual.
WIDE_SPACE = 2
# Characters: headlines have at least so many, few subheadings have VERY_LONG_DISPLAY and most at most SHORT_DISPLAY;
# most stories have at least BRIEF_STORY, and their lead, which repeats the words of the headline, about LEAD.
LONG_DISPLAY, VERY_LONG_DISPLAY, SHORT_DISPLAY, BRIEF_STORY, LEAD = 12, 20, 8, 120, 120


@dataclass
class Story:
    """Segments that belong together, with their display type; complete once the page is grouped."""

    segments: list[Segment]
    # the rows of its headline, in the order printed
    headline: list[RowRole] = field(default_factory=list)
    bylines: list[RowRole] = field(default_factory=list)
    # display type inside the story: by number of the segment that it stands before
    subheadings: dict[int, list[RowRole]] = field(default_factory=dict)
    continued_from: bool = False
    continued_on: bool = False

    @property
    def text(self) -> str:
        """The text of all segments."""
        return "".join(segment.text for segment in self.segments)

    @property
    def is_brief(self) -> bool:
        """Whether the text is shorter than most stories'."""
        # not the whole text, because this is asked for each segment that is added
        return all(length < BRIEF_STORY for length in accumulate(len(segment.text) for segment in self.segments))

    @property
    def is_signed(self) -> bool:
        """Whether the story has named its authors in a byline or at its beginning."""
        return bool(self.bylines or self.segments[0].leadin_names)


def group_into_stories(
    segments: Sequence[Segment], boundaries: Sequence[Boundary]
) -> tuple[list[Story], list[RowRole]]:
    """The stories of a page with their headlines and bylines, and the display type that belongs to no story.

    Args:
        segments: the page's segments in order.
        boundaries: what stands before, between and after them: one more than segments.
    """
    if not segments:
        return [], boundaries[0].display
    grouping = StoryGrouping(segments, boundaries)
    for number in range(1, len(segments)):
        grouping.add(number, begins_story=BOUNDARY_MODEL.score(grouping.compute_features(number)) > 0)
    stories, between = grouping.stories, [*grouping.between, boundaries[-1]]
    for story in stories:
        story.continued_from |= any(segment.continued_from for segment in story.segments)
        story.continued_on = any(segment.continued_on for segment in story.segments)
    stories[-1].bylines += boundaries[-1].bylines
    headlines, stray = assign_headlines(
        [_without_pull_quotes(boundary.display) for boundary in between], [story.text for story in stories]
    )
    for story, headline in zip(stories, headlines, strict=True):
        story.headline = headline
    return stories, stray


class StoryGrouping:
    """The stories of a page while segments are added to them from the top.

    Args:
        segments: the page's segments in order, at least one; the first begins the first story.
        boundaries: what stands before, between and after them.

    Attributes:
        stories: those found so far; display type between them is not assigned yet.
        between: the boundary before each of them.
    """

    def __init__(self, segments: Sequence[Segment], boundaries: Sequence[Boundary]) -> None:
        self._segments = segments
        self._boundaries = boundaries
        self._habits = _HeadlineHabits.measure(segments, boundaries)
        self._texts = [segment.text for segment in segments]
        self._similarity = Similarity(self._texts)
        self.stories: list[Story] = []
        self.between: list[Boundary] = []
        self.add(0, begins_story=True)

    def add(self, number: int, *, begins_story: bool) -> None:
        """Adds segment `number` to a new story or to the last one, together with the boundary before it."""
        segment, boundary = self._segments[number], self._boundaries[number]
        if begins_story:
            continued_from = boundary.continued_from or segment.continued_from
            self.stories.append(Story([segment], bylines=list(boundary.bylines), continued_from=continued_from))
            self.between.append(boundary)
            return
        story = self.stories[-1]
        story.bylines += boundary.bylines
        if boundary.display:
            story.subheadings[len(story.segments)] = boundary.display
        story.segments.append(segment)

    def compute_features(self, number: int) -> dict[str, float]:
        """The value of every feature of the boundary before segment `number`, which is the next to be added."""
        above, boundary, below = self._segments[number - 1], self._boundaries[number], self._segments[number]
        return {
            **_features_between(above, boundary, below),
            **(self._display_features(number) if boundary.display else _NO_DISPLAY),
            **self._features_above(number),
            **self._features_below(number),
            "cohesion": min(COHESION_MOST, self._similarity.between(number - 1, number)) - COHESION_USUAL,
        }

    def _display_features(self, number: int) -> dict[str, float]:
        """Features of the display type between two segments."""
        boundary, rows = self._boundaries[number], self._boundaries[number].display
        text_above, text_below = self._texts[number - 1], self._texts[number]
        text = "".join(row.row.text for row in rows)
        pulled = any(row.pull_quote for row in rows)
        marked = any(row.marked for row in rows)
        # a pull quote has space around it anyway, so that its space says nothing
        spaced = self._habits.headlines_spaced and not pulled
        similarity_above = self._similarity.to(text, number - 1)
        short = len(text) <= SHORT_DISPLAY
        return {
            "display": True,
            "several_rows": len(rows) > 1,
            "decks": any(_DECKS.search(row.row.text) for row in rows),
            "long": len(text) >= LONG_DISPLAY,
            "very_long": len(text) >= VERY_LONG_DISPLAY,
            "short": short,
            "short_over_news": short and phrases.gives_news_day(text_below),
            "numbered": phrases.is_list_heading(text),
            "quoted": pulled or is_quoted(text, text_above) or is_quoted(text, text_below[LEAD:]),
            "ruled": boundary.ruled,
            "mark": marked,
            "unmarked": self._habits.headlines_marked and not marked,
            "subheading": all(row.subhead for row in rows),
            # display type nearer to the text below than to the text above belongs to the text below
            "apart": spaced and 0 < boundary.space > boundary.space_below,
            "close": spaced and boundary.space <= 0,
            "goes_on": not boundary.bylines and self._begins_inside(number),
            "topic": max(0.0, self._similarity.to(text, number) - similarity_above),
            "topic_above": similarity_above,
        }

    def _features_above(self, number: int) -> dict[str, float]:
        """Features of the text above a boundary."""
        above, boundary, story = self._segments[number - 1], self._boundaries[number], self.stories[-1]
        text = self._texts[number - 1]
        unfinished = not (phrases.ends_sentence(text) or above.closing_byline.text or above.continued_on)
        begun = len(story.segments) == 1 and not (story.is_signed or story.continued_from)
        introduction = begun and self._is_introduction(number - 1)
        return {
            "closing_byline": bool(above.closing_byline.text),
            "unfinished": unfinished and not boundary.bylines,
            "unfinished_above_byline": unfinished and bool(boundary.bylines),
            "displaced_end": phrases.is_displaced_end(text),
            "introduction": introduction and bool(boundary.bylines) and not boundary.display,
        }

    def _features_below(self, number: int) -> dict[str, float]:
        """Features of the text below a boundary, and of whether it is long enough for a story."""
        above, boundary, below = self._segments[number - 1], self._boundaries[number], self._segments[number]
        story = self.stories[-1]
        unsigned = not (below.frame or _is_signed(above, boundary, below))
        brief_above = story.is_brief and not story.continued_from
        headed = bool(boundary.display or boundary.bylines)
        return {
            "leadin": bool(below.leadin.text),
            "news_day": headed and phrases.gives_news_day(self._texts[number]),
            "signed_again": story.is_signed and bool(below.closing_byline.text),
            "byline_again": story.is_signed and bool(boundary.bylines),
            "furniture": boundary.furniture,
            "unsigned": self._habits.signed_share if unsigned else 0.0,
            "introduces": self._is_introduction(number),
            "notice": below.notice,
            "frame": below.frame,
            "brief": brief_above or len(self._texts[number]) < BRIEF_STORY,
        }

    def _begins_inside(self, number: int) -> bool:
        """Whether a segment goes on in mid-sentence; the last characters of its story may stand on top instead."""
        first = self._segments[number].paragraphs[0].text
        return phrases.begins_inside_sentence(first) and not phrases.is_displaced_end(first)

    def _is_introduction(self, number: int) -> bool:
        """Whether a segment may sum up its story: one paragraph between a headline and a byline."""
        segment = self._segments[number]
        if number + 1 >= len(self._segments) or len(segment.paragraphs) > 1 or segment.closing_byline.text:
            return False
        above, below = self._boundaries[number], self._boundaries[number + 1]
        return bool(above.display and not above.bylines and below.bylines and not below.display)


_NO_DISPLAY: dict[str, float] = dict.fromkeys(
    [
        *["display", "several_rows", "decks", "long", "very_long", "short", "short_over_news"],
        *[
            "numbered",
            "quoted",
            "ruled",
            "mark",
            "unmarked",
            "subheading",
            "apart",
            "close",
            "goes_on",
            "topic",
            "topic_above",
        ],
    ],
    0.0,
)


@dataclass(frozen=True)
class _HeadlineHabits:
    """How a page prints the headlines of its signed stories."""

    # the share, 0 to 1, of the stories under display type that are signed; 0 where at most one is
    signed_share: float
    # all headlines that surely begin a story have more space above than usual
    headlines_spaced: bool
    # all of them are marked ("# ")
    headlines_marked: bool

    @classmethod
    def measure(cls, segments: Sequence[Segment], boundaries: Sequence[Boundary]) -> _HeadlineHabits:
        """The habits that the segments under display type show."""
        headed = [number for number in range(len(segments)) if boundaries[number].display]
        signed = sum(
            _is_signed(segments[number - 1] if number else None, boundaries[number], segments[number])
            for number in headed
        )
        # the first headline of a page has space above on any page
        sure = [
            boundaries[number]
            for number in headed
            if number
            and (boundaries[number].bylines or segments[number].leadin.text or segments[number - 1].closing_byline.text)
        ]
        return cls(
            signed / len(headed) if signed > 1 else 0.0,
            bool(sure) and all(boundary.space > 0 for boundary in sure),
            bool(sure) and all(any(row.marked for row in boundary.display) for boundary in sure),
        )


def _is_signed(above: Segment | None, boundary: Boundary, below: Segment) -> bool:
    """Whether a byline stands at a boundary, or in one of the texts beside it."""
    closed_above = bool(above and above.closing_byline.text)
    return closed_above or bool(boundary.bylines or below.leadin.text or below.closing_byline.text)


def _features_between(above: Segment, boundary: Boundary, below: Segment) -> dict[str, float]:
    """Features of what stands between two segments, except display type."""
    return {
        "byline": bool(boundary.bylines),
        "jump": boundary.continued_from or below.continued_from or above.continued_on,
        "space": boundary.space >= WIDE_SPACE,
        "nothing": not (boundary.display or boundary.bylines or boundary.continued_from),
    }


def _without_pull_quotes(rows: list[RowRole]) -> list[RowRole]:
    """Display type without quotations in blocks of their own, which are nobody's headline unless they stand alone."""
    quote = "".join(row.row.text for row in rows if row.pull_quote)
    return [row for row in rows if not row.pull_quote] or rows if is_quotation(quote) else rows
