"""The words of an answer of each type, as patterns: a number, a sum, a time, a share, a place.

A pattern is compiled when a question needs it: all of them take longer than an answer.
"""

from __future__ import annotations

import re
from functools import cache

from bot.intent.intent import AnswerType
from bot.text.characters import CJK
from bot.text.patterns import (
    COUNTERS,
    COUNTING_CHARACTERS,
    COUNTRIES,
    CURRENCIES,
    PHONE_NUMBER,
    TIME_UNITS,
    UNITS,
    compile_late,
)

_HAN = "一二两三四五六七八九十百千万〇零"
_LARGE = "[十百千万亿]"
# Longer runs of numerals are no number. They are left alone, other repeats are bounded, and a run can be divided in one
# way only, because each numeral of a run may begin a number and end one.
_SHORT = f"(?![{_HAN}]{{20}})"
_WHOLE = (
    rf"(?:(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[数几](?={_LARGE})){_LARGE}{{0,8}}|{_SHORT}[{_HAN}]+(?:亿{_LARGE}{{0,8}})?)"
    f"(?:[多余来几]{_LARGE}{{1,8}}){{0,4}}"
)
IN_UNIT_OF_MONEY = compile_late(rf"单位[:：]?[^,，。)）\d]{{0,6}}元|(?<![\d{_HAN}多余来几])元/")
"""What a table of prices says above its rows, or in its headline; the rows are names and numbers."""

_NUMBER = f"{_WHOLE}[多余来几]?"
NUMBER = compile_late(rf"(?<![\d.第a-z])(?<!\d[,:])(?!一(?!{_LARGE})\D){_NUMBER}")
"""A number of more than 一, without its unit."""
_TO = r"[—\-~–至到]+"
BOUND = "(?:以上|以下|以内|左右)?"
# 不到一个月 is not 一个月.
_LIMIT = "(?:零下|不到|不足|不少于|不低于|不超过|不高于|超过|低于|高于|至少|最多|最少|至多)?"
# What is counted with, but not as the beginning of a span of time or of a percentage point.
COUNTED = f"(?!个半?(?:月|小时|世纪)|个(?:钟头|星期|百分点))(?:{COUNTERS})"


def _amount(unit: str) -> str:
    """A number with its unit, or a range of them; not 第九, not 一个, not the beginning of a longer one (3米75)."""
    return (
        rf"{_LIMIT}(?<![\d.第a-z])(?<!\d[,:])(?:{_NUMBER}(?:{unit})?(?:{_TO}|以上[至到、,]?))?(?!一(?:{COUNTED}))"
        rf"{_NUMBER}(?:{unit})(?!\d{{1,2}}(?![\d.万亿{COUNTING_CHARACTERS}])){BOUND}"
    )


_CALENDAR_YEAR = r"(?:(?<!\d)\d{4}年(?![度代])(?:\([^()]{1,8}\)(?=\d))?|[〇零一二三四五六七八九]{4}年)"
_YEAR = rf"(?:{_CALENDAR_YEAR}|今年|去年|明年|前年)"
# 4.6月17日 is an item with its number before it, for no month has a fraction.
_MONTH = r"(?:(?<!\d)(?:\d{1,2}[至到—~-])?\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|末|中旬|上旬|下旬)?"
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
    r"|(?:今年|明年|去年|\d{4}年)?(?:[上下]半年|第?[一二三四]季度|[春夏秋冬]季(?!运动|奥|残|赛)|年[初底末]|[春秋]天))"
)
# A day of the running month stands behind any word: 高速公路23日通车.
_BARE_DAY = rf"(?<![\d.第满每]){_DAYS}日(?![内后之以期])"
# Each part stands here as few times as possible, because the pattern of a moment is compiled for every question after a
# time, which takes several milliseconds.
_DAY_OR_MONTH = rf"(?:(?<![{CJK}”\"])|(?<=[于在从至到自是为的]))(?:{_DAY}|{_MONTH})"
_DATE = rf"(?:{_YEAR}{_MONTH}(?:{_DAY})?|{_MONTH}{_DAY}|{_DAY_OR_MONTH}|{_BARE_DAY}|{_WEEKDAY}|{_FEAST}|{_NEAR})(?:\((?:星期|周)[一二三四五六日天]\))?"
_TAIL = r"(?:[前后][一两三][天日年周]|前后|之前|以前|以后|之后|底前|期间|前|后|起|底|止)?"
_MOMENT = rf"(?:{_DATE}(?:(?:{_HALF}(?!\d))?{_TIME}|{_HALF})?|{_TIME}|{_YEAR}(?:中旬|[初中底末]|上半年|下半年)?){_TAIL}"
_UNIT_OF_TIME = "个[半多来]?(?:月|小时|钟头|星期|世纪)|年半?(?!代|级|度|前|后)|天|昼夜|周(?![岁年末一二三四五六日边])|星期|小时|分钟|分(?=[\\d一二三四五六七八九十]+秒)|秒(?:\\d\\d(?!\\d)|钟)?"
# 上半年 is no half of a year that something takes, and 2019年 no span; behind 需要 or 达 2000年 is one.
_SPAN_OF_TIME = (
    rf"{_LIMIT}(?<![\d.第{_HAN}])(?<!\d:)(?<![上下](?=半年))(?!(?<![要达时近约])[\d〇零一二三四五六七八九]{{4}}年)(?:(?:{_NUMBER}|半)(?:{_UNIT_OF_TIME})?{_TO})?(?:{_NUMBER}|半)(?:{_UNIT_OF_TIME})"
    rf"(?:\+?{_NUMBER}(?:分钟?|秒钟?|个月|天|[晚夜])|半)*{BOUND}"
)
# 每三分钟 is how often something comes, which 几分钟一班 asks for and 多久 does not.
_LASTING = f"(?<!每){_SPAN_OF_TIME}"
# Measure words that stand for each other: of 多少人 the answer may be 三名.
_EQUIVALENT = (
    "人名位口 户家 家个所 度℃ 件个样项条 辆台架 条项个 条艘只 座个处 处个 种类个 所个家 起例宗件 根棒 张枚份套 棵株 只头羽尾枚个 间套 场次届 次回遍 趟列班次架辆对个 支个 块枚面片 本册 部台 栋幢座 袋包 颗粒枚 节堂 门科 封件"
).split()

