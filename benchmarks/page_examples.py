"""Decisions of the reader's models with the right answers: of generated pages, and of pages that are read rightly."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from bot.reader.lines import headline_score
from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.roles import Role, RowRole, assign_roles
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import Row, read_rows
from bot.reader.stories import caption_score
from bot.reader.stories.boundaries import StoryGrouping, group_into_stories
from bot.reader.stories.boxes import split_boxes
from bot.reader.stories.captions import find_caption_credit, find_captions
from bot.reader.stories.doubts import DoubtfulRows, find_readings, reconsider
from bot.reader.stories.segments import Segment, split_into_segments
from bot.records import Page
from bot.text.characters import strip_punctuation
from tests.support.press.papers import STYLES
from tests.support.press.press import Pressed, random_page
from tests.support.press.stories import load_photos, load_stories, read_stories
from tests.support.press.styles import Style

Features = Mapping[str, float]
# One decision: the features of the right alternative, then those of the others.
Choice = Sequence[Features]

BIAS = "bias"


def build_decision(values: Features, right: bool) -> Choice:
    """A decision between the features (with the bias) and nothing."""
    alternatives: Choice = ({**values, BIAS: 1.0}, {})
    return alternatives if right else alternatives[::-1]


def generate_pages(count: int, seed: int, articles: Path | None = None, often: Sequence[str] = ()) -> Iterator[Pressed]:
    """Generated pages, a third of them in a style whose every switch is taken from another of the known styles.

    Args:
        count: how many.
        seed: other pages for another.
        articles: a file of articles from elsewhere (`read_stories`), which every second page is set of.
        often: known styles that another third of the pages have, if there are any.
    """
    photos, styles = load_photos(), list(STYLES.values())
    texts = [load_stories(), read_stories(articles) if articles else load_stories()]
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        some = [STYLES[name] for name in often] if often and number % 3 == 1 else styles
        style = mix_styles(styles, rng) if number % 3 == 0 else rng.choice(some)
        yield random_page(texts[number % 2], photos, style, rng)


def mix_styles(styles: Sequence[Style], rng: Random) -> Style:
    """A style with every field taken from one of some styles at random."""
    return Style(**{field.name: getattr(rng.choice(styles), field.name) for field in dataclasses.fields(Style)})


class KnownPage:
    """A generated page, whose rows are known.

    Attributes:
        parts: the rows with their true roles wherever fixed phrases leave them open.
        read_parts: the same with the roles that the reader gives them, faults included: what borders, and the roles of
            the rows below, are decided on.
    """

    def __init__(self, page: Pressed) -> None:
        self._lines = page.roles
        self._titled = {truth.key for truth in page.truth if truth.kind == "caption" and truth.headline}
        subheadings = {story.key: [story.paragraphs[at] for at in story.subheads] for story in load_stories()}
        self._subheadings = {key: [strip_punctuation(text) for text in texts] for key, texts in subheadings.items()}
        # what the headline model was asked for, and the truth
        self.headline_decisions: list[Choice] = []
        rows = read_rows(Page("page.txt", page.text))
        self.style = measure_page_style(rows)
        boxes = split_boxes(rows) if rows else []
        # what the rows of each part show
        self.features = [RowFeatures(part, self.style) for part in boxes]
        self.parts: list[list[RowRole]] = [assign_roles(part, self._decide) for part in self.features]
        self.read_parts: list[list[RowRole]] = [assign_roles(part, self._read) for part in self.features]

    def find_owner(self, line: int) -> str | None:
        """The key of the story or photograph that a line belongs to."""
        return self._lines[line - 1][1]

    def _decide(self, row: Row, context: headline_score.RowContext) -> float:
        right = self._is_display(row)
        return headline_score.score_display(row, context) if right is None else 1.0 if right else -1.0

    def _read(self, row: Row, context: headline_score.RowContext) -> float:
        right = self._is_display(row)
        if right is not None:
            self.headline_decisions.append(build_decision(headline_score.compute_features(row, context), right))
        return headline_score.score_display(row, context)

    def _is_display(self, row: Row) -> bool | None:
        """Whether a row is display type; None where either is right."""
        role, key = self._lines[row.line - 1]
        if role in ("headline", "pull"):
            return True
        if role == "body":
            text = strip_punctuation(row.text)
            return len(text) > 2 and any(text in subheading for subheading in self._subheadings.get(key or "", ()))
        if role == "torn":
            return False
        if role == "caption":
            return None if key in self._titled and self._begins(row) else False
        return None

    def find_role(self, entry: RowRole) -> Role:
        """Body text or display type, whichever a row is; the role that it has where either is right."""
        right = self._is_display(entry.row)
        return entry.role if right is None else Role.DISPLAY if right else Role.BODY

    def _begins(self, row: Row) -> bool:
        """Whether a row is the first of its photograph's."""
        return row.line == next(at for at, line in enumerate(self._lines, 1) if line[1] == self.find_owner(row.line))

    def find_true_caption(self, roles: Sequence[RowRole], last: int) -> caption_score.Extent | None:
        """The rows of the caption that ends with row `last`; None where it ends no caption."""
        role, key = self._lines[roles[last].row.line - 1]
        if role != "caption":
            return None
        rows = [at for at, entry in enumerate(roles) if self.find_owner(entry.row.line) == key]
        text = rows[0] + (key in self._titled)
        return caption_score.Extent(rows[0], text, last + 1) if rows[-1] == last and text <= last else None

    def find_story(self, segment: Segment) -> str | None:
        """The key of the story that most rows of a segment belong to."""
        lines = (piece.line for paragraph in segment.paragraphs for piece in paragraph.pieces)
        return Counter(map(self.find_owner, lines)).most_common(1)[0][0]


