"""Furniture: the lines that belong to a page and to no article (date, page number, editors, hotlines, slogans).

To add a kind of furniture, add its pattern to `_LINES` (the whole line) or `_BEGINNINGS` (how the line begins). The
masthead reader (reader/masthead.py) shares the parts: EDITORS, CONTACTS, ISSUE and PUBLICATION_CODE.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reader.lines import phrases
from bot.reader.lines.bylines import Byline, read_byline
from bot.reader.lines.labels import DECORATION, SECTIONS, is_known_section, is_section_label
from bot.reader.lines.rows import Row
from bot.text.characters import CJK, narrow
from bot.text.names import is_name, merge_spread
from bot.text.patterns import (
    DATE,
    DOTTED_DATE,
    HAN_DATE,
    LUNAR_DATE,
    PAGE_NUMBER,
    WEB_ADDRESS,
    WEEKDAY,
)
from bot.text.segmenter import default_segmenter

__all__ = [
    "CONTACTS",
    "EDITORS",
    "ISSUE",
    "PUBLICATION_CODE",
    "find_furniture",
    "is_furniture",
    "is_slogan",
    "may_be_furniture",
]

# --- parts that the masthead reader needs too ----------------------------------------------------------------------

EDITORS = (
    "责任编辑|责编|执行主编|主编|本版编辑|值班编辑|电话编辑|编辑|版式设计|版式|美术编辑|美编|校对|检校|审读|责校|组版|"
    "值班编委|编审|签发|视觉|排版|制图|一审|二审|三审"
)
"""What the people who made the page did, as alternatives without brackets."""

CONTACTS = (
    "新闻热线|报料热线|广告热线|发行热线|服务热线|读者热线|订阅热线|本报热线|热线电话|热线|值班电话|联系电话|本报电话|"
    "本报网址|网址|官网|投稿邮箱|投稿|电子邮箱|邮箱|E-?mail|邮编|社址|本报地址|广告部|客户端下载|扫码关注|微信公众号|微博"
)
"""How to reach the paper: what stands before the number or address, as alternatives without brackets."""

ISSUE = r"[总總]第? *\d+ *[期号號]|第 *\d+ *期|[今本][日期] *共? *\d+ *版"
"""第1234期, 总第1234期, 今日8版."""

PUBLICATION_CODE = r"国内统一(?:连续)?(?:刊号|出版物号)|CN *\d\d[-—]\d{4}(?:/\w+)?|邮发代号"
"""国内统一刊号, CN33-0012, 邮发代号."""

# --- lines -----------------------------------------------------------------------------------------------------------

_GAP = "[ 　|·／/]+"
_SECTION_NAME = rf"[{CJK}]{{2,8}}"
_NUMBER = r"(?:[A-Z]\d{1,3}版?|\d{1,3}版)"
# Furniture that takes a whole line.
_LINES = (
    # the date line: 2023年5月18日 星期四 农历癸卯年三月廿九 第1234期
    rf"{DATE}[ 　,，|]*(?:{WEEKDAY})?[ 　]*(?:(?:{LUNAR_DATE})[ 　]*)*(?:第?\d+期|[A-Z]?\d{{1,3}}版)?",
    WEEKDAY,
    rf"{DOTTED_DATE}(?:[ 　].{{0,12}})?",
    r"(?:农历|夏历)[^，。]{2,20}",
    # 第3版; A03 综合, 综合 3版, A03综合
    PAGE_NUMBER,
    rf"{_NUMBER}{_GAP}{_SECTION_NAME}|{_SECTION_NAME}{_GAP}{_NUMBER}|[A-Z]\d{{1,2}}[{CJK}]{{2,6}}",
    WEB_ADDRESS,
    # a line drawn across
    r"[-—–=_*·.…~～ 　□■◆●|│┃━─]+",
)
_LINE = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
_BULLETS = "[■□●◆▍│|· 　]*"
# Furniture that is known by how its line begins.
_BEGINNINGS = (
    rf"{_BULLETS}(?:{CONTACTS})[ 　]*(?:[:：(（]|\d{{3}}|https?:|www\.)",
    rf"{PUBLICATION_CODE}|总第?\d+期|今日\d+版|第\d+期",
    # 编辑 某某 电话：…
    rf"(?:{EDITORS}|记者)[ 　]*[{CJK}]{{2,4}}[ 　]+(?:电话|热线|邮箱|E-?mail|QQ|微信)[ 　]*[:：]",
    # the weather in one line
    r"(?:(?:今日|今天|明日|明天|今明|本地|本市|我市|城区|全市)[ 　]*)?(?:天气|气象)(?:预报)?[ 　]*[:：|]"
    r".*(?:℃|级|云|雨|晴)",
)
_BEGINNING = re.compile("|".join(_BEGINNINGS))
_EDITOR = re.compile(EDITORS)
_EDITOR_LABEL = re.compile(rf"(?:{EDITORS})[ 　]*[:：/／|]")
_NOT_NEWS = frozenset("广告 公益广告 专版 广而告之 公告 遗失启事 声明 分类信息 分类广告".split())
# A headline of another page with its number, in a box that leads there: 老街重开……3版.
_GUIDE = re.compile(r"[^。，]{4,40}(?:[ 　（(]详见|[▶►→>》]+|…+|[.·]{3,})[ 　]*第?[A-Z]?\d{1,2}版[)）]?")
# What a reader may do with a code, and what nobody may do with the page.
_ADVICE = re.compile(
    r"(?:请?(?:扫描?|长按|扫一扫)|微信扫)[^，。]{0,10}码[^，。]{0,20}$"
    r"|[^，。]{0,14}(?:未经|不得擅自)[^，。]{0,12}(?:转载|摘编|使用|复制)[^，。]{0,8}$"
)
_PROSE = re.compile("[，。；！？“”]")
_COLON = re.compile("[:：/／|]")


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and to no article: its date, number, editors, hotline, address, 广告."""
    if _ADVICE.match(text) or ("版" in text[-2:] and _GUIDE.fullmatch(text)):
        return True
    # prose has commas and full stops; of the lines that belong to a page only those with a colon have them
    if len(text) > 60 or (_PROSE.search(text) and not _COLON.search(text)):
        return False
    text = narrow(text)
    if text.strip(DECORATION) in _NOT_NEWS or _LINE.fullmatch(text) or _BEGINNING.match(text):
        return True
    return bool(_EDITOR_LABEL.search(text)) or _names_editors(text) or _is_head_line(text)


