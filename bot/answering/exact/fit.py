"""How words that look like an answer fit what is asked for, by themselves and by what stands right beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.answering.exact.matches import NOW, PAST, Match
from bot.intent.answer_pattern import AnswerPattern
from bot.text.characters import CJK
from bot.text.patterns import CURRENCIES, TIME_UNITS, compile_late

# All patterns are of folded text without white space.
EACH = compile_late(
    r"(?<![去今前明当\d]年)[一每]个?(公斤|平方米|亩|吨|斤|户|家|人|张|件|月|年|天|度|米|棵|只|头|升|晚|宿|小时|钟头|笔|趟|次|场|辆|科)"
)
"""What one of something costs or gets: 一斤, 每亩, but not 去年一年; the group is the unit."""

# What stands before the rate of something: 每天, 日均, 单笔.
_RATE = compile_late("(?:[每单]|平均)[^,。;:]{0,6}$|[日天月年人户亩]均[^,。;:]{0,6}$|最高[^,。;:]{0,2}$")
# 最小的 is the other end of what 最大的 is.
_MOST = compile_late("最(?:(?P<up>[多高大快长远重深贵热烫])|[低少小短慢近轻浅便冷])")
# 升到第几位, 降到多少: the value that something has become stands behind 到, 至 or 为.
_ASKS_REACHED = compile_late("[到至为成]了?(?:多少|几|第几|每[^,。?]{1,2}多少|百分之[几多])")
_REACHED = compile_late("[到至为成达](?:了|约|近|每[^,。?\\d]{1,3})?$")
# 两个, 三类: papers write such small numbers with characters where little depends on them.
_SMALL = compile_late("[两二三四五六七八九十]个?\\D{0,2}")
# What a number sums up stands before it.
_SUMS_UP = compile_late("累计|共计|总计|合计|[一总]共|总[^,。;:]{1,6}[达为]?$")
# Words behind which the amount of a change stands, upwards and downwards.
_UP = "增长|增加|上升|提高|提升|上涨|[增升涨多快贵高]"
_DOWN = "下降|降低|减少|下跌|降价|[降减跌少低慢]|缩短|压缩|节省|节约|便宜|优惠"
_CHANGED = compile_late(f"(?:(?P<up>{_UP})|{_DOWN})(?:幅度?[达到为至]*)?[了约近超过达出]*$")
_ASKS_CHANGE = compile_late(
    f"(?:(?P<up>{_UP})|{_DOWN})(?:[了过]?(?:百分之)?(?:多少|几)(?:[成倍%]|个百分点)?(?:$|[?了呢啊呀吗,])|了(?:多少|几)[^,。?]{{1,6}}[?]?$)"
)
# 利率是多少: a share of something else is none.
_NAMED_RATE = compile_late(f"([{CJK}]率)[^,。;:率]{{0,5}}$")
_RATES = compile_late(f"[{CJK}]率")
_ASKED_RATE = compile_late(f"[{CJK}]率(?=[^率]*(?:多少|几))")
# 20万英镑(1英镑约合9.1元人民币): what one of a currency is worth, which papers add in brackets.
_WORTH = compile_late(r"\(1[^,。;()\d]{1,8}(?:约合|约等于|折合|合)")
# 什么时候能通车 asks for a time to come.
_ASKS_COMING = compile_late(
    "(?:什么|啥)时候?(?:才|再|就|还)?(?:能|可以|会)|何时(?:才|再)?(?:能|可以|会)|(?:哪[天年]|几[月号日点])(?:才|再|就)?(?:能|可以|会)(?!在)"
)
_PAST_TIME = compile_late("(?:去年|前年|往年|昨[日天晚]|上个?[月周]|当[日天晚年时])")
# 几岁学的手艺: 七十一岁的老人 says how old he is now.
_ASKS_AGE_THEN = compile_late(
    "(?:[几多]少?周?岁|多大(?:年纪|岁数)?)(?:的时候|就|才|开始|跟着?|去|来)*(?:学|当|开始|入伍|参军|参加|结婚|离家|出道|成名|进[厂城]|出嫁)"
)
_NOW_SO_OLD = compile_late("的(?!时候|那)")
# What stands before and behind the first and the last point of a period.
_FIRST = compile_late("[从自]于?(?:今年|明年|去年)?$"), compile_late("起|开始|开启|开幕|正式")
_LAST = (
    compile_late("(?:[至到]|截[至止]|最[晚迟]于?|不[晚迟]于|[—~-])(?:今年|明年)?$"),
    compile_late("前|止|为止|截止|结束|之前|底前|恢复"),
)
# 多少户, 几间: the character behind.
_UNIT_ASKED = compile_late("(?:多少|几)([^,。?\\d])")
# 比去年, 与2018年底相比: with what a value is compared, and not its own year.
_COMPARED = compile_late("[比较与同跟和于](?:[今去前往上]年|(?:19|20)\\d\\d年)")
# A year by its number, or told by the day of the paper (去年); several years, or a sum over them (三年来, 累计).
_SAYS_YEAR = compile_late(
    r"(?<!\d)(?P<number>(?:19|20)\d\d)(?=年(?!以来)|[底末])|(?<![\d一二三四五六七八九十])(?P<by_day>[今去前明]|上(?!半))年(?!来|以来)"
    r"|(?:\d+|[一二两三四五六七八九十]+)年(?:来|间|以来|多来)|(?:19|20)\d\d年以来|(?:历|多|近)年来?|累计|迄今|至今"
)
_YEARS_AWAY = {"今": 0, "去": -1, "上": -1, "前": -2, "明": 1}
# Where a sentence says no year, one of so many sentences before it may, which counts half.
_SENTENCES_BEFORE = 2
_MARK = compile_late("[,、。:;!?()“”]")
_CLAUSE_END = compile_late("[,。:;!?]")
# These characters of what is counted stand beside any number.
_NOT_COUNTED = frozenset("的了是在个上下中有不")
# Who asks for today's value wants none of earlier times. The words before a value say which of the two it is.
_TODAY = f"{NOW}|今年|当前|眼下|至今"
_NOW = compile_late(f"{_TODAY}|截至|现有|已")
_EARLIER = f"{PAST}|当[年时初]|刚|起初|开始|最初|早年|年前|去年|(?<!\\d)(?:19|20)\\d\\d年"
_THEN = compile_late(_EARLIER)
_ASKS_NOW = compile_late(f"{_TODAY}|这会儿|这阵子")
_ASKS_THEN = compile_late(f"{_EARLIER}|头一[回次年]")
# In each group, what is said of one is not said of the others.
_CONTRASTS = (
    "男女 红白 死伤 城镇,农村 城市,农村 进口,出口 上水,下水 上行,下行 上半年,下半年 上午,下午 最高,最低 最多,最少 "
    "国内,国外,境外,海外 省内,省外 个人,单位 个人,企业 成人,儿童 冠军,亚军,季军 金牌,银牌,铜牌 "
    "开门,关门,打烊 开馆,闭馆 上班,下班 上学,放学 首班,末班 入场,散场 出发,到达 "
    "收入,支出 筹,使用,支出 投资,产值,营收,利润,税收 客运,货运 每天,每月,每年 治愈,确诊,死亡,疑似,重症"
).split()
# A time that depends on another, which is seldom the one asked for.
_VAGUE = compile_late("[当昨今明次翌][日天晚].*|[今去明前]年|[上下]半年|[上本下]个?月|[春夏秋冬][天季]")
# A sum of money, a share or a span of time says its kind itself, and is no plain count.
_SAYS_KIND = compile_late(f"[%折]|分之|成[半多]?$|半价?$|{CURRENCIES}|[毛角]钱?$|(?:{TIME_UNITS})(?:以[上下内]|左右)?$")
_IS_SHARE = compile_late("[%折]|分之|成[半多]?$|一半$|半数$")
_IS_WEIGHT = compile_late("(?:吨|斤|克|立方米)(?:以[上下内]|左右)?$")
_WORD_FOLLOWS = compile_late(f"[{CJK}]")
MOST_OF_NOUN = 4
# 收到问题64个,解决22个: only a verb stands before the second number. What is counted, 问题, stands beside the first one
# and counts for so much beside the second.
_ONLY_VERB, SAID_BEFORE = compile_late(f"[,、][{CJK}]{{2,5}}$"), 0.6


def write_rates(unit: str) -> list[str]:
    """The ways to say how much there is for one of a unit: 每天, 一天, 日均."""
    return [f"每{unit}", f"一{unit}", f"每个{unit}", f"{'日' if unit == '天' else unit}均", f"单{unit}"]


def read_change(question: str) -> bool | None:
    """Whether a folded question asks by how much something has risen, or (False) fallen; None where it asks neither."""
    asked = _ASKS_CHANGE.search(question)
    return None if asked is None else asked["up"] is not None


def is_ruled_out(question: str, text: str, match: Match) -> bool:
    """Whether a match cannot be what a question asks for, however near it stands.

    It is another rate, the worth of a currency, a time gone by where one to come is asked for, or somebody's age today
    where that of an earlier day is.
    """
    if _PAST_TIME.match(match.words) and _ASKS_COMING.search(question):
        return True
    if match.words.endswith("岁") and _NOW_SO_OLD.match(text, match.stop) and _ASKS_AGE_THEN.search(question):
        return True
    return _is_other_rate(question, text, match) or _is_conversion(text, match)


def _is_other_rate(question: str, text: str, match: Match) -> bool:
    """Whether a match is named as another rate than the question's: 覆盖率达到60% where the 利率 is asked for."""
    asked = _find_asked_rate(question)
    named = _NAMED_RATE.search(text[max(0, match.start - 8) : match.start]) if asked else None
    return named is not None and named[1] != asked


