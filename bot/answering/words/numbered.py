"""What a question names by a number: a year, 5路, 第三届, 3月5日. An article about another has all its other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.answering.words.days import DAY_OF_YEAR, find_days, find_parts_of_months
from bot.question.lexicon import Expansion
from bot.text.numbers import DIGITS, read_integer
from bot.text.patterns import compile_late

_NUMBER = rf"(?:\d{{1,4}}|[{DIGITS}十两]{{1,3}})"
_CODE = compile_late(r"(?<![a-z0-9.\-])(?P<letters>[a-z]{1,3})-?(?P<number>\d{1,4})(?![a-z0-9.%])")
# What has a number for its name: 一中 is a school, but 一中午 is none, and 一路 is no bus as 1路 is.
_NUMBERED = compile_late(
    rf"(?:第(?P<ordinal>{_NUMBER})|首)(?P<of>届|期|批|次|轮|季|集|名|代|版|号|[场站棒局]|分?[厂店院校]|(?:人民)?医院|中学|小学|幼儿园)"
    rf"|(?<![a-z0-9.])(?P<digits>\d{{1,3}})(?P<line>路)(?!口)"
    rf"|(?<![{DIGITS}十百千两第其])(?P<number>{_NUMBER})(?P<unit>号[线楼门厅馆院桥井库区]|[幢栋期]|单元"
    r"|中(?![央间国心午旬年医东西部标文华秋考签毒暑奖断等层队])|小(?=[的校新在门]|食堂|老师|学生|$|[,。、?!]))"
)
_NUMERALS = compile_late(r"\d{2,}")
_YEAR = compile_late(r"(?<!\d)\d{4}年")
# Who rounds a number, 约9000人, 300多亿, leaves open how the article prints it; 2019多少人 and 2019来了 round none.
_ROUNDED = compile_late(
    r"(?:[约近快]|将近|差不多|大概)\d[\d,.]*"
    r"|\d[\d,.]*[百千万亿]*(?:多(?![少大高长远久重宽快])|余|来(?![了过自到])|几(?![月号日点时])|左右|上下)"
)
# Who says how old somebody is, 我娘66岁, asks an article with limits of age (60岁以上) whether they hold for that one.
_AGE = compile_late(r"\d+周?岁")
_LIMIT_OF_AGE = compile_late(r"\d周?岁(?:\(含\))?(?:[及或]?以[上下内]|[至到—–~\-])|\d[至到—–~\-]\d+周?岁")
_SAME_UNIT = {"中": "中学", "小": "小学", "栋": "幢", "人民医院": "医院"}
# 1至9幢, 1、3幢
_BEFORE_NUMBERED = rf"(?P<first>{_NUMBER})(?P<mark>[至到—\-~–、和])第?$"


def lacks_number(
    question: str, article: str, quantities: Iterable[Expansion] = (), published: str | None = None
) -> bool:
    """Whether a question names a number that its article lacks, or a day or numbered thing for which it has others.

    A number that names nothing is looked for from two digits on, if it is not rounded, nor an age and the article has
    limits of age.

    Args:
        question: folded.
        article: the whole article, folded.
        quantities: other ways to print what the question names (230户: 二百三十户); the article may have any of them.
        published: the article's day, ISO 8601, which it calls 今天; None where it is not known.
    """
    left = question
    if DAY_OF_YEAR.search(question) and (told := find_days(article, published)):
        if not find_days(question) <= told:
            return True
        # a day may be one of a period, of which the article has the first and the last
        left = DAY_OF_YEAR.sub(" ", question)
    left = _ROUNDED.sub(" ", left)
    # What else may stand for a number is looked for only where one is missing, because few questions name one.
    is_missing = any(number not in article for number in _NUMERALS.findall(left))
    if is_missing and _lacks_every_form(left, article, quantities, published):
        return True
    for find in (_find_codes, _find_numbered, find_parts_of_months):
        asked = list(find(question))
        named = list(find(article)) if asked else []
        for kind, numbers in asked:
            others = set().union(*(other for same, other in named if same == kind))
            if others and not numbers <= others:
                return True
    return False


def _lacks_every_form(left: str, article: str, quantities: Iterable[Expansion], published: str | None) -> bool:
    """Whether an article has no form of a number that is left of a question; the other arguments are those above."""
    printed = "".join(one.typed for one in quantities if any(form in article for form in one.added))
    if _LIMIT_OF_AGE.search(article):
        left = _AGE.sub(" ", left)
    if published:
        # an article tells of the month of its page, 2020年1月, without naming it
        left = re.sub(rf"(?<!\d){published[:4]}年0?{int(published[5:7])}月", " ", left)
    if published and not _YEAR.search(article):
        # an article that names no year is of the page's: 2020年, 20年
        left = re.sub(rf"(?<!\d)(?:{published[:4]}(?!\d)|{published[2:4]}年)", " ", left)
    return any(number not in article and number not in printed for number in _NUMERALS.findall(left))


def _find_codes(text: str) -> Iterator[tuple[str, set[int]]]:
    for match in _CODE.finditer(text):
        yield match["letters"], {int(match["number"])}


def _find_numbered(text: str) -> Iterator[tuple[str, set[int]]]:
    for match in _NUMBERED.finditer(text):
        unit = match["of"] or match["line"] or match["unit"]
        # 首届 is the first one
        number = read_integer(match["ordinal"] or match["digits"] or match["number"] or "一")
        if number is None:
            continue
        before = re.search(_BEFORE_NUMBERED, text[max(0, match.start() - 6) : match.start()])
        first = (read_integer(before["first"]) if before else None) or number
        is_list = before is not None and before["mark"] in "、和"
        numbers = {first, number} if is_list else {number, *range(first, number)}
        yield _SAME_UNIT.get(unit, unit), numbers
