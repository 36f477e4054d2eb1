"""Head lines: lines with nothing but what a page's head has, 2023年5月18日 星期四 第3版 综合 海州日报.

To read something new in them, add its words to `CONTACTS` or its pattern to `_MARKS`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reader.furniture.crew import CREW
from bot.reader.furniture.labels import is_section_label
from bot.text.characters import CJK
from bot.text.numbers import read_integer
from bot.text.patterns import (
    DATE,
    FULL_DATE,
    HAN_DIGITS,
    LUNAR_DATE,
    NEWSPAPER,
    OLD_HAN_DIGITS,
    WEB_ADDRESS,
    WEEKDAY,
    compile_pattern,
    read_date,
)

# How to reach the paper: what stands before the number or address.
CONTACTS = (
    "新闻热线|报料热线|广告热线|发行热线|服务热线|读者热线|订阅热线|本报热线|本版电话|编辑部电话|热线电话|热线|值班电话|联系电话|本报电话|"
    "本报网址|网址|官网|投稿邮箱|投稿|电子邮箱|电子信箱|本版信箱|(?:来稿|投稿|来信)请[发寄]|邮箱|E-?mail|邮编|社址|本报地址|广告部|客户端下载|扫码关注|微信公众号|微博|电邮"
)

# 第1234期, 总第1234期, 今日8版, and the sheet of an old paper: 第三张.
ISSUE = (
    rf"总第? *\d+ *[期号]|(?:\d{{4}} *年 *)?第 *(?:\d+|[{OLD_HAN_DIGITS}百千]+) *[期号]"
    rf"(?: *(?:\d{{4}} *年 *\d{{1,2}}|[{HAN_DIGITS}]{{4}}年[{HAN_DIGITS}]{{1,2}}) *月)?|[今本][日期] *共? *\d+ *版"
    rf"|第 *[\d{HAN_DIGITS}]{{1,2}} *张(?![{CJK}])"
)

# 国内统一刊号, CN33-0012, 邮发代号.
PUBLICATION_CODE = r"国内统一(?:连续)?(?:刊号|出版物号)|CN *\d\d[-—]\d{4}(?:/\w+)?|邮发代号"

# Characters: a head line is no longer, and neither is one of its words, without the spaces that spread it.
LONGEST, LONGEST_WORD = 80, 6


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The parts of a line that is furniture from end to end: 2023年5月18日 星期四 第3版 综合 海州日报."""

    # ISO 8601
    dates: Sequence[str]
    # the page numbers as printed: 3, A03
    pages: Sequence[str]
    newspapers: Sequence[str]
    # how many days without their year; stories have such, too
    days: int
    # how many things stand here that no story has: weekday, issue number, address, editors
    marks: int
    # numbers of one or two digits with no unit
    numbers: Sequence[str]
    # whether Chinese characters stand right beside one of the numbers
    counts_something: bool
    # names of sections, and other words
    words: Sequence[str]

    @property
    def is_labelled(self) -> bool:
        """Whether a section is named here, and no other words stand beside what else is known."""
        return bool(self.words) and all(map(is_section_label, self.words))

    @property
    def kinds(self) -> int:
        """How many different things of a masthead stand here."""
        return sum(map(bool, (self.dates, self.pages, self.newspapers, self.marks)))


# What few stories have on a line of its own, and what says nothing of the page. Editors and contacts take the rest
# of the line.
_MARKS = (
    compile_pattern(rf"(?:{CREW}|[{CJK}]{{0,4}}(?:{CONTACTS})|电话)(?: *[:/| ].*|(?=[\d-]{{5}}).*|$)", re.IGNORECASE),
    compile_pattern(rf"{ISSUE}|(?:{PUBLICATION_CODE})[: ]*[\d-]*"),
    compile_pattern(WEB_ADDRESS, re.IGNORECASE),
    # 龙虾节周五开锣 has one within a sentence
    compile_pattern(rf"(?<![{CJK}])(?:{WEEKDAY})|(?:{WEEKDAY})(?![{CJK}])"),
    compile_pattern(LUNAR_DATE),
    # a newspaper's name in Latin letters
    compile_pattern(r"(?<![A-Za-z])[A-Z][A-Z .'’&-]{5,30}(?![A-Za-z])"),
)
_PAGE_LABEL = r"[A-Z]{0,2} *\d{1,3}"
# 第3版, 第三版, A03版, A03
_PAGE = compile_pattern(
    rf"(?<![\dA-Za-z])(?:第 *(?P<a>{_PAGE_LABEL}) *版|(?:第 *|(?<![{CJK}]))(?P<han>[一二三四五六七八九十]{{1,3}}) *版"
    rf"|(?P<b>{_PAGE_LABEL}) *版|(?P<c>[A-Z]{{1,2}}\d{{1,2}})(?![\dA-Za-z]))"
)
_DAY = compile_pattern(DATE)
_BARE_NUMBER = compile_pattern(r"(?<![\dA-Za-z.])\d{1,2}(?![\dA-Za-z.])")
_COUNTED = compile_pattern(rf"[{CJK}]\d|\d[{CJK}]")
_SEPARATORS = compile_pattern(r"[\s|·•:/／,，\-—–_=~■□●○◆◇▲▼◤◥▍┃│【】\[\]<>《》]+")
_PUBLISHER = compile_pattern(rf"({NEWSPAPER})社?(?:出版|主[办编]|编辑出版|电子版|数字报|编辑部|副刊)?")
_WORD = compile_pattern(rf"[{CJK}]{{1,{LONGEST_WORD}}}")
# 海 州 日 报
_SPREAD = compile_pattern(r"(?:\S ){2,}\S")
# Without any of these a line is a section's name or no furniture at all.
_SIGN = compile_pattern(rf"[\d{HAN_DIGITS}A-Za-z报编版审校:@]")
# A text that holds one of these is a sentence.
_SENTENCE = compile_pattern(r"[。！？；!?;“”]")


