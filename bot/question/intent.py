"""What a message wants: small talk, or an answer of some kind (a time, an amount, a person, a list)."""

from __future__ import annotations

import re
from enum import Enum

from bot.records import Talk
from bot.text.normalization import fold

__all__ = ["QuestionKind", "find_kind", "find_small_talk", "holds"]


class QuestionKind(Enum):
    """What a question asks for."""

    TIME = "time"
    AMOUNT = "amount"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    # measures, conditions, contents: the answer is more than one sentence
    LIST = "list"
    OTHER = "other"


# In order: the first that matches is the kind.
_ASKED = (
    (QuestionKind.REASON, r"为什么|为啥|为何|原因|怎么会|凭什么|咋就"),
    (
        QuestionKind.TIME,
        r"什么时候|啥时候?|何时|几[时点月号日天年]|哪[一]?[天年月日]|多久|时间|多长时间|期限|日期|截止|到什么时候|最[晚迟早]",
    ),
    (QuestionKind.AMOUNT, r"多少|几(?!乎)|多[大高长远重快宽]|比例|金额|费用|价格|人数|数量|占比|增长率"),
    (QuestionKind.PERSON, r"谁|哪[个位些]?人|何人|姓名|叫什么名|叫啥|负责人是|作者|记者是"),
    (QuestionKind.PLACE, r"哪里|哪儿|何处|何地|在哪|地点|地址|什么地方|啥地方|哪个[村镇县市区街]"),
    (
        QuestionKind.LIST,
        r"如何|怎[么样]|咋|哪些|措施|要求|规定|内容|方面|做法|举措|条件|方式|工作|安排|部署|政策|办法|包括|有什么",
    ),
)
_HELD = {
    QuestionKind.TIME: r"\d+\s*[年月日时分天点周]|[一二三四五六七八九十两]+[年月日天个周]|今年|去年|明年|目前|近日|昨[天日]|前|后|期间|以来|底",
    QuestionKind.AMOUNT: r"\d|[一二三四五六七八九十百千万亿两]+[个家名人次元万亿件项户亩吨]",
    QuestionKind.PERSON: r"[介绍说道表示告诉记者书记主任局长经理负责人先生女士大爷大伯村民教授]{2}",
    QuestionKind.PLACE: r"[\u4e00-\u9fff]{2}[省市县区镇乡村街道社路号院馆厅局所中心站]",
    QuestionKind.REASON: r"因为|由于|为了?|因|以便|原因|所以|导致|为",
}


def find_kind(question: str) -> QuestionKind:
    """The kind of a question as typed; OTHER where it gives no sign."""
    folded = fold(question).text
    return next((kind for kind, pattern in _ASKED if re.search(pattern, folded)), QuestionKind.OTHER)


def holds(kind: QuestionKind, folded: str) -> bool:
    """Whether a folded sentence holds something of a kind; False for LIST and OTHER, which no word shows."""
    pattern = _HELD.get(kind)
    return bool(pattern and re.search(pattern, folded))


# The whole of what was said, without punctuation and particles at its end.
_END = r"[啊呀吧呢哦嘛了啦哈的~!?。,.、 ]*$"
_PATTERNS: list[tuple[Talk, str]] = [
    (
        "greeting",
        r"(?:你好|您好|大家好|哈[喽罗]|嗨|hi|hello|hey|在吗|在不在|有人吗|早上好|早安|上午好|中午好|下午好|晚上好|晚安|新年好|你好你好)",
    ),
    (
        "thanks",
        r"(?:好的?|嗯+|哦+|行|知道了?|明白了?)?[,，。! ]*(?:谢谢?|多谢|感谢|谢谢[你您]们?|太感谢|辛苦[你您]?|麻烦[你您]|thanks?|thx|thank you)"
        r"[你您]?[,，。! ]*(?:谢谢?)?",
    ),
    ("thanks", r"(?:好的?|嗯+|哦+|行|知道|明白|收到|ok|懂|可以|不错|真好|太好)"),
    ("farewell", r"(?:再见|拜拜|88|回头见|bye|下次再问|没事|没有|不用|不问)"),
    (
        "who",
        r"(?:你是谁|[你您]叫什么(?:名字)?|你是(?:机器人|真人|人)吗?|你能(?:干|做)(?:什么|啥)|你会(?:什么|啥)|怎么用|怎么问|你是干(?:什么|啥))",
    ),
]
_TALK = [(name, re.compile(pattern + _END)) for name, pattern in _PATTERNS]


def find_small_talk(text: str) -> Talk | None:
    """What a text is where it is small talk and nothing else; None for everything that may be a question."""
    folded = fold(text[:40]).text.strip()
    return next((name for name, pattern in _TALK if pattern.match(folded)), None)