def _is_conversion(text: str, match: Match) -> bool:
    """Whether a match is what one of a foreign currency is worth, which papers say in brackets behind a sum."""
    at = text.rfind("(", 0, match.start)
    return at >= 0 and text.find(")", at, match.start) < 0 and _WORTH.match(text, at) is not None


def measure_year(
    asked: Sequence[int], sentences: Sequence[str], number: int, match: Match, year: int | None
) -> dict[str, float]:
    """Whether a match is of a year that is asked about, and whether it is of another.

    It is of the year that was named last before it; half where only a sentence before names one.

    Args:
        asked: the years, from `find_years`.
        sentences: of an article.
        number: of the sentence that has the match.
        match: words of it.
        year: of the paper.
    """
    of_asked = of_other = 0.0
    clauses = reversed(_COMPARED.sub("", sentences[number][: match.start]).split(",")) if asked else ()
    earlier = reversed(sentences[max(0, number - _SENTENCES_BEFORE) : number]) if asked else ()
    if said := next(filter(None, (find_years(clause, year) for clause in clauses)), None):
        of_asked, of_other = float(said[-1] in asked), float(set(asked).isdisjoint(said) and 0 not in said)
    elif said := next(filter(any, (find_years(text, year) for text in earlier)), None):
        of_asked = 0.5 * ([one for one in said if one][-1] in asked)
    return {"of_year": of_asked, "year": of_other}


