"""Furniture: the lines that belong to a page and to no article (date, page number, editors, hotlines, slogans).

To read a new kind of furniture, add its words to `_CONTACTS`, its pattern to `_MARKS` (a part of a head line),
`_LINES` (a whole line) or `_BEGINNINGS` (how a line begins).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.reader.authors.bylines import read_byline
from bot.reader.lines.crew import CREW, names_crew
from bot.reader.lines.labels import DECORATION, is_known_section, is_section_label
from bot.text.characters import CJK, SPACE, narrow
from bot.text.normalization import fold
from bot.text.numbers import read_integer
from bot.text.patterns import (
    DATE,
    DESK_NOTE,
    DOTTED_DATE,
    FULL_DATE,
    HAN_DIGITS,
    LUNAR_DATE,
    NEWSPAPER,
    OLD_HAN_DIGITS,
    READ_ON,
    WEB_ADDRESS,
    WEEKDAY,
    read_date,
)

# --- words -----------------------------------------------------------------------------------------------------------

# How to reach the paper: what stands before the number or address.
_CONTACTS = (
    "新闻热线|报料热线|广告热线|发行热线|服务热线|读者热线|订阅热线|本报热线|本版电话|编辑部电话|热线电话|热线|值班电话|联系电话|本报电话|"
    "本报网址|网址|官网|投稿邮箱|投稿|电子邮箱|电子信箱|本版信箱|(?:来稿|投稿|来信)请[发寄]|邮箱|E-?mail|邮编|社址|本报地址|广告部|客户端下载|扫码关注|微信公众号|微博|电邮"
)

# 第1234期, 总第1234期, 今日8版, and the sheet of an old paper: 第三张.
_ISSUE = (
    rf"总第? *\d+ *[期号]|(?:\d{{4}} *年 *)?第 *(?:\d+|[{OLD_HAN_DIGITS}百千]+) *[期号]"
    rf"(?: *(?:\d{{4}} *年 *\d{{1,2}}|[{HAN_DIGITS}]{{4}}年[{HAN_DIGITS}]{{1,2}}) *月)?|[今本][日期] *共? *\d+ *版"
    rf"|第 *[\d{HAN_DIGITS}]{{1,2}} *张(?![{CJK}])"
)

# 国内统一刊号, CN33-0012, 邮发代号.
_PUBLICATION_CODE = r"国内统一(?:连续)?(?:刊号|出版物号)|CN *\d\d[-—]\d{4}(?:/\w+)?|邮发代号"

# --- head lines ------------------------------------------------------------------------------------------------------

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
    re.compile(rf"(?:{CREW}|[{CJK}]{{0,4}}(?:{_CONTACTS})|电话)(?: *[:/| ].*|(?=[\d-]{{5}}).*|$)", re.IGNORECASE),
    re.compile(rf"{_ISSUE}|(?:{_PUBLICATION_CODE})[: ]*[\d-]*"),
    re.compile(WEB_ADDRESS, re.IGNORECASE),
    re.compile(WEEKDAY),
    re.compile(LUNAR_DATE),
    # a newspaper's name in Latin letters
    re.compile(r"(?<![A-Za-z])[A-Z][A-Z .'’&-]{5,30}(?![A-Za-z])"),
)
_PAGE_LABEL = r"[A-Z]{0,2} *\d{1,3}"
# 第3版, 第三版, A03版, A03
_PAGE = re.compile(
    rf"(?<![\dA-Za-z])(?:第 *(?P<a>{_PAGE_LABEL}) *版|(?:第 *|(?<![{CJK}]))(?P<han>[一二三四五六七八九十]{{1,3}}) *版"
    rf"|(?P<b>{_PAGE_LABEL}) *版|(?P<c>[A-Z]{{1,2}}\d{{1,2}})(?![\dA-Za-z]))"
)
_DAY = re.compile(DATE)
_BARE_NUMBER = re.compile(r"(?<![\dA-Za-z.])\d{1,2}(?![\dA-Za-z.])")
_COUNTED = re.compile(rf"[{CJK}]\d|\d[{CJK}]")
_SEPARATORS = re.compile(r"[\s|·•:/／,，\-—–_=~■□●○◆◇▲▼◤◥▍┃│【】\[\]<>《》]+")
_PUBLISHER = re.compile(rf"({NEWSPAPER})社?(?:出版|主[办编]|编辑出版|电子版|数字报|编辑部|副刊)?")
_WORD = re.compile(rf"[{CJK}]{{1,{LONGEST_WORD}}}")
# 海 州 日 报
_SPREAD = re.compile(r"(?:\S ){2,}\S")
# Without any of these a line is a section's name or no furniture at all.
_SIGN = re.compile(rf"[\d{HAN_DIGITS}A-Za-z报编版审校:@]")
# A text that holds one of these is a sentence.
_SENTENCE = re.compile(r"[。！？；!?;“”]")


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


# --- lines -----------------------------------------------------------------------------------------------------------

_GAP = rf"[{SPACE}|·／/:：]+"
_SECTION_NAME = rf"[{CJK}]{{2,8}}"
_NUMBER = r"(?:第? *[A-Z]\d{1,3}版?|第? *\d{1,3} *版)"
# A line drawn across, however long.
_DRAWN = re.compile(rf"[-—–=_*·.…~～{SPACE}□■◆●|│┃━─]+")
# Furniture that takes a whole line.
_LINES = (
    rf"{DOTTED_DATE}(?:[{SPACE}].{{0,12}})?|{DATE}[{SPACE}]*作者[:：]",
    # what web pages print below a headline: 2019-02-28 来源：… 字体：…
    rf"(?:{DOTTED_DATE})?[{SPACE}]*(?:\d\d?:\d\d(?::\d\d)?)?[{SPACE}]*(?:来源|字体|字号|编辑|浏览|点击|阅读)[:：].*",
    rf"(?:{LUNAR_DATE})[{SPACE}]*(?:{WEEKDAY})?",
    # which paper a copied article comes from, below its text: 《江州日报》（2026年6月12日 06版）
    rf"《[^《》]{{2,16}}》[{SPACE}]*[（(][{SPACE}]*(?:{DATE})[^（()）]{{0,16}}[)）]",
    # whose the photos of the page are
    r"本[版期](?:图片|照片)[^，。]{0,16}(?:资料(?:图片|照片)?|提供)",
    # over the captions of a page's photos
    r"图片[:：]",
    # A03 综合, 综合 3版, A03综合
    rf"{_NUMBER}{_GAP}{_SECTION_NAME}|{_SECTION_NAME}{_GAP}{_NUMBER}|[A-Z]\d{{1,2}}[{CJK}]{{2,6}}",
    DESK_NOTE,
    _DRAWN.pattern,
)
_LINE = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
_BULLETS = rf"[■□●◆▍│|·{SPACE}]*"
# Furniture that is known by how its line begins.
_BEGINNINGS = (
    rf"{_BULLETS}(?:{_CONTACTS})[{SPACE}]*(?:[:：(（]|\d{{3}}|https?:|www\.)",
    rf".{{0,30}}?(?:{_PUBLICATION_CODE})",
    # 月费订户 网址：www.…
    rf"[^，。：:]{{0,12}}[{SPACE}]网址[{SPACE}]*[:：]",
    # what evening papers print at a page's head: who may not drive, what petrol costs
    rf"(?:[今明]日|今天|明天|本周)?(?:机动车)?(?:尾号)?限[行号][{SPACE}:：]*(?:尾号)?[\d和、,及{SPACE}]+$",
    # (one price alone may be an item of a report on petrol)
    rf"(?:(?:0|8\d|9\d)号[汽柴]油[{SPACE}:：]*\d+\.\d+[^，。\d]{{0,8}}){{2}}",
    # what a site says of the headline that it changed
    "[（(【]?原(?:文?标题|题为)[:：《]",
    # what a chart was drawn from
    "(?:数据|资料|图表)来源[:：]",
    # 编辑 某某 电话：…
    rf"(?:{CREW}|记者)[{SPACE}]*[{CJK}]{{2,4}}[{SPACE}]+(?:电话|热线|邮箱|E-?mail|QQ|微信)[{SPACE}]*[:：]",
    # the weather in one line
    rf"(?:(?:今日|今天|明日|明天|今明|本地|本市|我市|城区|全市)[{SPACE}]*)?(?:天气|气象)(?:预报)?[{SPACE}]*"
    # 天气预报　明天有雨 may be a headline
    rf"(?:[:：|].*(?:℃|级|云|雨|晴)|(?<=[{SPACE}]).*(?:℃|\d级))",
)
_BEGINNING = re.compile("|".join(_BEGINNINGS))
# 投稿邮箱：…@…, and nothing else: a page's foot has its telephone, too
_WRITE_TO = re.compile(
    rf"[{CJK}]{{0,6}}(?:[邮信]箱|投稿|[寄发]至?|e-?mail)[{SPACE}]*[:：][{SPACE}]*[\w.+-]+@[\w.-]+\w[。.]?",
    re.IGNORECASE,
)
_EDITOR_LABEL = re.compile(rf"(?:{CREW})[{SPACE}]*[:：/／|]")
_NOT_NEWS = frozenset("广告 小广告 分类小广告 公益广告 专版 广而告之 公告 遗失启事 声明 分类信息 分类广告".split())
# A headline of another page with its number, in a box that leads there: 老街重开……3版, 3版　老街重开.
_GUIDE = re.compile(
    rf"[^。]{{4,40}}(?:[{SPACE}（(](?:详?见)?|[▶►→>》]+|…+|[.·]{{3,}})[{SPACE}]*第?[A-Z]?\d{{1,2}}版[)）]?"
    rf"|第?[A-Z]?\d{{1,2}}版[{SPACE}:：]+[^。]{{4,40}}"
)
# What a reader may do with a code, and what nobody may do with the page.
_ADVICE = re.compile(
    # but not 扫码点餐 within a sentence that the line's end breaks
    rf"(?:请?(?:扫描?|长按|扫一扫)|微信扫)[^，。]{{0,10}}码(?:[{SPACE}，]?(?:关注|[观查收]?看|阅读|收?听|了解|下载|进入|加入|参与)[^，。]{{0,16}})?$"
    r"|[^，。]{0,14}(?:未经|不得擅自)[^，。]{0,12}(?:转载|摘编|使用|复制)[^，。]{0,8}$"
    # where a text came out first
    r"|[^，。]{0,2}(?:本文|原文|[本此]稿)于?(?:首发|原载|原刊|刊[载登]|发表|转载|选自|摘自|摘编自|节选自)"
    r"[^。]{2,40}。?$"
    # of letters that a paper sends out
    rf"|[>》\s]*(?:{READ_ON})(?:[:：>》»→].{{0,60}})?$"
    r"|.{0,14}在浏览器中?(?:查看|打开|阅读).{0,60}$"
    r"|(?:[您你]收到|(?:如果?)?不想)[^。]{0,20}(?:邮件|收到|订阅|退订).{0,40}$"
    r"|(?:退订|取消订阅|修改订阅)(?:[|｜/／].*)?$|(?:发件人|收件人|寄件者|收件者)[:：].*"
)
_PROSE = re.compile("[，。；！？“”]")
_COLON = re.compile("[:：/／|]")


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and to no article: its date, number, editors, hotline, address, 广告."""
    guides = ("版" in text[-2:] or "版" in text[:5]) and _GUIDE.fullmatch(text)
    if guides or _ADVICE.match(text) or _DRAWN.fullmatch(text):
        return True
    if _is_prose(text):
        return False
    text = narrow(text)
    if fold(text.strip(DECORATION)) in _NOT_NEWS or _LINE.fullmatch(text) or _BEGINNING.match(text):
        return True
    return bool(_EDITOR_LABEL.search(text)) or names_crew(text) or _is_head_line(text)