_BODIES = "局|委|办|部|处|院|校|中心|公司|集团|协会|学会|银行|政府|站|所|支队|大队|队|社|厅|馆|会|厂|专班|小组|街道|教研室|商会"
BODY_ENDINGS = tuple(_BODIES.split("|"))
"""How the names of offices, companies and other bodies end."""
_IN_CHARGE = rf"由(?P<words>[^,。;:由]{{2,24}}?(?:{_BODIES}))(?:牵头|全[额部]|共同|联合)?(?=负责|建设|承建|修建|建造|投资|出[资钱]|买单|付|支付|兜底|购买|缴|承担|承办|主办|举办|调度|组织|提供|实施|管理|运营|统一)"
PLACE_ENDINGS = (
    *"省 市 县 区 镇 乡 村 街道 州 国 岛 港 山 湖 河 路 街 馆 院 中心 广场 公园 体育场 机场 车站 学校 大学 医院 小区 基地 园区 半岛 海峡".split(),
    *COUNTRIES,
)
"""How the names of places end."""
_HAPPENS = "举行|举办|召开|开幕|落幕|闭幕|进行|登陆|启动|揭牌|开张|开市|开业|成立|挂牌|鸣枪|下水|展出|上演|发布|举|拉开|正式|顺利|圆满|隆重"
_SITE = (
    rf"(?<![正现])在(?P<words>(?!\d|[我全本][省市县区镇村](?:{_HAPPENS}))[^,。;:!?“”在]{{2,24}}?)(?={_HAPPENS})"
    r"|(?:设在|设于|位于|坐落于|地址(?:为|是|:))(?P<seat>[^,。;:!?“”()在的]{2,24})(?=[,。;:!?(]|$)"
    rf"|(?:(?<=[在于进到:,。为至自住往是])|^)(?P<address>(?:(?![在于进到位])[{CJK}]){{2,6}}?(?:大道|路|街|巷|弄|道)\d+号(?:\d+[幢楼室号])*)"
)
# 海南省琼海人, 祖籍浙江绍兴, 1972年出生于山东曲阜.
_ORIGIN = (
    rf"(?:(?<=[,、。;:(是])|^)(?P<seat>(?!(?:本|外|当|土生土长的本)地|[一二三四五六七八九十]代|[一这那有某每其])(?:(?![是的了们有说])[{CJK}]){{2,12}}?)(?:籍|人)(?=[,。;()]|$)"
    rf"|(?:祖籍|籍贯|老家|家乡)(?:是|在|为|:)?(?P<words>[{CJK}]{{2,12}})(?=[,。;()]|$)"
    rf"|(?:出生于|生于|出生在|生在)(?:\d{{4}}年(?:\d+月)?(?:\d+日)?)?(?P<address>[{CJK}]{{2,14}}?)(?=[,。;()的]|$|一个)"
)

