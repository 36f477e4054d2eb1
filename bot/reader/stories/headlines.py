"""Assigns headlines to stories: before their story, after it, or elsewhere on the page.

The display type between two stories is cut into blocks, each of them one headline of one or several decks. A block
gets points for each story: for what it says, for where it stands, and for where the page prints its other headlines. A
beam search finds the way to cut the display type and to give the blocks to the stories, one to each, that has the most
points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from bot.reader.lines import phrases
from bot.reader.lines.credits import names_picture
from bot.reader.lines.roles import RowRole
from bot.text.characters import bracket_balance
from bot.text.similarity import RepeatedSimilarity, Similarity, distinct_characters, measure_seam

# All points are set by hand, because a regression would need the points of every way to cut a page into blocks. They
# suit the similarities (about 0 to 1, by the weight of shared character pairs) measured on generated pages: most
# headlines are far nearer to their own story than to the one above. The points were varied one after the other on 600
# generated pages of real articles; of 600 others 70 of 2,651 stories have a wrong headline.

# --- points of a block for a story ---
TOPIC = 6.0  # times the similarity of block and story (0 to 1), less CHANCE
CHANCE = 0.1  # the similarity of two texts that have nothing to do with each other
BELOW = 0.8  # the story stands right below the block: most newspapers print the headline before the text
ABOVE = 0.0  # the story stands right above the block
ELSEWHERE = -1.2  # the story stands elsewhere on the page
AWAY = 1.0  # also for a story elsewhere, times the share of stories whose headlines seem to stand away from them
HABIT = 1.2  # times the share of the page's clear headlines that stand on this side of their story, less .5
NOBODY = -1.8  # the block is no headline, but a slogan or a label
TAKEN = -11.0  # the story has a headline already, in this boundary or in another
LIKELY = 1.0  # the similarity is at least SURE; in proportion where it is less
SURE = 0.3
MARKED = 8.0  # the block begins with "# ", for the story right below; as many are taken off for every other story
LONG_BLOCK = -0.6  # for each deck of a block beyond USUAL_DECKS, because headlines have few
USUAL_DECKS = 3

# --- similarity of a block with a story ---
BEST_ROW = 0.7  # how much the most similar row counts against the whole block, because a kicker may say something else
LETTERS = 0.15  # times the share of single characters in common with the story, less the mean of all stories
LETTERS_AWAY = 0.7  # added to LETTERS, times the share of stories whose headlines seem to stand away from them
ALIEN = -4.0 / TOPIC  # times what a row has in common with another story more than with this one, less CHANCE

# --- points for cutting display type into two blocks between two rows ---
CUT = 0.2  # all rows of the boundary stand equally close
CUT_APART = 0.7  # more space between the two rows than between others
CUT_TIGHT = -4.0  # less space between the two rows than between others
CUT_BARE = 1.2  # added to CUT and CUT_TIGHT, times the share of stories that have no display type beside them
CUT_SOLID = -2.0  # all rows of the boundary stand right below each other
CUT_MARKED = 5.0  # both rows have a mark of their own
CUT_WRAPPED = -3.0  # a word, a quotation or words of a story go on over the line end, or —— follows

# The name of a column at the end of a headline, which may be broken over rows.
_BRACKETED = re.compile(r"[（(][^（()）]{4,}[)）]")
# A block clearly suits one of its two neighbours better than the other from this difference in points for topic on.
CLEAR = 1.5
# The search keeps the best OWNERS stories of a block, and the best WAYS to give the rows so far to stories; a block has
# at most LONGEST rows.
OWNERS, WAYS, LONGEST = 3, 12, 8


def assign_headlines(
    boundaries: Sequence[Sequence[RowRole]], stories: Sequence[str]
) -> tuple[list[list[RowRole]], list[RowRole]]:
    """The headline rows of each story, in the order printed, and the rows that no story takes.

    Args:
        boundaries: the display type before, between and after the stories: one more than stories.
        stories: their texts.
    """
    blocks = _assign_blocks(_Page(boundaries, stories))
    headlines: list[list[RowRole]] = [[] for _ in stories]
    stray: list[RowRole] = []
    for block in blocks:
        rows = boundaries[block.boundary][block.start : block.end]
        (stray if block.story is None else headlines[block.story]).extend(rows)
    return headlines, stray


def is_wrapped(above: str, below: str) -> bool:
    """Whether one row of display type goes on in the next, within a word or a quotation."""
    if below.startswith(("—", "-")):
        return False
    return bracket_balance(above) > 0 or phrases.begins_inside_sentence(below) or phrases.crosses_word(above, below)


class _Block(NamedTuple):
    """Rows [start, end) of a boundary's display type, and the story that they are the headline of."""

    boundary: int
    start: int
    end: int
    story: int | None