def _is_prose(text: str) -> bool:
    """Whether a line has commas or full stops, as of a page's own lines only those with a colon have, or is long."""
    return len(text) > 60 or (_PROSE.search(text) is not None and not _COLON.search(text))


# Characters: a label of the people who made a page ends within so many.
LABEL_CHARACTERS = 8


def is_layout_credit(text: str) -> bool:
    """Whether a line inside a story belongs to the page: who edited or drew, where data come from, how to reach it."""
    if _is_prose(text):
        return False
    text = narrow(text)
    if tells_where_to_write(text):
        return False
    # 本版责编：… has its label near the beginning, and no sentence
    label = _EDITOR_LABEL.search(text, 0, LABEL_CHARACTERS)
    return bool(label or _BEGINNING.match(text)) or names_crew(text)


# The number of an issue after its name, at the end of a line.
_ISSUE_END = re.compile(rf"[{SPACE}·•|/／:：（(]+(?:{_ISSUE})[)）]?$")
# A name that ends as most papers' do.
_PAPER = re.compile(rf"[{CJK}]{{2,9}}报")
# Furniture with a bare number, and names that end as some papers' do: lines of a column of prose look like that, too.
_MAYBE_FURNITURE = re.compile(
    rf"\d{{1,3}}(?:{_GAP}{_SECTION_NAME})?|{_SECTION_NAME}{_GAP}\d{{1,3}}|\d{{1,3}}[{CJK}·]{{2,4}}|[{CJK}]{{1,8}}报"
)


