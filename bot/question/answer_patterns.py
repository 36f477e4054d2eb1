"""What words a question wants to be answered with: which patterns give a number, a time, a person or a place.

A question that wants a reason, a list or a deed wants no words of this kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.names import COMMON_SURNAMES
from bot.text.patterns import OCCUPATIONS, OFFICES

__all__ = ["Wanted", "wanted"]

_NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?|[一二两三四五六七八九十百千万〇零]+)(?:[多余来几]?[百千万亿]+)*[多余来几]?"
_TO = r"[—\-~–至到]+"
_BOUND = "(?:以上|以下|以内)?"
# 不到一个月 is not 一个月.
_LIMIT = "(?:不到|不足|不少于|不低于|不超过|不高于|超过|低于|高于|至少|最多|最少|至多)?"


# What is counted with: 三座, 3户, 40万人次.
_COUNTED = (
    "人次|户次|件次|个(?!半?月|半?小时|钟头|星期|百分点)|"
    "[家名人次件项户座处条位台辆艘所间套部本张枚份场届种类批支只头株棵层栋幢组班门对双棒根盏篇首匹尾羽例起宗笔封股]"
)


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
_DATE = rf"(?:{_YEAR}{_MONTH}{_DAY}|{_MONTH}{_DAY}|{_YEAR}{_MONTH}|(?<![\u4e00-\u9fff”\"])(?:{_DAY}|{_MONTH})|(?<=[于在从至到自])(?:{_DAY}|{_MONTH})|{_WEEKDAY})"
_TAIL = r"(?:前后|之前|以前|以后|之后|底前|前|后|起|底)?"
_MOMENT = rf"(?:{_YEAR}?{_DATE}(?:{_HALF}(?!\d))?{_TIME}|{_DATE}|{_TIME}|{_YEAR}(?:[初底末]|上半年|下半年)?){_TAIL}"
_SPAN_OF_TIME = (
    rf"{_LIMIT}(?<![\d.第])(?:{_NUMBER}|半)(?:个半?(?:月|小时|钟头|星期)|年半?|天|周(?![岁年])|星期|小时|分钟?|秒钟?)"
    rf"(?:{_NUMBER}(?:分钟?|秒钟?|个月|天)|半)*"
)
_MONEY = r"元|块钱?|美元|欧元|日元|港元|英镑"
_MEASURED = "公里|千米|公斤|千克|平方米|平方公里|立方米|公顷|海里|毫米|厘米|°c|摄氏度|百帕|[亩吨级度米斤克升]"
# Measures that stand for each other.
_SAME = ("人名位", "家个所", "度℃", "件个样", "辆台", "条项个", "座个", "处个", "种类个", "所个家", "起例宗", "根棒")

_PEOPLE = f"{OFFICES}|{OCCUPATIONS}"
# What follows a name; without it nobody knows where the name ends.
_AFTER_NAME = '[,。、;:!?()“”"]|说|表示|介绍|告诉|坦言|认为|今年|正在|正|依然|仍|也|就是|从|在|将|把|和|与|等|跑|带|担任|获|被|为|$'
_NAME = rf"(?:{_PEOPLE})(?P<words>[{COMMON_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?={_AFTER_NAME})"
_BODY = "局|委|办|部|处|院|校|中心|公司|集团|协会|学会|银行|政府|站|所|支队|大队|队|社|厅|馆|会|厂|专班|小组|街道|教研室|商会"
_IN_CHARGE = rf"由(?P<words>[^,。;:由]{{2,24}}?(?:{_BODY}))(?:牵头)?(?=负责|承担|承办|主办|举办|调度|组织|提供|实施|管理|运营|统一)"
_HAPPENS = "举行|举办|召开|开幕|落幕|闭幕|进行|登陆|启动|揭牌|开张|开市|开业|成立|挂牌|鸣枪|下水|展出|上演|发布|举|拉开|正式|顺利|圆满|隆重"
_SITE = (
    rf"(?<![正现])在(?P<words>(?!\d)[^,。;:!?“”在]{{2,24}}?)(?={_HAPPENS})"
    r"|(?:设在|设于|位于|坐落于|地址(?:为|是|:))(?P<seat>[^,。;:!?“”()在的]{2,24})(?=[,。;:!?(]|$)"
    r"|(?:(?<=[在于进到:,。为至自住往是])|^)(?P<address>(?:(?![在于进到位])[\u4e00-\u9fff]){2,6}?(?:大道|路|街|巷|弄|道)\d+号(?:\d+[幢楼室号])*)"
)
_PHONE = r"(?<![\d.])(?:0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|1[3-9]\d{9}|[2-8]\d{6,7}|1[12]\d{3}|9\d{4})(?![\d.]|[多余]?[万亿]?[元人户件个名辆吨])"
# Ahead of what is measured: somewhere it is asked how much it is.
_HOW_MUCH = "^(?=.*(?:多少|几|多[高远宽深重长大])).*"
_ASKS_MONEY = (
    r"多少(?:万|亿|千|百)?(?:元|块|钱)|几[百千万十]*(?:元|块)|多少[^,。?]{0,6}?(?:资金|钱|钞票|款|补贴|奖金|费)"
    r"|(?:价格?|费用?|金额|[销售]额|产值|资本|奖金|补贴|补助|[房月]租|成本|收入|增收|收益|利润|造价|投资|支出)(?:是|为|有|达|要|了)*多少(?!户|家|人|个|名)"
)
_ASKS_PERSON = rf"是谁|谁是|谁当|姓名|(?:{_PEOPLE})(?:叫|姓|是)(?:什么|啥|哪位)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words that would answer."""

    # they are the group "words", "seat" or "address" of a match, or else all of it
    pattern: re.Pattern[str]
    # the title that must stand before a name; "" where any may
    office: str = ""
    # what is counted or measured, where the question says so behind its 多少: these words stand nearest
    focus: str = ""


