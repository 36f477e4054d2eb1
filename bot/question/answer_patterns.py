"""What answers look like: the words of a number, a time, a person or a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from bot.question.intent import AnswerType, Intent, QuestionKind
from bot.text.characters import CJK
from bot.text.names import is_likely_name
from bot.text.patterns import (
    COUNTERS,
    COUNTING_CHARACTERS,
    COUNTRIES,
    CURRENCIES,
    OCCUPATIONS,
    OFFICES,
    PHONE_NUMBER,
    RELATIVES,
    TIME_UNITS,
    UNITS,
    compile_late,
)
from bot.text.segmenter import default_segmenter

__all__ = ["NUMBER", "AnswerPattern", "Bound", "find_answer_pattern"]

_HAN = "一二两三四五六七八九十百千万〇零"
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[{_HAN}]+|数(?=[十百千万亿])|几(?=[十百千万亿]))(?:[多余来几]?[十百千万亿]+)*[多余来几]?"
NUMBER = compile_late(rf"(?<![\d.第:a-z])(?<!\d,)(?!一\D){_NUMBER}")
"""A number of more than 一, without its unit."""
_TO = r"[—\-~–至到]+"
_BOUND = "(?:以上|以下|以内|左右)?"
# 不到一个月 is not 一个月.
_LIMIT = "(?:零下|不到|不足|不少于|不低于|不超过|不高于|超过|低于|高于|至少|最多|最少|至多)?"
# What is counted with, but not as the beginning of a span of time or of a percentage point.
_COUNTED = f"(?!个半?(?:月|小时|世纪)|个(?:钟头|星期|百分点))(?:{COUNTERS})"


def _amount(unit: str) -> str:
    """A number with its unit, or a range of them; not 第九, not 一个, not the beginning of a longer one (3米75)."""
    return (
        rf"{_LIMIT}(?<![\d.第:a-z])(?<!\d,)(?:{_NUMBER}(?:{unit})?(?:{_TO}|以上[至到、,]?))?(?!一(?:{_COUNTED}))"
        rf"{_NUMBER}(?:{unit})(?!\d{{1,2}}(?![\d.万亿{COUNTING_CHARACTERS}])){_BOUND}"
    )


_CALENDAR_YEAR = r"(?:(?<!\d)\d{4}年(?![度代])(?:\([^()]{1,8}\)(?=\d))?|[〇零一二三四五六七八九]{4}年)"
_YEAR = rf"(?:{_CALENDAR_YEAR}|今年|去年|明年|前年)"
_MONTH = r"(?:(?<![\d.])(?:\d{1,2}[至到—~-])?\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|末|中旬|上旬|下旬)?"
# 建设路99号 is no day, 5号线 neither.
_DAYS = r"(?:\d{1,2}[至到—~-])?(?:3[01]|[012]?\d)"
_DAY = (
    rf"(?:(?<![\d.路街弄巷道区园]){_DAYS}|[一二三]?十?[一二三四五六七八九十])"
    r"[日号](?![线楼院店码机文馆门井])"
)
_WEEKDAY = r"(?:每?(?:星期|周|礼拜)[一二三四五六日天末](?![班次届号])(?:[至到、](?:星期|周|礼拜)?[一二三四五六日天])?)"
_HALF = r"(?:凌晨|清晨|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|夜里|夜间|晚间|晚|早)"
_CLOCK = (
    # 一时 and 一点 are seldom an hour
    r"(?:(?<![\d.:])\d{1,2}:\d{2}(?![:\d])|(?<![\d.])(?:\d{1,2}|(?!一[时点](?![钟半整]))[一二三四五六七八九十]{1,3}|零)[时点](?!钟头)"
    r"(?:半|整|钟|\d{1,2}分|一刻)?(?!\d))"
)
_TIME = rf"(?:{_HALF}?{_CLOCK}|正午)"
# What people reckon with besides the calendar.
_FEAST = (
    r"(?:(?:今年|明年|去年)?(?:春节|元旦|清明|五一|端午|中秋|国庆|元宵|除夕|重阳|七夕)(?:节|小?长假|假期|黄金周)?(?:期间|前夕|前后|当天|假期)?"
    r"|(?:农历|大年|正月|腊月)(?:初|廿|三?十|[一二])?[一二三四五六七八九十]+|[寒暑]假(?:期间)?)"
)
_NEAR = (
    r"(?:即日|[下本上]个?月(?:[初中底末]|[上中下]旬)?|下?个?[下本上]周[一二三四五六日末]?|次日|翌日|当晚|[昨今明后][日天晚]"
    r"|(?:今年|明年|去年|\d{4}年)?(?:[上下]半年|第?[一二三四]季度|[春夏秋冬]季|年[初底末]|[春秋]天))"
)
# A day of the running month stands behind any word: 高速公路23日通车.
_BARE_DAY = rf"(?<![\d.第满每]){_DAYS}日(?![内后之以期])"
# Each part stands here as few times as possible, because the pattern of a moment is compiled for every question after a
# time, which takes several milliseconds.
_DAY_OR_MONTH = rf"(?:(?<![{CJK}”\"])|(?<=[于在从至到自是为的]))(?:{_DAY}|{_MONTH})"
_DATE = rf"(?:{_YEAR}{_MONTH}(?:{_DAY})?|{_MONTH}{_DAY}|{_DAY_OR_MONTH}|{_BARE_DAY}|{_WEEKDAY}|{_FEAST}|{_NEAR})(?:\((?:星期|周)[一二三四五六日天]\))?"
_TAIL = r"(?:前后|之前|以前|以后|之后|底前|期间|前|后|起|底|止)?"
_MOMENT = rf"(?:{_DATE}(?:(?:{_HALF}(?!\d))?{_TIME}|{_HALF})?|{_TIME}|{_YEAR}(?:中旬|[初中底末]|上半年|下半年)?){_TAIL}"
_UNIT_OF_TIME = "个[半多来]?(?:月|小时|钟头|星期|世纪)|年半?(?!代|级|度|前|后)|天|周(?![岁年末一二三四五六日边])|星期|小时|分钟|分(?=[\\d一二三四五六七八九十]+秒)|秒(?:\\d\\d(?!\\d)|钟)?"
_SPAN_OF_TIME = (
    rf"{_LIMIT}(?<![\d.第:〇零一二三四五六七八九])(?![\d〇零一二三四五六七八九]{{4}}年)(?:(?:{_NUMBER}|半)(?:{_UNIT_OF_TIME})?{_TO})?(?:{_NUMBER}|半)(?:{_UNIT_OF_TIME})"
    rf"(?:\+?{_NUMBER}(?:分钟?|秒钟?|个月|天|[晚夜])|半)*{_BOUND}"
)
# Measure words that stand for each other: of 多少人 the answer may be 三名.
_EQUIVALENT = (
    "人名位口 户家 家个所 度℃ 件个样项条 辆台架 条项个 条艘只 座个处 处个 种类个 所个家 起例宗件 根棒 张枚份套 棵株 只头羽尾枚个 间套 场次届 趟列班次架辆对个 支个"
).split()

_PEOPLE = f"{OFFICES}|{OCCUPATIONS}|{RELATIVES}|[{CJK}]{{2}}员"
# What has a name and is nobody: the name stands in quotation marks.
_TITLE = r"[“《](?P<words>[^“”《》,。;:!?]{2,20})[”》]"
_ASKS_TITLE = compile_late("叫(?:什么|啥)|什么名字|名称")
_SOMEBODY = f"{_PEOPLE}|谁|[人姓员者工]|先生|女士|孩|娃|选手|老[师板]|大[爷妈姐哥]"
_BODY = "局|委|办|部|处|院|校|中心|公司|集团|协会|学会|银行|政府|站|所|支队|大队|队|社|厅|馆|会|厂|专班|小组|街道|教研室|商会"
_IN_CHARGE = rf"由(?P<words>[^,。;:由]{{2,24}}?(?:{_BODY}))(?:牵头|全[额部]|共同|联合)?(?=负责|建设|承建|修建|建造|投资|出[资钱]|买单|付|支付|兜底|购买|缴|承担|承办|主办|举办|调度|组织|提供|实施|管理|运营|统一)"
_PLACE_ENDINGS = (
    *"省 市 县 区 镇 乡 村 街道 州 国 岛 港 山 湖 河 路 街 馆 院 中心 广场 公园 体育场 机场 车站 学校 大学 医院 小区 基地 园区 半岛 海峡".split(),
    *COUNTRIES,
)
_HAPPENS = "举行|举办|召开|开幕|落幕|闭幕|进行|登陆|启动|揭牌|开张|开市|开业|成立|挂牌|鸣枪|下水|展出|上演|发布|举|拉开|正式|顺利|圆满|隆重"
_SITE = (
    rf"(?<![正现])在(?P<words>(?!\d|[我全本][省市县区镇村](?:{_HAPPENS}))[^,。;:!?“”在]{{2,24}}?)(?={_HAPPENS})"
    r"|(?:设在|设于|位于|坐落于|地址(?:为|是|:))(?P<seat>[^,。;:!?“”()在的]{2,24})(?=[,。;:!?(]|$)"
    rf"|(?:(?<=[在于进到:,。为至自住往是])|^)(?P<address>(?:(?![在于进到位])[{CJK}]){{2,6}}?(?:大道|路|街|巷|弄|道)\d+号(?:\d+[幢楼室号])*)"
)

Bound = Literal["", "first", "last"]
"""Which end of a period a question asks for: "first" 从哪天起, "last" 到几号为止, "" the whole or what is no period."""

_ASKS_POINT = compile_late("几[月号日点]|哪[天日年]|什么时候|何时|啥时")
_ASKS_FIRST = compile_late(
    "(?:从|自)[^,。?到至]{0,6}(?:几|哪|什么时候|啥时候?|何时)[^,。?到至止]*$|(?:几|哪|什么时候|啥时|何时)[^,。?到至止]{0,6}(?:起|开始)"
)
_ASKS_LAST = compile_late(
    "(?:到|至|拖到)(?:了|底)?(?:几|哪|什么时候|啥时候?|何时|什么日子)|最[晚迟]|截[止至]|为止|之前|期限|结束|到期"
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


_SHARE = (
    r"(?<![\d.])\d+(?:\.\d+)?(?:%?[—\-~–至到])?(?:\d+(?:\.\d+)?)?%|百分之[一二三四五六七八九十百点]+(?:[点]?[一二三四五六七八九十])*"
    r"|[一二两三四五六七八九]成[半多]?(?![为立功长果])|\d+(?:\.\d+)?个百分点|[二三四五六七八九十]分之[一二三四五六七八九十]+|[近过超]?一半|[近过超]半数?(?![年个])|\d+(?:\.\d+)?折|[一二三四五六七八九]折|半价"
)
_MULTIPLE = rf"(?:{_NUMBER})倍|翻[了一两二三四几]+番"
_MONEY = (
    rf"{_amount(CURRENCIES)}(?:(?<=[^万亿]块)[一二三四五六七八九](?:毛[一二三四五六七八九]?|(?![{_HAN}年月斤亩{COUNTING_CHARACTERS}])))?"
    rf"|(?<![\d.]){_NUMBER}[毛角](?:钱)?"
)
_MEASURED = f"{UNITS}|立方米|毫升|公升|千瓦时?|标箱"
_AREA = _amount("平方公里|平方米|平方千米|公顷|亩")
# 35岁以下 is nobody's age
_AGE = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十]+)"
_OWN_AGE = rf"(?<![\d.]){_AGE}周?岁(?!以[上下内])"
# The words that answer each type. A pattern is compiled when a question needs it: all of them take longer than an answer.
_WORDS = {
    AnswerType.ORDINAL: rf"第{_NUMBER}(?:{_COUNTED}|{UNITS})?",
    # aaa级, 5a级, 三级, 五星级, 国家级
    AnswerType.GRADE: r"(?<![a-z\d])(?:[1-5一二三四五]?a{1,5}|[b-d]{1,3})[+-]?级?(?![a-z])|(?<![\d.])(?:\d+(?:\.\d+)?|第?[一二三四五六七八九十甲乙丙特])[级等](?![以教])|[一二三四五1-5]星级?|(?:国家|世界|省|市|县)级",
    AnswerType.PHONE: PHONE_NUMBER,
    AnswerType.SHARE: _SHARE,
    AnswerType.OWN_AGE: _OWN_AGE,
    AnswerType.AGE: rf"(?<![\d.])(?:{_AGE}(?:周?岁)?(?:{_TO}|以上[至到,、]?))?{_AGE}周?岁半?{_BOUND}",
    AnswerType.INTERVAL: r"每(?:隔)?(?:半|两|三|\d)?个?(?:年|季度|月|周|星期|天|日)(?!的)(?:至少|最少)?(?:[一二两三四五六七八九十\d]+次)?",
    AnswerType.MONEY: _MONEY,
    AnswerType.PAY: f"{_MONEY}|{_SHARE}",
    AnswerType.CHANGE: f"{_SHARE}|{_MULTIPLE}|{_amount(f'{CURRENCIES}|{_MEASURED}|{_COUNTED}')}|{_SPAN_OF_TIME}",
    AnswerType.RESULT: r"(?<![\d:])\d+[:∶比]\d+(?![\d:])",
    AnswerType.WEIGHT: _amount("公斤|千克|吨|克|斤|kg"),
    AnswerType.LENGTH: "(?:每(?:小时|秒))?" + _amount("公里|千米|厘米|毫米|海里|公分|米|km|cm|m|里"),
    AnswerType.AREA: _AREA,
    AnswerType.SIZE: f"{_AREA}|{_OWN_AGE}",
    AnswerType.UNIT_OF_TIME: rf"{_SPAN_OF_TIME}|(?<![\d.月]){_NUMBER}个?(?:工作)?日(?=[内之后以,。;])",
    AnswerType.DURATION: _SPAN_OF_TIME,
    AnswerType.CLOCK: rf"(?:第二天|次日|翌日)?{_TIME}{_TAIL}",
    AnswerType.YEAR: _CALENDAR_YEAR,
    AnswerType.ERA: (
        rf"(?:[东西南北前后]?[夏商周秦汉晋隋唐宋辽金元明清]|民国)(?:[朝代]?[{CJK}]{{0,4}}?(?:年间|时期|[末初][年期]?)|[朝代])"
        rf"|[\d一二十]+世纪(?:[\d一二三四五六七八九]+0?年代)?[初末中]?|\d{{2,4}}年代|{_CALENDAR_YEAR}"
    ),
    AnswerType.DAY: rf"{_YEAR}?{_DATE}(?:(?:{_HALF}(?!\d))?{_TIME}|{_HALF})?{_TAIL}",
    # people go by 五一 and 国庆 as well
    AnswerType.MONTH: rf"{_YEAR}?(?:{_MONTH}(?:{_DAY})?|{_FEAST}){_TAIL}",
    AnswerType.MOMENT: _MOMENT,
    AnswerType.BODY: _IN_CHARGE,
    AnswerType.ADDRESS: _SITE,
    AnswerType.PLACE: _SITE,
}
# A month is no day, nor is the beginning of a year.
_A_DAY = compile_late("[日号天周节假夕旦旬]|(?<!年)[底初]|星期|五一|国庆|中秋|清明|端午")
# Of these the question may ask for one end of a period.
_TIMES = {AnswerType.CLOCK, AnswerType.DAY, AnswerType.MONTH, AnswerType.MOMENT}
# A question needs few of the patterns below: those that are texts are compiled when they are first used.

# 哪个乡, 什么奖: the answer is a name that ends like the noun behind.
_THING = f"(?<!为)(?<!为了)(?:哪|什么|啥|何)一?[个所家条座种支项部只门届款类片处台张本首幅艘栋场]?(?:样的?)?(?P<noun>[{CJK}]{{1,6}})"
# One name does not answer 哪两地 and 哪五大景点.
_NO_THING = "[两几二三四五六七八九十]|[时候是的了在有叫用做办去来能会要可想就都被把给让样为说看算当些里儿事意关原开][^区市]?|地方|东西|问题|人|日|天|年|月|点"
# 林一帆是谁 has the name.
_WHO_IS = f"(?:请问)?(?P<name>[{CJK}]{{2,4}})(?:是谁|是什么人|是哪位)"
# 第一家上市的国企是哪家; 最贵的是哪家 says no kind
_WHICH_OF = compile_late(f"(?P<noun>[{CJK}]{{2,6}})(?<!的)是哪一?[个家所座条支款]的?[呢啊]?[?]?$")
# 桥叫什么, 什么名字
_CALLED = f"(?P<noun>[{CJK}]{{2,6}}?)的?(?:叫|名字|名称)"
_ENDINGS_OF = {AnswerType.BODY: tuple(_BODY.split("|")), AnswerType.PLACE: _PLACE_ENDINGS}
# Other endings of the same kind of thing.
_ENDINGS = (
    (("学校", "高校", "院校", "大学", "学院"), ("大学", "学院", "学校", "中学", "小学")),
    (("医院",), ("医院", "卫生院", "诊所")),
    (("公司", "企业", "国企", "民企", "集团", "工厂", "厂家", "厂"), ("公司", "集团", "厂", "企业", "银行")),
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
_ASKED_UNIT = f"{_MEASURED}|{_COUNTED}|[床袋瓶箱桶盒碗杯粒颗片趟遍架列分秒]"
_COUNT = rf"(?<!哪)(?:多少|几)[百千万亿]*(?P<unit>{_ASKED_UNIT})?的?(?P<focus>[^,。?!]*)"
# Without a measure word, or with 个, people are asked for by these; and goods are counted or measured.
_PEOPLE_COUNTED = f"^.{{0,4}}人(?![口工家次类民员均])|人$|[员者]$|[职员民]工|(?:老人|学生|旅客|游客|患者|病人|居民|村民|群众|孩子|娃|农民工|工人|战士|官兵|干部|孤儿|打工的|百姓|市民|网友|粉丝|观众|球迷|老外|{OCCUPATIONS})"
_OF_GOODS = "立方米|公斤|千克|毫升|公升|千瓦时?|标箱|[亩吨度斤克升]"
# 卖了多少彩票 may be a sum of money.
_SOLD = "[卖销售][了过出掉]*多少"
# What follows the question words and is not what is counted.
_NO_FOCUS = r"^(?:是|了|在|被|有|呢|啊)|[了的呢吗啊吧?]+$"
# A large number whose unit is the noun behind it: 180万城乡居民.
_BARE = (
    rf"(?<![\d.第:]){_NUMBER[:-8]}(?<=[万亿])[多余]?+(?=[{CJK},。、;])(?![{_HAN}亿]|{CURRENCIES}|{UNITS}|{TIME_UNITS})"
)
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
        if answer_type not in _WORDS:
            continue
        if answer_type in (AnswerType.UNIT_OF_TIME, AnswerType.DURATION) and (unit := _ASKED_TIME.search(question)):
            units = _SAME_TIME.get(unit[1], unit[1])
            return AnswerPattern(_compile(AnswerType.UNIT_OF_TIME), unit=re.compile(f"(?:{units}){_BOUND}$"))
        is_time = answer_type in _TIMES
        return AnswerPattern(
            _compile(answer_type),
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
    thing = re.search(_THING, question)
    endings = _find_endings(thing["noun"]) if thing and not re.match(_NO_THING, thing["noun"]) else ()
    # 什么奖 asks for a name, and neither 什么意义 nor 什么打开
    if not thing or not endings or (thing[0][0] in "什啥" and endings not in _KNOWN_ENDINGS):
        return None
    return AnswerPattern(_NOTHING, endings=endings)


def _find_name(question: str) -> AnswerPattern | None:
    """The words that a question after a name wants: a person's, or what something is called; None after who one is."""
    if _ASKS_TITLE.search(question) and not re.search(_SOMEBODY, question):
        called = re.search(_CALLED, question)
        endings = _find_endings(called["noun"], last=True) if called else ()
        return AnswerPattern(re.compile(_TITLE), endings=endings, loose=True)
    offices = re.findall(_PEOPLE, question)
    if not offices and (who := re.match(_WHO_IS, question)) and is_likely_name(who["name"]):
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


