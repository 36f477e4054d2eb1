"""Folding: the form in which texts are matched, with one way of writing for what says the same.

Full-width forms become half-width (NFKC), Traditional characters Simplified, capitals small letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from opencc import OpenCC

# Alone they stay as they are; in some phrases they are Traditional characters: 深沈, 回覆.
_CHANGED_IN_PHRASES = frozenset("哩坏沈甦瞭藉衹覆")
# Stands for a character that is folded with those beside it.
_NEEDS_OTHERS = "\uffff"
# Characters: shorter texts are folded one character after the other, before numpy would have begun.
_SHORT = 100
# Of texts folded together at most this share is folded once more alone.
_FEW_OTHERS = 0.1


class Folded(NamedTuple):
    """A folded text and where its characters come from."""

    text: str
    # for each character of `text` the position of the character that it was made of
    origin: Sequence[int]


@lru_cache(maxsize=128)
def fold(text: str, traditional: bool = True) -> str:
    """Folds a text; white space becomes spaces. The last results are kept, because one question folds texts again.

    Args:
        text: as printed or typed.
        traditional: whether Traditional characters become Simplified ones.
    """
    return fold_by_characters(text, traditional)[0]


def fold_by_characters(text: str, traditional: bool = True) -> tuple[str, Mapping[str, int] | None]:
    """As `fold`, and whether each character was folded by itself: a part is then folded as it is in the whole.

    Returns:
        The folded text, which is not kept. Then, if each character was folded by itself, those that became several,
        each with how many more: 2 for …, which is folded to three full stops. Else None.
    """
    folded = _BY_CODES[traditional].fold(text)
    longer = _BY_CODES[traditional].find_longer(text) if len(folded) != len(text) or _NEEDS_OTHERS in folded else {}
    if _NEEDS_OTHERS not in folded:
        return folded, longer
    if len(folded) == len(text) and (whole := _fold_others(text, folded, traditional)) is not None:
        return whole, None
    # a text that becomes longer is not folded by phrases
    whole = None if longer else _fold_phrases(text, traditional)
    # as in `fold_with_origin`, but without the origin
    return _FOLDED[traditional].translate(text) if whole is None else whole, None


def measure_folded(texts: Sequence[str], longer: Mapping[str, int]) -> list[int]:
    """How long some texts are when they are folded.

    Args:
        texts: parts of a text, each character of which is folded by itself.
        longer: the characters that become several, and how many more each becomes, from `fold_by_characters`.
    """
    sizes = list(map(len, texts))
    for character, more in longer.items():
        sizes = [size + more * text.count(character) for size, text in zip(sizes, texts, strict=True)]
    return sizes


def _fold_others(text: str, folded: str, traditional: bool) -> str | None:
    """A text folded by codes, with the parts between full stops that need others folded by phrases, which span none.

    None where one of these parts cannot be.
    """
    parts, done = [], 0
    at = folded.find(_NEEDS_OTHERS)
    while at >= 0:
        start, end = text.rfind("。", done, at) + 1 or done, text.find("。", at) + 1 or len(text)
        part = _fold_phrases(text[start:end], traditional)
        if part is None:
            return None
        parts += [folded[done:start], part]
        done, at = end, folded.find(_NEEDS_OTHERS, end)
    return "".join((*parts, folded[done:]))


def _fold_phrases(text: str, traditional: bool) -> str | None:
    """A text folded phrase by phrase; None where it gets another length."""
    compatible = text if _is_compatible(text) else _COMPATIBLE.translate(text)
    if len(compatible) == len(text):
        folded = _simplify(compatible, traditional)
        if len(folded) == len(text):
            return folded
    return None


def fold_with_origin(text: str, traditional: bool = True) -> Folded:
    """As `fold`; each character of the folded text has its origin."""
    folded = fold_by_characters(text, traditional)[0]
    if len(folded) == len(text):
        return Folded(folded, range(len(text)))
    # A character became two (㎡, m2), or a phrase got another length: folded one by one each character has an origin.
    table = _FOLDED[traditional]
    parts = [table[ord(character)] for character in text]
    origin = [index for index, part in enumerate(parts) for _ in part]
    return Folded("".join(parts), origin)


def fold_all(texts: Sequence[str], traditional: bool = True) -> list[str]:
    """Folds many texts as `fold` does, in a fraction of the time."""
    if not texts:
        return []
    # The texts are converted as one, with line breaks between them: no phrase spans a break, and none is in a text.
    printed = "\n".join(texts)
    if printed.count("\n") >= len(texts):
        printed = "\n".join([text.replace("\n", " ") for text in texts])
    parts = _BY_CODES[traditional].fold(printed, border="\n").split("\n")
    others = [number for number, part in enumerate(parts) if _NEEDS_OTHERS in part]
    if len(others) <= _FEW_OTHERS * len(texts):
        for number in others:
            parts[number] = fold(texts[number], traditional)
        return parts
    whole = _COMPATIBLE.translate(printed, border="\n")
    compatible, folded = whole.split("\n"), _simplify(whole, traditional).split("\n")
    if len(folded) != len(texts):
        return [fold(text, traditional) for text in texts]
    if list(map(len, texts)) == list(map(len, compatible)) == list(map(len, folded)):
        return folded
    return [
        after if len(after) == len(between) == len(before) else fold(before, traditional)
        for before, between, after in zip(texts, compatible, folded, strict=True)
    ]


def _is_compatible(text: str) -> bool:
    return text.isprintable() and unicodedata.is_normalized("NFKC", text)


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    # imported late because who only reads pages in Simplified characters folds nothing
    import opencc

    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """The text in Simplified characters, phrase by phrase, and nothing else changed."""
    try:
        return str(_converter().convert(text))
    except UnicodeEncodeError:
        # half of a surrogate pair, which is no character
        return text


def is_simplified(text: str) -> bool:
    """Whether every character of a text is a Simplified one whatever stands beside it, so that `simplify` changes none.

    This takes a twentieth of the time of `simplify`.
    """
    return _NEEDS_OTHERS not in _BY_CODES[True].fold(text)


def _simplify(text: str, traditional: bool) -> str:
    """Small letters and, if asked for, Simplified characters for Traditional ones, phrase by phrase."""
    if traditional:
        try:
            text = str(_converter().convert(text))
        except UnicodeEncodeError:
            # half of a surrogate pair, which is no character
            return _simplify(text.encode("utf-8", "replace").decode("utf-8"), traditional)
    return text.lower()


class _Table(dict[int, str]):
    """For each code point what is written for it, made when it is first seen."""

    def __init__(self) -> None:
        super().__init__()
        # for each code of UTF-16 whether it was seen and stays as it is
        self._stays = bytearray(1 << 16)

    def translate(self, text: str, border: str = "") -> str:
        """As `text.translate(table)`, but a border stays. A long text takes a tenth of the time."""
        # imported here because reading pages needs no arrays
        import numpy as np

        codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
        points = set(codes[~np.frombuffer(self._stays, bool).take(codes)].tolist())
        written = {chr(point): self[point] for point in points}
        changed = {one: form for one, form in written.items() if one != form and one != border}
        is_pair = any(0xD800 <= point < 0xE000 for point in points)
        if is_pair or not changed.keys().isdisjoint("".join(changed.values())):
            return "".join([one if one == border else self[ord(one)] for one in text])
        for one, form in changed.items():
            text = text.replace(one, form)
        for one in written.keys() - changed.keys() - set(border):
            self._stays[ord(one)] = True
        return text


class _Compatible(_Table):
    """The NFKC form of each code point, and a space for white space."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        self[point] = " " if character.isspace() else unicodedata.normalize("NFKC", character)
        return self[point]


