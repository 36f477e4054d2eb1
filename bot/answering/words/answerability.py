"""Whether a passage has anything of what a question asks for.

A passage may share every word with a question and still not answer it: it speaks of the pie, but not of its price. For
each type of answer this module has the signs that an answering sentence must show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from bot.intent.answer_pattern import find_answer_pattern
from bot.intent.answer_words import IN_UNIT_OF_MONEY
from bot.intent.intent import AnswerType, Intent
from bot.question.lexicon import Expansion
from bot.speech.signs import lacks_sign, lacks_way
from bot.text.characters import CJK
from bot.text.names import COMMON_SURNAMES
from bot.text.patterns import OFFICES, PHONE_NUMBER, compile_each, compile_late

_POINT_IN_TIME = (
    r"\d+\s*[年月日号天点]|[一二三四五六七八九十]+[月日年]|[近日前昨]日|今年|去年|目前|年底|月底|[这上下]周|季度"
    r"|(?:星期|周|礼拜)[一二三四五六日天末]|[上下]午|凌晨|世纪|年间|时期|年前|[朝代唐宋元明清][初末]|(?:之|以|结束|[战事])后"
)
# What papers print in place of a sum.
_FREE = "免费|不收|免收|无偿|分文|不花钱"
# For each type of answer what the sentences that answer best must hold. A pattern is compiled when a question needs it:
# all of them take longer than an answer.
_IN_EVIDENCE = compile_each(
    {
        AnswerType.PHONE: PHONE_NUMBER,
        AnswerType.ADDRESS: r"[路街道弄巷]\s*\d*\s*号|\d+号|[路街]",
        # a person's age is no limit of age
        AnswerType.OWN_AGE: r"\d+\s*岁(?!以[上下内]|及以)",
        AnswerType.AGE: "岁",
        AnswerType.SIZE: r"岁|[\d一二三四五六七八九十百千两][\d.十百千万亿余多]*(?:元|平方|平米|公顷|亩|[厘毫]?米|公里|级|立方|吨|[公千]?[斤克]|公[尺分]|英[里尺寸]|[海哩里坪度]|k?m)",
        AnswerType.MONEY: rf"{_FREE}|[元块镑]|[角分]钱|卢[布比]|比索|泰铢|法郎|[越南尼]盾|银两",
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
    "斤": "公?斤|千克",
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
# What one earns in a day or month, and what a ticket costs, is said without a word that means each.
_PAY = {"张": r"[票单]价|票\d", "月": "月[薪均增收工]|年薪", "天": r"(?<!\d)日(?:薪|收入|工资|挣)"}
_MEASURES = frozenset("公斤 千克 斤 吨 亩 平方米 平米 公里 户".split())
_DIGITS = r"\d一二三四五六七八九十百千万亿余多几两半第这那"
# Characters behind the unit of a table in which it says of what: /公斤.
UNIT_BEHIND = 3
_CLAUSE = re.compile("[^,。?]+")
_ASKS_HOW_MUCH = compile_late("多少|几|[什啥]么?价(?!值)")
# 多少万套 asks for ten thousands; 几万人的灯会 may say that there are some.
_ASKS_LARGE = compile_late("多少[百千]?[万亿]")
_LARGE = compile_late(r"[万亿]|\d{5}|\d,\d{3}")
# Whose husband or wife is asked for is told of only where the article has a word for one; 我老公, 我的爱人 are nobody's there.
_ASKS_SPOUSE = compile_late(
    "(?<![我俺咱])(?<![我俺咱][的家])(?<!自己)(?:老公|丈夫|爱人|老婆|妻子|媳妇|老伴)(?:现在|今年)?(?:是|叫|姓|多大|几岁|[干做])(?![^,。?]*[吗,])"
)
_SPOUSE = compile_late("(?<![功工大农渔])夫|妻|老公|老婆|爱人|老伴|媳|太太|男人|[两俩]口|伉俪|[嫁娶婚]|对象")
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


def lacks_what_is_asked(
    intent: Intent,
    question: str,
    evidence: str,
    passage: str,
    article: str,
    expansions: Iterable[Expansion] = (),
    *,
    is_found: bool = False,
    is_likely: Callable[[], bool] = lambda: False,
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
        is_likely: tells whether some words of the passage are likelier the exact ones than that none are; they may
            stand in another sentence than those that answer best.
    """
    if (unit := IN_UNIT_OF_MONEY.search(article)) and evidence[-1:].isdecimal():
        # A row is read with the unit, because a table says it once, above its rows: 单位：元/公斤.
        evidence, passage = f"{evidence}元", passage + article[unit.start() : unit.end() + UNIT_BEHIND]
    if any(not sign.search(evidence) for sign in _find_signs(intent, question)) and not is_likely():
        return True
    if not is_found and any(one in _IN_PASSAGE and not _IN_PASSAGE[one].search(passage) for one in intent.types):
        return True
    if _lacks_rate(intent, question, passage) or _lacks_counted(intent, question, passage, expansions):
        return True
    if lacks_sign(question, passage) or lacks_way("".join(question.split()), evidence):
        return True
    if _ASKS_LARGE.search(question) and not _LARGE.search(passage):
        return True
    if _ASKS_SPOUSE.search(question) and not _SPOUSE.search(article):
        return True
    role = _ROLE.search(question)
    if role and role[1][-2:] not in article and not _has_other_form(role[1], expansions, article):
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
    # only the clause that asks, because a number in another describes somebody: 一只眼不好的老李,每月工钱多少
    asking = (clause for clause in _CLAUSE.findall(question) if _ASKS_HOW_MUCH.search(clause))
    rate = next(filter(None, map(_RATE.search, asking)), None)
    if not rate or AnswerType.SHARE in intent.types:
        return False
    unit = _SAME_UNIT.get(rate[1], rate[1])
    pay = f"|{_PAY[rate[1]]}" if rate[1] in _PAY else ""
    # 吨钢耗水, 亩产: what people weigh or measure stands without a number
    alone = rf"|(?<![{_DIGITS}])(?:{unit})(?![{_DIGITS}])" if rate[1] in _MEASURES else ""
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
    if _has_other_form(counted, expansions, passage):
        return False
    if _ASKS_PEOPLE.search(question) and _PEOPLE.search(passage):
        return False
    return 1 < len(counted) <= LONGEST_COUNTED and not any(character in passage for character in counted)


def _has_other_form(words: str, expansions: Iterable[Expansion], text: str) -> bool:
    """Whether a text has another word for one that stands in some words of the question."""
    return any(one.typed in words and any(form in text for form in one.added) for one in expansions)


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
