"""Which sentences of an article are shown as its passage: those around the one that answers best."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.corpus.passages import MAX_CHARACTERS, Sentence
from bot.text.characters import CLOSING_MARKS

__all__ = ["choose_excerpt"]

# The sentence before the best one is shown if the two take at most this share of the passage: what follows the best one
# has more of the answer than what precedes it.
LEAD_SHARE = 0.6
# A passage of fewer characters says too little alone.
SHORTEST = 20

_WHOLE = re.compile(rf"[。！？!?…][{CLOSING_MARKS}]*\s*$")
# What begins a sentence that leans on the one before.
_LEANS = re.compile(
    r"[\s“‘「『（(《【]*(?:[他她它]|[该此]|[这那](?![么样])|其(?![他它实余次])|上述|据此|同时|另外|不过|但|而|还|也|并|因此|所以|对此|随后|接着"
    r"|之后|后来|结果|目前，)"
)
_ANNOUNCES = re.compile(r"[：:]\s*$")
# Nothing but who said what stands before: 李某某说。
_ATTRIBUTES = re.compile(r"[^，。：“”]{2,12}(?:说|道|表示|介绍)。\s*$")


def choose_excerpt(
    sentences: Sequence[Sentence], best: int, shown: Collection[int] = (), needed: Collection[int] | None = None
) -> range:
    """The sentences to show around the best one, 350 characters at most, all of one page.

    One sentence is shown before it, then those that follow; at the article's end the remaining room is filled from
    before. A passage ends where a sentence does, and not at a semicolon unless the sentence is longer than a passage.

    Args:
        sentences: the sentences of an article, with what ends at a semicolon on its own.
        best: the number of the one that answers best.
        shown: the numbers of those that other passages show already; they are left out.
        needed: where given, the passage is no longer than from the first to the last of these and the best one, with
            the sentence before it if it leans on that one, and what follows a colon at its end.
    """
    source = sentences[best].source

    def may_show(number: int) -> bool:
        return 0 <= number < len(sentences) and number not in shown and sentences[number].source == source

    def ends(number: int) -> bool:
        """Whether a whole sentence ends with one that may end at a semicolon."""
        following = sentences[number + 1] if may_show(number + 1) else None
        is_last = following is None or following.paragraph != sentences[number].paragraph
        return is_last or bool(_WHOLE.search(sentences[number].joined.text))

    def whole(number: int) -> range:
        """The whole sentence that one is part of, or what fits of it."""
        start, stop = number, number + 1
        while not ends(stop - 1) and _length(sentences, start, stop + 1) <= MAX_CHARACTERS:
            stop += 1
        while may_show(start - 1) and not ends(start - 1) and _length(sentences, start - 1, stop) <= MAX_CHARACTERS:
            start -= 1
        return range(start, stop)

    chosen = whole(best)

    def add(number: int, limit: float = MAX_CHARACTERS) -> bool:
        """Shows the whole sentence of a number too, if the passage does not become longer than the limit."""
        nonlocal chosen
        if not may_show(number):
            return False
        other = whole(number)
        both = range(min(chosen.start, other.start), max(chosen.stop, other.stop))
        if _length(sentences, both.start, both.stop) > limit:
            return False
        chosen = both
        return True

    def text() -> str:
        return "".join(sentences[number].joined.text for number in chosen)

    core = chosen
    add(chosen.start - 1, LEAD_SHARE * MAX_CHARACTERS)
    while add(chosen.stop):
        pass
    while add(chosen.start - 1):
        pass
    if needed is None:
        return _without_end_of_quotation(sentences, chosen, core)
    parts = [core, *(whole(number) for number in needed if number in chosen)]
    chosen = range(min(part.start for part in parts), max(part.stop for part in parts))
    if _LEANS.match(text()) or len(text().strip()) < SHORTEST:
        add(chosen.start - 1)
    while _ANNOUNCES.search(text()) and add(chosen.stop):
        pass
    return _without_end_of_quotation(sentences, chosen, core)


def _without_end_of_quotation(sentences: Sequence[Sentence], chosen: range, core: range) -> range:
    """The sentences to show without those on top that end a quotation, or say who spoke, unless they answer.

    Args:
        sentences: of the article.
        chosen: the numbers of those to show.
        core: the numbers of those that answer best, which stay.
    """
    start, opened = chosen.start, 0
    for number in range(chosen.start, core.start):
        text = sentences[number].joined.text
        opened += text.count("“") - text.count("”")
        if opened < 0 or (number == start and _ATTRIBUTES.match(text)):
            start, opened = number + 1, 0
    return range(start, chosen.stop)


def _length(sentences: Sequence[Sentence], start: int, stop: int) -> int:
    return sum(len(sentences[number].joined.text) for number in range(start, stop))