@cache
def _compile(answer_type: AnswerType) -> re.Pattern[str]:
    return re.compile(_WORDS[answer_type])


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
    count = re.search(_COUNT, question[max(0, question.rfind("多少")) :])
    if not count or re.search("^(?:是|[和与及])", count["focus"]):
        # 有多少是…的 may be a share or a number; 多少人和车 are two numbers
        return None
    unit, focus = count["unit"] or "", re.sub(_NO_FOCUS, "", count["focus"])
    if unit in ("", "个") and re.search(_PEOPLE_COUNTED, focus):
        unit = "人"
    words, ends = _compile_count(unit, bool(focus) and not re.search(_SOLD, question))
    return AnswerPattern(words, focus=focus, unit=ends, counts=unit in ("", "个"), noun=focus[:2])


# A pattern takes a millisecond and more to compile, and there are only so many measure words.
@cache
def _compile_count(unit: str, names_goods: bool) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """The words that answer where a measure word is asked for, and the ends of those that have it or one alike.

    Args:
        unit: the measure word; "" where the question names none.
        names_goods: whether the question says what is counted or measured.
    """
    if not unit and not names_goods:
        return re.compile(f"{_amount(f'{_MEASURED}|{_COUNTED}|{CURRENCIES}')}|{_SHARE}|{_BARE}"), None
    if unit in ("", "个"):
        return re.compile(f"{_amount(_COUNTED if unit else f'{_OF_GOODS}|{_COUNTED}')}|{_BARE}"), None
    equivalent = "".join(group for group in _EQUIVALENT if unit in group)
    alike = "|".join(dict.fromkeys((unit, *equivalent))).replace("℃", "°c|℃|摄氏度").replace("分", "分(?!钟)")
    alike, bare = (f"人次|{alike}|例", "|[万亿][多余]?") if unit in "人名位" else (alike, "")
    # 件次, 户次
    ends = re.compile(f"(?:(?:{alike})次?{bare}){_BOUND}$")
    if re.fullmatch(_MEASURED, unit):
        return re.compile(_amount(f"{alike}|{_MEASURED}")), ends
    # but for these, words of one character match as _COUNTED does: without them many units have the same pattern
    others = [f"{one}|" for one in alike.split("|") if one in "人户件个" or one not in {*COUNTING_CHARACTERS}]
    return re.compile(f"{_amount(''.join(others) + _COUNTED)}|{_BARE}"), ends
