"""A question that leans on the ones before, 那从哪天开始？, or replaces a part of the last one, 那六月呢？"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.question.places import default_places
from bot.question.question import Question
from bot.retrieval.query import Query, remove_question_words
from bot.speech.asking import ASKED, EMPTY_CHARACTERS
from bot.speech.sounds import sound_of
from bot.text.characters import CJK
from bot.text.names import is_likely_name
from bot.text.numbers import DIGITS
from bot.text.patterns import COUNTING_CHARACTERS, OFFICES, compile_late

# The question begins by pointing back.
_POINTS_BACK = compile_late(r"(?:那|它|他|她|这|该|其|还有|还能|然后|另外|再|又|此外)")
# It begins by asking for one or some of those that were spoken of.
_ASKS_WHICH = compile_late(r"\W*哪(?:一|几)个")
# It begins with a pronoun, or with a place that only what was shown can be: 他一个月多少工资, 里面有几个, 在那干活.
_POINTS_AT_SHOWN = compile_late(
    r"\W*(?:[它他她](?!人|乡|日|山)|(?:在|去|到|从|上)?[那这](?:里(?!程)|边|儿(?![童子女])|块儿|地方)|(?:在|去|到)[那这](?![年月天次个])|里[面头边])"
)
_PART = compile_late(r"\W*(?:那么?)?(?P<part>.{1,8}?)呢\W*")
# A thing that is no word, or of one character, and what it costs: 虾多少钱, 那蟹呢; not 卖多少钱, 白的呢, 最贵呢.
_THING = compile_late(
    rf"\W*(?:那么?)?(?P<thing>(?![卖买花要收交付给罚赔值补领拿赚挣差拨捐投奖考能得最更一两几每这它他她你我您边哪谁多人钱价票])[{CJK}][^\W的了过着得到给一]?)"
    rf"(?:呢|怎么卖|(?:现在)?(?:一?[{COUNTING_CHARACTERS}]月?)?(?:是?多少钱|什么价|几块钱?)(?:一?[{COUNTING_CHARACTERS}])?)\W*"
)
# With so many letters, those of words that only ask not counted, a question names something, whatever its words are.
SUBJECT = 5
# With so few it is short: 多大岁数, 学完发证吗.
FEW = 6
# Nouns and verbs that questions about anything have: 电话多少？ 在哪里办？
_OF_ANYTHING = frozenset(
    """
    电话 号码 地点 地址 价格 价钱 费用 名字 名称 原因 情况 内容 条件 要求 流程 步骤 材料 手续 办理 办法 报名 参加 联系
    面积 比分 比例 年龄 岁数 年纪 身高 体重 长度 高度 宽度 深度 重量 距离
    咨询 收费 免费 要钱 多钱 具体 详细 目的 结果 数量 人数 以后 然后 可以 需要 应该 一个 这个 那个 哪个 他们 我们 东西
    事情
    """.split()
)
# What belongs to something, as offices do. A question that follows another need not say whose it is: 门票呢？
_BELONGINGS = frozenset(
    """
    票价 门票 工资 年薪 月薪 奖金 罚款 押金 学费 房租 租金 利息 利率 优惠 名额 冠军 教练 负责人 老板
    """.split()
).union(OFFICES.split("|"))
# Those that only point at a time or a place: the article need not have them.
_POINTING = frozenset(
    """
    一共 总共 时间 时候 日期 期限 截止 开始 结束 开幕 现在 今天 明天 后天 昨天 今年 明年 去年 地方 里面 里头 外面
    外头 上面 下面 旁边 附近 这里 那里 这边 那边 前年 后年 上午 下午 早上 晚上 中午 夜里 白天 周末 平时
    """.split()
)
_NAMES_NOTHING = _OF_ANYTHING | _POINTING
_NO_SUBJECT = _NAMES_NOTHING | _BELONGINGS
# What has one of these counts, points or is empty.
_SAYS_LITTLE = compile_late(f"[{''.join(sorted(EMPTY_CHARACTERS - {'地'}))}{DIGITS}几每半里外边钱]|^.$")
# Characters that stand beside these and name nothing either.
_NOTHING = frozenset("的了在是有去来走办点要能会可多几给对为从到得做用叫号个些钱人这那它他她")
# Those of them that are no piece of a name where words are cut badly: 人能, but not 老人.
_HELPS = _NOTHING - frozenset("点对号钱人")
# A number and its measure word do not name what is counted: 三家.
_COUNT = compile_late(f"[{DIGITS}两几每][{COUNTING_CHARACTERS}]")
LEANING_WEIGHT = 0.6
"""What a term of the question before counts: it says what is meant, the new one what is asked. Found on
tests/data/questions_work.jsonl; from half to full weight they come out the same."""
# The question before the last counts half as much as the last; so many count.
FADING, REMEMBERED = 0.5, 2


def points_back(question: Question) -> bool:
    """Whether a question begins with a word that points to what was said before."""
    return bool(_POINTS_BACK.match(question.folded.strip()))


def asks_which(question: Question) -> bool:
    """Whether a question asks which of those that were spoken of: 哪一个评上了."""
    return bool(_ASKS_WHICH.match(question.folded))


def points_at_shown(question: Question) -> bool:
    """Whether a question begins with somebody or a place that only what was shown before can be."""
    return bool(_POINTS_AT_SHOWN.match(question.folded))


def is_part_of_question(question: Question) -> bool:
    """Whether a question names another part of what was asked and nothing that is asked of it: 那湖州呢？ 村里的呢？"""
    found = _PART.fullmatch(question.folded)
    return found is not None and remove_question_words(found["part"]) == found["part"]


def complete(question: Question, history: Sequence[Question]) -> Question:
    """A question that names another part alone with what the last whole one asks: 以前几秒 for 以前呢 after 几秒做一个.

    Any other question is returned as it is.
    """
    if is_part_of_question(question) and (part := _PART.fullmatch(question.folded)):
        for earlier in reversed(history):
            if not is_part_of_question(earlier):
                found = ASKED.search(earlier.folded)
                return replace(question, typed=part["part"] + found[0]) if found else question
    return question


def has_subject(question: Question) -> bool:
    """Whether a question has a word of its own that says what it is about."""
    words = [word for word in question.words if word.isalnum() and word not in _NO_SUBJECT]
    is_word = question.analyzer.segmenter.is_word
    # two characters that are no word, 人能 of 一个人能拿多少, are cut badly
    named = (
        len(word) > 2 or (len(word) == 2 and not _COUNT.match(word) and (is_word(word) or _HELPS.isdisjoint(word)))
        for word in words
    )
    return any(named) or any(map(str.isascii, words)) or sum(map(len, words)) >= SUBJECT


def lacks_thing(question: Question, text: str) -> bool:
    """Whether a question asks what a thing costs, or names it with 呢, and a text, folded, does not have that thing.

    Only of things too short to be a subject: 虾多少钱 after a question on eels is asked of shrimps.
    """
    found = None if has_subject(question) else _THING.fullmatch(question.folded)
    if found is None or (len(found["thing"]) > 1 and question.analyzer.segmenter.is_word(found["thing"])):
        return False
    return found["thing"] not in text


def is_one_character(question: Question) -> bool:
    """Whether a message is one character that asks nothing, 茶: it says too little to ask on about what was shown."""
    return sum(map(str.isalnum, question.folded)) == 1 and question.bare == question.folded


def names_none(question: Question) -> bool:
    """Whether a question does not say what it is about, and so is about what was spoken of."""
    return points_at_shown(question) or not has_subject(question)


def is_empty_of_subject(question: Question) -> bool:
    """Whether a question has nothing but words that questions about anything have: 电话多少？"""
    words = (word for word in question.words if word.isalnum())
    return all(word in _NAMES_NOTHING or _NOTHING.issuperset(word) for word in words)


def may_be_subject(word: str) -> bool:
    """Whether a word may say what a question is about: 护照, but not 门票, 三家, 村里."""
    return word not in _NO_SUBJECT and not _SAYS_LITTLE.search(word)


def is_pointing(word: str) -> bool:
    """Whether a word only points at a time or a place: 明天, 里面."""
    return word in _POINTING


def is_elliptic(question: Question) -> bool:
    """Whether a question is complete only with the one before: 几点？ 售价呢？"""
    return not has_subject(question) or is_short(question, SUBJECT - 1)


def is_short(question: Question, most: int = FEW) -> bool:
    """Whether a question has no more letters and digits than these, those of the words that only ask not counted."""
    return sum(map(str.isalnum, question.bare)) <= most


def add_history(query: Query, history: Sequence[Question]) -> Query:
    """The query with the terms of the last questions added. A query that says nothing gets them too: 几点？"""
    for age, earlier in enumerate(reversed(history[-REMEMBERED:])):
        query = query.plus(earlier.query.fields, LEANING_WEIGHT * FADING**age, "history")
    return query


# --- one part replaced ---
# What is said around the part: 那六月呢？ 换成城西的话呢？ 我问的是去年的
_AROUND = compile_late(
    r"\W*(?P<before>(?:我(?:想|要)?问的?(?:其实)?是?|我是(?:想?问|说)|我的意思是|那么?|换成|改成|换作|要是|如果是?|至于|还有|对|那个)*)"
    r"(?P<part>.{1,10}?)(?P<after>的话|[呢的又也都]|怎么?样|一样吗|是吗|吗)*\W*"
)
# A word that was mistyped before is put right: 打错了，是电竞; 补贴 写错字了; 是补贴不是补帖
_MISTYPED = "(?:我|刚才?)*(?:字?[打写说输]错|错别?)(?:了?字)?了?|手误|手滑"
_RIGHT, _SORRY = r"(?P<right>\w{2,10}?)", "(?:不好意思|抱歉|哦|啊|不对)?"
_CORRECTIONS = tuple(
    compile_late(rf"\W*{_SORRY}\W*{pattern}\W*")
    for pattern in (
        rf"(?:{_MISTYPED})\W*(?:应该|其实)?是?\W*{_RIGHT}",
        rf"是?{_RIGHT}\W+(?:{_MISTYPED})",
        rf"是?{_RIGHT}\W*不是(?P<wrong>\w{{2,10}})",
        rf"不是(?P<wrong>\w{{2,10}}?)\W*(?:而|应该)?是{_RIGHT}",
    )
)
_DIGIT = rf"0-9{DIGITS}十百千万两"
_COUNTED = compile_late(rf"(第?)[{_DIGIT}.]+(\D{{1,3}})")
# The parts of a time, from the year to the time of day. A smaller part of the replaced time goes with the larger one.
_YEAR = rf"(?:(?<![{_DIGIT}])[{_DIGIT}]{{2,4}}年(?!级)|今年|去年|明年|前年|后年)"
_MONTH = rf"(?:[{_DIGIT}]{{1,3}}月份?|[上下这]个?月|本月)"
_DAY = rf"(?:[{_DIGIT}]{{1,3}}[日号](?![楼线])|[今明昨后前](?:天|儿个?))"
_TIMES = (
    _YEAR,
    f"{_MONTH}{_DAY}?",
    _DAY,
    "(?:(?:星期|周|礼拜)[一二三四五六日天末]|工作日|节假日|双休日|平时)",
    "(?:上午|下午|早上|白天|晚上|中午|夜里|凌晨|上半年|下半年|第?[一二三四]季度|春[天季]|夏[天季]|秋[天季]|冬[天季]|暑假|寒假)",
)
# Words of which one stands for the other.
_OPPOSED_WORDS = tuple(
    frozenset(group.split())
    for group in (
        "老人 老年人 小孩 孩子 儿童 学生 大人 成人 青年 年轻人 婴儿 中学生 小学生 大学生",
        "企业 单位 个人 自己 职工 农民 居民",
        "城镇 农村 城市 乡村",
        "本地 外地 本地人 外地人",
        "男 女 男的 女的 男孩 女孩 男性 女性 男人 女人",
    )
)
# Characters of places and sides: a word may stand for another that differs in one of them.
_SIDES = frozenset("东西南北中前后左右上下内外里")
# Names with the same ending are of the same kind: 红星牌 and 绿洲牌.
_ENDINGS = (
    "牌店厂局院校路街村镇乡县市区省州线队班馆园站桥江河湖山岛寺庙社室厅部处会车船机票卡证险费金奖赛展节"
    "项期号楼层幢组科系"
)


def correct_last(question: Question, history: Sequence[Question]) -> tuple[str, list[str]] | None:
    """The last question with a mistyped word put right, and those before it: 补贴 打错字了 after 拿了多少补帖.

    None where the question is no such correction, or where nothing in the last one sounds like the word.
    """
    matches = (pattern.fullmatch(question.folded) for pattern in _CORRECTIONS) if history else ()
    found = next(filter(None, matches), None)
    if found is None:
        return None
    right, last = found["right"], history[-1]
    wrong = found.groupdict().get("wrong")
    meant = (span for span in _word_spans(last) if sound_of(span) == sound_of(right))
    typed = wrong if wrong and wrong in last.folded else next(meant, None)
    return (last.folded.replace(typed, right), [one.folded for one in history[:-1]]) if typed else None


def replace_part(question: Question, history: Sequence[Question]) -> tuple[str, list[str]] | None:
    """The whole question that is meant, and the earlier ones, with the replaced part gone from all of them.

    Args:
        question: what was typed.
        history: the questions before it, whole, oldest first.

    Returns:
        None where the question is no such question, or where nothing of the same kind was spoken of.
    """
    around = _AROUND.fullmatch(question.folded)
    if around is None or not history:
        return None
    part = around["part"].strip()
    # 他老婆也割芦苇吗 is no part of a question, but a whole one
    if remove_question_words(part).strip() != part or not part or "也" in part[1:-1]:
        return None
    is_marked = bool(around["before"] or around["after"])
    for number in range(len(history) - 1, -1, -1):
        replaced = _replace(part, history[number])
        if replaced is None or not (is_marked or _is_time(part) or _COUNTED.fullmatch(part) or _is_place(part)):
            continue
        earlier = [one.folded for one in history]
        old = earlier[number]
        earlier[number] = replaced
        if number == len(history) - 1:
            return replaced, earlier[:-1]
        # the subject was named before the last question, which asks again of the other one
        return (earlier[-1] if old == replaced else part + earlier[-1]), earlier[:-1]
    if is_marked and (_is_time(part) or _is_place(part)) and not is_part_of_question(history[-1]):
        return part + history[-1].folded, [one.folded for one in history[:-1]]
    return None


def _is_time(part: str) -> bool:
    return re.fullmatch(f"(?:{'|'.join(_TIMES)})+", part) is not None


def _is_place(part: str) -> bool:
    return any(part in (place.name, place.short) for place in default_places().find(part))


def _replace(part: str, earlier: Question) -> str | None:
    """The earlier question with a part in place of what is of the same kind; None where nothing is."""
    text = earlier.folded
    if _is_time(part):
        return _replace_time(part, text)
    for other in _same_kind(part, earlier):
        if other != part:
            return text.replace(other, part)
    return None


def _replace_time(part: str, text: str) -> str | None:
    changed = text
    for pattern in _TIMES:
        if found := re.findall(pattern, part):
            changed = re.sub(f"(?:{pattern})+", "".join(found), changed)
    return changed if changed != text else None


def _same_kind(part: str, earlier: Question) -> Iterator[str]:
    """What an earlier question has of the kind of a part, the surest first."""
    if part in _NAMES_NOTHING:
        return
    yield from _find_counts(part, earlier)
    yield from _find_opposed_words(part, earlier)
    yield from _find_places(part, earlier)
    yield from _find_qualified(part, earlier)
    yield from _find_alike(part, earlier)
    yield from _find_endings(part, earlier)
    yield from _find_names(part, earlier)
    yield from _find_latin(part, earlier)


def _find_counts(part: str, earlier: Question) -> Iterator[str]:
    """A number of the same: 60岁 for 70岁, 三号线 for 五号线."""
    if counted := _COUNTED.fullmatch(part):
        yield from re.findall(rf"{counted[1]}[{_DIGIT}.]+{re.escape(counted[2])}", earlier.folded)


def _find_opposed_words(part: str, earlier: Question) -> Iterator[str]:
    """Words of a group that the part belongs to: 农村 for 城镇."""
    for group in _OPPOSED_WORDS:
        if part in group:
            yield from sorted((word for word in group if word in earlier.folded), key=len, reverse=True)


def _find_places(part: str, earlier: Question) -> Iterator[str]:
    """Places, for a place."""
    if _is_place(part):
        for place in default_places().find(earlier.folded):
            yield place.name if place.name in earlier.folded else place.short


def _find_alike(part: str, earlier: Question) -> Iterator[str]:
    """Words that differ from the part in one character: 猪肉 for 牛肉, 城东 for 城西, but not 代办 for 代表.

    They are of one kind if their last characters are the same, because the last one says the kind; or if the other
    characters are two places or sides.
    """

    def is_alike(span: str) -> bool:
        differing = [pair for pair in zip(span, part, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and (span[-1] == part[-1] or _SIDES.issuperset(differing[0]))

    return (span for span in _word_spans(earlier) if len(span) == len(part) > 1 and is_alike(span))


def _find_qualified(part: str, earlier: Question) -> Iterator[str]:
    """The words that the part ends with, the longest first: of 微网格 网格."""
    heads = (span for span in _word_spans(earlier) if len(span) > 1 and part.endswith(span))
    yield from sorted(heads, key=len, reverse=True)


def _find_endings(part: str, earlier: Question) -> Iterator[str]:
    """The word that ends like the part and is nearest to it in length: 南街小学 for 实验小学."""
    if len(part) > 1 and part[-1] in _ENDINGS:
        alike = [span for span in _word_spans(earlier) if span[-1] == part[-1] and len(span) > 1]
        yield from sorted(alike, key=lambda span: abs(len(span) - len(part)))[:1]


def _find_names(part: str, earlier: Question) -> Iterator[str]:
    """People's names, for a name; 古树 and 水质 begin with surnames, but are words, and 安吉 is a place."""

    def is_name(text: str) -> bool:
        is_word = earlier.analyzer.segmenter.is_word
        return 2 <= len(text) <= 3 and is_likely_name(text) and not is_word(text) and not _is_place(text)

    if is_name(part):
        yield from filter(is_name, _word_spans(earlier))


def _find_latin(part: str, earlier: Question) -> Iterator[str]:
    """Words in Latin letters for such a word, and numbers for a number."""
    if part.isascii() and part.isalnum():
        words = (word for word in earlier.words if word.isascii() and word.isalnum())
        yield from (word for word in words if word.isalpha() == part.isalpha())


def _word_spans(question: Question) -> Iterator[str]:
    """Runs of one to three neighbouring words of a question."""
    words = question.words
    for start in range(len(words)):
        for stop in range(start + 1, min(start + 3, len(words)) + 1):
            span = "".join(words[start:stop])
            if span.isalnum():
                yield span