def find_years(text: str, year: int | None) -> list[int]:
    """The years that a text names, in order; 0 for several years or a sum over them.

    Args:
        text: folded, without white space.
        year: of the paper; None where it is not known, so that 去年 says none.
    """
    found = []
    for said in _SAYS_YEAR.finditer(text):
        if said["number"]:
            found.append(int(said["number"]))
        elif not said["by_day"]:
            found.append(0)
        elif year is not None:
            found.append(year + _YEARS_AWAY[said["by_day"]])
    return found


def _measure_focus(focus: str, text: str, match: Match) -> float:
    """The share of the characters of what is counted that stand beside a match, or beside the number before it."""
    characters = set(focus) - _NOT_COUNTED
    if not characters:
        return 0.0
    before, after = text[max(0, match.start - 12) : match.start], text[match.stop : match.stop + 12]
    beside = _MARK.split(before)[-1] + _MARK.split(after, maxsplit=1)[0]
    share = sum(character in beside for character in characters) / len(characters)
    verb = None if _CHANGED.search(before) else _ONLY_VERB.search(before)
    start = match.start - len(verb[0]) if verb else 0
    if start and text[start - 1] == match.words[-1] and not _WORD_FOLLOWS.match(after):
        counted = _MARK.split(text[max(0, start - 12) : start])[-1]
        share = max(share, SAID_BEFORE * sum(character in counted for character in characters) / len(characters))
    return share


