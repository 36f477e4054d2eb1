"""The types of answer that a question wants, and which sentences hold something of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from bot.speech.signs import REASON
from bot.text.characters import CJK
from bot.text.patterns import COUNTING_CHARACTERS, OCCUPATIONS, OFFICES, compile_late


class QuestionKind(Enum):
    """What a question asks for, roughly. A question of several kinds is of the one that stands first here."""

    REASON = "reason"
    TIME = "time"
    AMOUNT = "amount"
    PERSON = "person"
    PLACE = "place"
    # measures, conditions, contents: the answer is more than one sentence
    LIST = "list"
    OTHER = "other"


class AnswerType(Enum):
    """What a question asks for, precisely enough to say what the words of an answer look like."""

    # the name of a village, school or park
    WHICH = auto()
    REASON = auto()
    # how something is done
    MANNER = auto()
    # 第几
    ORDINAL = auto()
    # 几级, 什么等级
    GRADE = auto()
    PHONE = auto()
    SHARE = auto()
    # how old somebody is, as against any age, such as a limit
    OWN_AGE = auto()
    AGE = auto()
    # how often something happens
    INTERVAL = auto()
    MONEY = auto()
    # what is paid, earned or fined, as a sum or as a share: 补多少, 卖几块
    PAY = auto()
    # by how much something has grown or fallen: 涨了多少
    CHANGE = auto()
    # a result: 几比几
    RESULT = auto()
    WEIGHT = auto()
    LENGTH = auto()
    AREA = auto()
    # how large somebody or something is: an age or an area
    SIZE = auto()
    # a number of seconds, days, months or years
    UNIT_OF_TIME = auto()
    DURATION = auto()
    CLOCK = auto()
    YEAR = auto()
    # 哪个朝代, 什么年代
    ERA = auto()
    DAY = auto()
    MONTH = auto()
    # any point in time
    MOMENT = auto()
    NAME = auto()
    # an office or a company
    BODY = auto()
    ADDRESS = auto()
    # where somebody is from
    ORIGIN = auto()
    PLACE = auto()
    WEBSITE = auto()
    COUNT = auto()
    # the question says its kind, and nothing of what the words of an answer look like
    ANY = auto()


# Before what is measured: the question asks somewhere how much it is.
_HOW_MUCH = "^(?=.*(?:多少|几|多[高远宽深重沉长大快细厚])).*"
# Sums of money: of a price or wage the question is for money even without 多少.
_PRICE = "门票|票价|价格|单价|价钱|工[资钱]|薪水|月薪|奖金|租金"
_SUM = f"{_PRICE}|价|费用?|金额|总?额|产值|增加值|总值|资本|补贴|补助|[房月]租|成本|收入|增收|收益|利润|造价|投资|支出"
# A noun behind 块 is counted by it: 几块金牌.
_YUAN = f"块(?:钱|(?=[一二两三半每左多以不的呢吗了啊呀才就能可够是买上下])|(?![{CJK}]))"
# What becomes more or less, and what is done with money.
_CHANGES = "涨|增长|增加|上升|提高|增|升|高|多|降低?|下降|减少?|减|跌|少|缩短|缩减|便宜|贵|快|慢|省|节约|节省|压缩"
_PAYS = "给|补|贴|赔|罚|赚|挣|卖|收|欠|掏|交|进账|落|到手|报|报销|拿|贷|捐|添|发|领|付|还|追回|讨回|要回|奖|[得值要]|补贴|补助|赔偿|投资"
# How each type of answer is asked for, in a folded question without white space, the most precise first.
_ASKED = tuple(
    (answer_type, kind, compile_late(pattern))
    for answer_type, kind, pattern in (
        (
            AnswerType.WHICH,
            QuestionKind.PLACE,
            "(?:哪|什么)(?:一|个|所|家|条)*(?:街道|小区|社区|开发区|[乡镇村县市区路]|学校|小学|医院|公园|广场)(?!长)",
        ),
        (
            AnswerType.REASON,
            QuestionKind.REASON,
            "(?<![名称之])(?<!业务)为(?:什么(?!东西)|啥|何(?![?]?$))|原因|怎么会|凭什么|咋(?:就|会|想)|因为?(?:啥|什么).?[?]?$",
        ),
        (AnswerType.MANNER, QuestionKind.LIST, "如何|怎[么样]|咋"),
        # the way to a place
        (AnswerType.ADDRESS, QuestionKind.PLACE, "(?:怎么|咋|如何)(?:[走去到]|过去|坐车)[呢啊呀]?[?]?$"),
        (AnswerType.ORDINAL, QuestionKind.AMOUNT, "第几"),
        (
            AnswerType.GRADE,
            QuestionKind.AMOUNT,
            r"几级(?!台阶|楼梯|地震)|几[星a]级?|(?:什么|啥|哪个)\w{0,2}(?:级别|等级)|(?:级别|等级)(?:是|为|达到?)?(?:什么|啥|多少|几)|多大的?风|风力?有?多大",
        ),
        (
            AnswerType.PHONE,
            QuestionKind.AMOUNT,
            "^(?!.*(?:多少|几)[个张条万]).*?(?:(?:电话|热线|手机)号?码?[打拨是为]?(?:多少|几|号|啥|什么|哪|是)|(?<![个张])号码|联系方式"
            "|打(?:啥|哪个|什么|多少)(?:电话|号码?)|(?:电话|热线)(?:[给发][我俺咱]|有[吗没么])?[?]?$|(?:专线|热线)[是为打拨]?(?:哪个|多少)号)",
        ),
        (
            AnswerType.SHARE,
            QuestionKind.AMOUNT,
            "百分之[几多]|百分比|几成|(?:几|多少)个点(?=[?了呢啊]|$)|占[^,。?]{0,8}(?:多少|几)(?=[?了呢啊]|$)|多少(?:的?比例|百分比)|多少成|比例(?:是|为|有|达|提高到?)*多少|占比|率[^,。?多少几率]{0,4}多少|百分点|[打几]几折|多少折|多大比例|率[^,。?多少几率]{0,4}多[高大]|(?:比[例重]|增[速幅]|[涨降跌]幅)[^,。?]{0,3}多[高大少]",
        ),
        (
            AnswerType.OWN_AGE,
            QuestionKind.AMOUNT,
            "(?:今年|现在)[^,。?]*(?:几|多少)周?岁|今年多大|高寿|多大了|[多几]大年纪了|(?:几|多少)岁了",
        ),
        (
            AnswerType.AGE,
            QuestionKind.AMOUNT,
            "(?<!十)(?:几|多少)周?岁|多大(?:年纪|岁数|年龄|(?:就|才)?(?:开始|[来去学]的|当[上兵]|学会|结婚|离家|出道|入[伍党职学]|参军|牺牲|去世))|岁数|年龄|年纪(?!念)",
        ),
        (
            AnswerType.INTERVAL,
            QuestionKind.TIME,
            "隔多久|多久[^,。?]{0,8}一[次回趟]|(?:多长时间|(?:多少|几)(?:天|个?月|年|周|个?小时))[^,。?]{0,6}一[次回趟]",
        ),
        (
            AnswerType.CHANGE,
            QuestionKind.AMOUNT,
            f"(?<![最身])(?:{_CHANGES})[了过]?(?:多少|几)了?(?:[?,]|$|[呢啊呀吗])|几倍|翻[了过]?几番",
        ),
        (
            AnswerType.MONEY,
            QuestionKind.AMOUNT,
            f"多少[万亿千百]?(?:[元钱]|{_YUAN}|人民币)|几(?:个钱|[百千万十]*(?:[元毛角]|{_YUAN}))"
            f"|多少(?![{COUNTING_CHARACTERS}趟列斤])[^,。?有要领拿讨追]{{0,6}}?(?:[资基]金|钱|钞票|款|补[贴助]|奖[金励]|[费薪]|产值|收入|收益|利润|营收|票房|税收|投资|[租押益善险酬赏谢礼定罚]金|酬[谢劳]|(?:贸易|税)(?=[?呢了]|$))"
            f"|(?:市场|产业|经济|投资|资产|资金|交易|贸易|贷款|融资|基金)(?:总?规模|总?量|总?额)(?:目标)?(?:是|有|达到?|能?到)*多[大高]"
            f"|(?:{_SUM})(?:是|为|有|达|要|了)*多少(?!户|家|人|个|名)|(?:{_PRICE})[^,。?]{{0,3}}多少|^(?!.*(?:多少|几)[^,。?]{{0,4}}[人工户家名位](?![资钱])).*(?:{_PRICE})[?]?$|[花卖]多少(?![{COUNTING_CHARACTERS}趟列斤吨亩])|收费多少",
        ),
        (AnswerType.RESULT, QuestionKind.AMOUNT, "几比几|多少比多少|比分|队[^,。?员]{0,3}[得拿打]了?(?:几|多少)分"),
        (
            AnswerType.PAY,
            QuestionKind.AMOUNT,
            f"(?:{_PAYS})[了过得到给个掉]*(?:上|够)?(?:多少|几块|几元)了?(?:[?]|$|呢|,|啊|呀)|[啥什]么?价",
        ),
        (AnswerType.WEIGHT, QuestionKind.AMOUNT, f"{_HOW_MUCH}(?:体重|重量|多[重沉]|载重)"),
        (
            AnswerType.LENGTH,
            QuestionKind.AMOUNT,
            f"{_HOW_MUCH}(?:身高|海拔|高度|全长|体长|长度|身长|宽度|直径|里程|距离|[风时车航]速|速度|多[高远宽深快细厚]|(?<![期间命程假龄])(?<![期间命程假龄][有要是得共])多长(?!时)|多少(?:里?路|里地)$|多少(?:里?路|里地)[?])",
        ),
        (AnswerType.AREA, QuestionKind.AMOUNT, f"{_HOW_MUCH}(?:面积|占地)|多大(?:的?地方|一?[块片]地)"),
        (AnswerType.UNIT_OF_TIME, QuestionKind.AMOUNT, "(?<!哪)(?<![公西]元)(?:几|多少)(?:秒|天|年(?![级前后])|个月)"),
        (AnswerType.SIZE, QuestionKind.AMOUNT, "多大(?:了|呀|啊|呢)?[?]?$"),
        (
            AnswerType.DURATION,
            QuestionKind.TIME,
            "多久|多长时间|[期间命程假龄][有要是得共]?多长|多大工夫|几个?(?:小时|钟头|星期|礼拜)|几分钟|多少(?:个?小时|分钟|工夫|[^,。?]{0,4}时间)|展期|期限",
        ),
        (AnswerType.CLOCK, QuestionKind.TIME, "几点"),
        (AnswerType.ERA, QuestionKind.TIME, "(?:哪个?|什么|啥)(?:年代|朝代?|世纪)"),
        (AnswerType.YEAR, QuestionKind.TIME, "哪一?年(?![哪代])|几几年|何年|[公西]元(?:几|多少)年"),
        (
            AnswerType.DAY,
            QuestionKind.TIME,
            "几月几|初几|哪一?[天日]|哪[两几]天|(?<![打拨话])几[号日](?!楼)|什么日子|星期几|周几|礼拜几",
        ),
        (AnswerType.MONTH, QuestionKind.TIME, "几月|哪几?个月"),
        (AnswerType.MOMENT, QuestionKind.TIME, "什么时候|啥时候?|何时|(?<![长少])时间(?:是|$)|多会儿|哪年哪月"),
        # 是谁建的
        (AnswerType.BODY, QuestionKind.OTHER, "谁(?:来)?(?:建|修|承建|建设|修建|主办|承办|运营)[的了]?[呢啊]?[?]?$"),
        (
            AnswerType.NAME,
            QuestionKind.PERSON,
            f"谁是|是谁|谁在?[当做]|(?<!百)姓名|名字[是叫为做]*(?:什么|啥|谁|哪[个位])?[呢啊]?[?]?$|(?:什么|啥)名字|[叫姓](?:什么|啥)|哪位|是哪个[?]?$|(?:{OFFICES}|{OCCUPATIONS})是(?:什么|啥)",
        ),
        (
            AnswerType.BODY,
            QuestionKind.OTHER,
            "(?:哪个|什么|哪家)(?:部门|单位|机构|科室)|由谁|(?:找|归)谁|谁(?:来)?(?:负责|主办|承办|掏|出[钱资]|付钱|买单|兜底)",
        ),
        (AnswerType.ADDRESS, QuestionKind.PLACE, "地址|门牌|哪条路|几号楼"),
        (
            AnswerType.ORIGIN,
            QuestionKind.PLACE,
            "(?<!给)(?<!对)哪(?:里|儿|一?个?(?:地方|国家?|省|市|县))?的?人(?:氏|士)?[呢啊呀]?[?]?$|籍贯|祖籍|(?:老家|家乡)在?哪",
        ),
        (AnswerType.PLACE, QuestionKind.PLACE, "哪里|哪儿|何处|何地|在哪(?=[办开举召建]|$|[?])|地点|什么地方|啥地方"),
        (
            AnswerType.WEBSITE,
            QuestionKind.OTHER,
            "网址|^(?!.*(?:多少|几))[^?]*(?:网站|公众号)(?:名?[字称]?[是叫]|在?哪|[有呢啊]?[?]?$)|(?:哪个|什么|啥)(?:网[站上]|公众号)",
        ),
        (AnswerType.COUNT, QuestionKind.AMOUNT, "(?<!哪)(?<![公西]元)(?:多少|(?<!十)几(?!乎))"),
        (AnswerType.ANY, QuestionKind.TIME, "时间|期限|日期|截止|最[晚迟早]|[几哪][时点月号日天年]"),
        (
            AnswerType.ANY,
            QuestionKind.AMOUNT,
            "(?<!十)几(?!乎)|多[大高长远重快宽]|比例|金额|费用|价格|人数|数量|增长率",
        ),
        (AnswerType.ANY, QuestionKind.PERSON, "谁|哪[个位些]?人|何人|叫啥|负责人是|作者|记者是"),
        (AnswerType.PLACE, QuestionKind.PLACE, "在哪(?!一?[个次年天日场位部种项届本篇世])"),
        (
            AnswerType.ANY,
            QuestionKind.LIST,
            "哪些|措施|要求|规定|内容|方面|做法|举措|条件|方式|工作|安排|部署|政策|办法|包括|有什么",
        ),
    )
)


class Intent(NamedTuple):
    """What a question asks for."""

    kind: QuestionKind
    # the types of answer that it wants, the most precise first; empty where the question gives no sign
    types: tuple[AnswerType, ...]


def read_intent(question: str) -> Intent:
    """What a folded question without white space asks for."""
    matches = [(answer_type, kind) for answer_type, kind, pattern in _ASKED if pattern.search(question)]
    kinds = {kind for _, kind in matches}
    return Intent(
        next((kind for kind in QuestionKind if kind in kinds), QuestionKind.OTHER),
        tuple(dict.fromkeys(answer_type for answer_type, _ in matches)),
    )


# What a sentence of each kind holds; of a number its last digit is enough. The amounts have few measure words on purpose:
# with all COUNTERS a 一张 or 一种 would be an amount, and fewer answers are highlighted (.900 -> .888 of questions_work,
# .941 -> .882 of questions_everyday).
_HOLDS = {
    kind: compile_late(pattern)
    for kind, pattern in {
        QuestionKind.TIME: r"\d\s*[年月日时分天点周]|[一二三四五六七八九十两][年月日天个周]|今年|去年|明年|目前|近日|昨[天日]|前|后|期间|以来|底",
        QuestionKind.AMOUNT: r"\d|[一二三四五六七八九十百千万亿两][个家名人次元万亿件项户亩吨]",
        QuestionKind.PERSON: r"[介绍说道表示告诉记者书记主任局长经理负责人先生女士大爷大伯村民教授]{2}",
        QuestionKind.PLACE: rf"[{CJK}]{{2}}[省市县区镇乡村街道社路号院馆厅局所中心站]",
        QuestionKind.REASON: REASON,
    }.items()
}


def find_holding(kind: QuestionKind, sentences: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the folded sentences that hold something of a kind; none for LIST and OTHER, which no word shows."""
    if kind not in _HOLDS:
        return ()
    search = _HOLDS[kind].search
    return tuple([number for number, sentence in enumerate(sentences) if search(sentence)])
