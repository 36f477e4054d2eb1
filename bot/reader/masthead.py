"""What a page's own furniture says of where it comes from: its date line, its number, the newspaper's name.

Only lines that are furniture from end to end are listened to: a date, a number or a name inside a sentence belongs to
a story. Every such line gives points to what it says, more where several things stand together (a date beside its
weekday, a page number beside its section); what has most points is believed, and where two have as many, neither is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.reader.lines import furniture
from bot.records import Page

__all__ = ["NEWSPAPER", "Masthead", "Scores", "numeral", "page_key", "read_masthead", "valid_date"]

# Furniture stands at the top and at the foot of a page: in this many lines that hold something.
EDGE = 12
# A line of furniture is no longer than this.
LONGEST = 80
# A section's name, with the spaces that spread it taken out, is no longer than this.
LONGEST_SECTION = 6

# --- points ------------------------------------------------------------------------------------------------------
TOGETHER = 2.0  # with something else that only furniture has on the same line
ALONE = 1.0  # on a line of its own at the page's edge
DOUBTFUL = 0.4  # it may be something else: a date under a notice, a number torn off a sentence
# From this many points on the page itself is believed before the file's name.
CERTAIN = 1.0

_CJK = "\u3400-\u9fff"
_NUMERALS = "〇○零一二三四五六七八九十"

NEWSPAPER = (
    rf"[{_CJK}]{{2,6}}?(?:日报|晚报|晨报|早报|午报|商报|快报|时报|导报|周报|新报|都市报|青年报|工人报|农民报|"
    r"法治报|法制报|经济报|教育报|消费报|电视报|科技报|健康报|日報|晚報|時報|早報|商報)"
)
"""The name of a newspaper; names that end in nothing of the kind (今日某某) cannot be told from other words."""

_DATE = re.compile(
    rf"(?<![\d{_NUMERALS}])(?:(?P<year>(?:1[89]|20)\d\d)[ ]*(?P<mark>[年./-])[ ]*(?P<month>\d{{1,2}})[ ]*[月./-][ ]*"
    rf"(?P<day>\d{{1,2}})(?!\d)(?:[ ]*日)?|(?P<c_year>[{_NUMERALS}]{{4}})年(?P<c_month>[{_NUMERALS}]{{1,3}})月"
    rf"(?P<c_day>[{_NUMERALS}]{{1,4}})日)"
)
_WEEKDAY = re.compile(r"(?:星期|周|週|礼拜)[ ]*[一二三四五六日天]")
_LUNAR = re.compile(
    rf"(?:农历|夏历|阴历|農曆)[{_CJK}]{{2,14}}|(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?[闰正一二三四五六七八九十冬腊]{{1,3}}月"
    r"(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]|二十|三十|卅)"
)
_ISSUE = re.compile(
    r"(?:总|總)?第[ ]*\d+[ ]*[期号號]|国内统一(?:连续)?(?:刊号|出版物号)[: ]*|CN[ ]*\d\d-\d{4}(?:/\w+)?|"
    r"邮发代号[: ]*[\d-]+|[今本][日期][ ]*共?[ ]*\d+[ ]*版"
)
_SITE = re.compile(
    r"(?:https?://|www\.)[^\s\u3400-\u9fff]+|[\w.+-]+@[\w.-]+|(?:[a-z\d-]+\.)+(?:com|cn|net|org)\b", re.I
)
_MAKERS = re.compile(
    r"(?:责任编辑|责编|执行主编|主编|本版编辑|编辑|版式|美编|美术编辑|校对|检校|审读|责校|组版|值班编委|编审|签发|视觉|排版|制图|"
    r"新闻热线|报料热线|广告热线|发行热线|服务热线|热线电话|本报热线|热线|本报网址|网址|投稿邮箱|邮箱|E-?mail|电话)"
    r"[ ]*[:/| ].*",
    re.IGNORECASE,
)
_NUMBER = r"[A-Z]{0,2}[ ]*\d{1,3}"
_PAGE = re.compile(
    rf"(?<![\dA-Za-z])(?:第[ ]*(?:(?P<a>{_NUMBER})|(?P<c>[一二三四五六七八九十]{{1,3}}))[ ]*版|(?P<b>{_NUMBER})[ ]*版|"
    r"(?P<l>[A-Z]{1,2}\d{1,2})(?![\dA-Za-z]))"
)
_BARE = re.compile(r"(?<![\dA-Za-z.])\d{1,2}(?![\dA-Za-z.])")
_SEPARATORS = re.compile(r"[\s|·•:/／,，\-—–_=~■□●○◆◇▲▼◤◥▍┃│【】\[\]<>《》]+")
_PUBLISHER = re.compile(rf"({NEWSPAPER})社?(?:出版|主办|编辑出版|电子版|数字报)?")
_SPREAD = re.compile(r"(?:\S ){2,}\S")
# a date that goes on in the next line, and a year anywhere
_DATE_BROKEN = re.compile(r"\d[ ]*[年月]$|\d[ ]*月[ ]*\d+$")
_YEAR = re.compile(r"[12１２][\d０-９]{3}|[〇○零]")
# Without any of these a line is a section's name or no furniture at all.
_SIGN = re.compile(rf"[\d{_NUMERALS}A-Za-z报報编版审校:@]")
# A text that holds one of these is a sentence.
_SENTENCE = re.compile(r"[。！？；!?;“”]")


def numeral(text: str) -> int | None:
    """The number that Chinese numerals say, digit by digit (二〇二三) or with tens (二十三); None for anything else."""
    digits = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
    if not text or any(character != "十" and character not in digits for character in text):
        return None
    if "十" not in text:
        return int("".join(str(digits[character]) for character in text))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)


def valid_date(year: str | int, month: str | int, day: str | int) -> str | None:
    """A day as ISO 8601; None where the calendar has no such day, or no newspaper was printed then."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1815 <= found.year <= 2199 else None


