"""Whether a passage has anything of what a question asks for, and speaks of what the question names.

A passage may share every word with a question and still not answer it: it speaks of the pie, but not of its price. For
each type of answer this module has the signs that an answering sentence must show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.intent.answer_pattern import find_answer_pattern
from bot.intent.intent import AnswerType, Intent
from bot.question.lexicon import Expansion
from bot.speech.signs import lacks_sign, lacks_way
from bot.text.characters import CJK
from bot.text.names import COMMON_SURNAMES
from bot.text.patterns import OFFICES, PHONE_NUMBER, compile_each, compile_late
from bot.text.segmenter import Segmenter

_POINT_IN_TIME = (
    r"\d+\s*[年月日号天点]|[一二三四五六七八九十]+[月日年]|[近日前昨]日|今年|去年|目前|年底|月底|[这上下]周|季度"
    r"|(?:星期|周|礼拜)[一二三四五六日天末]|[上下]午|凌晨|世纪|年间|时期"
)
# For each type of answer what the sentences that answer best must hold. A pattern is compiled when a question needs it:
# all of them take longer than an answer.
_IN_EVIDENCE = compile_each(
    {
        AnswerType.PHONE: PHONE_NUMBER,
        AnswerType.ADDRESS: r"[路街道弄巷]\s*\d*\s*号|\d+号|[路街]",
        # a person's age is no limit of age
        AnswerType.OWN_AGE: r"\d+\s*岁(?!以[上下内]|及以)",
        AnswerType.AGE: "岁",
        AnswerType.SIZE: r"岁|[\d一二三四五六七八九十百千两][\d.十百千万亿余多]*(?:元|平方|平米|公顷|亩|[厘毫]?米|公里|级|立方|吨|[公千]?[斤克]|公[尺分]|英[里尺寸]|坪|度)",
        AnswerType.MONEY: "免费|[元块]|[角分]钱",
        AnswerType.WEBSITE: "www|http|网站|公众号",
        # names from other languages have a point between their parts
        AnswerType.NAME: f"[{COMMON_SURNAMES}][{CJK}]{{1,2}}|[{CJK}]·[{CJK}]",
    }
)
# What may stand anywhere in the passage: most passages have a number or a time.
_IN_PASSAGE = compile_each(
    {
        AnswerType.CLOCK: r"\d+\s*[点时:]|[一二三四五六七八九十]+点",
        **dict.fromkeys((AnswerType.COUNT, AnswerType.UNIT_OF_TIME), r"\d|[一二三四五六七八九十百千万两]"),
        **dict.fromkeys((AnswerType.YEAR, AnswerType.MONTH, AnswerType.DAY, AnswerType.MOMENT), _POINT_IN_TIME),
    }
)
# What papers print in place of a number or time of each type.
_FREE = "免费|不收|免收|无偿|分文|不花钱"
_WHEN = "当[天日场晚]|随时|全天|每[天日年月周]|工作日|常年|长期|立等|即[时可]|至今|周末|节假日|期满|无休"
_IN_WORDS = compile_each(
    {
        **dict.fromkeys((AnswerType.MONEY, AnswerType.PAY), _FREE),
        **dict.fromkeys(
            (AnswerType.COUNT, AnswerType.SHARE, AnswerType.CHANGE),
            r"一半|过半|大半|全部|全体|所有|\d/\d|数[百千万]",
        ),
        **dict.fromkeys(
            (
                AnswerType.CLOCK,
                AnswerType.DAY,
                AnswerType.MONTH,
                AnswerType.MOMENT,
                AnswerType.YEAR,
                AnswerType.DURATION,
                AnswerType.UNIT_OF_TIME,
                AnswerType.INTERVAL,
            ),
            _WHEN,
        ),
    }
)
# A passage says who holds an office only where it names the office.
_OFFICE = compile_late(rf"副?(?:{OFFICES})|法人|老板|老总|[村支]支?书(?!记)")
# What people call an office, and what papers call it.
_CALLED = compile_each(
    {
        "老板": r"老板|董事长|总经理|(?<!相关)(?<!部)负责人|法定代表人|创始人|创办|企业主|店主|业主|经营者",
        "老总": r"老总|董事长|总经理|总裁|(?<!相关)(?<!部)负责人",
        "村长": r"村长|村主任|村委会主任|村民委员会主任",
    }
)
# A price or count for one of something: 一斤, 一个月; 头一趟 and 这一户 are none.
_RATE = compile_late(
    r"(?<![头第这那某])一个?(公斤|千克|斤|吨|亩|平方米|平米|公里|里|张|只|枚|台|本|份|瓶|件|辆|头|棵|位|户|人|趟|次|度"
    r"|回(?![事家来去到头])|小时|钟头|天|晚|宿|月(?![初中底末上下\d]))(?!起)"
)
# What papers print for each of these units, where that is another word.
_SAME_UNIT = {
    "公斤": "公斤|千克",
    "千克": "公斤|千克",
    "平米": "平方米|平米",
    **dict.fromkeys("棵株", "[棵株]"),
    "钟头": "小时|钟头",
    "天": "[天日]",
    "晚": "[晚宿夜]",
    "宿": "[晚宿夜]",
    **dict.fromkeys(("趟", "次", "回"), "[趟次回]"),
}
# What one earns in a day or month is said without a word that means each.
_PAY = {"月": "月[薪均增收工]|年薪", "天": r"(?<!\d)日(?:薪|收入|工资|挣)"}
_MEASURES = frozenset("公斤 千克 斤 吨 亩 平方米 平米 公里 户".split())
_DIGITS = r"\d一二三四五六七八九十百千万亿余多几两半第这那"
_ASKS_HOW_MUCH = compile_late("多少|几")
# How many people there are is said with many words.
_ASKS_PEOPLE = compile_late("(?:多少|几)个?人")
_PEOPLE = compile_late("[人名位口户]|居民|群众|旅客|游客")
# 上了岁数的人 asks for no age.
_ASKS_AGE = compile_late("几|多[少大]|(?:岁数|年龄|年纪)(?:是|有|要求|限制|[?]?$)")
# What is counted has a name of so many characters; longer ones describe it: 吵架扯皮的.
LONGEST_COUNTED = 3
# Nobody prints these of what is counted.
_NOT_PRINTED = frozenset("东西 样子 事情 事儿 地方 活儿 玩意".split())
# Who is called so is named only where the word stands.
_ROLE = compile_late(
    r"(\w(?:长|导演|教练|主持人?|冠军|第一名|(?<!老)师傅?|[队会团班店厂馆校院站]长))(?:是谁|[叫姓](?:什么|啥)|是哪位)"
)
# No name of a place has one of these characters before 镇 or 村.
_NO_NAME = frozenset("个些各每这那哪本全整几一的了是在有和与被把从到离距向对给让为我你他她们去来")
# What stands before the kind of place that is asked for.
_ASKING = ("哪", "什么", "啥", "几")
_DISTRICTS = ("县", "市", "区", "镇", "乡", "村", "街道", "省")
# Parts of a year, and what papers print for each.
_PARTS_OF_YEAR = [
    (compile_late(part), compile_late(printed))
    for part, printed in {
        "[一首]季度": r"[一首]季度|1[—\-~–至到]3月|[前头](?:三|3)个?月|首季",
        "二季度": r"二季度|4[—\-~–至到]6月",
        "三季度": r"三季度|[71][—\-~–至到]9月|[前头](?:九|9)个?月",
        "四季度": r"四季度|10[—\-~–至到]12月",
        "上半年": r"上半年|1[—\-~–至到]6月|[前头](?:六|6)个?月",
        "下半年": r"下半年|7[—\-~–至到]12月",
    }.items()
]
# Times that depend on the day of the paper, and for years how many years they are away from it.
_RELATIVE_TIMES = {"前年": -2, "去年": -1, "明年": 1, "后年": 2, "上个月": 0, "下个月": 0, "昨天": 0, "明天": 0}
_ANY_YEAR = r"(?<!\d)(?:19|20)\d\d年"
_NAMES_YEAR = rf"{_ANY_YEAR}|[今去前明后]年"


def lacks_what_is_asked(
    intent: Intent,
    question: str,
    evidence: str,
    passage: str,
    article: str,
    expansions: Iterable[Expansion] = (),
    *,
    is_found: bool = False,
) -> bool:
    """Whether a question asks for something of which there is no sign.

    Args:
        intent: what the question asks for.
        question: folded.
        evidence: the sentences that answer best, folded.
        passage: the passage that they stand in, folded.
        article: the whole article, folded.
        expansions: other words for those of the question; the passage may have any of them.
        is_found: whether the exact words were found, which may be others than the usual signs (零点).
    """
    if any(not sign.search(evidence) for sign in _find_signs(intent, question)):
        return True
    if not is_found and any(one in _IN_PASSAGE and not _IN_PASSAGE[one].search(passage) for one in intent.types):
        return True
    if _lacks_rate(intent, question, passage) or _lacks_counted(intent, question, passage, expansions):
        return True
    if lacks_sign(question, passage) or lacks_way("".join(question.split()), evidence):
        return True
    role = _ROLE.search(question)
    if role and role[1][-2:] not in article:
        return True
    asks_name = AnswerType.NAME in intent.types
    return any(_lacks_office(office, asks_name, article) for office in _OFFICE.findall(question))


def _find_signs(intent: Intent, question: str) -> Iterator[re.Pattern[str]]:
    """What the sentences that answer best must hold."""
    if AnswerType.REASON in intent.types:
        # 为什么没收到工资 asks for no sum
        return
    for one in intent.types:
        # 欠了多久工钱 asks for no money, and 票价便宜多少 may be answered by a share
        is_asked = one is not AnswerType.MONEY or not {AnswerType.DURATION, AnswerType.CHANGE}.intersection(
            intent.types
        )
        if one in _IN_EVIDENCE and is_asked and (one is not AnswerType.AGE or _ASKS_AGE.search(question)):
            yield _IN_EVIDENCE[one]


def _lacks_rate(intent: Intent, question: str, passage: str) -> bool:
    """Whether a question asks how much there is for one of something (一斤多少钱), and a passage says nothing like that.

    Of 430 right passages for questions over the seeds and a month of a daily 1 is lacking by this, of 116 that have the
    subject and not the fact 26.
    """
    rate = _RATE.search(question)
    if not rate or AnswerType.SHARE in intent.types or not _ASKS_HOW_MUCH.search(question):
        return False
    unit = _SAME_UNIT.get(rate[1], rate[1])
    pay = f"|{_PAY[rate[1]]}" if rate[1] in _PAY else ""
    # 吨钢耗水, 亩产: what people weigh or measure stands without a number
    alone = rf"|(?<![{_DIGITS}])(?:{unit})(?![{_DIGITS}])" if rate[1] in _MEASURES else ""
    # 一人最多补多少: 发放最多6000澳元
    if any(most in question and most in passage for most in ("最多", "最高")):
        return False
    # 一个月前 and 一天内 are times
    return not re.search(
        rf"(?:[每一/按]|(?<![\d.])1)个?(?:{unit})(?![前后内来以之])|(?:{unit})均|元/{pay}{alone}", passage
    )


def _lacks_counted(intent: Intent, question: str, passage: str, expansions: Iterable[Expansion]) -> bool:
    """Whether a question asks how many there are of something of which a passage has no character.

    Of 297 right passages for such questions over the seeds and a month of a daily none lacks it, of 227 that have the
    subject and not the number 10.
    """
    if AnswerType.COUNT not in intent.types:
        return False
    pattern = find_answer_pattern("".join(question.split()), intent)
    counted = pattern.focus if pattern and pattern.focus[-2:] not in _NOT_PRINTED else ""
    if any(one.typed in counted and any(form in passage for form in one.added) for one in expansions):
        return False
    if _ASKS_PEOPLE.search(question) and _PEOPLE.search(passage):
        return False
    return 1 < len(counted) <= LONGEST_COUNTED and not any(character in passage for character in counted)


def _lacks_office(office: str, asks_name: bool, article: str) -> bool:
    """Whether an article does not have an office that a question names.

    A boss or village secretary that a question speaks of may stand in the article by name alone; who asks for the name
    needs the office.
    """
    if office[-1] == "书":
        return asks_name and not re.search("[党总]支部书记|支书|村书记", article)
    if office in _CALLED:
        return asks_name and not _CALLED[office].search(article)
    return office not in article


def says_in_words(types: Iterable[AnswerType], evidence: str) -> bool:
    """Whether folded sentences say in words what is asked for as a number or time: 免费 for a price, 当天 for days.

    Args:
        types: that a question wants; the most precise one counts, because who asks for a price asks for a number, too.
        evidence: the sentences.
    """
    precise = next((one for one in types if one in _IN_WORDS), None)
    return precise is not None and _IN_WORDS[precise].search(evidence) is not None


# What people are supplied with, and how a text speaks of it where it is cut off.
_SUPPLIES = compile_each(
    {
        "电": "[停断没有来供限拉跳]电|电[网力停]|拉闸|变压器|线路检修",
        "水": "[停断没有来供]水|水[停管]",
        "气": "[停断没有来供]气|燃气|煤气|天然气",
        "暖": "[停断没有来供]暖|供热|暖气",
    }
)
_CUT = compile_late(f"[停断没]了?(?P<supply>[{''.join(_SUPPLIES)}])")


def lacks_supply(question: str, article: str) -> bool:
    """Whether a question asks of a cut of power, water, gas or heating, and the article tells of one of another kind.

    Such notices name the same streets and days, so that all other words of the question stand in the wrong one.

    Args:
        question: folded.
        article: the whole article, folded.
    """
    asked = {match["supply"] for match in _CUT.finditer(question)}
    # who asks of several, 停水停电通知, is told of either
    return (
        bool(asked)
        and _CUT.search(article) is not None
        and not any(_SUPPLIES[supply].search(article) for supply in asked)
    )


def lacks_part_of_year(question: str, article: str) -> bool:
    """Whether a question names a quarter or half of a year and an article speaks of other such parts or none.

    What is announced for the second half of a year may be printed by its months.

    Args:
        question: folded.
        article: the whole article, folded.
    """
    asked = [printed for part, printed in _PARTS_OF_YEAR if part.search(question)]
    return any(not printed.search(article) for printed in asked)


def lacks_relative_time(question: str, passage: str, article: str, date: str | None) -> bool:
    """Whether a folded question names a time by today's date (去年, 明天) that a passage does not name.

    A report names its year once: a passage without any year is of those that its article names.

    Args:
        question: folded.
        passage: folded.
        article: the whole article, folded.
        date: the day of the page that the passage stands on, ISO 8601: in 2020 a passage about 2019年 is about 去年;
            where it is not known a passage about any year may be.
    """

    def is_named(time: str, years: int) -> bool:
        if time in passage:
            return True
        if not years:
            # or it begins a name that the article has: 明天集团
            at = question.find(time)
            return (name := question[at : at + len(time) + 2]) != time and name in article
        text = passage if re.search(_NAMES_YEAR, passage) else article
        if time in text:
            return True
        return f"{int(date[:4]) + years}年" in text if date else re.search(_ANY_YEAR, text) is not None

    return any(time in question and not is_named(time, years) for time, years in _RELATIVE_TIMES.items())


def find_place_names(question: str, segmenter: Segmenter) -> list[str]:
    """What looks like the name of a place in a folded question: 德清县, be it one word of the dictionary or two.

    A province is one word of the dictionary; 省 alone means to save.
    """
    names: list[str] = []
    before = ""
    for word in segmenter.words(question):
        # the dictionary may cut an unknown name into its characters
        if len(word) == len(before) == 1 and not _NO_NAME.intersection(before + word) and word not in _DISTRICTS:
            before += word
            continue
        # 北京郊区, but not 北京的朝阳区; 哪一行政区 names none
        is_kind = (len(word) > 3 and segmenter.is_word(word[-2:])) or f"{before}{word}".startswith(_ASKING)
        if word.endswith(_DISTRICTS) and len(word) >= 3 and not is_kind:
            names.append(word)
        elif (
            word in _DISTRICTS
            and word != "省"
            and len(before) == 2
            and not before.isascii()
            # 乡镇街道 are kinds
            and not before.endswith(_DISTRICTS)
            and not _NO_NAME.intersection(before)
        ):
            names.append(before + word)
        before = word
    return names


def is_proper_name(place: str, segmenter: Segmenter) -> bool:
    """Whether what looks like the name of a place begins with no usual word: 石浦镇, but neither 示范村 nor 隔壁村."""
    return not segmenter.is_word(_without_kind(place))


def name_endings(place: str) -> list[str]:
    """The name of a place and its endings that may be the whole name: 新湾共裕村, 湾共裕村, 共裕村."""
    return [place[at:] for at in range(max(1, len(_without_kind(place)) - 1))]


def is_told_without_kind(place: str, text: str) -> bool:
    """Whether a folded text has a province, city or county by its name alone: 修水 for 修水县, but not 修水镇."""
    name = _without_kind(place)
    return place[-1] in "省市县" and len(name) > 1 and re.search(f"{name}(?![省市县区镇乡村州])", text) is not None


def _without_kind(place: str) -> str:
    """The name of a place without 街道, 县, 镇 …"""
    return place.removesuffix("街道") if place.endswith("街道") else place[:-1]