# What is asked, in order: the first that matches. And the words that answer it. They are compiled when a question comes
# to them: all of them at once would take longer than the answer.
_KINDS = (
    (r"为什么|为啥|为何|怎么|如何|咋", r"(?!)"),
    (r"第几", rf"第{_NUMBER}(?:{_COUNTED}|{_MEASURED})?"),
    (
        r"(?:电话|热线|手机|号码|联系方式)号?码?(?:是|为)?(?:多少|几号|什么|$)|打(?:什么|哪个|多少)电?话?号?码?",
        _PHONE,
    ),
    (
        r"百分之[几多]|百分比|几成|多少成|比例(?:是|为|有|达|提高到?)*多少|占比|[率](?:是|为|有|达到?|提高到|升到|提升到)*多少|百分点",
        r"(?<![\d.])\d+(?:\.\d+)?%|百分之[一二三四五六七八九十百点]+|[一二三四五六七八九]成半?(?![为立功长果])|\d+(?:\.\d+)?个百分点",
    ),
    # how old someone is: 35岁以下 says it of nobody
    (
        r"(?:今年|现在)[^,。?]*(?:几|多少)周?岁|今年多大|高寿",
        r"(?<![\d.])(?:\d+|[一二三四五六七八九十]+)周?岁(?!以[上下内])",
    ),
    (
        r"几[周]?岁|多少[周]?岁|多大(?:年纪|岁数|年龄|了)|年龄(?:是|有)?多|年纪(?:是|有)?多|多大[?]?$",
        rf"(?<![\d.])(?:\d+|[一二三四五六七八九十]+)周?岁半?{_BOUND}",
    ),
    (
        r"隔多久|多久[^,。?]{0,8}一[次回]|多长时间[^,。?]{0,6}一[次回]",
        r"每(?:隔)?(?:半|两|三|\d)?个?(?:年|季度|月|周|星期|天|日)(?!的)",
    ),
    (_ASKS_MONEY, _amount(_MONEY)),
    (rf"{_HOW_MUCH}(?:体重|重量|多重|载重)", _amount("公斤|千克|吨|克|斤|kg")),
    (
        rf"{_HOW_MUCH}(?:身高|海拔|高度|全长|体长|长度|身长|宽度|直径|里程|距离|多[高远宽深]|多长(?!时))",
        _amount("公里|千米|厘米|毫米|海里|公分|米|km|cm|m|里"),
    ),
    (rf"{_HOW_MUCH}(?:面积|占地)", _amount("平方公里|平方米|平方千米|公顷|亩")),
    (r"几秒|多少秒", r"(?<![\d.第])" + _NUMBER + "秒钟?"),
    (r"几天|多少天", r"(?<![\d.第])" + _NUMBER + "天"),
    (r"几年(?![级前后])|多少年(?!前)", r"(?<![\d.第])(?!\d{4}年)" + _NUMBER + "年"),
    (r"几个月|多少个月", r"(?<![\d.第])" + _NUMBER + "个月"),
    (
        r"多久|多长时间|几个?(?:小时|钟头)|几分钟|多少(?:个?小时|分钟|工夫|时间)|展期|期限",
        rf"(?!\d{{4}}年){_SPAN_OF_TIME}",
    ),
    (r"几点", rf"{_TIME}(?:{_TO}{_TIME})?{_TAIL}"),
    (r"哪一?年|几几年|何年", _YEAR),
    (
        r"几月几|哪一?[天日]|哪[两几]天|几[号日](?!楼)|什么日子|星期几|周几|礼拜几",
        rf"{_YEAR}?{_DATE}(?:{_TO}{_DATE})?",
    ),
    (r"几月|哪个月", rf"{_YEAR}?{_MONTH}(?:{_TO}{_MONTH})?"),
    (r"什么时候|啥时候?|何时|时间(?:是|$)|多会儿", rf"{_MOMENT}(?:{_TO}{_MOMENT})?"),
    (_ASKS_PERSON, _NAME),
    (r"(?:哪个|什么|哪家)(?:部门|单位|机构|科室)|由谁|谁负责|谁主办|谁承办", _IN_CHARGE),
    (r"哪里|哪儿|何处|何地|在哪(?=[办开举召建]|$|[?])|地址|地点|什么地方|啥地方", _SITE),
)
# 哪个乡, 哪所学校: a name that ends so.
_WHICH = re.compile(
    r"(?:哪|什么)(?:一|个|所|家|条)*(?P<suffix>街道|小区|社区|开发区|乡|镇|村|县|市|区|路|学校|小学|医院|公园|广场)(?!长)"
)
_COUNT = rf"(?<!哪)(?:多少|几)[百千万亿]*(?P<unit>{_MEASURED}|{_COUNTED})?的?(?P<focus>[^,。?!]*)"
# Not what is counted, but what follows the question words.
_NO_FOCUS = re.compile(r"^(?:是|了|在|被|有|呢|啊)|[了的呢吗啊吧?]+$")