def page_key(page: str) -> tuple[str, int]:
    """A page number for comparing: its letters and its value, so that "03" and "3" are the same."""
    match = re.fullmatch(r"\D*?([A-Za-z]*)\s*(\d+)\D*", page)
    return (match[1].upper(), int(match[2])) if match else (page, 0)


class Scores:
    """Points for each of the things that something may be."""

    def __init__(self) -> None:
        self._sum: dict[str, float] = defaultdict(float)
        self._most: dict[str, float] = defaultdict(float)

    def add(self, value: str, points: float) -> None:
        """Gives points to a value."""
        self._sum[value] += points
        self._most[value] = max(self._most[value], points)

    @property
    def best(self) -> tuple[str | None, float]:
        """The value with most points in all, and the most it got at once: doubts do not add up to certainty.

        None where there is no value, or two have as many points.
        """
        ranked = sorted(self._sum.items(), key=lambda entry: -entry[1])
        if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None, 0.0
        return ranked[0][0], self._most[ranked[0][0]]


@dataclass
class Masthead:
    """What the furniture of a page says, with its points."""

    newspaper: Scores = field(default_factory=Scores)
    date: Scores = field(default_factory=Scores)
    page: Scores = field(default_factory=Scores)


@dataclass
class _Line:
    """A line that is furniture from end to end, taken apart."""

    dates: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    # weekday, issue number, address, makers: what no story has
    marks: int = 0
    sections: list[str] = field(default_factory=list)
    # a number that is nothing else
    bare: list[str] = field(default_factory=list)

    @property
    def labelled(self) -> bool:
        """Whether a section is named here, and nothing but sections beside what else is known."""
        return bool(self.sections) and all(map(furniture.is_section_label, self.sections))

    @property
    def kinds(self) -> int:
        """How many different things of the furniture stand here."""
        return sum(map(bool, (self.dates, self.pages, self.papers, self.marks)))


def _plain(text: str) -> str:
    """A line with full-width forms made narrow, nothing invisible, and single spaces."""
    text = unicodedata.normalize("NFKC", text.replace("\t", " "))
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text))
    return " ".join(text.split())


def _take_date(text: str, line: _Line) -> str:
    for match in _DATE.finditer(text):
        if match["year"]:
            found = valid_date(match["year"], match["month"], match["day"])
        else:
            year, month, day = (numeral(match[name]) for name in ("c_year", "c_month", "c_day"))
            found = valid_date(year or 0, month or 0, day or 0)
        if found:
            line.dates.append(found)
    return _DATE.sub("|", text)


def _take_pages(text: str, line: _Line) -> str:
    for match in _PAGE.finditer(text):
        number = match["a"] or match["b"] or match["l"]
        if number is None:
            number = str(numeral(match["c"]) or "")
        number = number.replace(" ", "")
        if number and page_key(number)[1]:
            line.pages.append(number)
    return _PAGE.sub("|", text)