def _names_editors(text: str) -> bool:
    """Whether a line names the people who made the page and says nothing else: 编辑 王小雨 版式 李华."""
    before, *people = _EDITOR.split(text)
    if not people or before.strip(DECORATION):
        return False
    names = [merge_spread(re.findall(rf"[{CJK}]+", part)) for part in people]
    if not all(group and all(2 <= len(name) <= 4 for name in group) for group in names):
        return False
    # one word alone may begin a headline: 视觉盛宴
    return len(people) > 1 or all(is_name(name) and not default_segmenter().is_word(name) for name in names[0])


# The parts of a page's head line, in any order: 2023年5月18日 星期四 第3版 综合 某某日报.
_HEAD_PART = re.compile(
    rf"{DATE}|{DOTTED_DATE}|{HAN_DATE}|{WEEKDAY}|{LUNAR_DATE}|{EDITORS}|{ISSUE}"
    r"|第?[A-Z]?\d{1,3}版?|第?[一二三四五六七八九十]{1,3}版|版"
    # the paper's name in Chinese, in capitals
    rf"|[{CJK}]{{2,9}}报|[A-Z][A-Z .]{{5,30}}"
)
_HEAD_BORDER = re.compile(r"[ 　\t|│┃｜·•／/,，:：]+")
_WEB_ADDRESS = re.compile(WEB_ADDRESS, re.IGNORECASE)
_NAME = re.compile(rf"[{CJK}]{{2,6}}")
# Furniture with a bare number, and names that end as some papers' do: lines of a column of prose look like that, too.
_MAYBE_FURNITURE = re.compile(
    rf"\d{{1,3}}(?:{_GAP}{_SECTION_NAME})?|{_SECTION_NAME}{_GAP}\d{{1,3}}|\d{{1,3}}[{CJK}·]{{2,4}}|[{CJK}]{{1,8}}报"
)


