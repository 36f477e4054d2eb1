"""Correction files: `03.txt.fix` beside `03.txt` says, article by article, what the reader got wrong.

    文章：本报讯（记者 李华） 近日，我市
    标题：职工医保可以缓缴 最迟年底补缴
    作者：李华、王小明
    行：12-40

文章 begins a correction and names its article by the article's first words. docs/corrections.md describes the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.errors import PageError, SidecarError
from bot.pages.decoding import decode
from bot.records import Kind, Lines
from bot.sentence import Sentence
from bot.text.characters import strip_punctuation

# Corrections are written by hand: a larger file is something else.
MAX_BYTES = 1024 * 1024
# Fewer letters than this are the beginning of too many articles.
FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """What to change in one article; None where the article stays as it was read."""

    # where it stands: "03.txt.fix, line 2"
    place: str
    # the first words of the article, as the page has them
    words: str
    headline: str | None = None
    authors: tuple[str, ...] | None = None
    kind: Kind | None = None
    # the article is exactly these lines of the page
    lines: tuple[Lines, ...] | None = None
    # there is no such article
    drop: bool | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether it only names an article."""
        return self == Correction(self.place, self.words)


def read_corrections(path: Path, name: str) -> tuple[list[Correction], list[SidecarError]]:
    """The corrections of a file, and an error for each line that cannot be used; the other lines count.

    Args:
        path: the file.
        name: what the errors call it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [SidecarError(name, "the file is too large for corrections; not used")]
        text = decode(path.read_bytes(), name).text
    except PageError as error:
        return [], [SidecarError(name, error.reason)]
    except OSError as error:
        return [], [SidecarError(name, "cannot be opened ({reason}); not used", reason=error)]
    corrections: list[Correction] = []
    problems: list[SidecarError] = []
    # the correction that the next lines belong to; None when the last 文章 line could not be used
    current: Correction | None = None
    began = False
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip(" \t　\ufeff")
        if not line or line.startswith(("#", "＃")):
            continue
        place = Sentence("{path}, line {line}", path=name, line=number)
        try:
            field, key, value = _split_line(line)
            if field == "words":
                began, current = True, None
                current = Correction(place, _read_words(value))
                corrections.append(current)
            elif current is not None:
                current = corrections[-1] = _with_field(current, field, key, value)
            elif not began:
                raise ValueError("no article is named yet: begin with 文章：and its first words")
        except ValueError as error:
            problems.append(SidecarError(place, "{reason}; left out", reason=error))
    for correction in corrections:
        if correction.changes_nothing:
            reason = Sentence("nothing follows 文章：{words:.20}; left out", words=correction.words)
            problems.append(SidecarError(correction.place, reason))
    return [correction for correction in corrections if not correction.changes_nothing], problems


_LINE = re.compile(r"(?P<key>[^:：]{1,12}?)\s*[:：]\s*(?P<value>.*)")
# Each key in Chinese and in English, and the field of `Correction` that it sets.
_CHINESE_KEYS = {"文章": "words", "标题": "headline", "作者": "authors", "种类": "kind", "行": "lines", "删除": "drop"}
_ENGLISH_KEYS = {"article": "words"} | {name: name for name in ("headline", "authors", "kind", "lines", "drop")}


def _split_line(line: str) -> tuple[str, str, str]:
    """The field that a line sets, its key as written, and its value.

    Raises:
        ValueError: when the line has no key that is known.
    """
    match = _LINE.fullmatch(line)
    key = match["key"] if match else ""
    field = _CHINESE_KEYS.get(key) or _ENGLISH_KEYS.get(key.lower())
    if match is None or field is None:
        keys = "：, ".join(_CHINESE_KEYS)
        raise ValueError(Sentence("{line!r} begins with none of {keys}：", line=line[:20], keys=keys))
    return field, key, match["value"].strip()


def _with_field(correction: Correction, field: str, key: str, value: str) -> Correction:
    """The correction with one more field.

    Raises:
        ValueError: when it has that field already, or the value cannot be read.
    """
    if getattr(correction, field) is not None:
        raise ValueError(Sentence("{key} is there twice for one article", key=key))
    change: dict[str, Any] = {field: _VALUES[field](value)}
    return replace(correction, **change)


def _read_words(value: str) -> str:
    if len(strip_punctuation(value)) < FEWEST_LETTERS:
        raise ValueError(
            Sentence(
                "{value!r} is too short: give the article's first {count} characters or more",
                value=value,
                count=FEWEST_LETTERS,
            )
        )
    return value


def _read_headline(value: str) -> str:
    return " ".join(value.split())


def _read_authors(value: str) -> tuple[str, ...]:
    # 李 华、王小明: where marks separate the names, a space stands inside a name
    marks = r"[、，,;；/]" if re.search(r"[、，,;；/]", value) else r"\s+"
    return tuple(dict.fromkeys(name for part in re.split(marks, value) if (name := "".join(part.split()))))


_KINDS: dict[str, Kind] = {
    "文章": "article",
    "图片": "caption",
    "残篇": "fragment",
    "article": "article",
    "caption": "caption",
    "fragment": "fragment",
}


def _read_kind(value: str) -> Kind:
    if (kind := _KINDS.get(value.lower())) is None:
        raise ValueError(Sentence("{value!r} is no kind: take one of {kinds}", value=value, kinds=", ".join(_KINDS)))
    return kind


_RANGE = re.compile(r"(\d{1,7})(?:[ ]*(?:[-–~～至到]|—+)[ ]*(\d{1,7}))?")


def _read_lines(value: str) -> tuple[Lines, ...]:
    ranges: list[Lines] = []
    for part in re.split(r"[、，,;；]", value):
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            raise ValueError(Sentence("{value!r} are no lines: write 12-40 or 12-40, 52-60", value=value))
        ranges.append((first, last))
    return tuple(ranges)


_ANSWERS = {"是": True, "否": False, "yes": True, "no": False}


def _read_answer(value: str) -> bool:
    if (answer := _ANSWERS.get(value.lower())) is None:
        raise ValueError(Sentence("{value!r} is no answer: take 是 or 否", value=value))
    return answer


_VALUES: dict[str, Callable[[str], Any]] = {
    "headline": _read_headline,
    "authors": _read_authors,
    "kind": _read_kind,
    "lines": _read_lines,
    "drop": _read_answer,
}
