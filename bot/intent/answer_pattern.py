"""What the words that would answer a question look like, told from the question."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.intent.answer_words import BODY_ENDINGS, BOUND, COUNTED, MEASURED, PLACE_ENDINGS, compile_count, compile_words
from bot.intent.intent import AnswerType, Intent, QuestionKind
from bot.text.characters import CJK
from bot.text.names import is_likely_name
from bot.text.patterns import COUNTRIES, OCCUPATIONS, OFFICES, RELATIVES, compile_late
from bot.text.segmenter import default_segmenter

_PEOPLE = f"{OFFICES}|{OCCUPATIONS}|{RELATIVES}|师[傅父]|徒弟|战友|队友|同事|同学|搭档|邻居|[{CJK}]{{2}}员"
# What has a name and is nobody: the name stands in quotation marks.
_TITLE = r"[“《](?P<words>[^“”《》,。;:!?]{2,20})[”》]"
_ASKS_TITLE = compile_late("叫(?:什么|啥)|什么名字|名称")
# How the words end that stand for somebody before 叫什么: 那位大使, 这个女娃, 老人家.
_SOMEBODY = compile_late(
    f"(?:{_PEOPLE}|谁|[人姓员者工他她娃郎娘师家手]|老人家|先生|女士|孩[子儿]?|老[师板]|大[爷妈姐哥使]|老爷子|小伙子?|姑娘|支书|[男女][子的]|婴儿|宝宝|夫妻|[失车业]主|[原被]告|主[角帅将]|冠军)$"
)

Bound = Literal["", "first", "last"]
"""Which end of a period a question asks for: "first" 从哪天起, "last" 到几号为止, "" the whole or what is no period."""

# 几号几点 is one point.
_ASKS_POINT = compile_late("(?:几[月号日点]|哪[天日年]|什么时候|何时|啥时)+")
_ASKS_FIRST = compile_late(
    "(?:从|自)[^,。?到至]{0,6}(?:几|哪|什么时候|啥时候?|何时)[^,。?到至止]*$|(?:几|哪|什么时候|啥时|何时)[^,。?到至止]{0,6}(?:起|开始)"
)
_ASKS_LAST = compile_late(
    "(?:到|至|拖到)(?:了|底)?(?:几|哪|什么时候|啥时候?|何时|什么日子)|最[晚迟]|截[止至]|为止|之前|期限|结束|到期"
    "|(?:什么时候|啥时候?|何时|哪一?天|几[号月])完(?![成美工毕善])"
)


class AnswerPattern(NamedTuple):
    """The words that would answer a question exactly."""

    # the words are the group "words", "seat" or "address" of a match, or else all of it
    pattern: re.Pattern[str]
    # the title that must stand before a name; "" where any may
    office: str = ""
    # what is counted or measured, where the question says so behind its 多少: these words stand nearest to the answer
    focus: str = ""
    # the unit asked for and those that stand for it, as a pattern of the end of a text; None where any is as good
    unit: re.Pattern[str] | None = None
    bound: Bound = ""
    # two matches with 至 between them are a period, which is one answer unless one of its ends is asked for
    period: bool = False
    # the words are the name of a person, or of something that ends so: 哪座桥, 哪所大学
    is_person: bool = False
    endings: tuple[str, ...] = ()
    # the words say by how much something has changed, and stand behind 增长, 下降 …
    change: bool = False
    # a number is asked for without its measure word
    counts: bool = False
    # what is counted, where it may stand right behind its number as a unit does: 32城, 67道, 62回合
    noun: str = ""
    # so much looks like these words that a sentence which has some answers no likelier for that
    loose: bool = False

    @property
    def is_name(self) -> bool:
        """Whether the words are a name rather than a number or time."""
        return self.is_person or bool(self.endings) or bool(self.pattern.groupindex)

    @property
    def is_institution(self) -> bool:
        """Whether the words are the name of a place, a body or something else that papers name in full: 哪家公司."""
        return bool(self.endings) and _INSTITUTIONS.issuperset(self.endings)

    @property
    def is_site(self) -> bool:
        """Whether the words are a place where something happens or lies."""
        return "seat" in self.pattern.groupindex


# A month is no day, nor is the beginning of a year.
_A_DAY = compile_late("[日号天周节假夕旦旬]|(?<!年)[底初]|星期|五一|国庆|中秋|清明|端午")
# Of these the question may ask for one end of a period.
_TIMES = {AnswerType.CLOCK, AnswerType.DAY, AnswerType.MONTH, AnswerType.MOMENT}
# Patterns that are texts below are compiled when a question needs them.

# 哪个乡, 什么奖: the answer is a name that ends like the noun behind.
_THING = compile_late(
    f"(?<!为)(?<!为了)(?:哪(?!吒)|什么|啥|何)一?[个所家条座种支项部只门届款类片处台张本首幅艘栋场]?(?:样的?)?(?P<noun>[{CJK}]{{1,6}})"
)
# One name does not answer 哪两地 and 哪五大景点.
_NO_THING = compile_late(
    "[两几二三四五六七八九十]|[时候是的了在有叫用做办去来能会要可想就都被把给让样为说看算当些里儿事意关原开][^区市]?|地方|东西|问题|人|日|天|年|月|点"
)
# 林一帆是谁 has the name.
_WHO_IS = compile_late(f"(?:请问)?(?P<name>[{CJK}]{{2,4}})(?:是谁|是什么人|是哪位)")
# 第一家上市的国企是哪家; 最贵的是哪家 says no kind
_WHICH_OF = compile_late(f"(?P<noun>[{CJK}]{{2,6}})(?<!的)是哪一?[个家所座条支款]的?[呢啊]?[?]?$")
# 桥叫什么, 孩子的名字
_NAMED = compile_late("的?(?:叫|姓(?!氏)|名字|名称)")
_CALLED = compile_late(f"(?P<noun>[{CJK}]{{2,6}}?)的?(?:叫|名字|名称)")
_ENDINGS_OF = {AnswerType.BODY: BODY_ENDINGS, AnswerType.PLACE: PLACE_ENDINGS}
# Other endings of the same kind of thing.
_ENDINGS = (
    (("学校", "高校", "院校", "大学", "学院", "军校"), ("大学", "学院", "学校", "中学", "小学")),
    (("医院",), ("医院", "卫生院", "诊所")),
    (
        ("公司", "企业", "国企", "民企", "央企", "中企", "车企", "药企", "集团", "工厂", "厂家", "厂"),
        ("公司", "集团", "厂", "企业", "银行"),
    ),
    (("部门", "单位", "机构", "机关", "组织", "科室"), _ENDINGS_OF[AnswerType.BODY]),
    (("国家", "国"), ("国", *COUNTRIES)),
    (("小区", "社区"), ("小区", "社区", "新村", "花园", "家园", "安置区")),
    (("城市", "市"), ("市",)),
    (("县市", "乡镇", "村镇"), ("市", "县", "区", "乡", "镇")),
    (("奖项", "奖", "大奖", "荣誉", "称号"), ("奖", "奖章", "称号")),
    (("球队", "队", "俱乐部"), ("队", "俱乐部")),
    (("朝代", "王朝"), ("朝", "代")),
    (("语言", "语"), ("语", "话", "文")),
    (("车站", "站", "火车站"), ("站",)),
    (("道路", "路", "街", "街道"), ("路", "街", "大道", "街道", "巷")),
    (("病", "毛病", "疾病", "病症"), ("病", "症", "炎", "癌", "瘤", "出血", "穿孔", "骨折")),
    (("软件", "平台", "小程序", "系统"), ("平台", "app", "软件", "小程序", "系统")),
)
_KNOWN_ENDINGS = frozenset(endings for _, endings in _ENDINGS)
_INSTITUTIONS = frozenset().union(*_ENDINGS_OF.values(), *_KNOWN_ENDINGS)
# Of these the question may say the unit.
_LENGTHS_OF_TIME = {AnswerType.UNIT_OF_TIME, AnswerType.DURATION}
_ASKED_TIME = compile_late("(?:几|多少)个?(秒|分钟|小时|钟头|天|日|年(?![级前后])|月|星期|周)")
# 天 and 日 are one unit, and so are 小时 and 钟头.
_SAME_TIME = {
    "天": "[天日晚夜]",
    "日": "[天日]",
    "年": "年(?:.*月)?",
    "秒": "秒钟?[\\d]*",
    "分钟": "分钟?|秒钟?",
    **dict.fromkeys(("小时", "钟头"), "小时|钟头|分"),
    **dict.fromkeys(("周", "星期"), "周|星期"),
}
_ASKED_UNIT = f"{MEASURED}|{COUNTED}|[床袋瓶箱桶盒碗杯粒颗片块面趟遍架列分秒]|回(?!合)"
_COUNT = compile_late(rf"(?<!哪)(?:多少|几)[百千万亿]*(?P<unit>{_ASKED_UNIT})?的?(?P<focus>[^,。?!]*)")
# Of 几层楼 and 多少套房 the second character is counted, though 层楼 and 套房 are words.
_COUNTED_NOUNS = "楼房书车船桥课钱牛羊鱼猪菜饭米酒水油布线花树药灯"
# Without a measure word, or with 个, people are asked for by these; and goods are counted or measured.
_PEOPLE_COUNTED = compile_late(
    f"^.{{0,4}}人(?![口工家次类民员均])|人$|[员者]$|[职员民]工|(?:老人|学生|旅客|游客|患者|病人|居民|村民|群众|孩子|娃|农民工|工人|战士|官兵|干部|孤儿|打工的|百姓|市民|网友|粉丝|观众|球迷|老外|{OCCUPATIONS})"
)
# 卖了多少彩票 may be a sum of money.
_SOLD = compile_late("[卖销售][了过出掉]*多少")
# What follows the question words and is not what is counted.
_NO_FOCUS = compile_late(r"^(?:是|了|在|被|有|呢|啊)|[了的呢吗啊吧?]+$")
_NOTHING = re.compile("(?!)")


@lru_cache(maxsize=64)
def find_answer_pattern(question: str, intent: Intent) -> AnswerPattern | None:
    """The words that answer a question; None where it wants a reason, a manner, a list, or gives no sign.

    Args:
        question: folded, without white space.
        intent: what it asks for; the most precise type of answer that has a pattern counts.
    """
    for answer_type in intent.types:
        if answer_type in (AnswerType.REASON, AnswerType.MANNER):
            return None
        find = {AnswerType.WHICH: _find_thing, AnswerType.COUNT: _find_count, AnswerType.NAME: _find_name}
        if answer_type in find:
            return find[answer_type](question)
        if answer_type is AnswerType.ANY and intent.kind is QuestionKind.PERSON:
            return AnswerPattern(_NOTHING, is_person=True)
        time = _ASKED_TIME.search(question) if answer_type in _LENGTHS_OF_TIME else None
        words = compile_words(AnswerType.UNIT_OF_TIME if time else answer_type)
        if words is None:
            continue
        if time:
            units = _SAME_TIME.get(time[1], time[1])
            return AnswerPattern(words, unit=re.compile(f"(?:{units}){BOUND}$"))
        is_time = answer_type in _TIMES
        return AnswerPattern(
            words,
            unit=_A_DAY if answer_type is AnswerType.DAY else None,
            bound=_find_bound(question) if is_time else "",
            period=is_time,
            endings=_ENDINGS_OF.get(answer_type, ()),
            change=answer_type is AnswerType.CHANGE,
        )
    return _find_thing(question)


def _find_thing(question: str) -> AnswerPattern | None:
    """The words that a question after 哪 or 什么 with a noun wants: a name that ends like the noun."""
    if which := _WHICH_OF.search(question):
        return AnswerPattern(_NOTHING, endings=_find_endings(which["noun"], last=True))
    thing = _THING.search(question)
    endings = _find_endings(thing["noun"]) if thing and not _NO_THING.match(thing["noun"]) else ()
    # 什么奖 asks for a name, and neither 什么意义 nor 什么打开
    if not thing or not endings or (thing[0][0] in "什啥" and endings not in _KNOWN_ENDINGS):
        return None
    return AnswerPattern(_NOTHING, endings=endings)


def _find_name(question: str) -> AnswerPattern | None:
    """The words that a question after a name wants: a person's, or what something is called; None after who one is."""
    named = _NAMED.search(question)
    if _ASKS_TITLE.search(question) and not (named and _SOMEBODY.search(question[: named.start()])):
        called = _CALLED.search(question)
        endings = _find_endings(called["noun"], last=True) if called else ()
        return AnswerPattern(re.compile(_TITLE), endings=endings, loose=True)
    offices = re.findall(_PEOPLE, question)
    if not offices and (who := _WHO_IS.match(question)) and is_likely_name(who["name"]):
        return None
    return AnswerPattern(_NOTHING, offices[-1] if offices else "", is_person=True)


