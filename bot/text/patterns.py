"""Patterns of what newspapers print everywhere: dates, newspapers' names, web addresses, offices.

Pattern texts are for use inside other patterns and have no groups of their own. They match narrow digits; the text may
be as printed otherwise.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.runtime.file_replacement import remove_unfinished
from bot.runtime.pattern_compiler import compile_pattern as compile_pattern
from bot.runtime.pattern_file import PatternFile, write_patterns
from bot.text.characters import CJK, SPACE
from bot.text.numbers import read_integer

HAN_DIGITS = "〇○零一二三四五六七八九十"
"""Chinese numerals as dates and page numbers have them, for use inside a character class."""

OLD_HAN_DIGITS = HAN_DIGITS + "廿卅"
"""The same with 廿 and 卅, twenty and thirty, which older papers have."""

# --- dates -------------------------------------------------------------------------------------------------------

DATE = r"(?:\d{4} *年 *)?\d{1,2} *月 *\d{1,2} *日"
"""A day with or without its year: 2023年5月18日, 5 月 18 日."""

DOTTED_DATE = r"\d{4}[-./]\d{1,2}[-./]\d{1,2}"
"""2023-05-18, 2023.5.18, 2023/5/18."""

WEEKDAY = "(?:星期|周|週|礼拜) *[一二三四五六日天]"
"""星期四, 周四."""

_STEM_YEAR = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
LUNAR_DATE = (
    rf"(?:农历|夏历|阴历|農曆)[{CJK}]{{2,14}}"
    rf"|(?:{_STEM_YEAR})?[闰正一二三四五六七八九十冬腊]{{1,3}}月"
    r"(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]|二十|三十|卅)"
    rf"|{_STEM_YEAR}"
)
"""A day of the traditional calendar, or its year alone: 农历癸卯年三月廿九, 三月廿九, 癸卯年."""


_LATE: list[_LatePattern] = []
_FILE: PatternFile | None = None
_FOLDER: Path | None = None
_FILE_NAME = "patterns"
# The file has at most so many patterns, or those that one process knows; all of the program are under 500.
MOST_KEPT = 800
Key = TypeVar("Key")


class _LatePattern:
    """A pattern that is compiled when one of its methods is first called."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        # what is set is found without this method from then on
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        kept = _FILE.find(self.pattern) if _FILE else None
        return kept or compile_pattern(self.pattern)

    @property
    def is_compiled(self) -> bool:
        return "_compiled" in vars(self)

    def compile(self) -> None:
        """Compiles it now."""
        self._compiled  # noqa: B018