def _measure_noun(focus: str, after: str) -> float:
    """How much of the beginning of what is counted, MOST_OF_NOUN characters at most, begins what follows a match."""
    size = min(len(focus), MOST_OF_NOUN)
    if not size:
        return 0.0
    same = next((at for at in range(size) if not after.startswith(focus[at], at)), size)
    return same / size if same == size or same > 1 else 0.0


def measure_fit(
    pattern: AnswerPattern, text: str, match: Match, question: str, *, rises: bool | None
) -> dict[str, float]:
    """How a match fits what is asked for, by the words themselves and those right beside them.

    Args:
        pattern: of the words asked for.
        text: a sentence.
        match: words of it.
        question: folded, without white space.
        rises: whether it asks by how much something has risen or fallen, from `read_change`.
    """
    before, after = text[max(0, match.start - 12) : match.start], text[match.stop : match.stop + 12]
    asked = _read_asked(question)
    return {
        "focus": _measure_focus(pattern.focus, text, match),
        "noun": _measure_noun(pattern.focus, after.removeprefix("的") if _IS_SHARE.search(match.words) else after),
        "unit": float(asked.unit != "" and asked.unit in match.words[-2:]),
        "other": float(_lacks_rate(question, text, match) or _is_of_other_unit(pattern, match)),
        "large": _measure_size(text, match) if asked.each else 0.0,
        "changed": _measure_change(before, rises) if pattern.change or rises is not None else 0.0,
        "each": float(asked.each and _RATE.search(before) is not None),
        "former": float(asked.now and _is_of_former_time(text[: match.start])),
        "contrast": float(_is_of_other_kind(question, text[: match.start], text[match.stop :])),
        "most": _measure_most(asked.most, before[-5:]),
        "reached": float(asked.reached and _REACHED.search(before) is not None),
        "small": float(_SMALL.fullmatch(match.words) is not None),
        "plain": float((pattern.counts or pattern.change) and _SAYS_KIND.search(match.words) is None),
        "bracketed": float(before.endswith("(") or after.startswith(")")),
        "grown": float(not pattern.change and rises is None and _CHANGED.search(before) is not None),
        "share": float(_is_share_of(pattern, match)),
        "weighed": float(pattern.counts and _IS_WEIGHT.search(match.words) is not None),
        "vague": float(pattern.period and _VAGUE.fullmatch(match.words) is not None),
        "bound": _measure_bound(pattern.bound, match.words[-2:], before, after) if pattern.bound else 0.0,
        "office": float(bool(pattern.office) and before.endswith(pattern.office)),
        "signed": float(match.signed),
        "person": float(pattern.is_person),
    }


class _Asked(NamedTuple):
    """What a question alone says of the words that it asks for."""

    # whether it asks how much there is for each
    each: bool
    # 最高 and the like: whether it goes up; None where the question has no such word
    most: bool | None
    # the character behind 多少 or 几; "" where there is none
    unit: str
    # whether it asks what was reached, and for today's value
    reached: bool
    now: bool


@lru_cache(maxsize=64)
def _read_asked(question: str) -> _Asked:
    most, unit = _MOST.search(question), _UNIT_ASKED.search(question)
    return _Asked(
        EACH.search(question) is not None,
        most["up"] is not None if most else None,
        unit[1] if unit else "",
        _ASKS_REACHED.search(question) is not None,
        _ASKS_NOW.search(question) is not None and _ASKS_THEN.search(question) is None,
    )


