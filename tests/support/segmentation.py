"""How well pages are cut into articles, in the measures of the field: article coverage and article error rate.

python -m tests.support.segmentation TRUTH READ [--show N]

TRUTH holds the true articles, one a line as JSON with "file", "headline" and "paragraphs"; READ is a folder of the
pages, which are read, or the articles that another program found, in the same form (that of `baowen articles --json`).

Girdhar, Coustaty and Doucet (Benchmarking NAS for Article Separation in Historical Newspapers, ICADL 2023,
hal-04676763; their code: github.com/NancyGirdhar/AS_EvaluationMetrics) count blocks of print. The coverage of an
article is the share, among the blocks that the truth or the reading gives it, of those that both give it; its error
rate is the rest, and the figures of a set are the means over its articles. Here characters count instead of blocks,
because a page of text has no blocks: each with the three after it, so that the same characters elsewhere do not count.
Headlines belong to their articles; white space and the width of characters do not count. Each true article is compared
with the article read that shares most with it, none with two; one that has no such article has the coverage 0.
"""

from __future__ import annotations

import argparse
import json
import statistics
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.corpus.corpus_reader import CorpusPage, read_corpus
from bot.pages.load import MAX_BYTES

__all__ = ["Segmentation", "cover_articles"]

RUN = 4
# From this coverage on an article counts as properly found.
PROPER = 0.95


@dataclass
class Segmentation:
    """The figures of a set of pages; complete once all are added."""

    # of each true article, 0 to 1
    coverages: list[float] = field(default_factory=list)
    # how many articles were read
    read: int = 0

    def add(self, truth: Sequence[str], read: Sequence[str]) -> None:
        """Adds a page: the texts of its true articles, and those of the articles read."""
        self.coverages += cover_articles(truth, read)
        self.read += len(read)

    @property
    def coverage(self) -> float:
        """The mean coverage of the true articles, 0 to 1; the article error rate is the rest."""
        return statistics.fmean(self.coverages)

    def __str__(self) -> str:
        """One line with all figures."""
        count = len(self.coverages)
        proper = sum(coverage >= PROPER for coverage in self.coverages) / count
        return (
            f"article coverage {self.coverage:.3f}, article error rate {1 - self.coverage:.3f}, "
            f"properly found (coverage {PROPER} or more) {proper:.3f}, {self.read} articles read for {count}"
        )


def cover_articles(truth: Sequence[str], read: Sequence[str]) -> list[float]:
    """The coverage, 0 to 1, of each true article of a page.

    Args:
        truth: the texts of the true articles.
        read: those of the articles read.
    """
    true_runs, read_runs = list(map(_count_runs, truth)), list(map(_count_runs, read))
    pairs = [
        (share / (mine.total() + found.total() - share), at, of)
        for at, mine in enumerate(true_runs)
        for of, found in enumerate(read_runs)
        if (share := (mine & found).total())
    ]
    coverages = [0.0] * len(truth)
    taken: set[int] = set()
    for coverage, at, of in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if not coverages[at] and of not in taken:
            coverages[at] = coverage
            taken.add(of)
    return coverages


def _count_runs(text: str) -> Counter[str]:
    """The runs of four characters of a text; a shorter text is one run."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return Counter(bare[at : at + RUN] for at in range(max(1, len(bare) - RUN + 1)))


Articles = Mapping[str, Sequence[str]]
"""The texts of the articles of each page, by file."""


def load_articles(path: Path) -> Articles:
    """The articles of a folder of pages, as they are read, or of a file of JSON lines."""
    found: dict[str, list[str]] = defaultdict(list)
    if path.is_dir():
        for entry in read_corpus([path], MAX_BYTES):
            if isinstance(entry, CorpusPage):
                found[entry.page.file] += [_join(one.headline, one.paragraphs) for one in entry.articles]
    else:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            found[article["file"]].append(_join(article.get("headline") or "", article["paragraphs"]))
    return found


def _join(headline: str, paragraphs: Sequence[str]) -> str:
    return "\n".join([headline, *paragraphs])


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures, and the articles that are covered worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", type=Path)
    parser.add_argument("read", type=Path)
    parser.add_argument("--show", type=int, default=0, help="how many of the articles that are covered worst to name")
    options = parser.parse_args(arguments)
    truth, read = load_articles(options.truth), load_articles(options.read)
    result = Segmentation()
    named: list[tuple[float, str, str]] = []
    for file, texts in truth.items():
        before = len(result.coverages)
        result.add(texts, read.get(file, ()))
        named += zip(result.coverages[before:], [file] * len(texts), texts, strict=True)
    for coverage, file, text in sorted(named)[: options.show]:
        print(f"{coverage:.2f}  {file}  {' '.join(text.split())[:60]}")
    print(f"{len(truth)} pages: {result}")


if __name__ == "__main__":
    main()
