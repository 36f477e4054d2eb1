"""What people say to a bot that is no question about the paper: 你好, 谢谢."""

from __future__ import annotations

import re

from bot.records import Talk
from bot.text.normalization import fold

__all__ = ["small_talk"]

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


def small_talk(text: str) -> Talk | None:
    """What a text is where it is small talk and nothing else; None for everything that may be a question."""
    folded = fold(text[:40]).text.strip()
    return next((name for name, pattern in _TALK if pattern.match(folded)), None)