def _measure_most(up: bool | None, before: str) -> float:
    """1 where 最高 stands before a match as in the question, -1 where it is 最低 there, 0 where one has neither."""
    said = None if up is None else _MOST.search(before)
    return 0.0 if said is None else 1.0 if (said["up"] is not None) == up else -1.0


def _is_of_former_time(before: str) -> bool:
    """Whether the sentence before a match speaks of earlier times last, and not of today."""
    now, then = (max((found.end() for found in said.finditer(before)), default=0) for said in (_NOW, _THEN))
    return then > now


@lru_cache(maxsize=64)
def _find_contrasts(question: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of a question that have others beside them which exclude them, each with these."""
    groups = [group.split(",") if "," in group else list(group) for group in _CONTRASTS]
    asked = [(group, [word for word in group if word in question]) for group in groups]
    return tuple(
        (words[0], tuple(one for one in group if one not in words)) for group, words in asked if len(words) == 1
    )


def _is_of_other_kind(question: str, before: str, after: str) -> bool:
    """Whether the clause of a match has what excludes a word of the question, and not that word: 女子 for 男子."""
    contrasts = _find_contrasts(question)
    if not contrasts:
        return False
    clause = _CLAUSE_END.split(before)[-1] + "|" + _CLAUSE_END.split(after, maxsplit=1)[0]
    return any(word not in clause and any(other in clause for other in others) for word, others in contrasts)


def _find_asked_rate(question: str) -> str:
    """The end of the name of the rate that is asked for, with one character before 率; "" where none is."""
    asked = _ASKED_RATE.search(question) if "率" in question else None
    return asked[0] if asked else ""


def _lacks_rate(question: str, text: str, match: Match) -> bool:
    """Whether the question asks for a rate, 利率, that is named neither around a match nor last before it."""
    asked = _find_asked_rate(question)
    if not asked or asked in text[max(0, match.start - 20) : match.stop + 8]:
        return False
    named = _RATES.findall(text[: match.start])
    return not named or named[-1] != asked


def _is_share_of(pattern: AnswerPattern, match: Match) -> bool:
    """Whether a match is a share, 七成, of what is counted."""
    return (pattern.counts or bool(pattern.focus)) and _IS_SHARE.search(match.words) is not None


def _is_of_other_unit(pattern: AnswerPattern, match: Match) -> bool:
    """Whether a match has neither the unit asked for nor the noun in place of one."""
    if pattern.unit is None or pattern.unit.search(match.words) or _is_share_of(pattern, match):
        return False
    return not (pattern.noun and match.words.endswith((pattern.noun, pattern.noun[0])))


def _measure_size(text: str, match: Match) -> float:
    """How surely a match is too large for what one person gets, or one pound costs: hundreds of millions, or a sum."""
    if "亿" in match.words:
        return 1.0
    clause = _MARK.split(text[max(0, match.start - 20) : match.start])[-1]
    return 0.5 * ("万" in match.words) + 0.5 * (_SUMS_UP.search(clause) is not None)


def _measure_change(before: str, rises: bool | None) -> float:
    """1 where words before a match say that something changed by so much, -1 where it went the other way, else 0."""
    change = _CHANGED.search(before)
    if change is None:
        return 0.0
    return -1.0 if rises is not None and (change["up"] is not None) != rises else 1.0


def _measure_bound(bound: str, ending: str, before: str, after: str) -> float:
    """1 where a match is the end of a period that is asked for, -1 where it is the other one, 0 where neither is said.

    Args:
        bound: "first" or "last".
        ending: the last two characters of the match.
        before, after: what stands around it.
    """
    first = bool(_FIRST[0].search(before) or _FIRST[1].match(after) or ending.endswith("起"))
    last = bool(_LAST[0].search(before) or _LAST[1].match(after) or ending.endswith(("前", "止")))
    return float((first - last) * (1 if bound == "first" else -1))