def normalize_line(text: str) -> str:
    """A line with full-width forms made narrow, nothing invisible, and single spaces."""
    text = unicodedata.normalize("NFKC", text.replace("\t", " "))
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text))
    return " ".join(text.split())


def parse_head_line(text: str) -> HeadLine | None:
    """The parts of a normalized line of furniture; None where anything on it is something else."""
    if not text or len(text) > LONGEST or _SENTENCE.search(text) or ("," in text and not FULL_DATE.search(text)):
        return None
    if len(text) > 2 * LONGEST_WORD and not _SIGN.search(text):
        return None
    # what has been read is replaced by a separator
    rest, days = _DAY.subn("|", FULL_DATE.sub("|", text))
    marks = 0
    for pattern in _MARKS:
        rest, count = pattern.subn("|", rest)
        marks += count
    pages = [_page_number(match) for match in _PAGE.finditer(rest)]
    unnumbered = _PAGE.sub("|", rest)
    rest = _SPREAD.sub(lambda match: match[0].replace(" ", ""), _BARE_NUMBER.sub("|", unnumbered))
    newspapers: list[str] = []
    words: list[str] = []
    for word in _SEPARATORS.split(rest):
        if not word or word in ("版", "版次", "第"):
            continue
        if match := _PUBLISHER.fullmatch(word):
            newspapers.append(match[1])
        elif is_section_label(word) or (_WORD.fullmatch(word) and "的" not in word):
            words.append(word)
        else:
            return None
    return HeadLine(
        dates=[day for match in FULL_DATE.finditer(text) if (day := read_date(match))],
        pages=[page for page in pages if page.strip("0")],
        newspapers=newspapers,
        days=days,
        marks=marks,
        numbers=_BARE_NUMBER.findall(unnumbered),
        counts_something=bool(_COUNTED.search(unnumbered)),
        words=words,
    )


def _page_number(match: re.Match[str]) -> str:
    number = match["a"] or match["b"] or match["c"] or str(read_integer(match["han"]) or "")
    return number.replace(" ", "")


# The number of a page, or of an issue, in brackets, and a year of the Republic without its name.
_BRACKETED = compile_pattern(rf"\((?:第? *(\d{{1,2}}|[{HAN_DIGITS}]{{1,3}}) *版?|([^()]*))\)")
_BARE_YEAR = compile_pattern(
    rf"(?<![国{OLD_HAN_DIGITS}])(?=[{OLD_HAN_DIGITS}]{{2,4}}年[{HAN_DIGITS}]{{1,3}}月[{OLD_HAN_DIGITS}]{{1,3}}日)"
)
# The issue of something else, which a headline tells: 双色球第2024088期开奖.
_GLUED_ISSUE = compile_pattern(rf"(?![总年])[{CJK}]第[^ ]{{1,9}}[期号]|[期号][{CJK}]")
# Besides what only a page's head has, at most so many names of sections and columns stand in it.
MOST_NAMES = 3


def names_page(text: str) -> bool:
    """Whether a line at the top of a page has nothing but names, and a date, an issue, a page or editors among them.

    Somewhere else a line like that may be a headline: 校园天地　责任编辑　南枫.
    """
    line = _parse_names(text)
    return line is not None and line.kinds > 0 and (line.marks > 0 or line.kinds > 1 or not line.words)


def names_issue(text: str) -> bool:
    """Whether a line is the head of a section or of a bulletin: nothing but names, and its issue or its editors."""
    line = _parse_names(text)
    return line is not None and line.marks > 0


def _parse_names(text: str) -> HeadLine | None:
    """The parts of a line of names, with an issue or a page in brackets or not; None where it may say more."""
    text = _BRACKETED.sub(lambda match: f"|第{match[1]}版|" if match[1] else f"|{match[2]}|", normalize_line(text))
    line = parse_head_line(_BARE_YEAR.sub("民国", text))
    if line is None or line.counts_something or _GLUED_ISSUE.search(text):
        return None
    return line if len(line.words) <= MOST_NAMES and all(len(word) > 1 for word in line.words) else None