def _find_endings(noun: str, *, last: bool = False) -> tuple[str, ...]:
    """How the names of a kind of thing end.

    Args:
        noun: the kind, with other words behind it, or before it.
        last: whether other words stand before it.
    """
    word = default_segmenter().words(noun)[-1 if last else 0]
    # 哪条路上
    word = word[0] + word[1:].rstrip("上里中下内边")
    return next((endings for nouns, endings in _ENDINGS if word in nouns), (word,))


def _find_bound(question: str) -> Bound:
    """Which end of a period a question asks for."""
    if len(_ASKS_POINT.findall(question)) > 1:
        # 从几号到几号
        return ""
    first, last = _ASKS_FIRST.search(question), _ASKS_LAST.search(question)
    return "" if bool(first) == bool(last) else "first" if first else "last"


def _find_count(question: str) -> AnswerPattern | None:
    """The words that a question with 多少 or 几 wants."""
    # 那几个看林子的管着多少亩 asks for one number
    count = _COUNT.search(question[max(0, question.rfind("多少")) :])
    if not count or re.search("^(?:是|[和与及])", count["focus"]):
        # 有多少是…的 may be a share or a number; 多少人和车 are two numbers
        return None
    unit, behind = count["unit"] or "", count["focus"]
    if len(unit) == 1 and begins_word(unit, behind):
        unit, behind = "", unit + behind
    focus = _NO_FOCUS.sub("", behind)
    # 多少观众, but neither 几个观众 nor 多少以上
    may_be_share = not unit and count[0].startswith("多少") and not focus.startswith("以")
    if unit in ("", "个") and _PEOPLE_COUNTED.search(focus):
        unit = "人"
    words, ends = compile_count(unit, bool(focus) and not _SOLD.search(question), may_be_share)
    return AnswerPattern(words, focus=focus, unit=ends, counts=unit in ("", "个"), noun=focus[:2])


def begins_word(unit: str, behind: str) -> bool:
    """Whether a measure word only begins a word of what is counted: 座 of 多少座位, 羽 of 多少羽绒."""
    if not behind or unit in "个人" or behind[0] in _COUNTED_NOUNS:
        return False
    segmenter = default_segmenter()
    return len(segmenter.words(unit + behind)[0]) > 1 and segmenter.is_word(unit + behind[0], usual=False)