class _Way(NamedTuple):
    """A way to cut display type into blocks, each with its story."""

    points: float
    blocks: tuple[_Block, ...]
    # the set of the stories that have a headline: the bit 1 << story for each
    owned: int


def _assign_blocks(page: _Page) -> tuple[_Block, ...]:
    """The best way to give all display type of a page to its stories: a beam search, row by row."""
    ways = [_Way(0.0, (), 0)]
    for boundary in range(len(page.boundaries)):
        ways = _extend(page, boundary, ways)
    return ways[0].blocks


def _add(way: _Way, block: _Block, points: float) -> _Way:
    """A way with one block more; it costs `TAKEN` where the story has a headline already."""
    owned = 0 if block.story is None else 1 << block.story
    taken = TAKEN if way.owned & owned else 0.0
    return _Way(way.points + points + taken, (*way.blocks, block), way.owned | owned)


def _keep_best(ways: Iterable[_Way]) -> list[_Way]:
    """The best ways; of those that give headlines to the same stories, only the best."""
    best: dict[int, _Way] = {}
    for way in sorted(ways, key=attrgetter("points"), reverse=True):
        if way.owned not in best:
            best[way.owned] = way
            if len(best) == WAYS:
                break
    return list(best.values())


def _extend(page: _Page, boundary: int, ways: list[_Way]) -> list[_Way]:
    """The best ways to go on from some ways with the display type of the next boundary."""
    count = len(page.boundaries[boundary])
    cuts = [0.0, *(page.cut_points(boundary, at) for at in range(1, count))]
    # by row, the best ways for what stands before it; several, because the best way for the whole page may begin with
    # one that is not the best so far
    before = [ways]
    for end in range(1, count + 1):
        longer = []
        for start in range(max(0, end - LONGEST), end):
            for points, story in _best_owners(page, boundary, start, end):
                block = _Block(boundary, start, end, story)
                longer += [_add(way, block, points + cuts[start]) for way in before[start]]
        before.append(_keep_best(longer))
    return before[count]


def _best_owners(page: _Page, boundary: int, start: int, end: int) -> list[tuple[float, int | None]]:
    """The points of a block for the stories that it suits best, and for nobody (None)."""
    marked = any(row.marked for row in page.boundaries[boundary][start:end])
    long = LONG_BLOCK * max(0, _count_decks(page.boundaries[boundary], start, end) - USUAL_DECKS)
    owners: list[tuple[float, int | None]] = []
    places = page.places[boundary]
    for story, similarity in enumerate(page.similarities(boundary, start, end)):
        points = TOPIC * (similarity - CHANCE) + places[story] + long + LIKELY * min(1.0, similarity / SURE)
        if marked:
            points += MARKED if story == boundary else -MARKED
        owners.append((points, story))
    # nobody, too, because each story that the block suits may have a better headline
    return [*sorted(owners, key=itemgetter(0), reverse=True)[:OWNERS], (NOBODY + long, None)]


def _count_decks(rows: Sequence[RowRole], start: int, end: int) -> int:
    """How many decks the rows of a block are: where spaces part some rows of a boundary, the others go on the deck."""
    parted = any(_gaps(rows))
    return 1 + sum(row.row.gap > 0 or not parted for row in rows[start + 1 : end])


