"""Tears articles into two columns and counts how often the reader puts them in reading order again:
`python -m benchmarks.column_order ARTICLES [--fit]`.

ARTICLES is a JSON lines file with `headline` (the decks) and `paragraphs`, as the page generator takes it. The first
column ends 2 to 7 characters before the end of a sentence and has about 45 to 72 % of the text. Each article is dumped
twice: with the second column before the first, and in order with only its last characters on top. `--fit` fits the
weights of `COLUMN_MODEL` to all articles but every fifth, and prints them beside the present ones.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.logistic_regression import fit_model
from benchmarks.page_examples import Choice
from bot.reader.lines import phrases
from bot.reader.stories.column_order import COLUMN_MODEL, StoryText, measure_beginnings, restore_column_order
from bot.text.positioned_text import PositionedText
from bot.text.sentences import cut_sentences
from tests.support.press.stories import Story, read_stories

# Shorter articles have no second column, longer ones are rare.
PARAGRAPHS = range(3, 11)
SHARES = (0.45, 0.72)
# As many cuts near the wanted place are as good as each other.
NEAR = 6


@dataclass(frozen=True)
class Torn:
    """An article whose first column breaks off."""

    headline: str
    # in reading order; the last paragraph of the first column breaks off before `tail`
    first: list[str]
    tail: str
    second: list[str]
    # the second column begins with the rest of the broken paragraph
    goes_on: bool

    def print_swapped(self) -> list[str]:
        """The paragraphs as a page has them: the tail stands on top, before the second column."""
        on_top = [self.tail + self.second[0], *self.second[1:]] if self.goes_on else [self.tail, *self.second]
        return [*on_top, *self.first]

    def in_order(self) -> list[str]:
        """The paragraphs in reading order."""
        first = [*self.first[:-1], self.first[-1] + self.tail]
        return [*first[:-1], first[-1] + self.second[0], *self.second[1:]] if self.goes_on else [*first, *self.second]


def tear(story: Story, share: float, rng: Random) -> Torn | None:
    """An article with a first column of about this share of its text; None where no sentence's end can be torn off."""
    cuts, before = [], 0
    for number, text in enumerate(story.paragraphs):
        end = 0
        for sentence in cut_sentences(text):
            start, end = end, end + len(sentence)
            for at in range(max(start + 6, end - phrases.DISPLACED_MAX), end - 1):
                if phrases.is_displaced_end(text[at:end]):
                    cuts.append((before + at, number, at, end))
        before += len(text)
    if share == 1:
        cuts = [cut for cut in cuts if cut[1] == len(story.paragraphs) - 1 and cut[3] == len(story.paragraphs[-1])]
    near = sorted(cuts, key=lambda cut: abs(cut[0] - share * before))[:NEAR]
    if not near:
        return None
    _, number, at, end = rng.choice(near)
    text, goes_on = story.paragraphs[number], end < len(story.paragraphs[number])
    second = [*([text[end:]] if goes_on else []), *story.paragraphs[number + 1 :]]
    first = [*story.paragraphs[:number], text[:at]]
    return Torn("".join(story.decks), first, text[at:end], second, goes_on) if second or share == 1 else None


def is_mended(torn: Torn) -> bool:
    """Whether the reader puts the paragraphs in order."""
    lines = [PositionedText.from_line(text, 0, number) for number, text in enumerate(torn.print_swapped(), start=1)]
    (ordered,) = restore_column_order([StoryText(lines, torn.headline)])
    return [one.text for one in ordered] == torn.in_order()


def find_choice(torn: Torn) -> Choice:
    """The paragraph that the article begins with, and all others that the reader may take for it."""
    rest = [*torn.second, *torn.first]
    features = list(measure_beginnings(rest, torn.headline))
    begin = len(torn.second)
    return [features[begin], *(one for at, one in enumerate(features) if at != begin and (at or not torn.goes_on))]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--seed", type=int, default=0, help="of the columns' lengths")
    parser.add_argument("--fit", action="store_true", help="fit the weights and print them")
    options = parser.parse_args(arguments)
    rng = Random(options.seed)
    stories = [story for story in read_stories(options.articles) if len(story.paragraphs) in PARAGRAPHS]
    swapped = [torn for story in stories if (torn := tear(story, rng.uniform(*SHARES), rng))]
    in_order = [torn for story in stories if (torn := tear(story, 1, rng))]
    for name, group in (("columns swapped", swapped), ("last characters on top", in_order)):
        mended = sum(map(is_mended, group))
        print(f"{name:24}{len(group):5} articles, {mended / max(1, len(group)):6.1%} in reading order")
    if options.fit:
        choices = [[find_choice(torn)] for torn in (*swapped, *in_order)]
        print("\n".join(fit_model(COLUMN_MODEL, choices, sigma=3.0).report()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