class _Folded(_Table):
    """The folded form of each code point by itself.

    Args:
        traditional: as for `fold`.
    """

    def __init__(self, traditional: bool) -> None:
        super().__init__()
        self._traditional = traditional

    def __missing__(self, point: int) -> str:
        character = chr(point)
        compatible = unicodedata.normalize("NFKC", character)
        self[point] = " " if character.isspace() else _simplify(compatible, self._traditional)
        return self[point]


class _Codes:
    """Folds texts whose characters are folded each by itself, as those of Simplified texts are: by a table of codes.

    Args:
        traditional: as for `fold`.
    """

    def __init__(self, traditional: bool) -> None:
        self._traditional = traditional
        # for each code of UTF-16 that of the folded character, in two bytes
        self._codes = bytearray(2 << 16)
        # the characters that become several, which stand for themselves in the table
        self._longer: dict[str, str] = {}
        # for each code point that a short text had what it is folded to
        self._points = _Points(self)

    def fold(self, text: str, border: str = "") -> str:
        """The folded text, in which a border stays, with _NEEDS_OTHERS for what is folded with those beside it."""
        if len(text) < _SHORT and not border:
            return text.translate(self._points)
        # imported here because reading pages needs no arrays
        import numpy as np

        printed = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
        table = np.frombuffer(self._codes, np.uint16)
        codes = table.take(printed)
        if not codes.all():
            for code in set(printed[codes == 0].tolist()):
                table[code] = ord(self._fold_one(chr(code)))
            codes = table.take(printed)
        if border:
            codes[printed == ord(border)] = ord(border)
        folded = codes.astype("<u2", copy=False).tobytes().decode("utf-16-le")
        for one, form in tuple(self._longer.items()):
            folded = folded.replace(one, form)
        return folded

    def find_longer(self, text: str) -> dict[str, int]:
        """The characters of a text that was folded that become several, and how many more each becomes."""
        return {one: len(form) - 1 for one, form in tuple(self._longer.items()) if len(form) > 1 and one in text}

    def fold_point(self, point: int) -> str:
        """What `fold` makes of a code point; of one beyond 16 bits what it makes of both of its codes."""
        if point > 0xFFFF:
            return _NEEDS_OTHERS * 2
        own = memoryview(self._codes)[2 * point : 2 * point + 2].cast("H")
        if not own[0]:
            own[0] = ord(self._fold_one(chr(point)))
        one = chr(own[0])
        return self._longer.get(one, one)

    def _fold_one(self, character: str) -> str:
        """What the table has for a character."""
        if character.isspace():
            return " "
        if "\ud800" <= character <= "\udfff":
            return _NEEDS_OTHERS
        compatible = unicodedata.normalize("NFKC", character)
        folded = compatible.lower()
        if self._traditional and (
            _simplify(compatible, True) != folded
            # the second form of 更, for which NFKC has 更 as well
            or simplify(character) != character
            or not _CHANGED_IN_PHRASES.isdisjoint(compatible)
        ):
            return _NEEDS_OTHERS
        # a Greek sigma at the end of a word is another one
        if f"a{compatible}".lower() != f"a{folded}":
            return _NEEDS_OTHERS
        if len(folded) > 1 or folded > "\uffff":
            self._longer[character] = folded
            return character
        return _NEEDS_OTHERS if folded == "\0" else folded


class _Points(dict[int, str]):
    """For each code point what some codes fold it to, made when it is first seen."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, point: int) -> str:
        self[point] = folded = self._codes.fold_point(point)
        return folded


_COMPATIBLE = _Compatible()
_BY_CODES = {traditional: _Codes(traditional) for traditional in (False, True)}
_FOLDED = {traditional: _Folded(traditional) for traditional in (False, True)}