class ReadPage:
    """A page of a newspaper that is read rightly today: what the reader makes of it is the truth, so that it stays so.

    Attributes:
        headline_decisions: what the headline model was asked for, and what it said.
        style: how the page is set.
        features: what the rows of each part show.
        parts: the rows with the roles that the reader gives them in the end.
        read_parts: the same with the roles that it gives them row by row.
    """

    def __init__(self, path: Path) -> None:
        rows = read_rows(Page(path.name, path.read_text("utf-8")))
        self.style = measure_page_style(rows)
        boxes = split_boxes(rows) if rows else []
        self.features = [RowFeatures(part, self.style) for part in boxes]
        self._asked: dict[Row, Features] = {}
        self.read_parts = [assign_roles(part, self._read) for part in self.features]
        roles = {entry.row: entry.role for part in self.read_parts for entry in part}
        self.headline_decisions = [
            build_decision(values, roles[row] is Role.DISPLAY) for row, values in self._asked.items()
        ]
        self.parts: list[list[RowRole]] = []
        self._extents: dict[Row, tuple[int, int]] = {}
        self._stories: dict[int, int] = {}
        for features, read in zip(self.features, self.read_parts, strict=True):
            self._read_part(reconsider(read, find_captions(read, self.style), features))
        self._roles = {entry.row: entry.role for part in self.parts for entry in part}

    def _read(self, row: Row, context: headline_score.RowContext) -> float:
        self._asked[row] = headline_score.compute_features(row, context)
        return headline_score.score_display(row, context)

    def _read_part(self, roles: list[RowRole]) -> None:
        self.parts.append(roles)
        captions = find_captions(roles, self.style)
        for caption in captions:
            # the rows of the title and of the text, up from the last row
            self._extents[roles[caption.end - 1].row] = (caption.end - caption.start, caption.end - caption.text)
        stories, _ = group_into_stories(*split_into_segments(roles, captions, self.style))
        for story in stories:
            number = len(self._stories)
            self._stories |= {_first_line(segment): number for segment in story.segments}

    def find_role(self, entry: RowRole) -> Role:
        """The role of a row in the end."""
        return self._roles[entry.row]

    def find_true_caption(self, roles: Sequence[RowRole], last: int) -> caption_score.Extent | None:
        """The rows of the caption that ends with row `last`; None where it ends no caption."""
        extent = self._extents.get(roles[last].row)
        return caption_score.Extent(last + 1 - extent[0], last + 1 - extent[1], last + 1) if extent else None

    def find_story(self, segment: Segment) -> int:
        """The number of the story that a segment belongs to."""
        return self._stories[_first_line(segment)]


def _first_line(segment: Segment) -> int:
    return segment.paragraphs[0].pieces[0].line


ExamplePage = KnownPage | ReadPage
"""A page whose right reading is known."""


def find_headline_choices(page: ExamplePage) -> Iterator[Choice]:
    """For each row that the headline model decides: display type or not."""
    yield from page.headline_decisions


def find_doubt_choices(page: ExamplePage) -> Iterator[Choice]:
    """For each run of doubtful rows: their true roles against all others that they may have."""
    for features, roles in zip(page.features, page.read_parts, strict=True):
        rows = DoubtfulRows(roles, find_captions(roles, page.style), features)
        yield from _choose_readings(rows, {entry.row: page.find_role(entry) for entry in roles})


def _choose_readings(rows: DoubtfulRows, roles: Mapping[Row, Role]) -> Iterator[Choice]:
    """For each run of doubtful rows: their true roles, which are given for each row, against all others."""
    for first, end in rows.find_runs():
        right = tuple(roles[entry.row] for entry in rows.find_roles(first, end))
        readings = find_readings(end - first)
        if right in readings:
            yield [rows.compute_features(first, one) for one in sorted(readings, key=lambda one: one != right)]
            rows.take(first, right)


def find_caption_choices(page: ExamplePage) -> Iterator[Choice]:
    """For each caption: its true rows against all others that it may have."""
    for roles in page.parts:
        rows = caption_score.PageRows(roles, page.style)
        taken = 0
        for last in range(len(roles)):
            credit, right = find_caption_credit(roles, last), page.find_true_caption(roles, last)
            if credit is None or right is None:
                continue
            extents = list(
                caption_score.find_extents(roles, credit.first_row, last + 1, taken, credit_only=credit.stands_alone)
            )
            taken = last + 1
            if right in extents:
                extents.sort(key=lambda extent: extent != right)
                yield [caption_score.compute_features(rows, one, credit_only=credit.stands_alone) for one in extents]


def find_boundary_choices(page: ExamplePage) -> Iterator[Choice]:
    """For each boundary between two segments: whether a new story begins there."""
    for features, read in zip(page.features, page.read_parts, strict=True):
        roles = reconsider(read, find_captions(read, page.style), features)
        segments, boundaries = split_into_segments(roles, find_captions(roles, page.style), page.style)
        grouping = StoryGrouping(segments, boundaries) if segments else None
        for number in range(1, len(segments)):
            assert grouping is not None
            begins = page.find_story(segments[number]) != page.find_story(segments[number - 1])
            yield build_decision(grouping.compute_features(number), begins)
            grouping.add(number, begins_story=begins)
