"""Scoring: what a reader made of a page against what was put into it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support.press.press import Pressed, Truth
from tests.support.segmentation import Segmentation

Read = Mapping[str, Any]
"""An article as `baowen articles --json` prints it."""


def bare(text: str) -> str:
    """The text without white space, zero-width and private-use characters; nothing else is changed."""
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) not in ("Cf", "Co", "Cc"))


def quiet(name: str) -> str:
    """A name without zero-width and private-use characters; spaces in it are a mistake and stay."""
    return "".join(char for char in name if unicodedata.category(char) not in ("Cf", "Co", "Cc"))


@dataclass(frozen=True)
class Verdict:
    """One true article and what was read of it."""

    truth: Truth
    # None where nothing on the page resembles it
    read: Read | None
    headline: bool = False
    body: bool = False
    authors: bool = False
    kind: bool = False
    # the same paragraphs, not only the same text
    paragraphs: bool = False

    @property
    def whole(self) -> bool:
        return self.headline and self.body

    @property
    def faults(self) -> int:
        return 4 * (self.read is None) + 2 * (not self.body) + 2 * (not self.headline) + (not self.authors)


@dataclass(frozen=True)
class PageVerdict:
    """A page's articles, and what was read and is on nobody's list."""

    page: Pressed
    verdicts: tuple[Verdict, ...]
    extra: tuple[Read, ...]
    name: str = ""


def judge(page: Pressed, read: Iterable[Read], name: str = "") -> PageVerdict:
    """Pairs what was read with the truth by shared text, best pairs first, and compares each pair."""
    reads = list(read)
    true_grams = [_grams(truth.headline, truth.paragraphs) for truth in page.truth]
    read_grams = [_grams(one.get("headline") or "", one["paragraphs"]) for one in reads]
    pairs = sorted(
        (
            (_overlap(mine, theirs), at, of)
            for at, mine in enumerate(true_grams)
            for of, theirs in enumerate(read_grams)
            if mine & theirs
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: dict[int, int] = {}
    for _, at, of in pairs:
        if at not in matched and of not in matched.values():
            matched[at] = of
    verdicts = tuple(
        _compare(truth, reads[matched[at]]) if at in matched else Verdict(truth, None)
        for at, truth in enumerate(page.truth)
    )
    extra = tuple(one for of, one in enumerate(reads) if of not in matched.values())
    return PageVerdict(page, verdicts, extra, name)


def _compare(truth: Truth, read: Read) -> Verdict:
    paragraphs = [bare(text) for text in read["paragraphs"]]
    true_paragraphs = [bare(text) for text in truth.paragraphs]
    return Verdict(
        truth,
        read,
        headline=bare(read.get("headline") or "") == bare(truth.headline),
        body="".join(paragraphs) == "".join(true_paragraphs),
        authors=[quiet(name) for name in read["authors"]] == list(truth.authors),
        kind=read["kind"] == truth.kind,
        paragraphs=[text for text in paragraphs if text] == true_paragraphs,
    )


def _text(headline: str, paragraphs: Sequence[str]) -> str:
    return bare(headline + "".join(paragraphs))


def _grams(headline: str, paragraphs: Sequence[str], size: int = 4) -> Counter[str]:
    text = _text(headline, paragraphs)
    return Counter(text[at : at + size] for at in range(max(1, len(text) - size + 1)))


def _overlap(mine: Counter[str], theirs: Counter[str]) -> float:
    shared = (mine & theirs).total()
    return shared / max(mine.total(), theirs.total())


@dataclass
class Score:
    """Counts over many pages, by style, kind and trait."""

    pages: list[PageVerdict] = field(default_factory=list)

    def add(self, page: PageVerdict) -> None:
        self.pages.append(page)

    def verdicts(self) -> list[Verdict]:
        return [verdict for page in self.pages for verdict in page.verdicts]

    def share_whole(self) -> float:
        """The part of all articles that came back whole, from 0 to 1."""
        verdicts = self.verdicts()
        return sum(verdict.whole for verdict in verdicts) / len(verdicts) if verdicts else 0.0

    def segmentation(self) -> Segmentation:
        """How well the pages were cut into articles."""
        result = Segmentation()
        for page in self.pages:
            reads = [verdict.read for verdict in page.verdicts if verdict.read] + list(page.extra)
            result.add(
                [_text(truth.headline, truth.paragraphs) for truth in page.page.truth],
                [_text(read.get("headline") or "", read["paragraphs"]) for read in reads],
            )
        return result

    def table(self) -> str:
        """A line per style and one for all."""
        lines = [_HEADER.format("style", "pages", *_COLUMNS, "extra")]
        styles = sorted({page.page.style for page in self.pages})
        for style in [*styles, "all"]:
            pages = [page for page in self.pages if style in (page.page.style, "all")]
            lines.append(
                _line(style, len(pages), [v for p in pages for v in p.verdicts], sum(len(p.extra) for p in pages))
            )
        return "\n".join(lines)

    def trait_table(self) -> str:
        """A line per kind and per trait of the setting, worst first: where a reader should look next."""
        groups: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts():
            for trait in (f"kind:{verdict.truth.kind}", *verdict.truth.traits):
                groups.setdefault(trait, []).append(verdict)
        lines = [_HEADER.format("trait", "", *_COLUMNS, "")]
        rows = sorted(groups.items(), key=lambda group: sum(v.whole for v in group[1]) / len(group[1]))
        return "\n".join([*lines, *(_line(trait, None, verdicts, None) for trait, verdicts in rows)])

    def worst(self, n: int) -> str:
        """The n pages that went worst, each with what went wrong on it."""
        faulty = [page for page in self.pages if any(v.faults for v in page.verdicts) or page.extra]
        faulty.sort(key=lambda page: (-sum(v.faults for v in page.verdicts) / max(1, len(page.verdicts)), page.name))
        return "\n\n".join(_report(page) for page in faulty[:n])


_COLUMNS = ("articles", "whole%", "head%", "body%", "authors%", "kind%", "paras%")
_HEADER = "{:<22}{:>6}{:>9}{:>8}{:>8}{:>8}{:>9}{:>8}{:>8}{:>7}"


def _line(name: str, pages: int | None, verdicts: Sequence[Verdict], extra: int | None) -> str:
    count = max(1, len(verdicts))
    shares = [
        f"{100 * sum(getattr(verdict, part) for verdict in verdicts) / count:.1f}"
        for part in ("whole", "headline", "body", "authors", "kind", "paragraphs")
    ]
    shown = ["" if number is None else str(number) for number in (pages, extra)]
    return _HEADER.format(name, shown[0], len(verdicts), *shares, shown[1])


def _report(page: PageVerdict) -> str:
    lines = [f"=== {page.name or page.page.style}"]
    for verdict in page.verdicts:
        if verdict.faults:
            lines += difference(verdict)
    for one in page.extra:
        text = "".join(one["paragraphs"])
        lines.append(
            f"  + read, but not there: [{one['kind']}] {one.get('headline') or '(no headline)'} | {_short(text)}"
        )
    return "\n".join(lines)


def difference(verdict: Verdict) -> list[str]:
    """What is wrong with one article, in lines for people."""
    truth, read = verdict.truth, verdict.read
    lines = [
        f"  - lines {truth.lines[0]}-{truth.lines[1]} [{truth.kind}] {truth.headline or '(no headline)'}"
        f"  ({', '.join(truth.traits)})"
    ]
    if read is None:
        return [*lines, "      not read at all"]
    if not verdict.headline:
        lines += [f"      headline  {truth.headline!r}", f"          read  {read.get('headline')!r}"]
    if not verdict.authors:
        lines += [
            f"      authors   {' '.join(truth.authors) or '-'}",
            f"          read  {' | '.join(read['authors']) or '-'}",
        ]
    if not verdict.body:
        lines += body_difference("".join(truth.paragraphs), "".join(read["paragraphs"]))
    if not verdict.kind:
        lines.append(f"      kind      {truth.kind}, read {read['kind']}")
    return lines


def body_difference(true: str, read: str) -> list[str]:
    """The stretches where two bodies differ, with some text on both sides."""
    true, read = bare(true), bare(read)
    start = 0
    while start < min(len(true), len(read)) and true[start] == read[start]:
        start += 1
    stop = 0
    while stop < min(len(true), len(read)) - start and true[-1 - stop] == read[-1 - stop]:
        stop += 1
    before, after = true[max(0, start - 12) : start], true[len(true) - stop :][:12]
    only_true, only_read = true[start : len(true) - stop], read[start : len(read) - stop]
    return [
        f"      body      …{before}【{_short(only_true)}】{after}…",
        f"          read  …{before}【{_short(only_read)}】{after}…",
    ]


def _short(text: str, most: int = 90) -> str:
    text = re.sub(r"\s+", " ", text)
    half = most // 2
    return text if len(text) <= most else f"{text[:half]} ⟨{len(text) - 2 * half} more⟩ {text[-half:]}"
