"""Which headline is whose: display type between stories is dealt out to the stories that it speaks of.

The display type of a border is cut into blocks, each one headline of one or several decks. A block may go to the story
below, to the one above, or to any other on the page; what it says, where it stands and what the page does elsewhere add
up.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from bot.reader.lines import phrases
from bot.reader.lines.roles import RowRole
from bot.text.characters import bracket_balance
from bot.text.similarity import Similarity, distinct_characters

__all__ = ["assign_headlines", "is_wrapped"]

# Points, set by hand. Half of all headlines share .19 to .43 with their own story, by weight of their character pairs,
# and nineteen of twenty at most .09 with the one above (measured on borders of the press).
TOPIC = 6.0  # for the similarity, 0 to 1, of a block with a story
BEST_ROW = 0.7  # the share of the best row in a block's similarity
CHANCE = 0.1  # so much of it is chance
BELOW = 0.8  # the story below: most papers print the headline before
ABOVE = 0.0  # the story above
ELSEWHERE = -1.2  # a story elsewhere on the page
HEAPED = 1.0  # the same where the page has many headlines in one place, parted by space
HABIT = 2.0  # for the share of the page's clear headlines that stand on this side, less a half
NOBODY = -0.8  # no story takes the block: a slogan, a label
TAKEN = -4.0  # the story has a headline that suits it better
WANTED = 3.0  # the story has none yet, and few stories are printed without; the whole of it from this similarity on
SURE = 0.3
MARKED = 8.0  # "# " stands before a story, never after
MARGIN = 1.5  # a block is clear if it suits one neighbour by so much more than the other
CUT = -1.5  # two blocks, where rows stand one below the other
CUT_APART = -0.3  # the same with more space there than between other rows of the border
CUT_TIGHT = -2.5  # the same with less
WRAPPED = -4.0  # a word or a quotation goes on over the line end, or ——… follows
OWNERS, WAYS, LONGEST = 3, 8, 8  # how many possibilities are followed up, and how many rows a headline can have
LOOSE = 1.2  # the same on a page where other stories have no headline near them
LETTERS = 0.15  # for the single characters shared with a story, 0 to 1, more than with the others
LETTERS_AWAY = 0.7  # the same on a page whose headlines stand away from their stories: few pairs must do there
ALIEN = -4.0  # for what a row of a block shares with another story more than with its own, beyond chance
ROW = -0.6  # each row of a block after the third: headlines have few decks


class _Block(NamedTuple):
    border: int
    start: int
    end: int
    story: int | None
    points: float


def is_wrapped(above: str, below: str) -> bool:
    """Whether one line of display type goes on in the next, within a word or a quotation."""
    if below.startswith(("—", "-")):
        return False
    return bracket_balance(above) > 0 or phrases.begins_inside_sentence(below) or phrases.crosses_word(above, below)


def _gaps(rows: Sequence[RowRole]) -> list[int]:
    """The blank lines between the rows of a border; none for a single row."""
    return [row.row.gap for row in rows[1:]]


class _Dealer:
    """The blocks of a page's borders and how well they suit its stories."""

    def __init__(self, borders: Sequence[Sequence[RowRole]], stories: Sequence[str]) -> None:
        self.borders = borders
        self.stories = stories
        self.similarity = Similarity(stories)
        self.letters = Similarity(stories, distinct_characters)
        # what was found of a block, by border and rows: how near it is to each story
        self._topics: dict[tuple[int, int, int], list[float]] = {}
        # what a story loses as the owner of a block in a border, because another block suits it better
        self.taken: dict[tuple[int, int], float] = {}
        self.lead_share = 0.5
        # what the places of the stories are worth, by border
        self._worth: dict[int, list[float]] = {}
        # the share of the page's headlines, 0 to 1, that stand in heaps
        self.heaped = self._heaped()
        # the share of the stories, 0 to 1, next to which no display type stands
        self.bare = sum(not (borders[n] or borders[n + 1]) for n in range(len(stories))) / len(stories)
        # the stories that no block went to so far
        self.wanted: set[int] = set()

    def _heaped(self) -> float:
        """The share of the stories whose headlines stand in borders with more than two: two are for the neighbours."""
        groups = [1 + sum(row.row.gap > min(_gaps(rows)) for row in rows[1:]) for rows in self.borders if rows]
        return min(1.0, sum(count for count in groups if count > 2) / len(self.stories))

    def _place(self, border: int, story: int) -> float:
        if story == border:
            return BELOW + HABIT * (self.lead_share - 0.5)
        if story == border - 1:
            return ABOVE - HABIT * (self.lead_share - 0.5)
        return ELSEWHERE + HEAPED * max(self.heaped, self.bare)

    def _places(self, border: int) -> list[float]:
        """What each story's place is worth for a block of a border."""
        if border not in self._worth:
            self._worth[border] = [self._place(border, story) for story in range(len(self.stories))]
        return self._worth[border]

    def _owners(self, border: int, start: int, end: int) -> list[tuple[float, int | None]]:
        """The stories that a block suits best, with points, and nobody."""
        rows = self.borders[border][start:end]
        marked = any(row.marked for row in rows)
        long = ROW * max(0, len(rows) - 3)
        owners: list[tuple[float, int | None]] = [(NOBODY + long, None)]
        places = self._places(border)
        for story, topic in enumerate(self._topic(border, start, end)):
            points = TOPIC * (topic - CHANCE) + places[story] + long
            points += self.taken.get((border, story), 0.0)
            if story in self.wanted:
                points += WANTED * min(1.0, topic / SURE)
            if marked:
                points += MARKED if story == border else -MARKED
            owners.append((points, story))
        return sorted(owners, key=itemgetter(0), reverse=True)[:OWNERS]

    def _topic(self, border: int, start: int, end: int) -> list[float]:
        """The similarity of a block with each story."""
        found = self._topics.get((border, start, end))
        if found is None:
            texts = [row.row.text for row in self.borders[border][start:end]]
            rows = [self._nearness(row) for row in texts]
            whole, found = self.similarity.to_each("".join(texts)), []
            for story, shared in enumerate(whole):
                # a kicker need not say what the story says: the best row counts most
                own = [each[story] for each in rows]
                # another headline among the rows speaks of another story
                alien = sum(max(0.0, max(each) - part - CHANCE) for each, part in zip(rows, own, strict=True))
                found.append((1 - BEST_ROW) * shared + BEST_ROW * max(own) + ALIEN / TOPIC * alien)
            self._topics[border, start, end] = found
        return found

    def _nearness(self, row: str) -> list[float]:
        """The similarity of a row with each story, by pairs of characters and, above the mean, by single ones."""
        letters = self.letters.to_each(row)
        mean = sum(letters) / len(letters)
        weight = LETTERS + LETTERS_AWAY * max(self.heaped, self.bare)
        pairs = self.similarity.to_each(row)
        return [pair + weight * (letter - mean) for pair, letter in zip(pairs, letters, strict=True)]

    def _cut(self, border: int, at: int) -> float:
        """What it is worth to end a block before row `at` of a border."""
        rows = self.borders[border]
        above, below = rows[at - 1].row, rows[at].row
        if rows[at].marked:
            # a kicker has no mark; two headlines have one each
            return -WRAPPED if rows[at - 1].marked else CUT_APART
        if below.text.startswith(("——", "--")) or is_wrapped(above.text, below.text):
            return WRAPPED
        gaps = _gaps(rows)
        loose = LOOSE * self.bare
        if max(gaps) == min(gaps):
            return CUT + loose
        return CUT_APART if below.gap > min(gaps) else CUT_TIGHT + loose

    def blocks(self, border: int) -> list[_Block]:
        """The best way to cut a border into blocks, with their stories."""
        count = len(self.borders[border])
        cuts = [0.0, *(self._cut(border, at) for at in range(1, count))]
        # the best ways to cut the rows before each row; several, for the best of all need not begin with the best
        ways: list[list[tuple[float, tuple[_Block, ...]]]] = [[(0.0, ())]]
        for end in range(1, count + 1):
            found = []
            for start in range(max(0, end - LONGEST), end):
                for points, story in self._owners(border, start, end):
                    block = _Block(border, start, end, story, points)
                    for before, blocks in ways[start]:
                        # two blocks of one border for one story are one block
                        twice = story is not None and story in [other.story for other in blocks]
                        found.append((before + cuts[start] + points + (TAKEN if twice else 0.0), (*blocks, block)))
            ways.append(sorted(found, key=itemgetter(0), reverse=True)[:WAYS])
        return list(ways[count][0][1])

    def learn_habit(self) -> None:
        """Finds out on which side of their stories this page's clear headlines stand."""
        lead = trail = 0
        for border, rows in enumerate(self.borders):
            text = "".join(row.row.text for row in rows)
            if not text or border in (0, len(self.stories)):
                lead += bool(text) and border == 0
                trail += bool(text) and border > 0
                continue
            difference = TOPIC * (self.similarity.to(text, border) - self.similarity.to(text, border - 1))
            lead += difference > MARGIN
            trail += difference < -MARGIN
        self.lead_share = (lead + 1.0) / (lead + trail + 1.5)

    def deal(self) -> list[_Block]:
        """The blocks of all borders; no story has more than one, but for a few that nothing else could be done with."""
        self.learn_habit()
        found = self._settle()
        self.wanted = set(range(len(self.stories))) - {block.story for block in found if block.story is not None}
        return self._settle() if self.wanted else found

    def _settle(self) -> list[_Block]:
        """The blocks of all borders; of two for one story the one that suits it less is offered elsewhere."""
        found = [self.blocks(border) for border in range(len(self.borders))]
        for _ in range(4):
            owners: dict[int, list[_Block]] = {}
            for block in (block for blocks in found for block in blocks):
                if block.story is not None:
                    owners.setdefault(block.story, []).append(block)
            again = set()
            for story, blocks in owners.items():
                blocks.sort(key=lambda block: -block.points)
                for block in blocks[1:]:
                    if (block.border, story) not in self.taken and block.border != blocks[0].border:
                        self.taken[block.border, story] = TAKEN
                        again.add(block.border)
            if not again:
                break
            for border in again:
                found[border] = self.blocks(border)
        return [block for blocks in found for block in blocks]


def assign_headlines(
    borders: Sequence[Sequence[RowRole]], stories: Sequence[str]
) -> tuple[list[list[RowRole]], list[RowRole]]:
    """The headline rows of each story, in the order printed, and the rows that no story takes.

    Args:
        borders: the display type before, between and after the stories: one more than stories.
        stories: their texts.
    """
    dealer = _Dealer(borders, stories)
    heads: list[list[RowRole]] = [[] for _ in stories]
    stray: list[RowRole] = []
    for block in dealer.deal():
        rows = list(borders[block.border][block.start : block.end])
        (stray if block.story is None else heads[block.story]).extend(rows)
    return heads, stray
