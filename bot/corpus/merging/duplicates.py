"""Finds and merges duplicates: a page that was saved twice, a wire story that two newspapers print.

Pairs of articles that share enough fingerprints are compared in full. Those that are the same story are stored, so that
the next build compares only the pairs with an article that is new or has changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from bot.corpus.merging.candidates import COMMON, LENGTH_SHARE, Measures, Numbers
from bot.corpus.merging.fingerprints import SHORT, bare_text
from bot.reader.furniture.labels import is_notice_title
from bot.records import Article
from bot.text.characters import strip_punctuation

# Texts are compared by their runs of this many characters: one wrong character in twenty-five leaves four fifths.
RUN = 5
# This share of the shorter text's runs, and of its numbers, is in the fuller one.
CONTAINED = 0.8
# Notices of one form have the same words within one newspaper, with another page or day. There a story is only the
# same where nearly all of it is equal.
CONTAINED_SAME_PAPER = 0.95
# The shorter text has at most this many letters of its own, a sentence or two: a merged article shows the fuller text
# only, so that more of its own would be lost.
OWN_LETTERS = 40
# A stretch of the shorter text is its own if it has so many unshared letters, and if they are this share of it: fewer
# are a misread word, another name or number.
OWN_LETTERS_LEAST, OWN_SHARE = 12, 0.3
# Unshared letters (-) with shared ones (+) between them, which are phrases that any two texts have: 广大党员干部群众.
_OWN_STRETCH = re.compile(rb"-+(?:\+{1,19}-+)*")
# While pairs are compared, so many texts are in memory; each takes about 100 KB.
TEXTS_HELD = 256

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


# --- comparing two articles ------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Text:
    """What two articles are compared by, each made when it is asked for, because most pairs differ in their dates."""

    article: Article

    @cached_property
    def bare(self) -> str:
        """The letters and digits."""
        return bare_text(self.article)

    @cached_property
    def headline(self) -> str:
        """Those of the headline."""
        return strip_punctuation(self.article.headline)

    @cached_property
    def runs(self) -> frozenset[str]:
        """All runs of letters and digits."""
        bare = self.bare
        return frozenset([bare[at : at + RUN] for at in range(max(1, len(bare) - RUN + 1))])

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers."""
        return frozenset(_NUMBER.findall(unicodedata.normalize("NFKC", "\n".join(self.article.paragraphs))))


def _fullness(article: Article, length: int) -> tuple[object, ...]:
    """A sort key: fullest articles first; among equally full ones the order of reading does not matter.

    Args:
        length: how many letters and digits its text has.
    """
    file = article.file or ""
    # of 03.txt and 03 (1).txt the longer name is the copy's
    place = article.date or "9999", article.newspaper or "", len(file), file, article.lines or (0, 0)
    return -length, article.kind != "article", not article.headline, *place, article.id


def _is_same_story(one: _Text, other: _Text) -> bool:
    """Whether two articles that `Measures.may_be_same` lets through are one story."""
    full, short = sorted((one, other), key=lambda text: _fullness(text.article, len(text.bare)))
    if full.bare == short.bare:
        # short texts stand under several headlines (扫码看更多): those with different headlines are different
        differ = bool(full.headline and short.headline and full.headline != short.headline)
        return len(full.bare) >= SHORT or not differ
    if len(short.bare) < max(SHORT, LENGTH_SHARE * len(full.bare)) or full.article.file == short.article.file:
        # a paper does not print a story twice on one page
        return False
    share = CONTAINED_SAME_PAPER if _may_follow_a_form(full.article, short.article) else CONTAINED
    numbers = len(short.numbers & full.numbers) >= share * len(short.numbers)
    if not numbers or len(short.runs & full.runs) < share * len(short.runs):
        return False
    return _count_own_letters(short, full) <= OWN_LETTERS


def _count_own_letters(short: _Text, full: _Text) -> int:
    """How many letters of a text stand in sentences that another text does not have.

    A letter is shared if a run of `RUN` letters around it is in both texts.
    """
    shared = bytearray(b"-" * len(short.bare))
    for at in range(len(short.bare) - RUN + 1):
        if short.bare[at : at + RUN] in full.runs:
            shared[at : at + RUN] = b"+" * RUN
    return sum(
        len(stretch)
        for stretch in _OWN_STRETCH.findall(shared)
        if stretch.count(b"-") >= max(OWN_LETTERS_LEAST, OWN_SHARE * len(stretch))
    )


def _may_follow_a_form(one: Article, other: Article) -> bool:
    """Whether two articles are of one newspaper, on different days or pages, or notices of which nobody knows that."""
    places = (one.date, other.date), (one.page, other.page)
    if one.newspaper and other.newspaper:
        return one.newspaper == other.newspaper and any(a and b and a != b for a, b in places)
    return (
        is_notice_title(one.headline) and is_notice_title(other.headline) and not all(a and a == b for a, b in places)
    )