def compile_late(pattern: str) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used, to be used by its own methods.

    A process that answers one question needs a third of all patterns, and to compile all took a fifth of its time.
    """
    late = _LatePattern(pattern)
    _LATE.append(late)
    return cast("re.Pattern[str]", late)


def compile_each(patterns: Mapping[Key, str]) -> dict[Key, re.Pattern[str]]:
    """The same patterns, each compiled when it is first used."""
    return {key: compile_late(pattern) for key, pattern in patterns.items()}


def compile_all_late() -> None:
    """Compiles all late patterns of the modules that are loaded, for a process that answers many questions."""
    for late in _LATE:
        late.compile()


def keep_patterns_in(folder: Path) -> None:
    """Takes late patterns from a file in a folder, and at the end of the process adds the others that it used."""
    global _FILE, _FOLDER
    if _FOLDER is None:
        atexit.register(_keep_patterns)
    _FOLDER, _FILE = folder, None
    with suppress(OSError, ValueError, RecursionError):
        _FILE = PatternFile(folder / _FILE_NAME)


def _keep_patterns() -> None:
    used = {late.pattern for late in _LATE if late.is_compiled}
    old = set(_FILE or ())
    if _FOLDER is None or used <= old:
        return
    if len(used | old) > MOST_KEPT:
        # what other versions and settings of the program used goes
        old &= {late.pattern for late in _LATE}
    # The folder may be gone, nobody may write to it, the disk may be full, another process may write at this moment, or
    # `re` may be another than it was: each only costs the next process the time that it takes to compile.
    with suppress(Exception):
        remove_unfinished(_FOLDER / _FILE_NAME)
        write_patterns(_FOLDER / _FILE_NAME, sorted(used | old), _FILE)


# 卅六年, 三十六年, 113年
_REPUBLIC = rf"(?:中[華华])?民[國国] *(?P<republic_year>\d{{1,3}}|[{OLD_HAN_DIGITS}]{{1,5}}) *年"

FULL_DATE = compile_late(
    # what it may begin with comes first, because a search then takes a fraction of the time
    rf"(?=[12中民{HAN_DIGITS}])(?<![\d{HAN_DIGITS}])"
    rf"(?:(?P<year>(?:1[89]|20)\d\d) *[年./-] *(?P<month>\d{{1,2}}) *[月./-] *"
    rf"(?P<day>\d{{1,2}})(?!\d)(?: *日)?"
    rf"|(?:(?P<han_year>[{HAN_DIGITS}]{{4}})年|{_REPUBLIC}) *(?P<han_month>\d{{1,2}}|[{HAN_DIGITS}]{{1,3}}) *月 *"
    rf"(?P<han_day>\d{{1,2}}|[{OLD_HAN_DIGITS}]{{1,4}}) *日)"
)
"""A date with its year, in digits or Chinese numerals, also a year of the Republic; `read_date` reads a match."""


def read_date(match: re.Match[str]) -> str | None:
    """The day that a match of FULL_DATE names, as ISO 8601 (2023-05-18); None where there is no such day."""
    if match["year"]:
        return iso_date(match["year"], match["month"], match["day"])
    # 廿 and 卅 are 20 and 30 in one character
    numerals = (match[name] or "" for name in ("han_year", "republic_year", "han_month", "han_day"))
    year, republic, month, day = (read_integer(text.replace("廿", "二十").replace("卅", "三十")) for text in numerals)
    return iso_date(year or (republic + FIRST_OF_REPUBLIC - 1 if republic else 0), month or 0, day or 0)


# 民國元年
FIRST_OF_REPUBLIC = 1912
# Newspapers in Chinese are printed since 1815; later years than the last are other numbers.
FIRST_YEAR, LAST_YEAR = 1815, 2199


def iso_date(year: str | int, month: str | int, day: str | int) -> str | None:
    """A day as ISO 8601; None where the calendar has no such day, or before and after the years of newspapers."""
    try:
        day_of_calendar = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return day_of_calendar.isoformat() if FIRST_YEAR <= day_of_calendar.year <= LAST_YEAR else None


# --- newspapers --------------------------------------------------------------------------------------------------

NEWSPAPER_ENDING = (
    "日报|晚报|晨报|早报|午报|商报|快报|时报|导报|周报|新报|都市报|青年报|工人报|农民报|法治报|法制报|经济报|教育报|消费报|"
    "电视报|科技报|健康报|日報|晚報|晨報|早報|商報|快報|時報|導報|週報|周報|新報"
)
"""How the names of newspapers end, as alternatives without brackets."""

NEWSPAPER = rf"[{CJK}]{{2,6}}?(?:{NEWSPAPER_ENDING})"
"""The name of a newspaper, 海州日报; one that ends otherwise (今日海州) cannot be told from other words."""

WEB_ADDRESS = (
    rf"(?:https?://|www\.)[^\s{CJK}]+|[A-Za-z\d_.+-]+@[A-Za-z\d_.-]+"
    r"|(?:[A-Za-z\d-]+\.)+(?:com|cn|net|org)(?![A-Za-z\d])/?"
)
"""A web or mail address: www.hzrb.cn, http://hzrb.cn/a, news@hzrb.cn."""

PHONE_NUMBER = (
    r"(?<![\d.])(?:\(?0\d{2,3}\)?[-—]?\d{7,8}|\+86-?(?:0?\d{2,3}-?\d{7,8}|1[3-9]\d{9})|400-?\d{3,4}-?\d{3,4}|1[3-9]\d{9}|[2-8]\d{6,7}|1[0-2]\d{3}|9\d{4})"
    r"(?![\d.]|[多余]?[万亿]?[元人户件个名辆吨])|(?<=拨打|电话|热线)1(?:10|19|20|22)(?!\d)"
)
"""A telephone number, in the form that is matched: 0579-87123456, 63201122, 400-888-1234, 96390, 110 after 拨打."""

# --- people ------------------------------------------------------------------------------------------------------

OFFICES = (
    "董事长|总经理|经理|书记|主任|局长|院长|校长|镇长|乡长|村长|市长|县长|区长|主席|会长|秘书长|队长|站长|所长|行长|馆长|"
    "厂长|船长|列车长|团长|班长|组长|园长|科长|处长|部长|台长|社长|总裁"
)
"""Offices that one person holds at a time, as alternatives without brackets."""

OCCUPATIONS = (
    "店长|教练|老师|教授|医生|护士|工程师|负责人|专家|预报员|选手|司机|民警|技术员|管理员|网格员|摊主|村民|渔民|法官|律师|"
    "导演|策展人|收藏家|创始人|店主|老板|设计师|代办员|志愿者|辅导员"
)
"""What papers call people before their names besides their offices, as alternatives without brackets."""