_SHARE = (
    r"(?<![\d.])\d++(?:\.\d++)?(?:%?[—\-~–至到])?(?:\d++(?:\.\d++)?)?%|百分之[一二三四五六七八九十百点]+"
    r"|[一二两三四五六七八九]成[半多]?(?![为立功长果])|(?<!\d)\d+(?:\.\d+)?个百分点|[二三四五六七八九十]分之[一二三四五六七八九十]+|(?<![\d/])\d{1,2}/\d{1,3}(?![\d/])|[近过超]?一半|[近过超]半数?(?![年个])|(?<!\d)\d+(?:\.\d+)?折|[一二三四五六七八九]折|半价"
)
_MULTIPLE = rf"(?<!\d){_NUMBER}倍|翻[了一两二三四几]+番"
_MONEY = (
    rf"{_amount(CURRENCIES)}(?:(?<=[^万亿]块)[一二三四五六七八九](?:毛[一二三四五六七八九]?|(?![{_HAN}年月斤亩{COUNTING_CHARACTERS}])))?"
    rf"|(?<![\d.]){_NUMBER}[毛角](?:钱)?|[过近超上]亿元"
)
MEASURED = f"{UNITS}|立方米|毫升|公升|千瓦时?|标箱"
_AREA = _amount("平方公里|平方米|平方千米|公顷|亩")
# 35岁以下 is nobody's age
_AGE = rf"(?:\d+(?:\.\d+)?|{_SHORT}[一二三四五六七八九十]+)"
_OWN_AGE = rf"(?<![\d.]){_AGE}周?岁(?!以[上下内])"
# The words that answer each type.
_WORDS = {
    AnswerType.ORDINAL: rf"第{_NUMBER}(?:{COUNTED}|{UNITS})?",
    # aaa级, 5a级, 三级, 五星级, 国家级
    AnswerType.GRADE: r"(?<![a-z\d])(?:[1-5一二三四五]?a{1,5}|[b-d]{1,3})[+-]?级?(?![a-z])|(?<![\d.])(?:(?:\d+[—\-~–至到])?\d+(?:\.\d+)?|第?[一二三四五六七八九十甲乙丙特]|[一二三四五六七八九十]{1,2}[至到、]?[一二三四五六七八九十])[级等](?![以教])|[一二三四五1-5]星级?|(?:国家|世界|省|市|县)级",
    AnswerType.PHONE: PHONE_NUMBER,
    AnswerType.SHARE: _SHARE,
    AnswerType.OWN_AGE: _OWN_AGE,
    AnswerType.AGE: rf"(?<![\d.])(?:{_AGE}(?:周?岁)?(?:{_TO}|以上[至到,、]?))?{_AGE}周?岁半?{BOUND}",
    AnswerType.INTERVAL: r"按(?:季度?|月|周|日|年)(?!\w{0,2}[份工])|(?<![\d一两二三四五六七八九十半几])[\d一两二三四五六七八九十半几]+个?(?:月|天|年|星期|周|小时|分钟)(?=才?\w{0,2}一[次趟回遍班])|每(?:隔)?(?:半|两|三|\d)?个?(?:年|季度|月|周|星期|天|日)(?!的)(?:至少|最少)?(?:[一二两三四五六七八九十\d]+次)?",
    AnswerType.MONEY: _MONEY,
    AnswerType.PAY: f"{_MONEY}|{_SHARE}",
    AnswerType.CHANGE: f"{_SHARE}|{_MULTIPLE}|{_amount(f'{CURRENCIES}|{MEASURED}|{COUNTED}')}|{_LASTING}",
    AnswerType.RESULT: r"(?<![\d:.])\d+(?:\.\d+)?[:∶比]\d+(?:\.\d+)?(?![\d:])",
    AnswerType.WEIGHT: _amount("公斤|千克|吨|克|斤|kg"),
    AnswerType.LENGTH: "(?:每(?:小时|秒))?"
    + _amount("公里|千米|厘米|毫米|海里|公分|米|km|cm|m|里")
    + r"|(?<!\d)\d米\d{1,2}(?!\d)",
    AnswerType.AREA: _AREA,
    AnswerType.SIZE: f"{_AREA}|{_OWN_AGE}",
    AnswerType.UNIT_OF_TIME: rf"{_SPAN_OF_TIME}|(?<![\d.月]){_NUMBER}个?(?:工作)?日(?=[内之后以,。;])",
    AnswerType.DURATION: _LASTING,
    AnswerType.CLOCK: rf"(?:第二天|次日|翌日)?{_TIME}{_TAIL}",
    AnswerType.YEAR: _CALENDAR_YEAR,
    AnswerType.ERA: (
        rf"(?:[东西南北前后]?[夏商周秦汉晋隋唐宋辽金元明清]|民国)(?:[朝代]?[{CJK}]{{0,4}}?(?:年间|时期|[末初][年期]?)|[朝代])"
        rf"|(?<!\d)[\d一二十]{{1,5}}世纪(?:[\d一二三四五六七八九]+0?年代)?[初末中]?|\d{{2,4}}年代|{_CALENDAR_YEAR}"
    ),
    AnswerType.DAY: rf"{_YEAR}?{_DATE}(?:(?:{_HALF}(?!\d))?{_TIME}(?!{_TO}{_HALF}?\d{{1,2}}[:时点])|{_HALF})?{_TAIL}",
    # people go by 五一 and 国庆 as well
    AnswerType.MONTH: rf"{_YEAR}?(?:{_MONTH}(?:{_DAY})?|{_FEAST}){_TAIL}",
    AnswerType.MOMENT: _MOMENT,
    AnswerType.BODY: _IN_CHARGE,
    AnswerType.ADDRESS: _SITE,
    AnswerType.ORIGIN: _ORIGIN,
    AnswerType.PLACE: _SITE,
}
# What a number, a sum, a share or a time may begin with. It is looked at first, because most characters of a text begin
# none, and a pattern of many parts is slow to say so.
_BEGINNINGS = rf"\d{_HAN}数几半每翻近过不超高低至最零第即下本上个次翌当昨今明后去前年春夏秋冬星周礼元清五端中国重除农大正腊寒暑凌早午傍晚夜按"
# The words of these types may begin with other characters.
_BEGIN_OTHERWISE = {
    AnswerType.GRADE,
    AnswerType.PHONE,
    AnswerType.ERA,
    AnswerType.BODY,
    AnswerType.ADDRESS,
    AnswerType.ORIGIN,
    AnswerType.PLACE,
}
_OF_GOODS = "立方米|公斤|千克|毫升|公升|千瓦时?|标箱|[亩吨度斤克升]"
# A large number whose unit is the noun behind it: 180万城乡居民.
_BARE = rf"(?<![\d.第])(?<!\d:)(?!万(?![多余来几]?{_LARGE})){_WHOLE}(?<=[万亿])[多余]?+(?=[{CJK},。、;“])(?![{_HAN}亿]|{CURRENCIES}|{UNITS}|{TIME_UNITS})"


