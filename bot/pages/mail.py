"""Turns a letter that a paper sends out, saved as plain text, into a Page whose lines are marked.

Lines drawn across part its stories: the first line of a part, or those between two such lines, are a headline, and so
is a line with a mark: ■ 新桥通车, == 新桥通车 ==. Each line of the text is the same line of the file. The heads of the
mail, greetings and what stands at its foot are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from email.utils import parsedate_to_datetime
from itertools import groupby, pairwise

from bot.pages.web.phrases import find_date
from bot.pages.web.wrapping import is_wrapped
from bot.records import INDENT, LINE_END, Page
from bot.text.characters import BULLETS
from bot.text.normalization import fold
from bot.text.patterns import READ_ON

# The patterns of this file match folded text.
_HEAD = re.compile(
    r"(?P<name>from|to|cc|subject|date|sent|reply-to|发件人|收件人|抄送|主题|主旨|日期|寄件者|收件者|副本|寄件日期|发送时间|时间)"
    r"\s*:\s*(?P<value>.*)"
)
_DATES = frozenset("date sent 日期 寄件日期 发送时间 时间".split())
_FORWARDED = re.compile(r"[-_=\s]{3,}.*(?:forwarded|original|转发|转寄|原始).*")
_RULE = re.compile(r"\s*([-=*~_—─═·.•])(?:(?:\s?\1){4,}|(?:\s\1){2,})\s*")
_MARK = f"[{BULLETS}]"
# ■ 新桥通车, 【新桥通车】, == 新桥通车 ==
_MARKED = re.compile(
    rf"\s*(?:{_MARK}+\s*([^\s{BULLETS}].{{1,40}})|【([^【】]{{4,40}})】"
    r"|(?:={2,}|-{2,}|\*{2,}|~{2,})\s*([^\W_].{1,40}?)\s*[=*~-]{2,})\s*"
)
# Below the first lines of a story: → 看全文 https://…
_FURTHER = re.compile(rf"[^\w\s]*\s*(?:{READ_ON}|read more)\W{{0,4}}\s*(?:https?://\S+)?\s*")
# A few words with an address behind them: >> 我要报名：https://…
_LINK = re.compile(r"[^\w\s]*\s*[^\W\d_]{2,10}\W{1,6}https?://\S+")
# What stands before the headlines in a list of contents: 1. 新桥通车.
_NUMBER = re.compile(r"\W*\d{0,2}\W*")
# The name of a part, right above the line that begins it: ■ 今日焦点.
_LABEL = re.compile(rf"\s*(?:{_MARK}|【).{{2,8}}")
_GREETING = re.compile(
    r"(?:各位)?[^,。!]{0,8}(?:早上好|早安|上午好|中午好|下午好|午安|晚上好|晚安|[您你](?:们)?好|大家好)[,!。:~ ]"
)
# What only the foot of a letter has.
_FOOT = re.compile(r"退订|取消订阅|订阅设置|修改订阅|unsubscribe|版权所有|©|\(c\)|copyright|不想(?:再)?收到|联系我们")
# Heads that a mail has at least, lines among which they stand, lines and characters of a headline.
LEAST_HEADS, TOP, DECKS, HEADLINE = 2, 12, 3, 40


def read_mail(page: Page) -> Page:
    """The page with its lines marked if it is a letter with heads or with headlines between lines; else as it is.

    Args:
        page: the file as decoded.
    """
    lines = _strip_quotes([line.rstrip() for line in LINE_END.split(page.text)])
    date, start = _take_heads(lines)
    rules = [at for at, line in enumerate(lines) if at >= start and _RULE.fullmatch(line)]
    marked = _find_marked(lines) if start else {}
    if not (rules or marked) or (not start and len(_find_boxed(lines, rules)) < LEAST_HEADS):
        return replace(page, text="\n".join(lines), date=date) if start else page
    for at, text in marked.items():
        lines[at] = text
    boxed = _find_boxed(lines, rules)
    parts = _take_parts(lines, start, rules, marked, boxed)
    if parts:
        _clear_foot(lines, parts[-1], keeps_text=parts[-1][0] in marked)
        _clear_greeting(lines, parts[0])
    for above, part in zip([range(0), *parts], parts, strict=False):
        if part[0] in marked:
            _mark(lines, part, part[:1])
        elif above and above[0] in boxed and part[0] not in boxed:
            # the text below a headline between two lines
            _mark(lines, part, [])
        else:
            _mark(lines, part, _find_headline(lines, part, boxed=part[0] in boxed))
    is_marked = any(line.startswith("# ") for line in lines)
    if is_marked:
        _clear_contents(lines)
    return replace(page, text="\n".join(lines), marked=is_marked, date=date)


def _strip_quotes(lines: list[str]) -> list[str]:
    """The lines of a letter without the marks of a quoted one, where most of it is quoted: > 新桥通车."""
    filled = [line for line in lines if line]
    quoted = sum(line.startswith(">") for line in filled) * 2 > len(filled)
    return [line.lstrip("> ") for line in lines] if quoted else lines


def _take_heads(lines: list[str]) -> tuple[str | None, int]:
    """Clears the heads of a mail at the top; its date, and the line after the heads (0 where there are none)."""
    date, heads, end = None, 0, 0
    for at, line in enumerate(lines[:TOP]):
        head = _HEAD.fullmatch(fold(line))
        if head and head["name"] in _DATES:
            date = date or _read_date(head["value"])
        if head or _FORWARDED.fullmatch(fold(line)):
            heads, end = heads + bool(head), at + 1
        elif line and not (heads and line[0].isspace()):
            break
    if heads < LEAST_HEADS:
        return None, 0
    _clear(lines, range(end))
    return date, end


def _take_parts(
    lines: list[str], start: int, rules: Sequence[int], marked: Collection[int], boxed: Collection[int]
) -> list[range]:
    """The parts of a letter, each a story or what stands around stories; clears what parts them, and links.

    Args:
        lines: of the letter.
        start: the first line below its heads.
        rules: the lines drawn across.
        marked: the headlines with a mark.
        boxed: the lines that begin what stands between two lines drawn across.
    """
    further = [at for at, line in enumerate(lines) if at >= start and _FURTHER.fullmatch(fold(line))]
    links = [at for at, line in enumerate(lines) if at >= start and _LINK.fullmatch(fold(line).strip())]
    _clear(lines, (*rules, *further, *links))
    _clear(lines, [at - 1 for at in rules if at and at - 1 not in boxed and _LABEL.fullmatch(lines[at - 1])])
    edges = sorted({start, *(at + 1 for at in (*rules, *further)), *marked, len(lines)})
    return [range(first, last) for first, last in pairwise(edges) if any(lines[first:last])]


def _read_date(value: str) -> str | None:
    """The day in the head of a mail: Thu, 16 May 2024 06:30:02 +0800, 2024年5月16日."""
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except ValueError:
        return find_date(value)


def _clear(lines: list[str], places: Sequence[int]) -> None:
    for at in places:
        lines[at] = ""


def _clear_foot(lines: list[str], part: Sequence[int], *, keeps_text: bool) -> None:
    """Clears the foot of a letter in its last part; with it the lines above, unless they are a story.

    Args:
        lines: of the letter.
        part: the places of the last part.
        keeps_text: whether it has a headline with a mark.
    """
    foot = next((at for at in part if _FOOT.search(fold(lines[at]))), None)
    if foot:
        story = keeps_text or _find_headline(lines, part, boxed=False)
        _clear(lines, range(foot if story else part[0], len(lines)))


def _clear_contents(lines: list[str]) -> None:
    """Clears what stands above the first headline if it lists the headlines of the letter."""
    headlines = {line[2:].strip() for line in lines if line.startswith("# ")}
    first = next(at for at, line in enumerate(lines) if line.startswith("# "))
    listed = sum(_NUMBER.sub("", line, count=1).strip() in headlines for line in lines[:first])
    if listed > 1:
        _clear(lines, range(first))


def _clear_greeting(lines: list[str], part: Sequence[int]) -> None:
    """Clears the first paragraph of a part if it is a greeting."""
    first = next((at for at in part if lines[at]), None)
    if first is not None and _GREETING.match(fold(lines[first] + " ")):
        end = next((at for at in part if at > first and not lines[at]), part[-1] + 1)
        _clear(lines, range(first, end))


def _find_boxed(lines: Sequence[str], rules: Sequence[int]) -> set[int]:
    """The lines that begin what stands between two lines drawn across with no blank line at either."""
    return {
        above + 1 for above, below in pairwise(rules) if 1 < below - above <= DECKS and all(lines[above + 1 : below])
    }


def _find_marked(lines: Sequence[str]) -> dict[int, str]:
    """The lines with the mark of a headline over a text, each without its mark; none where a letter has only one."""
    found = {}
    below_is_marked = False
    for at in reversed(range(len(lines))):
        line = lines[at]
        match = _MARKED.fullmatch(line)
        if match and not below_is_marked and not line.endswith(("。", "；")):
            found[at] = next(filter(None, match.groups()))
        if line:
            below_is_marked = match is not None
    return found if len(found) > 1 else {}


def _find_headline(lines: Sequence[str], part: Sequence[int], *, boxed: bool) -> list[int]:
    """The lines of a part that are its headline: all of it between two lines, else its first line over a text."""
    filled = [at for at in part if lines[at]]
    if boxed:
        return filled
    first = lines[filled[0]].strip() if filled else ""
    over_text = any(lines[at].rstrip().endswith(("。", "！", "？", "”")) for at in filled[1:])
    return filled[:1] if over_text and len(first) <= HEADLINE and not first.endswith(("。", "：", "；")) else []


def _mark(lines: list[str], part: Sequence[int], headline: Sequence[int]) -> None:
    """Marks the headline of a part, and indents lines that are paragraphs though no blank line stands between them."""
    for at in headline:
        lines[at] = f"# {lines[at].strip()}"
    text = [at for at in part if at not in headline]
    for filled, group in groupby(text, lambda at: bool(lines[at])):
        run = list(group)
        if filled and len(run) > 1 and not is_wrapped([lines[at].strip() for at in run]):
            for at in run:
                lines[at] = INDENT + lines[at].strip()