RELATIVES = (
    "妻子|丈夫|老婆|老公|爱人|老伴|儿子|女儿|父亲|母亲|爸爸|妈妈|爷爷|奶奶|孙子|孙女|哥哥|弟弟|姐姐|妹妹|儿媳|女婿|媳妇"
)
"""What somebody is to somebody else, as alternatives without brackets."""

REPORTERS = "记者|通讯员|实习生|記者|通訊員|實習生|特派员|特派員"
"""Titles of those who report for a paper, as alternatives without brackets: 记者 李华, 通讯员王小雨."""

WRITERS = "(?<!工)作者|撰稿|采写|执笔人?|執筆人?|(?:口述|讲述|講述|整理|记录|記錄)(?=[/／：:])"
"""What else stands before the names of a story's authors, as alternatives without brackets: 作者：李华, 执笔/李华."""

EDITORS = "责任编辑|执行编辑|值班编辑|本版编辑|编辑|责编|责任校对|校对|責任編輯|執行編輯|編輯|責編|責任校對|校對"
"""What stands before the names of editors, in print and on the web, as alternatives without brackets: 责编：李华."""

COMPILED = "编译|編譯|翻译|翻譯|摘编|摘編|整理|编写|編寫"
"""What those have done who made a text of others', right after their names, as alternatives without brackets."""

READ_ON = (
    "[请請]?(?:[点點][击擊选選])?(?:继续|繼續)?(?:查看|阅读|閱讀|观看|觀看|看)(?:全文|原文|详情|詳情|更多)"
    "|[全原]文(?:链接|鏈接|连结|連結)"
)
"""What sites and letters write on a link to the rest of a story, as alternatives without brackets: 看全文."""

DESK_NOTE = (
    rf"[（(](?:{EDITORS}|译者|譯者|编译|編譯|核稿|审校|審校)[:：/／{SPACE}][^（()）]{{2,40}}[)）][{SPACE}]*\d{{0,8}}"
)
"""Who edited or translated a story, as agencies print it below, with the day: （譯者：林一鳴／核稿：吳海）1130318."""

# --- measure words -----------------------------------------------------------------------------------------------

COUNTING_CHARACTERS = (
    "个家名人次件项户座处条位台辆艘所间套部本张枚份场届种类批支只头株棵层栋幢组班门对双棒根盏篇首匹尾羽例起宗笔封股"
)
"""Measure words of one character that things and events are counted with, for use inside a character class."""

COUNTERS = f"人次|户次|件次|[{COUNTING_CHARACTERS}]"
"""What things and events are counted with: 三座, 40万人次."""

UNIT_WORDS = "平方公里|平方米|立方米|公里|千米|公斤|千克|公顷|海里|毫米|厘米|°c|摄氏度|百帕"
"""Those of `UNITS` with several characters, as alternatives without brackets."""

UNIT_CHARACTERS = "亩吨级度米斤克升"
"""Those with one, for use inside a character class."""

UNITS = f"{UNIT_WORDS}|[{UNIT_CHARACTERS}]"
"""What size, weight and temperature are measured in, in the form that is matched."""

CURRENCIES = (
    rf"元|块(?:钱|(?=[一二三四五六七八九半每左多以不的呢吗]|[^{CJK}]|$))|[美欧日港澳加韩]元|英镑|卢[布比]|比索|泰铢"
)
"""What money is counted in: 2000元, 两千块; a noun behind 块 is counted by it, 一块牌子."""

TIME_UNITS = "个半?月|个?小时|个?钟头|个?星期|分钟|秒钟?|世纪|[天年月周岁]"
"""What spans of time and ages are counted in: 三个月, 半小时, 35岁."""

# --- places ------------------------------------------------------------------------------------------------------

COUNTRIES = (
    "日本 韩国 朝鲜 越南 老挝 柬埔寨 缅甸 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 文莱 印度 "
    "巴基斯坦 尼泊尔 斯里兰卡 孟加拉 蒙古 俄罗斯 哈萨克斯坦 乌兹别克斯坦 伊朗 伊拉克 土耳其 以色列 "
    "沙特 科威特 阿富汗 叙利亚 约旦 黎巴嫩 埃及 南非 肯尼亚 埃塞俄比亚 尼日利亚 英国 法国 德国 "
    "意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 奥地利 波兰 捷克 匈牙利 希腊 "
    "塞尔维亚 乌克兰 爱尔兰 美国 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 古巴 澳大利亚 新西兰 中国"
).split()
"""Countries by the names that papers print."""
