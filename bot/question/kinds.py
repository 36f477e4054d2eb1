"""What kind of answer a question wants: a time, an amount, a person, a place, a reason, or a list."""

from __future__ import annotations

import re
from enum import Enum

from bot.text.normalization import fold

__all__ = ["Kind", "holds", "kind_of"]


class Kind(Enum):
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
    (Kind.REASON, r"为什么|为啥|为何|原因|怎么会|凭什么|咋就"),
    (
        Kind.TIME,
        r"什么时候|啥时候?|何时|几[时点月号日天年]|哪[一]?[天年月日]|多久|时间|多长时间|期限|日期|截止|到什么时候|最[晚迟早]",
    ),
    (Kind.AMOUNT, r"多少|几(?!乎)|多[大高长远重快宽]|比例|金额|费用|价格|人数|数量|占比|增长率"),
    (Kind.PERSON, r"谁|哪[个位些]?人|何人|姓名|叫什么名|叫啥|负责人是|作者|记者是"),
    (Kind.PLACE, r"哪里|哪儿|何处|何地|在哪|地点|地址|什么地方|啥地方|哪个[村镇县市区街]"),
    (
        Kind.LIST,
        r"如何|怎[么样]|咋|哪些|措施|要求|规定|内容|方面|做法|举措|条件|方式|工作|安排|部署|政策|办法|包括|有什么",
    ),
)
_HELD = {
    Kind.TIME: r"\d+\s*[年月日时分天点周]|[一二三四五六七八九十两]+[年月日天个周]|今年|去年|明年|目前|近日|昨[天日]|前|后|期间|以来|底",
    Kind.AMOUNT: r"\d|[一二三四五六七八九十百千万亿两]+[个家名人次元万亿件项户亩吨]",
    Kind.PERSON: r"[介绍说道表示告诉记者书记主任局长经理负责人先生女士大爷大伯村民教授]{2}",
    Kind.PLACE: r"[\u4e00-\u9fff]{2}[省市县区镇乡村街道社路号院馆厅局所中心站]",
    Kind.REASON: r"因为|由于|为了?|因|以便|原因|所以|导致|为",
}


def kind_of(question: str) -> Kind:
    """The kind of a question as typed; OTHER where it gives no sign."""
    folded = fold(question).text
    return next((kind for kind, pattern in _ASKED if re.search(pattern, folded)), Kind.OTHER)


def holds(kind: Kind, folded: str) -> bool:
    """Whether a folded sentence holds something of a kind; False for LIST and OTHER, which no word shows."""
    pattern = _HELD.get(kind)
    return bool(pattern and re.search(pattern, folded))