class _Page:
    """The display type of a page, and its points for each story, whichever story takes it in the end."""

    def __init__(self, boundaries: Sequence[Sequence[RowRole]], stories: Sequence[str]) -> None:
        self.boundaries = boundaries
        self._stories = stories
        self._whole = "\n".join(stories)
        self._texts = [_without_brackets([row.row.text for row in rows]) for rows in boundaries]
        self._pairs = RepeatedSimilarity(stories)
        self._letters = Similarity(stories, distinct_characters)
        self._bare = _share_bare(boundaries, len(stories))
        # the share of the stories, 0 to 1, whose headlines seem to stand away from them
        self._away = max(_share_heaped(boundaries, len(stories)), self._bare)
        before = self._share_before()
        # the points of each story for its place, by boundary
        self.places = [
            [self._place_points(boundary, story, before) for story in range(len(stories))]
            for boundary in range(len(boundaries))
        ]
        # by boundary and rows of a block, its similarity with each story
        self._similarities: dict[tuple[int, int, int], list[float]] = {}

    def _share_before(self) -> float:
        """The share, 0 to 1, of the page's clear headlines that stand before their story; .67 where none is clear."""
        before = after = 0
        for boundary, rows in enumerate(self.boundaries):
            if not rows:
                continue
            if boundary in (0, len(self._stories)):
                before += boundary == 0
                after += boundary > 0
                continue
            text = "".join(self._texts[boundary])
            difference = TOPIC * (self._pairs.to(text, boundary) - self._pairs.to(text, boundary - 1))
            before += difference > CLEAR
            after += difference < -CLEAR
        return (before + 1.0) / (before + after + 1.5)

    def _place_points(self, boundary: int, story: int, before: float) -> float:
        """What the place of a story is worth for display type of a boundary."""
        if story == boundary:
            return BELOW + HABIT * (before - 0.5)
        if story == boundary - 1:
            return ABOVE - HABIT * (before - 0.5)
        return ELSEWHERE + AWAY * self._away

    def similarities(self, boundary: int, start: int, end: int) -> list[float]:
        """The similarity, about 0 to 1, of a block with each story."""
        key = boundary, start, end
        if key not in self._similarities:
            self._similarities[key] = self._compare(self._texts[boundary][start:end])
        return self._similarities[key]

    def _compare(self, texts: Sequence[str]) -> list[float]:
        rows = [self._compare_row(text) for text in texts]
        found = []
        for story, whole in enumerate(self._pairs.to_each("".join(texts))):
            shares = [row[story] for row in rows]
            # a row that is nearer to another story is another headline
            alien = sum(max(0.0, max(row) - share - CHANCE) for row, share in zip(rows, shares, strict=True))
            found.append((1 - BEST_ROW) * whole + BEST_ROW * max(shares) + ALIEN * alien)
        return found

    def _compare_row(self, text: str) -> list[float]:
        """The similarity of a row with each story, by pairs of characters and, above the mean, by single ones."""
        letters = self._letters.to_each(text)
        mean = sum(letters) / len(letters)
        weight = LETTERS + LETTERS_AWAY * self._away
        pairs = self._pairs.to_each(text)
        return [pair + weight * (letter - mean) for pair, letter in zip(pairs, letters, strict=True)]

    def cut_points(self, boundary: int, at: int) -> float:
        """What it is worth to end a block before row `at` of a boundary."""
        rows = self.boundaries[boundary]
        above, below = rows[at - 1].row, rows[at].row
        if below.text.startswith(("——", "--")):
            return CUT_WRAPPED
        if names_picture(above.plain):
            # the photo stands elsewhere
            return CUT_MARKED
        if rows[at].marked:
            # two headlines have a mark each, and a kicker has none; in a PDF each row of a headline has one, with no
            # blank line between
            if not rows[at - 1].marked:
                return CUT_APART
            return CUT_MARKED if below.gap else CUT_SOLID
        if is_wrapped(above.text, below.text) or measure_seam(above.plain, below.plain, self._whole) > 1:
            return CUT_WRAPPED
        gaps = _gaps(rows)
        if max(gaps) == min(gaps):
            return (CUT if below.gap else CUT_SOLID) + CUT_BARE * self._bare
        return CUT_APART if below.gap > min(gaps) else CUT_TIGHT + CUT_BARE * self._bare


def _without_brackets(texts: Sequence[str]) -> list[str]:
    """Rows of display type without what stands in brackets, which names a column and says nothing of the story."""
    marked = _BRACKETED.sub(lambda match: re.sub(r"[^\n]", "", match[0]), "\n".join(texts))
    return marked.split("\n")


def _gaps(rows: Sequence[RowRole]) -> list[int]:
    """The blank lines between the rows of a boundary; none for a single row."""
    return [row.row.gap for row in rows[1:]]


def _share_bare(boundaries: Sequence[Sequence[RowRole]], stories: int) -> float:
    """The share, 0 to 1, of the stories without display type before or after them."""
    return sum(not (boundaries[story] or boundaries[story + 1]) for story in range(stories)) / stories


def _share_heaped(boundaries: Sequence[Sequence[RowRole]], stories: int) -> float:
    """The share, 0 to 1, of the stories whose headlines stand in one place with others.

    Two headlines in one boundary are for the stories beside it; more are a heap.
    """
    counts = [1 + sum(row.row.gap > min(_gaps(rows)) for row in rows[1:]) for rows in boundaries if rows]
    return min(1.0, sum(count for count in counts if count > 2) / stories)
