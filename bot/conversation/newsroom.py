"""What newspapers print for those who write, subscribe or advertise: an address to write to, a number to call."""

from __future__ import annotations

import re

from bot.conversation.certainty import is_sure
from bot.records import Answer, AnswerFunction
from bot.text.patterns import compile_late

# What newspapers print for those who want something of them, the first that fits, with an address or a number to call.
_PRINTED_AS = (
    ("稿", "投稿邮箱"),
    ("订|收到|送", "订阅电话"),
    ("广告|启事|声明|登报|挂失|讣告", "广告热线"),
    ("", "新闻热线"),
)
_ADDRESS = compile_late(r"@|\d{3,4}[-—－]?\d{4}|\d{7}")


def find_printed(answer: AnswerFunction, text: str, k: int) -> Answer | None:
    """What the paper says to who wants to write to it or to subscribe; None where it prints no address."""
    printed = next(printed for wanted, printed in _PRINTED_AS if re.search(wanted, text))
    # a call for texts, 征文往哪投, has an address of its own
    for asked in (text, printed):
        found = answer(asked, (), k)
        if is_sure(found) and _ADDRESS.search(found.hits[0].passage.text):
            return found
    return None