def _is_head_line(text: str) -> bool:
    """Whether a line consists of nothing but the parts of a page's head line.

    A section's name alone may be a label above a headline; together with a number or a date it is the page's, and then
    a name that no list has is the paper's.
    """
    parts = [part for part in _HEAD_BORDER.split(_WEB_ADDRESS.sub(" ", text)) if part]
    if len(parts) == 1 and parts[0] in SECTIONS:
        return False
    if len(parts) > 1:
        parts = merge_spread(parts)
    sections = [part for part in parts if part in SECTIONS]
    known = [part for part in parts if part not in SECTIONS and _HEAD_PART.fullmatch(part)]
    others = [part for part in parts if part not in SECTIONS and not _HEAD_PART.fullmatch(part)]
    if others:
        # the paper's name, and those of the people who made the page
        few = len(sections) + len(known) >= max(2, len(others))
        return few and bool(known) and all(map(_NAME.fullmatch, others))
    return len(sections) > 1 or (bool(known) and (bool(sections) or not _MAYBE_FURNITURE.fullmatch(text)))


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
)
# A motto of three or four words, as likely the names of as many people.
_WORDS = re.compile(rf"[{CJK}]{{2}}(?:[ 　·][{CJK}]{{2}}){{2,3}}")


def is_slogan(text: str) -> bool:
    """Whether a line is a slogan that fills gaps between stories, or a paper's motto: 权威 贴近 可读.

    A story may have the words of a slogan for its headline: see what stands below.
    """
    return bool(_SLOGAN.fullmatch(text) or (_WORDS.fullmatch(text) and read_byline(text) is None))


# --- the rows of a page ----------------------------------------------------------------------------------------------

# A page's own lines stand within so many rows from its top and from its foot.
EDGE = 12
_PROSE_MARK = re.compile("[，。；、]")


def find_furniture(
    rows: Sequence[Row], bylines: Sequence[Byline | None], closed: Sequence[bool], gap: int
) -> list[bool]:
    """For each row whether it belongs to the page and not to an article.

    Args:
        rows: the page's rows.
        bylines: for each row the byline that it is.
        closed: for each row whether it ends a sentence.
        gap: the usual number of blank lines between rows.
    """
    belongs: list[bool] = []
    for at, row in enumerate(rows):
        if is_furniture(row.text) or is_known_section(row.text):
            belongs.append(True)
        elif is_slogan(row.text):
            below = at + 1 if at + 1 < len(rows) else None
            over_story = below is not None and (rows[below].leadin or bylines[below] is not None)
            belongs.append(not over_story)
        else:
            ended = at == 0 or closed[at - 1] or belongs[at - 1]
            belongs.append(ended and may_be_furniture(row.text) and _stands_alone(rows, at, gap))
    for at, row in enumerate(rows):
        # the paper's name, which no list has, between other lines of the page
        if not belongs[at] and _is_at_edge(rows, at) and _NAME.fullmatch(row.text):
            over = at + 1 < len(rows) and is_furniture(rows[at + 1].text)
            belongs[at] = over and (at == 0 or belongs[at - 1])
    return belongs


def _stands_alone(rows: Sequence[Row], at: int, gap: int) -> bool:
    """Whether no sentence goes on below a row, and it stands near the page's edge or with space around.

    A section's name stands above a headline instead: what stands above a story's text is a headline itself.
    """
    text, below = rows[at].plain, rows[at + 1].plain if at + 1 < len(rows) else ""
    if (
        phrases.begins_inside_sentence(below)
        or phrases.crosses_word(text, below)
        or phrases.splits_quantity(text, below)
    ):
        return False
    if is_section_label(rows[at].text):
        return not _PROSE_MARK.search(below)
    return _is_at_edge(rows, at) or (rows[at].gap > gap and (not below or rows[at + 1].gap > gap))


def _is_at_edge(rows: Sequence[Row], at: int) -> bool:
    return min(at, len(rows) - 1 - at) < EDGE