def _take_apart(text: str) -> _Line | None:
    """The parts of a line of furniture; None where anything on it is something else."""
    if not text or len(text) > LONGEST or _SENTENCE.search(text) or ("," in text and not _DATE.search(text)):
        return None
    if len(text) > 2 * LONGEST_SECTION and not _SIGN.search(text):
        return None
    line = _Line()
    rest = _take_date(text, line)
    for pattern in (_MAKERS, _ISSUE, _SITE, _WEEKDAY, _LUNAR):
        rest, count = pattern.subn("|", rest)
        line.marks += count
    rest = _take_pages(rest, line)
    line.bare = _BARE.findall(rest)
    rest = _BARE.sub("|", rest)
    rest = _SPREAD.sub(lambda match: match[0].replace(" ", ""), rest)
    for chunk in _SEPARATORS.split(rest):
        if not chunk or chunk in ("版", "版次", "第"):
            continue
        if match := _PUBLISHER.fullmatch(chunk):
            line.papers.append(match[1])
        elif furniture.is_section_label(chunk) or (
            len(chunk) <= LONGEST_SECTION and re.fullmatch(rf"[{_CJK}]+", chunk)
        ):
            line.sections.append(chunk)
        else:
            return None
    return line


def _merged(texts: Sequence[str]) -> list[str]:
    """The lines, with a date that is set in two or three of them (2023年 / 5月18日) made one line."""
    merged: list[str] = []
    for text in texts:
        if merged and len(text) <= 10 and len(merged[-1]) <= 10 and _DATE_BROKEN.search(merged[-1]):
            merged[-1] += text
        else:
            merged.append(text)
    return merged


def _lines(page: Page) -> list[_Line | None]:
    """The page's lines that hold something, taken apart; None for those that are no furniture.

    Inside the page only a line with a year on it is looked at: nothing else can stand there for the whole page.
    """
    texts = [text for span in page.lines if (text := page.text[span.start : span.end]).strip()]
    last = len(texts) - EDGE
    plain = [
        _plain(text) if index < EDGE or index >= last or (len(text) <= LONGEST and _YEAR.search(text)) else ""
        for index, text in enumerate(texts)
    ]
    return [_take_apart(text) for text in _merged(plain)]


def read_masthead(page: Page) -> Masthead:
    """What the furniture of a page says of its newspaper, date and number, with points for each."""
    lines = _lines(page)
    masthead = Masthead()
    for index, line in enumerate(lines):
        if line is None or (len(line.sections) > 1 and not line.labelled):
            continue
        at_edge = index < EDGE or index >= len(lines) - EDGE
        framed = any(_is_frame(lines[at]) for at in (index - 1, index + 1) if 0 <= at < len(lines))
        on_top = index < EDGE and all(map(_is_frame, lines[:index]))
        _date_points(masthead.date, line, on_top, at_edge and (framed or index < EDGE))
        _page_points(masthead.page, line, at_edge, framed)
        for paper in set(line.papers):
            if line.dates or (at_edge and not line.sections):
                masthead.newspaper.add(paper, TOGETHER if line.kinds > 1 else ALONE)
    return masthead


def _is_frame(line: _Line | None) -> bool:
    """Whether a line says that those beside it are furniture too: a date, a number, a name, a section."""
    return line is not None and (bool(line.kinds) or line.labelled)


def _date_points(scores: Scores, line: _Line, on_top: bool, likely: bool) -> None:
    """Points for the date on a line; `on_top`: nothing but furniture stands above it."""
    if len(set(line.dates)) != 1:
        return
    if line.kinds > 1 or (line.bare and not line.sections):
        scores.add(line.dates[0], TOGETHER)
    elif line.labelled or (on_top and not line.sections):
        scores.add(line.dates[0], ALONE)
    elif likely and not line.sections:
        # the date under a notice stands so too
        scores.add(line.dates[0], DOUBTFUL)


def _page_points(scores: Scores, line: _Line, at_edge: bool, framed: bool) -> None:
    """Points for the page number on a line; `framed`: furniture stands above or below it."""
    if len(set(map(page_key, line.pages))) == 1 and (at_edge or line.dates):
        # a number with more beside it than a section's name may be a pointer to another page
        plain = line.labelled or not line.sections
        scores.add(max(line.pages, key=len), TOGETHER if line.kinds > 1 else ALONE if plain else DOUBTFUL)
    elif at_edge and not line.pages and len(line.bare) == 1 and int(line.bare[0]):
        sure = line.labelled or line.dates or line.papers or (framed and not line.sections)
        scores.add(line.bare[0], ALONE if sure else DOUBTFUL)
