"""What answers look like: the words of a number, a time, a person or a place, and the sentences that hold one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.question.intent import AnswerType, Intent, QuestionKind
from bot.text.characters import CJK
from bot.text.names import COMMON_SURNAMES
from bot.text.patterns import COUNTERS, CURRENCIES, OCCUPATIONS, OFFICES, PHONE_NUMBER, UNITS

__all__ = ["AnswerPattern", "find_answer_pattern", "holds_answer"]

_NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?|[一二两三四五六七八九十百千万〇零]+)(?:[多余来几]?[百千万亿]+)*[多余来几]?"
_TO = r"[—\-~–至到]+"
_BOUND = "(?:以上|以下|以内)?"
# 不到一个月 is not 一个月.
_LIMIT = "(?:不到|不足|不少于|不低于|不超过|不高于|超过|低于|高于|至少|最多|最少|至多)?"
# What is counted with, but not as the beginning of a span of time or of a percentage point.
_COUNTED = f"(?!个半?(?:月|小时)|个(?:钟头|星期|百分点))(?:{COUNTERS})"


def _amount(unit: str) -> str:
    """A number with its unit, or a range of them; not 第九, not 一个, not the beginning of a longer number."""
    return (
        rf"{_LIMIT}(?<![\d.第a-z])(?:{_NUMBER}(?:{unit})?{_TO})?(?!一(?:{_COUNTED})){_NUMBER}(?:{unit})(?!\d){_BOUND}"
    )


_YEAR = r"(?:(?<!\d)\d{4}年(?!度)(?:\([^()]{1,8}\)(?=\d))?|[〇零一二三四五六七八九]{4}年|今年|去年|明年|前年)"
_MONTH = r"(?:(?<![\d.])(?:\d{1,2}[至到—~-])?\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|末|中旬|上旬|下旬)?"
_DAY = r"(?:(?<![\d.])(?:\d{1,2}[至到—~-])?\d{1,2}|[一二三]?十?[一二三四五六七八九十])[日号](?![线楼院店码])"
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天末]"
_HALF = r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|晚间|晚|早)"
_CLOCK = (
    r"(?:(?<![\d.:])\d{1,2}:\d{2}|(?<![\d.])(?:\d{1,2}|[一二三四五六七八九十]{1,3})[时点](?:半|整|\d{1,2}分|一刻)?)"
)
_TIME = rf"{_HALF}?{_CLOCK}"
# Each part stands here as few times as possible, because the pattern of a moment is compiled for every question after a
# time, which takes several milliseconds.
_DAY_OR_MONTH = rf"(?:(?<![{CJK}”\"])|(?<=[于在从至到自]))(?:{_DAY}|{_MONTH})"
_DATE = rf"(?:{_YEAR}{_MONTH}(?:{_DAY})?|{_MONTH}{_DAY}|{_DAY_OR_MONTH}|{_WEEKDAY})"
_TAIL = r"(?:前后|之前|以前|以后|之后|底前|前|后|起|底)?"
_MOMENT = rf"(?:{_DATE}(?:(?:{_HALF}(?!\d))?{_TIME})?|{_TIME}|{_YEAR}(?:[初底末]|上半年|下半年)?){_TAIL}"
_SPAN_OF_TIME = (
    rf"{_LIMIT}(?<![\d.第])(?:{_NUMBER}|半)(?:个半?(?:月|小时|钟头|星期)|年半?|天|周(?![岁年])|星期|小时|分钟?|秒钟?)"
    rf"(?:{_NUMBER}(?:分钟?|秒钟?|个月|天)|半)*"
)
# Measure words that stand for each other: of 多少人 the answer may be 三名.
_EQUIVALENT = (
    "人名位",
    "家个所",
    "度℃",
    "件个样",
    "辆台",
    "条项个",
    "座个",
    "处个",
    "种类个",
    "所个家",
    "起例宗",
    "根棒",
)

_PEOPLE = f"{OFFICES}|{OCCUPATIONS}"
# What follows a name; without it nobody knows where the name ends.
_AFTER_NAME = '[,。、;:!?()“”"]|说|表示|介绍|告诉|坦言|认为|今年|正在|正|依然|仍|也|就是|从|在|将|把|和|与|等|跑|带|担任|获|被|为|$'
_NAME = rf"(?:{_PEOPLE})(?P<words>[{COMMON_SURNAMES}][{CJK}]{{1,2}}?)(?={_AFTER_NAME})"
_BODY = "局|委|办|部|处|院|校|中心|公司|集团|协会|学会|银行|政府|站|所|支队|大队|队|社|厅|馆|会|厂|专班|小组|街道|教研室|商会"
_IN_CHARGE = rf"由(?P<words>[^,。;:由]{{2,24}}?(?:{_BODY}))(?:牵头)?(?=负责|承担|承办|主办|举办|调度|组织|提供|实施|管理|运营|统一)"
_HAPPENS = "举行|举办|召开|开幕|落幕|闭幕|进行|登陆|启动|揭牌|开张|开市|开业|成立|挂牌|鸣枪|下水|展出|上演|发布|举|拉开|正式|顺利|圆满|隆重"
_SITE = (
    rf"(?<![正现])在(?P<words>(?!\d)[^,。;:!?“”在]{{2,24}}?)(?={_HAPPENS})"
    r"|(?:设在|设于|位于|坐落于|地址(?:为|是|:))(?P<seat>[^,。;:!?“”()在的]{2,24})(?=[,。;:!?(]|$)"
    rf"|(?:(?<=[在于进到:,。为至自住往是])|^)(?P<address>(?:(?![在于进到位])[{CJK}]){{2,6}}?(?:大道|路|街|巷|弄|道)\d+号(?:\d+[幢楼室号])*)"
)


@dataclass(frozen=True, slots=True)
class AnswerPattern:
    """The words that would answer a question exactly."""

    # the words are the group "words", "seat" or "address" of a match, or else all of it
    pattern: re.Pattern[str]
    # the title that must stand before a name; "" where any may
    office: str = ""
    # what is counted or measured, where the question says so behind its 多少: these words stand nearest to the answer
    focus: str = ""


# The words that answer each type. A pattern is compiled when a question needs it: all of them take longer than an answer.
_WORDS = {
    AnswerType.ORDINAL: rf"第{_NUMBER}(?:{_COUNTED}|{UNITS})?",
    AnswerType.PHONE: PHONE_NUMBER,
    AnswerType.SHARE: (
        r"(?<![\d.])\d+(?:\.\d+)?%|百分之[一二三四五六七八九十百点]+|[一二三四五六七八九]成半?(?![为立功长果])"
        r"|\d+(?:\.\d+)?个百分点"
    ),
    # 35岁以下 is nobody's age
    AnswerType.OWN_AGE: r"(?<![\d.])(?:\d+|[一二三四五六七八九十]+)周?岁(?!以[上下内])",
    AnswerType.AGE: rf"(?<![\d.])(?:\d+|[一二三四五六七八九十]+)周?岁半?{_BOUND}",
    AnswerType.INTERVAL: r"每(?:隔)?(?:半|两|三|\d)?个?(?:年|季度|月|周|星期|天|日)(?!的)",
    AnswerType.MONEY: _amount(CURRENCIES),
    AnswerType.WEIGHT: _amount("公斤|千克|吨|克|斤|kg"),
    AnswerType.LENGTH: _amount("公里|千米|厘米|毫米|海里|公分|米|km|cm|m|里"),
    AnswerType.AREA: _amount("平方公里|平方米|平方千米|公顷|亩"),
    AnswerType.DURATION: rf"(?!\d{{4}}年){_SPAN_OF_TIME}",
    AnswerType.CLOCK: rf"{_TIME}(?:{_TO}{_TIME})?{_TAIL}",
    AnswerType.YEAR: _YEAR,
    AnswerType.DAY: rf"{_YEAR}?{_DATE}(?:{_TO}{_DATE})?",
    AnswerType.MONTH: rf"{_YEAR}?{_MONTH}(?:{_TO}{_MONTH})?",
    AnswerType.MOMENT: rf"{_MOMENT}(?:{_TO}{_MOMENT})?",
    AnswerType.NAME: _NAME,
    AnswerType.BODY: _IN_CHARGE,
    AnswerType.ADDRESS: _SITE,
    AnswerType.PLACE: _SITE,
}
# 哪个乡, 哪所学校: the answer is a name that ends so.
_WHICH = re.compile(
    "(?:哪|什么)(?:一|个|所|家|条)*(街道|小区|社区|开发区|乡|镇|村|县|市|区|路|学校|小学|医院|公园|广场)(?!长)"
)
_UNIT_OF_TIME = re.compile("(?:几|多少)(秒|天|年(?![级前后])|个月)")
_COUNT = rf"(?<!哪)(?:多少|几)[百千万亿]*(?P<unit>{UNITS}|{_COUNTED})?的?(?P<focus>[^,。?!]*)"
# What follows the question words and is not what is counted.
_NO_FOCUS = re.compile(r"^(?:是|了|在|被|有|呢|啊)|[了的呢吗啊吧?]+$")


def find_answer_pattern(question: str, intent: Intent) -> AnswerPattern | None:
    """The words that answer a question; None where it wants a reason, a manner, a list, or gives no sign.

    Args:
        question: folded, without white space.
        intent: what it asks for; the most precise type of answer that has a pattern counts.
    """
    for answer_type in intent.types:
        if answer_type in (AnswerType.REASON, AnswerType.MANNER):
            return None
        if answer_type is AnswerType.WHICH and (which := _WHICH.search(question)):
            return AnswerPattern(re.compile(rf"[在到于从由住自](?P<words>[^\W\d在到于从由住自里]{{1,6}}?{which[1]})"))
        if answer_type is AnswerType.UNIT_OF_TIME and (unit := _UNIT_OF_TIME.search(question)):
            return AnswerPattern(re.compile(rf"(?<![\d.第])(?!\d{{4}}年){_NUMBER}{unit[1]}"))
        if answer_type is AnswerType.COUNT:
            return _find_count(question)
        if answer_type in _WORDS:
            offices = re.findall(_PEOPLE, question) if answer_type is AnswerType.NAME else []
            return AnswerPattern(re.compile(_WORDS[answer_type]), offices[-1] if offices else "")
    return None


def _find_count(question: str) -> AnswerPattern | None:
    """The words that a question with 多少 or 几 wants."""
    count = re.search(_COUNT, question)
    if not count or re.search("^是|[和与及]", count["focus"]):
        # 有多少是…的 may be a share or a number; 多少人和车 are two numbers
        return None
    unit, focus = count["unit"], _NO_FOCUS.sub("", count["focus"])
    if unit and unit != "个":
        equivalent = "".join(group for group in _EQUIVALENT if unit in group)
        units = "|".join(dict.fromkeys((unit, *equivalent))).replace("℃", "°c|℃|摄氏度")
        if unit in "人名位":
            units = f"人次|{units}"
        return AnswerPattern(re.compile(_amount(units)), focus=focus)
    units = _COUNTED if unit or focus else f"{UNITS}|{_COUNTED}|{CURRENCIES}"
    return AnswerPattern(re.compile(_amount(units)), focus=focus)


# --- sentences ---

# What a sentence of each kind holds. The amounts have few measure words on purpose: with all COUNTERS a 一张 or 一种 would
# be an amount, and fewer answers are highlighted (.900 -> .888 of questions_work, .941 -> .882 of questions_everyday).
_HOLDS = {
    QuestionKind.TIME: r"\d+\s*[年月日时分天点周]|[一二三四五六七八九十两]+[年月日天个周]|今年|去年|明年|目前|近日|昨[天日]|前|后|期间|以来|底",
    QuestionKind.AMOUNT: r"\d|[一二三四五六七八九十百千万亿两]+[个家名人次元万亿件项户亩吨]",
    QuestionKind.PERSON: r"[介绍说道表示告诉记者书记主任局长经理负责人先生女士大爷大伯村民教授]{2}",
    QuestionKind.PLACE: rf"[{CJK}]{{2}}[省市县区镇乡村街道社路号院馆厅局所中心站]",
    QuestionKind.REASON: r"因为|由于|为了?|因|以便|原因|所以|导致|为",
}


def holds_answer(kind: QuestionKind, sentence: str) -> bool:
    """Whether a folded sentence holds something of a kind; False for LIST and OTHER, which no word shows."""
    pattern = _HOLDS.get(kind)
    return bool(pattern and re.search(pattern, sentence))
