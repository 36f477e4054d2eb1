"""Turns Markdown into a Page whose lines are marked; each line of its text is the same line of the file.

Headings of the level that begins articles become "# ", lower ones "## ". Emphasis, links and the marks of lists lose
their signs. An indent begins a paragraph where no blank line does: a list item, a line with an item's number, the row
of a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.pages.web.head import Facts
from bot.pages.web.phrases import find_date, find_source, is_meta_line, read_author_line
from bot.pages.web.wrapping import is_wrapped
from bot.records import INDENT, LINE_END, Page
from bot.text.characters import BULLETS
from bot.text.patterns import FULL_DATE, HAN_DIGITS

# A line that begins with the number or the bullet of an item.
_ITEM = re.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[一二三四五六七八九十]{1,3}、"
    rf"|第[一二三四五六七八九十]{{1,3}}[、，：]|[①-⑳{BULLETS}•]"
)
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*$")
# Characters: a text of no full sentence that is longer is one all the same.
_WIDEST = 50
# A heading without the space that CommonMark wants; #话题# is none.
_UNSPACED = re.compile(r"^(#{1,6})([^#\s][^#]*)$")
# The title of a newsletter ends with its number or its day, or with how often it comes out.
_ISSUE = re.compile(
    rf"(?:第\s*[\d{HAN_DIGITS}百]+\s*[期号號]|\d月\s*\d{{1,2}}\s*日|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    r"|[早晚晨周週月简簡快][报報讯訊]|一[周週]|速[览覽递遞]|导读|導讀)\W*$"
)
# So many lines below a headline may say when and where a story was published.
META_LINES = 6
# Characters: the name of a section, and a line in bold type that is a heading, are no longer.
LABEL, BOLD_HEADING = 6, 40
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
    source = LINE_END.split(page.text)
    lines = [""] * len(source)
    start, front_authors = _read_front_matter(source, lines)
    # four spaces are an indent in Chinese text, and no code
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "reference"])
    tokens = parser.parse("\n".join([""] * start + [_UNSPACED.sub(r"\1 \2", line) for line in source[start:]]))
    headings = list(_find_headings(tokens))
    _write_text(tokens, source, lines)
    # text below the title of the file, which begins the article: the headings in it are subheads
    titled = any(line.startswith("# ") for line in lines[:start])
    opening = lines[start : headings[0].line] if titled and headings else []
    top = 0 if any(opening) else _find_article_level(headings, lines)
    facts = Facts(date=_front_date(source[:start]))
    for heading in headings:
        if heading.level < top:
            if heading is headings[0] and len(headings) > 1 and _ISSUE.search(heading.text):
                lines[heading.line + 1 : headings[1].line] = [""] * (headings[1].line - heading.line - 1)
            facts = facts.or_else(Facts(date=find_date(heading.text), source=find_source(heading.text)))
            lines[heading.line] = ""
            continue
        is_deck = heading.text.startswith(("——", "--")) and _line_above(lines, heading.line).startswith("# ")
        lines[heading.line] = f"{'#' if heading.level == top or is_deck else '##'} {heading.text}"
        if heading.level == top:
            facts = facts.or_else(_read_meta_lines(lines, heading.line + 1))
    marked = [at for at, line in enumerate(lines) if line.startswith("# ")]
    if front_authors and len(marked) == 1:
        _write_authors(lines, marked[0], front_authors)
    return replace(
        page,
        text="\n".join(lines),
        marked=bool(marked),
        newspaper=facts.source,
        date=facts.date,
    )


def _write_authors(lines: list[str], headline: int, authors: str) -> None:
    """Writes the authors below the only headline; where text stands right there, the headline moves up a line."""
    if "".join(lines[headline + 1 : headline + 2]) and headline:
        lines[headline - 1], headline = lines[headline], headline - 1
    lines[headline + 1 : headline + 2] = [authors]


def _line_above(lines: Sequence[str], at: int) -> str:
    """The nearest line above one that is not empty; "" at the top."""
    return next((lines[above] for above in range(at - 1, -1, -1) if lines[above]), "")


def _read_meta_lines(lines: list[str], start: int) -> Facts:
    """What the lines below a headline say of date and source; such a line keeps only the authors."""
    facts = Facts()
    for at in range(start, min(len(lines), start + META_LINES)):
        if lines[at] and not is_meta_line(lines[at]):
            break
        facts = facts.or_else(Facts(date=find_date(lines[at]), source=find_source(lines[at])))
        authors = read_author_line(lines[at])
        lines[at] = f"作者：{'、'.join(authors)}" if authors else ""
    return facts


# --- front matter ----------------------------------------------------------------------------------------------------

_KEY = re.compile(r"(title|author|authors|date)\s*:\s*[\"'\[]*(.*?)[\"'\]]*\s*$", re.IGNORECASE)


def _read_front_matter(source: Sequence[str], lines: list[str]) -> tuple[int, str]:
    """Writes the title of a block between two lines of --- at the top, and the authors below it.

    Returns:
        The number of lines that the block takes, and the line with the authors where a heading names the article.
    """
    if source[0].strip() != "---":
        return 0, ""
    end = next((at for at, line in enumerate(source[1:40], start=1) if line.strip() in ("---", "...")), 0)
    if not any(_KEY.match(line) for line in source[1:end]):
        return 0, ""
    has_heading = any(line.startswith("# ") for line in source[end:])
    authors = ""
    for at, line in enumerate(source[:end]):
        match = _KEY.match(line)
        if match and match[2] and match[1].lower() == "title" and not has_heading:
            lines[at] = f"# {match[2]}"
        elif match and match[2] and match[1].lower() in ("author", "authors"):
            authors = f"作者：{'、'.join(re.split(r'[,，、 ]+', match[2]))}"
            lines[at] = "" if has_heading else authors
    return end + 1 if end else 0, authors if has_heading else ""


def _front_date(front: Sequence[str]) -> str | None:
    for line in front:
        match = _KEY.match(line)
        if match and match[1].lower() == "date":
            return find_date(match[2])
    return None


# --- headings --------------------------------------------------------------------------------------------------------


def _find_headings(tokens: Sequence[Token]) -> list[_Heading]:
    """The headings; in a file without any, the paragraphs that are one short line in bold type."""
    headings = [
        _Heading(token.map[0], int(token.tag[1]), _join_lines(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.map
    ]
    if headings:
        return headings
    return [_Heading(token.map[0], 1, _join_lines(token)) for token in tokens if token.map and _is_bold_heading(token)]


def _join_lines(token: Token) -> str:
    return " ".join(line.strip() for line in _plain_lines(token))


def _is_bold_heading(token: Token) -> bool:
    kinds = [child.type for child in token.children or () if child.type != "text" or child.content.strip()]
    text = _join_lines(token)
    return kinds == ["strong_open", "text", "strong_close"] and len(text) <= BOLD_HEADING and not text.endswith("。")


def _find_article_level(headings: Sequence[_Heading], lines: Sequence[str]) -> int:
    """The level of the headings that begin articles.

    It is the highest that occurs more than once; names of sections (要闻) with headings below them do not count. A
    single heading above them begins the only article if text stands directly below it; otherwise it names the page.
    """
    if not headings:
        return 1
    counts = Counter(heading.level for heading in headings)
    top = min(counts)
    repeated = [level for level in sorted(counts) if counts[level] > 1]
    if repeated and _are_labels(headings, repeated[0], lines):
        repeated = repeated[1:]
    if not repeated or top == repeated[0]:
        return top
    above = [heading for heading in headings if heading.level == top]
    first = headings.index(above[0])
    if len(above) > 1 or first + 1 == len(headings):
        return repeated[0]
    below = _text_between(headings, first, lines)
    if _ISSUE.search(above[0].text):
        # what an issue begins with is a greeting
        return repeated[0]
    return top if _SENTENCE_END.search(below) or len(below) > _WIDEST else repeated[0]


def _are_labels(headings: Sequence[_Heading], level: int, lines: Sequence[str]) -> bool:
    """Whether all headings of a level are short, and followed by lower headings, of which some have several."""
    places = [at for at, heading in enumerate(headings) if heading.level == level]
    lower = sum(heading.level > level for heading in headings)
    return lower > len(places) and all(
        len(headings[at].text) <= LABEL
        and at + 1 < len(headings)
        and headings[at + 1].level > level
        and not _text_between(headings, at, lines)
        for at in places
    )


def _text_between(headings: Sequence[_Heading], at: int, lines: Sequence[str]) -> str:
    """The text between a heading and the next."""
    return "".join(lines[headings[at].line + 1 : headings[at + 1].line]).strip()


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
    plain = [_leave_out_links(line) for line in _split_linked(token)]
    wrapped = is_wrapped(plain)
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
        begins = begins or text.startswith("#")
        lines[first + at] = (prefix if at == 0 and prefix else INDENT if begins else "") + text


# What stands between two links of a line: 2022年8月17日 · 在线阅读 | 往期.
_SEGMENT = re.compile(r"[·•|｜>＞›»]")
_MENU_SIGNS = "[]【】()（）<>«»:： 　\t-—→»"


def _split_linked(token: Token) -> list[list[tuple[str, bool]]]:
    """The lines of a text as parts, each with whether it is a link."""
    lines: list[list[tuple[str, bool]]] = [[]]
    linked = False
    for child in token.children or ():
        if child.type in ("link_open", "link_close"):
            linked = child.type == "link_open"
        elif child.type in ("softbreak", "hardbreak"):
            lines.append([])
        elif child.type in ("text", "code_inline"):
            lines[-1].append((child.content, linked))
    return lines


def _leave_out_links(parts: Sequence[tuple[str, bool]]) -> str:
    """A line; a menu, of which a link is all or all between two dots or bars, keeps nothing but a date."""
    text = "".join(part for part, _ in parts).strip()
    # the links become a sign that no text has
    marked = "".join("\0" if linked else part for part, linked in parts)
    segments = [segment.strip(_MENU_SIGNS) for segment in _SEGMENT.split(marked)]
    if "。" in text or not any(segment and not segment.strip("\0 ") for segment in segments):
        return text
    date = FULL_DATE.search(marked)
    return date[0] if date else ""


def _plain_lines(token: Token) -> list[str]:
    """The lines of a text without the signs of emphasis and links, and without pictures."""
    parts: list[list[str]] = [[]]
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append([])
        elif child.type in ("text", "code_inline"):
            parts[-1].append(child.content)
    return list(map("".join, parts))


def _hard_breaks(token: Token) -> set[int]:
    """The numbers of a text's lines, from 0, that a hard break stands before."""
    breaks, line = set(), 0
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
            if child.type == "hardbreak":
                breaks.add(line)
    return breaks
