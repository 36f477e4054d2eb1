"""Segments and boundaries → stories: where one story ends and the next begins.

Whether a new story begins at a boundary is decided by a linear model, from the top of the page. Then headlines.py
assigns the display type of the boundaries between stories; they may stand before their story, after it, or elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from bot.reader.furniture.labels import names_box
from bot.reader.lines import phrases
from bot.reader.lines.repeated_text import is_quoted
from bot.reader.lines.roles import RowRole
from bot.reader.stories.boundary_weights import BOUNDARY_MODEL
from bot.reader.stories.headlines import assign_headlines
from bot.reader.stories.segments import Boundary, Segment
from bot.text.similarity import Similarity, pair_overlap

# The similarity of two segments that no more speaks for one story than for two. Segments of one story have .05 in
# common (median of generated pages, share of the weight of character pairs), those of two stories .02.
COHESION_USUAL = 0.08
# More similarity than this proves no more: two reports of one meeting share half of their words.
COHESION_MOST = 0.2
# The natural logarithm of the characters that a story has when its first subheading comes.
USUAL_LENGTH = 6.0
# Blank lines more than usual.
WIDE_SPACE = 2
# Characters: most subheadings have at most SHORT_DISPLAY, and more than MOST_DISPLAY prove no more; the first clauses
# of a story, which repeat the words of its headline, have FIRST_CLAUSES.
SHORT_DISPLAY, MOST_DISPLAY, FIRST_CLAUSES = 8, 40, 60
# Display type is compared with so many segments of the story above.
TOPIC_SEGMENTS = 4
# The subheadings of a story differ in length by so many characters.
ALIKE = 1
_COMMAS = re.compile("[，,]")
_BRACKETS = ("【", "〔", "[")


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
        boxed = any(names_box(row.row.text) for row in boundaries[number].display)
        grouping.add(number, begins_story=boxed or BOUNDARY_MODEL.score(grouping.compute_features(number)) > 0)
    stories, between = grouping.stories, [*grouping.between, boundaries[-1]]
    for story in stories:
        story.continued_from |= any(segment.continued_from for segment in story.segments)
        story.continued_on = any(segment.continued_on for segment in story.segments)
    stories[-1].bylines += boundaries[-1].bylines
    headlines, stray = assign_headlines([boundary.display for boundary in between], [story.text for story in stories])
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
        # the display type before each segment, and after the last one
        self._displays = ["".join(row.row.text for row in boundary.display) for boundary in boundaries]
        self.stories: list[Story] = []
        self.between: list[Boundary] = []
        self.add(0, begins_story=True)

    def add(self, number: int, *, begins_story: bool) -> None:
        """Adds segment `number` to a new story or to the last one, together with the boundary before it."""
        segment, boundary = self._segments[number], self._boundaries[number]
        if begins_story:
            continued_from = boundary.continued_from or segment.continued_from
            bylines = list(boundary.bylines)
            if self._signs_above(number):
                self.stories[-1].bylines += bylines
                bylines = []
            self.stories.append(Story([segment], bylines=bylines, continued_from=continued_from))
            self.between.append(boundary)
            self._first, self._length = number, len(self._texts[number])
            return
        story = self.stories[-1]
        story.bylines += boundary.bylines
        if boundary.display:
            story.subheadings[len(story.segments)] = boundary.display
        story.segments.append(segment)
        self._length += len(self._texts[number])

    def _signs_above(self, number: int) -> bool:
        """Whether bylines between two texts sign the one above, because the one below is signed at its end."""
        alone = bool(self.stories) and not self._boundaries[number].display
        return alone and not self.stories[-1].is_signed and bool(self._segments[number].closing_names)

    def compute_features(self, number: int) -> dict[str, float]:
        """The value of every feature of the boundary before segment `number`, which is the next to be added."""
        above, boundary, below = self._segments[number - 1], self._boundaries[number], self._segments[number]
        return {
            **_features_between(above, boundary, below),
            **(self._display_features(number) if boundary.display else _NO_DISPLAY),
            **self._features_above(number),
            **self._features_below(number),
            **self._headline_features(number),
            "story_length": log(self._length + 1) - USUAL_LENGTH,
            "cohesion": min(COHESION_MOST, self._similarity.between(number - 1, number)) - COHESION_USUAL,
        }

    def _display_features(self, number: int) -> dict[str, float]:
        """Features of the display type between two segments."""
        boundary, rows, text = self._boundaries[number], self._boundaries[number].display, self._displays[number]
        text_above, text_below = self._texts[number - 1], self._texts[number]
        pulled = any(row.pull_quote for row in rows)
        marked = any(row.marked for row in rows)
        # a pull quote has space around it anyway, so that its space says nothing
        spaced = self._habits.headlines_spaced and not pulled
        subheadings = [self._displays[self._first + at] for at in self.stories[-1].subheadings]
        above = max(
            pair_overlap(text, words) for words in self._texts[max(self._first, number - TOPIC_SEGMENTS) : number]
        )
        return {
            "display": True,
            "length": min(len(text), MOST_DISPLAY) / 10,
            "short": len(text) <= SHORT_DISPLAY,
            "commas": len(_COMMAS.findall(text)),
            "numbered": phrases.is_list_heading(text),
            "quoted": pulled or is_quoted(text, text_above),
            "mark": marked,
            "unmarked": self._habits.headlines_marked and not marked,
            "subheading": all(row.subhead for row in rows),
            "subheadings": bool(subheadings),
            "alike_above": any(_are_alike(text, subheading) for subheading in subheadings),
            "alike_below": _are_alike(text, self._displays[number + 1]),
            # display type nearer to the text below than to the text above belongs to the text below
            "apart": spaced and 0 < boundary.space > boundary.space_below,
            "close": spaced and boundary.space <= 0,
            "goes_on": not boundary.bylines and self._begins_inside(number),
            "topic": pair_overlap(text, text_below[:FIRST_CLAUSES]) - above,
        }

    def _headline_features(self, number: int) -> dict[str, float]:
        """Features of the two texts beside the headline of the story above, where that stands before it."""
        headline = self._displays[self._first]
        above, below = (self._similarity.to(headline, at) if headline else 0.0 for at in (number - 1, number))
        return {"headline_above": above, "headline_below": below}

    def _features_above(self, number: int) -> dict[str, float]:
        """Features of the text above a boundary."""
        above, text, story = self._segments[number - 1], self._texts[number - 1], self.stories[-1]
        unfinished = not (phrases.ends_sentence(text) or above.continued_on)
        begun = len(story.segments) == 1 and not (story.is_signed or story.continued_from)
        introduction = begun and self._is_introduction(number - 1)
        return {
            "closing_byline": bool(above.closing_byline.text),
            "unfinished": unfinished,
            "displaced_end": phrases.is_displaced_end(text),
            "introduction": introduction,
        }

    def _features_below(self, number: int) -> dict[str, float]:
        """Features of the text below a boundary, and of whether it is long enough for a story."""
        boundary, below, story = self._boundaries[number], self._segments[number], self.stories[-1]
        headed = bool(boundary.display or boundary.bylines)
        return {
            "leadin": bool(below.leadin.text) and not self._is_further(number),
            "news_day": headed and phrases.gives_news_day(self._texts[number]),
            "signed_again": story.is_signed and bool(below.closing_byline.text),
            "byline_again": story.is_signed and bool(boundary.bylines),
            "furniture": boundary.furniture,
            "introduces": self._is_introduction(number),
            "notice": below.notice,
            "frame": below.frame,
        }

    def _begins_inside(self, number: int) -> bool:
        """Whether a segment goes on in mid-sentence; the last characters of its story may stand on top instead."""
        first = self._segments[number].paragraphs[0].text
        return phrases.begins_inside_sentence(first) and not phrases.is_displaced_end(first)

    def _is_further(self, number: int) -> bool:
        """Whether a segment is one more telegram of the story above, where both begin with a bracket: 【…电】."""
        boundary, leadin = self._boundaries[number], self._segments[number].leadin.text
        if boundary.display or boundary.bylines or not self._displays[self._first]:
            return False
        return all(text.startswith(_BRACKETS) for text in (leadin, self.stories[-1].segments[0].leadin.text))

    def _is_introduction(self, number: int) -> bool:
        """Whether a segment may sum up its story: one paragraph between a headline and a byline."""
        segment = self._segments[number]
        if number + 1 >= len(self._segments) or len(segment.paragraphs) > 1 or segment.closing_byline.text:
            return False
        above, below = self._boundaries[number], self._boundaries[number + 1]
        return bool(above.display and not above.bylines and below.bylines and not below.display)


_NO_DISPLAY: dict[str, float] = dict.fromkeys(
    [
        *[
            "display",
            "length",
            "short",
            "commas",
            "numbered",
            "quoted",
            "mark",
            "unmarked",
            "subheading",
        ],
        *["subheadings", "alike_above", "alike_below", "apart", "close", "goes_on", "topic"],
    ],
    0.0,
)


def _are_alike(text: str, other: str) -> bool:
    """Whether two pieces of display type may be subheadings of one story: they are equally long."""
    return bool(other) and abs(len(text) - len(other)) <= ALIKE


@dataclass(frozen=True)
class _HeadlineHabits:
    """How a page prints the headlines of its signed stories."""

    # all headlines that surely begin a story have more space above than usual
    headlines_spaced: bool
    # all of them are marked ("# ")
    headlines_marked: bool

    @classmethod
    def measure(cls, segments: Sequence[Segment], boundaries: Sequence[Boundary]) -> _HeadlineHabits:
        """The habits that the segments under display type show."""
        headed = [number for number in range(len(segments)) if boundaries[number].display]
        # the first headline of a page has space above on any page
        sure = [
            boundaries[number]
            for number in headed
            if number
            and (boundaries[number].bylines or segments[number].leadin.text or segments[number - 1].closing_byline.text)
        ]
        return cls(
            bool(sure) and all(boundary.space > 0 for boundary in sure),
            bool(sure) and all(any(row.marked for row in boundary.display) for boundary in sure),
        )


def _features_between(above: Segment, boundary: Boundary, below: Segment) -> dict[str, float]:
    """Features of what stands between two segments, except display type."""
    return {
        "byline": bool(boundary.bylines),
        "jump": boundary.continued_from or below.continued_from or above.continued_on,
        "space": boundary.space >= WIDE_SPACE,
        "nothing": not (boundary.display or boundary.bylines or boundary.continued_from),
    }