def tells_where_to_write(text: str) -> bool:
    """Whether a line gives an address for letters: below the text of a story that asks for them it belongs to it."""
    return "@" in text and bool(_WRITE_TO.fullmatch(narrow(text)))


def _is_head_line(text: str) -> bool:
    """Whether a line consists of nothing but the parts of a page's head line.

    A section's name alone may be a label above a headline; together with a number or a date it is the page's, and then
    a name that no list has is the paper's.
    """
    line = parse_head_line(normalize_line(text))
    if line is None or line.counts_something:
        return False
    sections = [word for word in line.words if is_known_section(word) or word in _NOT_NEWS]
    papers = [word for word in line.words if _PAPER.fullmatch(word)]
    others = len(line.words) - len(sections) - len(papers)
    # a day and an hour stand in prose: 去年 9月12日 18 | 时
    numbers = [] if line.days else line.numbers
    known = sum(map(len, (line.dates, line.pages, line.newspapers, numbers, papers))) + line.days + line.marks
    if others:
        # the paper's name, and those of the people who made the page
        few = len(sections) + known >= max(2, others) and len(line.dates) < 2
        # 校园天地·第219期
        supplement = others == 1 and _ISSUE_END.search(normalize_line(text)) is not None
        return (few or supplement) and all(len(word) > 1 for word in line.words)
    return len(sections) > 1 or (bool(known) and (bool(sections) or not _MAYBE_FURNITURE.fullmatch(text)))


