"""Turns Markdown into a Page whose lines are marked; each line of its text is the same line of the file.

Headings of the level that begins articles become "# ", lower ones "## ". Emphasis, links and the marks of lists lose
their signs. An indent begins a paragraph where no blank line does: a list item, a line with an item's number, the row
of a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.records import Page
from bot.text.patterns import FULL_DATE, NEWSPAPER, read_date

__all__ = ["read_markdown"]

# What begins a paragraph that no blank line stands before.
INDENT = "　　"
_LINE_END = re.compile(r"\r\n?|\n")
# A line that begins with the number or the bullet of an item.
_ITEM = re.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十]{1,3}[、，：]|[①-⑳■●◆▲•○◎□★☆▪※]"
)
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*$")
# Lines that were broken at one width differ by so many characters at most.
_WRAP_SLACK, _WIDEST = 3, 50
_TAG = re.compile(r"<[^<>]*>")


class _Heading(NamedTuple):
    """A heading of the file."""

    # from 0
    line: int
    level: int
    text: str


def read_markdown(page: Page) -> Page:
    """The page with its Markdown read; where it has no headings, its lines are not marked.

    Args:
        page: the file as decoded.
    """
    lines = [""] * (len(_LINE_END.findall(page.text)) + 1)
    source = _LINE_END.split(page.text)
    start = _read_front_matter(source, lines)
    # four spaces are an indent in Chinese text, and no code
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "reference"])
    tokens = parser.parse("\n".join([""] * start + source[start:]))
    headings = [_Heading(at, level, text) for at, level, text in _find_headings(tokens)]
    _write_text(tokens, source, lines)
    top = _find_article_level(headings, lines)
    named = [heading.text for heading in headings if heading.level < top]
    for heading in headings:
        mark = "" if heading.level < top else "# " if heading.level == top else "## "
        lines[heading.line] = f"{mark}{heading.text}" if mark else ""
    marked = any(line.startswith("# ") for line in lines)
    title = "\n".join(named)
    date, newspaper = FULL_DATE.search(title), re.search(NEWSPAPER, title)
    return replace(
        page,
        text="\n".join(lines),
        marked=marked,
        newspaper=newspaper[0] if newspaper else None,
        date=read_date(date) if date else _front_date(source[:start]),
    )


# --- front matter ----------------------------------------------------------------------------------------------------

_KEY = re.compile(r"(title|author|authors|date)\s*:\s*[\"'\[]*(.*?)[\"'\]]*\s*$", re.IGNORECASE)


def _read_front_matter(source: Sequence[str], lines: list[str]) -> int:
    """Writes title and author of a block between two lines of --- at the top; the number of lines that it takes."""
    if source[0].strip() != "---":
        return 0
    end = next((at for at, line in enumerate(source[1:40], start=1) if line.strip() in ("---", "...")), 0)
    if not any(_KEY.match(line) for line in source[1:end]):
        return 0
    has_heading = any(line.startswith("# ") for line in source[end:])
    for at, line in enumerate(source[:end]):
        match = _KEY.match(line)
        if match and match[2] and match[1].lower() == "title" and not has_heading:
            lines[at] = f"# {match[2]}"
        elif match and match[2] and match[1].lower() in ("author", "authors") and not has_heading:
            lines[at] = f"作者：{'、'.join(re.split(r'[,，、 ]+', match[2]))}"
    return end + 1 if end else 0


def _front_date(front: Sequence[str]) -> str | None:
    for line in front:
        match = _KEY.match(line)
        if match and match[1].lower() == "date" and (date := FULL_DATE.search(match[2])):
            return read_date(date)
    return None


# --- headings --------------------------------------------------------------------------------------------------------


def _find_headings(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Line, level and text of each heading."""
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            yield token.map[0], int(token.tag[1]), " ".join(line.strip() for line in _plain_lines(tokens[at + 1]))


def _find_article_level(headings: Sequence[_Heading], lines: Sequence[str]) -> int:
    """The level of the headings that begin articles.

    It is the highest that occurs more than once. A single heading above them begins the only article if text stands
    directly below it; otherwise it names the page.
    """
    if not headings:
        return 1
    counts = Counter(heading.level for heading in headings)
    top = min(counts)
    repeated = min((level for level, count in counts.items() if count > 1), default=top)
    first = next(at for at, heading in enumerate(headings) if heading.level == top)
    if counts[top] > 1 or repeated == top or first + 1 >= len(headings):
        return top
    below = "".join(lines[headings[first].line + 1 : headings[first + 1].line])
    return top if _SENTENCE_END.search(below.strip()) or len(below) > _WIDEST else repeated


# --- text ------------------------------------------------------------------------------------------------------------


def _write_text(tokens: Sequence[Token], source: Sequence[str], lines: list[str]) -> None:
    """Writes everything but headings, each line of text into its own line."""
    prefix, in_heading, row = "", False, -1
    for token in tokens:
        if token.type == "list_item_open":
            prefix = INDENT + (f"{token.info}{token.markup} " if token.info else "")
        elif token.type in ("heading_open", "heading_close"):
            in_heading = token.type == "heading_open"
        elif token.type == "tr_open" and token.map:
            row = token.map[0]
        elif token.type == "tr_close":
            row = -1
        elif token.type in ("html_block", "fence") and token.map:
            for at in range(*token.map):
                lines[at] = INDENT + text if (text := _TAG.sub("", source[at]).strip("`~ 　")) else ""
        elif token.type == "inline" and row >= 0:
            cell = "".join(_plain_lines(token)).strip()
            lines[row] += f"　{cell}" if lines[row] else INDENT + cell
        elif token.type == "inline" and token.map and not in_heading:
            _write_paragraph(token, prefix, source, lines)
            prefix = ""


def _write_paragraph(token: Token, prefix: str, source: Sequence[str], lines: list[str]) -> None:
    """Writes the lines of one paragraph; those that begin a paragraph of their own get an indent."""
    first = token.map[0] if token.map else 0
    plain = [line.strip() for line in _plain_lines(token)]
    wrapped = _is_wrapped(plain)
    hard = _hard_breaks(token)
    for at, text in enumerate(plain):
        if not text or first + at >= len(lines):
            continue
        begins = at > 0 and (
            _ITEM.match(text) is not None
            or at in hard
            or source[first + at].lstrip(" >").startswith("　")
            or (not wrapped and _SENTENCE_END.search(plain[at - 1]) is not None)
        )
        lines[first + at] = (INDENT if begins else prefix if at == 0 else "") + text


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a paragraph was broken into lines of one width."""
    widths = [len(line) for line in lines[:-1]]
    return len(widths) > 1 and max(widths) - min(widths) <= _WRAP_SLACK and max(widths) <= _WIDEST


def _plain_lines(token: Token) -> list[str]:
    """The lines of a text without the signs of emphasis and links, and without pictures."""
    lines = [""]
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines.append("")
        elif child.type in ("text", "code_inline"):
            lines[-1] += child.content
    return lines


def _hard_breaks(token: Token) -> set[int]:
    """The numbers of a text's lines, from 0, that a hard break stands before."""
    breaks, line = set(), 0
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
            if child.type == "hardbreak":
                breaks.add(line)
    return breaks