@cache
def compile_words(answer_type: AnswerType) -> re.Pattern[str] | None:
    """The words that answer a type of question; None for types whose answers have no words of their own."""
    if answer_type not in _WORDS:
        return None
    words = _WORDS[answer_type]
    return compile_late(words) if answer_type in _BEGIN_OTHERWISE else _compile_numbers(words)


def _compile_numbers(words: str) -> re.Pattern[str]:
    """The pattern of words that begin with one of _BEGINNINGS."""
    return compile_late(f"(?=[{_BEGINNINGS}])(?:{words})")


# A pattern takes a millisecond and more to compile, and there are only so many measure words.
@cache
def compile_count(
    unit: str, names_goods: bool, may_be_share: bool = False
) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """The words that answer where a measure word is asked for, and the ends of those that have it or one alike.

    Args:
        unit: the measure word; "" where the question names none.
        names_goods: whether the question says what is counted or measured.
        may_be_share: whether 七成 may answer as well.
    """
    if not unit and not names_goods:
        return _compile_numbers(f"{_amount(f'{MEASURED}|{COUNTED}|{CURRENCIES}')}|{_SHARE}|{_BARE}"), None
    share = f"|{_SHARE}" if may_be_share else ""
    if unit in ("", "个"):
        return _compile_numbers(f"{_amount(COUNTED if unit else f'{_OF_GOODS}|{COUNTED}')}{share}|{_BARE}"), None
    equivalent = "".join(group for group in _EQUIVALENT if unit in group)
    alike = "|".join(dict.fromkeys((unit, *equivalent))).replace("℃", "°c|℃|摄氏度").replace("分", "分(?!钟)")
    alike, bare = (f"人次|{alike}|例", "|[万亿][多余]?") if unit in "人名位" else (alike, "")
    # 件次, 户次
    ends = compile_late(f"(?:(?:{alike})次?{bare}){BOUND}$")
    if re.fullmatch(MEASURED, unit):
        return _compile_numbers(_amount(f"{alike}|{MEASURED}")), ends
    # but for these, words of one character match as COUNTED does: without them many units have the same pattern
    others = [f"{one}|" for one in alike.split("|") if one in "人户件个" or one not in {*COUNTING_CHARACTERS}]
    return _compile_numbers(f"{_amount(''.join(others) + COUNTED)}{share}|{_BARE}"), ends