# The number of a page, or of an issue, in brackets, and a year of the Republic without its name.
_BRACKETED = re.compile(rf"\((?:第? *(\d{{1,2}}|[{HAN_DIGITS}]{{1,3}}) *版?|([^()]*))\)")
_BARE_YEAR = re.compile(
    rf"(?<![国{OLD_HAN_DIGITS}])(?=[{OLD_HAN_DIGITS}]{{2,4}}年[{HAN_DIGITS}]{{1,3}}月[{OLD_HAN_DIGITS}]{{1,3}}日)"
)
# The issue of something else, which a headline tells: 双色球第2024088期开奖.
_GLUED_ISSUE = re.compile(rf"(?![总年])[{CJK}]第[^ ]{{1,9}}[期号]|[期号][{CJK}]")
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


def may_be_furniture(text: str) -> bool:
    """Whether a line belongs to the page if it stands by itself; in a column it may be a line of prose."""
    if len(text) > 13 or _PROSE.search(text):
        return False
    return bool(_MAYBE_FURNITURE.fullmatch(narrow(text)) or (not is_known_section(text) and is_section_label(text)))


# What towns print between stories to make people behave, and a paper's own motto.
_SLOGAN = re.compile(
    r".{2,8}(?:人人有责|从.{1,3}做起|你我同行|共建共享|有你有我|有我有你|人人参与|利国利民)"
    r"|(?:讲文明|树新风|反诈热线|防诈热线|扫黄打非)[^，。]{0,10}"
    rf"|(?:做|办|讲|传)有?[{CJK}]{{1,4}}的?(?:新闻|报纸|好故事|好声音)"
    r"|(?:新闻|阅读|读报)(?:改变|影响|温暖|点亮|丰富|记录)(?:生活|人生|时代|中国|世界)"
    # what the paper tells, and what it spreads: 关注身边事 传播正能量
    rf"|(?:读懂|关注|讲述|记录|聚焦|贴近|倾听)(?:身边事|身边人|百姓事|天下事|新鲜事|民生|民声|民情|时代|生活)[{SPACE}]+"
    r"(?:传递|传播|凝聚|汇聚|弘扬|唱响)(?:向上力|向上力量|正能量|正力量|主旋律|好声音|真善美|真情|温暖|力量)"
)
# A motto of three or four words, as likely the names of as many people.
_WORDS = re.compile(rf"[{CJK}]{{2}}(?:[{SPACE}·][{CJK}]{{2}}){{2,3}}")


def is_slogan(text: str) -> bool:
    """Whether a line is a slogan that fills gaps between stories, or a paper's motto: 权威 贴近 可读.

    A story may have the words of a slogan for its headline: see what stands below.
    """
    return bool(_SLOGAN.fullmatch(text) or (_WORDS.fullmatch(text) and read_byline(text) is None))