def wanted(question: str) -> Wanted | None:
    """The words that a folded question without white space wants; None where it wants none of these."""
    if which := _WHICH.search(question):
        suffix = which["suffix"]
        return Wanted(re.compile(rf"[在到于从由住自](?P<words>[^\W\d在到于从由住自里]{{1,6}}?{suffix})"))
    for asked, given in _KINDS:
        if re.search(asked, question):
            offices = re.findall(_PEOPLE, question) if given == _NAME else []
            return Wanted(re.compile(given), offices[-1] if offices else "")
    return _counted(question)


def _counted(question: str) -> Wanted | None:
    """The words that a question with 多少 or 几 wants."""
    found = re.search(_COUNT, question)
    if not found:
        return None
    if re.search("^是|[和与及]", found["focus"]):
        # 有多少是…的 may be a share or a number; 多少人和车 are two numbers
        return None
    unit, focus = found["unit"], _NO_FOCUS.sub("", found["focus"])
    if unit and unit != "个":
        same = [group for group in _SAME if unit in group]
        others = "|".join(dict.fromkeys((unit, *"".join(same)))).replace("℃", "°c|℃|摄氏度")
        if unit in "人名位":
            others = f"人次|{others}"
        return Wanted(re.compile(_amount(others)), focus=focus)
    return Wanted(re.compile(_amount(_COUNTED if unit or focus else f"{_MEASURED}|{_COUNTED}|{_MONEY}")), focus=focus)
