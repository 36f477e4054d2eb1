"""What the sentences that answer some questions hold: whether something costs anything, how it ended, how it is done.

The words of such an answer are no number, time or name that could be marked, but of a few kinds each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.text.patterns import compile_late


class _Sign(NamedTuple):
    """What a question asks, and what the sentence that answers holds, as patterns of folded text."""

    asked: re.Pattern[str]
    held: re.Pattern[str]
    # whether a passage without it does not answer
    needed: bool


def _sign(asked: str, held: str, *, needed: bool = False) -> _Sign:
    return _Sign(compile_late(asked), compile_late(held), needed)


_WHEN = "(?:什么时候|啥时候?|何时|哪一?[天年]|几[号月]份?)(?:能|可以|才|会|要|开始|正式)*"
_ASKS_LEAVE = "能不能|可不可以|(?:可以|能|准|让)[^,。?]{1,10}(?:[吗不]|(?<![什怎])么)[?]?$"
_LEAVE = compile_late(_ASKS_LEAVE)
# Of 255 right passages for questions over the seeds and a month of a daily the signs of who won, whether something costs
# anything and when it ends are lacking in none, of 196 that have the subject and not the fact in 14. When something is
# built, shown or sold, what a prize is and how many votes it got are asked for by questions of five writers: of 10 right
# passages the sign is lacking in none, of 15 that have the subject and not the fact in 12.
_SIGNS = (
    # who won
    _sign(
        "谁[^,。?]{0,4}(?:赢|冠军|第一(?![个次位家批])|(?<![掠抢剥争])夺)|(?:冠军|第一名?|亚军|一等奖|金奖)是?给?谁"
        "|哪(?!一?[年天月])[个家支]?[^,。?]{0,6}(?:赢|夺冠|冠军|第一(?![个次位家批颗座]))",
        r"冠|亚军|获胜|取胜|战胜|击败|胜出|第一|[金银]牌|[金头一]等?奖|折桂|登顶|夺得|摘|\d[:∶比]\d|排名",
        needed=True,
    ),
    # whether something costs anything
    _sign(
        "(?:要不要|用不用|要|收)(?:交|出|花|付)?(?:钱|门票|费|挂号费|押金)(?:不|吗|么|[?]?$)|收不收[费钱]|收[费钱][吗不么]"
        "|免费[吗不么]|是不是免费|要不要[^,。?]{0,3}[费票]",
        "免费|[收保自缴付]费|费用|[票费]价|元|不收|门票|押金|免收|减免|免除|公益|买单|兜底",
        needed=True,
    ),
    # what it costs to get in, to rent, to park: papers print the name of such a sum
    _sign("门票|票价", "票|免费|入[园场]", needed=True),
    _sign("房租|租金", "租", needed=True),
    _sign("停车费?(?:多少|怎么收|收)", "停车[^,。]*(?:元|费)|免费", needed=True),
    _sign("押金|保证金", "押金|保证金|押[一二三两1-3]", needed=True),
    _sign("学费", "学费|学杂费|保教费|收费|免费", needed=True),
    # whether meals or beds come with it
    _sign("有没有饭|(?:管不管|包不包|供不供)饭|[管包供有]饭吃?(?:[吗不没]|么)", "[饭餐食吃]", needed=True),
    _sign("有没有地方住|(?:管不管|包不包)住|[管包]住(?:[吗不没]|么)", "住|宿", needed=True),
    # when it ends
    _sign(
        "[开办展放演卖收交报延停封]到(?:什么时候|几[月号]|哪一?天)"
        "|(?:几[号月点]|哪一?天|[什啥]么?时候)(?:结束|截止|闭|关|为止|到期|完(?![成美工毕善]))|最[晚迟]",
        r"[至到—~-](?:今年|明年|次日|\d{4}年)?[\d一二三四五六七八九十]+[月日号点时:]|截[至止]|[月日号点时底]前|为止|结束|[最不][晚迟]"
        "|闭[园馆幕]|为期|持续|之前|[月年]底|期间|零点|关[门闭]|完[工成]|竣工",
        needed=True,
    ),
    # when it is built, open, shown, moved or sold: a time in a passage that says nothing of that is another's
    _sign(
        f"{_WHEN}(?:全部|全线)?(?:[建修造盖](?:好|成|完)|完工|竣工|通[车航]|开[通放园业馆]|投用|启用|交付|运营)",
        "[建落]成|竣工|完[工成]|[投使启]用|开[放园业馆通门]|通[车航]|交付|运营|贯通|迎客|营业|亮相|[建修]好|工期",
        needed=True,
    ),
    _sign(f"{_WHEN}(?:首?播|上映|首映|放映)", "(?<!广)播|映|上线", needed=True),
    _sign(f"{_WHEN}搬", "搬|迁", needed=True),
    _sign(f"{_WHEN}(?:上市|开?卖|开?售|开抢)", "上市|售|卖|销|采摘", needed=True),
    _sign("奖金", "奖", needed=True),
    _sign("利[息率][^,。?]{0,6}(?:几|多少)", "利[息率]|[贴免无年月]息|年化|lpr", needed=True),
    _sign("得票|票数", "票", needed=True),
    # whether it is open or served at weekends, or at night
    _sign(
        "(?:周末|双休日?|(?:礼拜|星期|周)[六天日]|节假日|半夜|夜里|晚上|中午).{0,12}(?:[开关上]门|上班|营业|开放|[能可让]|办|有人)"
        ".{0,6}[吗不没么?]",
        r"周末|双休|休息日|(?:礼拜|星期|周)[一六天日]|节假日|工作日|全天|全年|无休|不打烊|24小时|每[天日]|夜|晚|午|\d[点时:]",
        needed=True,
    ),
    # how it ended
    _sign(
        "(?:后来|最后|最终|结果)[^,。?]*(?:没|吗|(?:怎么|咋)样?了)|[了成上到完好掉]了?没(?:有)?[?]?$|(?:咋|怎么)(?:办|弄|处理|解决|整)[了的][?]?$",
        "成功|终于|最终|顺利|得到|解决|化解|完成|就[打拿办领]|当[场天即]|随后|决定|落实|拿到|尚未|还没",
    ),
    # whether something that is told is so: who denies it or confirms it seldom repeats it
    _sign(
        "(?:是真的?(?:[吗么不]|还是假的?|假)|真的?假的?|是不是(?:真|假|谣言|骗人)的?|是(?:谣言|骗人的?|骗局|假的?)[吗么]"
        r"|(?:属实|可信|靠谱)[吗么不]|真(?:的|要|会)[^,。?]{1,10}[吗么])[啊呀呢]?\W*$",
        "不会|不存在|不是|[不失]实|谣|假|骗|冒充|子虚乌有|没有(?:这回事|此事|出台|发布)|从[未没]|误[读传解]|[勿别]信|属实|确有|证实|是真的",
    ),
    # which ones
    _sign("哪[些两三几]|些(?:什么|啥)|比的?(?:什么|啥)", "包括|分别|[^、]、[^、]|有.{2,12}和"),
    # what somebody said
    _sign(
        "(?:反映|投诉|抱怨|呼吁|建议|要求|诉求)了?(?:些|的是)?(?:什么|啥)",
        "“[^”]{6,}",
    ),
    # what it is for
    _sign(
        "为了?(?:什么|啥)(?!时)|干(?:什么|啥)用|有(?:什么|啥)用|目的",
        "旨在|为了|以便|目的|从而|以期|推动|促进|用于|用来|因|由于",
    ),
    # whether something has to be done, or may be
    _sign(
        "要不要|用不用|需不需要|(?:需要|必须|非得)[^,。?]{0,8}(?:[吗不]|(?<![什怎])么)",
        "无需|不用|无须|不必|不需要|免|需要?|必须|须|应当?",
    ),
    _sign(
        _ASKS_LEAVE,
        "可以?|能够?|不得|禁止|不能|不准|严禁|允许|即可|有专",
    ),
)
# What the sentences hold that say why something is so. Of 62 right passages for such questions over the seeds, a month of a
# daily and articles of an encyclopedia these lack 14, of 9 that do not answer 8.
REASON = (
    "因(?!素)|由于|为了|以便|原因|所以|导致|致使|缘(?!分)|使得|造成|目的|得益|以免|避免|防止|怕|担心|考虑到|出于|鉴于"
    "|为.{1,8}(?:而|,)"
)
"""What says that a sentence gives a reason, as alternatives without brackets."""

_REASON = compile_late(REASON)
# How somebody has something done by an office or a firm, and what the sentences that answer hold then.
_DONE = "办理?|退|挂|缴|交|领取?|申请|申领|报名?|预约|查询?|买|取|开通?|补办?|投诉|举报|登记|注销|年检|年审|过户|转移?|报销|下载"
# What takes place is held somewhere: 酒会在哪里办.
_HELD = "[会展赛节礼式演动]在哪"
_ASKS_WAY = compile_late(
    f"(?:(?:怎么|咋|如何|怎样)(?:才能)?|哪里|哪儿|在哪)(?:{_DONE})(?<!{_HELD}[办开])(?<!{_HELD}[里儿][办开])(?:参加|手续)?[了呢啊呀]?[?]?$"
)
# 下雨怎么办 asks what is to be done, and only of what an office hands out (护照怎么办) how it is had.
_ASKS_WHAT_TO_DO = compile_late(r"(?<![证照卡本户保贷续签])(?:怎么|咋|如何|怎样)办[了呢啊呀]?[?]?$")
_WAY = compile_late(
    f"[到去向][^,。]{{2,12}}(?:{_DONE})|可(?:以|在|到|通过|[凭持带])|凭|携带|登[录陆]|拨打|扫码|点击|搜索|下载|填写|提交|前往|地[点址](?:[:为是]|设?在)|网上|app|小程序|公众号|即可|方可|无需|一键|网点"
)


@lru_cache(maxsize=64)
def find_signs(question: str) -> tuple[re.Pattern[str], ...]:
    """What the sentence that answers a folded question holds; none where the question asks otherwise.

    Each passage that is shown asks for it.
    """
    return tuple(sign.held for sign in _SIGNS if sign.asked.search(question))


def lacks_sign(question: str, passage: str) -> bool:
    """Whether a folded question asks for something of which a folded passage has no sign."""
    return any(sign.needed and sign.asked.search(question) and not sign.held.search(passage) for sign in _SIGNS)


def needs_sign(question: str) -> bool:
    """Whether a folded question asks for something of which a passage that answers must have a sign: 要钱不."""
    return any(sign.needed and sign.asked.search(question) for sign in _SIGNS)


def asks_leave(question: str) -> bool:
    """Whether a folded question asks if something may be done: 除夕能放鞭炮吗."""
    return _LEAVE.search(question) is not None


def gives_reason(evidence: str) -> bool:
    """Whether the folded sentences that answer say that they give a reason."""
    return _REASON.search(evidence) is not None


def lacks_way(question: str, evidence: str) -> bool:
    """Whether a question asks how or where something is applied for, paid or returned, and no sentence that answers
    names a way that the question does not name itself (小程序怎么下载).

    Args:
        question: folded, without white space.
        evidence: the sentences that answer best, folded.
    """
    if _ASKS_WHAT_TO_DO.search(question) or not _ASKS_WAY.search(question):
        return False
    return all(way in question for way in _WAY.findall(evidence))