# --- all articles of a corpus ----------------------------------------------------------------------------------------
class Comparison:
    """Compares pairs of articles.

    Args:
        fetch: gives the article of a number.
        measures: of the texts of all articles.
    """

    def __init__(self, fetch: Callable[[int], Article], measures: Measures) -> None:
        self.fetch, self.measures = fetch, measures
        self._text = lru_cache(maxsize=TEXTS_HELD)(lambda number: _Text(fetch(number)))

    def are_same(self, pairs: Numbers) -> npt.NDArray[np.bool_]:
        """For each pair whether its articles are the same story.

        Args:
            pairs: article numbers, of shape (pairs, 2), the smaller one first.
        """
        components = _label_components(pairs)
        # Pairs are taken component by component, and in a large component in tiles of its texts, because only so many
        # texts are in memory: while one text is compared with those of a tile, all of them stay there.
        _, tiles = np.unique(np.stack([components, pairs[:, 1]]), axis=1, return_inverse=True)
        tiles = tiles.reshape(-1) // (TEXTS_HELD // 2)
        same = np.zeros(len(pairs), np.bool_)
        order = np.lexsort((pairs[:, 1], pairs[:, 0], components, tiles))
        for at in order[self.measures.may_be_same(pairs)[order]].tolist():
            low, high = pairs[at].tolist()
            same[at] = _is_same_story(self._text(low), self._text(high))
        return same


def group_stories(pairs: Numbers, comparison: Comparison) -> Iterator[dict[int, Article]]:
    """The stories that are there twice or more: for each its articles by number, fullest first.

    The result does not depend on the order of the articles. Each article of a story is the same story as its fullest
    one; that two articles are both like a third is not enough.

    Args:
        pairs: article numbers of the pairs that are the same story, of shape (pairs, 2).
        comparison: gives the articles, and compares further pairs.
    """
    components = _label_components(pairs)
    order = np.argsort(components, kind="stable")
    labelled = zip(components[order].tolist(), pairs[order].tolist(), strict=True)
    for _, entries in groupby(labelled, key=lambda entry: entry[0]):
        yield from _group([pair for _, pair in entries], comparison)


def _group(pairs: Iterable[Sequence[int]], comparison: Comparison) -> Iterator[dict[int, Article]]:
    """The stories of connected pairs: the fullest article takes all its partners, then the fullest of the rest does.

    Args:
        pairs: article numbers of pairs that are the same story.
        comparison: gives the articles, and compares further pairs.
    """
    lengths = comparison.measures.lengths
    partners: dict[int, set[int]] = defaultdict(set)
    for low, high in pairs:
        partners[low].add(high)
        partners[high].add(low)
    articles = {number: comparison.fetch(number) for number in partners}
    order = sorted(partners, key=lambda number: _fullness(articles[number], int(lengths[number])))
    taken: set[int] = set()
    for position, full in enumerate(order):
        if full in taken:
            continue
        if len(order) > COMMON:
            # Not all pairs of a story printed so often are candidates: the partners' partners are compared now.
            others = {other for partner in partners[full] for other in partners[partner]} - partners[full] - taken
            further = np.array([sorted((full, other)) for other in sorted(others - {full})], np.int64).reshape(-1, 2)
            partners[full].update(further[comparison.are_same(further)].ravel().tolist())
        story = [full, *(short for short in order[position + 1 :] if short in partners[full] and short not in taken)]
        if len(story) > 1:
            taken.update(story)
            yield {number: articles[number] for number in story}


def _label_components(pairs: Numbers) -> Numbers:
    """A label for each pair, the same one for pairs that are connected, directly or over other pairs."""
    numbers, ends = np.unique(pairs, return_inverse=True)
    ends = ends.reshape(-1, 2)
    labels = np.arange(len(numbers))
    while True:
        lowest = labels[ends].min(axis=1)
        lower = labels.copy()
        np.minimum.at(lower, ends[:, 0], lowest)
        np.minimum.at(lower, ends[:, 1], lowest)
        lower = lower[lower]
        if np.array_equal(lower, labels):
            return labels[ends[:, 0]]
        labels = lower


def merge_identical(articles: Sequence[Article]) -> list[Article]:
    """Articles that differ only in their id and in where they stand, made one: the first, with the sources of all.

    Raises:
        ValueError: when two articles that differ have the same id.
    """
    identical: dict[tuple[object, ...], list[Article]] = defaultdict(list)
    texts: dict[str, tuple[object, ...]] = {}
    for article in articles:
        # of an article that was made by hand nothing else says where it stands
        printed = () if article.sources else (article.newspaper, article.page)
        text = (article.headline, article.paragraphs, article.authors, article.kind, article.date, *printed)
        if texts.setdefault(article.id, text) != text:
            raise ValueError(f"two articles have the id {article.id!r}: give every article its own")
        identical[text].append(article)
    return [merge_duplicates(same) if len(same) > 1 else same[0] for same in identical.values()]


def merge_duplicates(articles: Sequence[Article]) -> Article:
    """One article for a story that is there several times.

    Args:
        articles: the story's articles, fullest first.

    Returns:
        The first one, with the sources of all, and with the headline or the authors of another where it has none.
    """
    first = articles[0]
    sources = dict.fromkeys(source for article in articles for source in article.sources)
    return replace(
        first,
        headline=next((article.headline for article in articles if article.headline), ""),
        authors=next((article.authors for article in articles if article.authors), ()),
        others=[source for source in sources if source not in first.sources[:1]],
    )
