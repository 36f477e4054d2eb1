"""The words that ask: 什么, 多少, 有没有. They say what a question wants, not what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.text.normalization import fold, fold_with_origin
from bot.text.patterns import COUNTERS, COUNTING_CHARACTERS, TIME_UNITS, UNITS, compile_late

# The characters that follow 哪 or 几 and belong to the question word: 哪一座, 几个.
_AFTER_WHICH = f"{COUNTING_CHARACTERS}一些里儿国年时天月日号样点部款代期"
# Nouns that make one question word with 什么 or 哪, because the answer does not repeat them: 什么时候, 什么职务.
_VAGUE = "(?:时候|地方|样子|东西|意思|职务|职位|级别|等级)?"

ASKING = (
    rf"(?:怎么|咋|什么|啥|怎样)一?回事|为什么|为啥|什么样子?|怎么样|(?:什么|甚么|啥){_VAGUE}|咋样?|怎样|怎么|如何|何[时地处人年日种]|为何|有何|是何"
    rf"|哪(?!吒)[{_AFTER_WHICH}]*{_VAGUE}|谁|多少|多[久长大高远重快宽厚深]"
    rf"|几(?=[{_AFTER_WHICH}元块岁人万千百亿分成倍])|是否|能否|可否|是不是|有没有|能不能|可不可以|会不会|要不要|用不用|算不算|该不该|需不需要|应不应该"
)
"""A pattern of one of these words."""

ASKED = compile_late(rf"(?:百分之|第)?(?:{ASKING}|几)(?:[万亿]?(?:{COUNTERS}|{UNITS}|{TIME_UNITS}|[日元块毛角]|时间))?")
"""The word of a folded question that asks, with the measure word behind it: in its place the answer would stand."""

PARTICLES = "吗呢吧呀啊嘛哦啦喽咧呗哇伐"
"""What stands at the end of a clause that asks, or that is only said kindly."""

EMPTY_CHARACTERS = frozenset(
    "的了是在有和与及或也都还就才被把给对从到向为之其这那个一不能会要可以上下吗呢吧啊呀么,。?!、;:()“”《》 年月日"
)
"""Characters that stand in any question and say nothing of its subject."""

# 在哪, but not 苦得很哪; 几周, but not 几乎; 交没交, 热不热; 你去不; 涨了还是跌了
_ASKS = compile_late(
    rf"[?？]|[在去到从是]哪|几(?![乎近率])|(?!哪\W*$)(?:{ASKING})|干[嘛么]|做啥|[吗呢么](?=\W|$)|(.{{1,2}})[不没]\1|[不没]\W*$|了还是"
)
# Long messages are read by sentences, and those without an end by clauses.
_PARTS = (
    compile_late(r"[^。！？!?…\n]+[。！？!?…\n]*"),
    compile_late(r"[^。！？!?…\n，,；;\s]+[。！？!?…\n，,；;\s]*"),
)
# What stands between two questions that are asked at once.
_BETWEEN_QUESTIONS = compile_late(r"[，,。；;？?！!\s]+(?:还有|另外|以及|顺便问下?)?")
# A question of fewer characters leans on what stands before it; what is left of one in fewer asks nothing: 多少, 方法.
_WHOLE, _LEFT = 12, 4


def asks(text: str) -> bool:
    """Whether a text has a sign of a question."""
    return bool(_ASKS.search(text))


def find_last_question(text: str, most: int) -> str:
    """What a text longer than a question asks: its last sentence that asks; its beginning where none does.

    Args:
        text: as typed.
        most: so many characters are no long text, and so many come back at most.
    """
    if len(text) <= most:
        return text
    for pattern in _PARTS:
        parts = pattern.findall(text)
        last = next((number for number in range(len(parts) - 1, -1, -1) if asks(parts[number])), None)
        if last is None:
            continue
        start = max(0, last - 1) if len(parts[last].strip()) < _WHOLE else last
        question = "".join(parts[start : last + 1]).strip()
        if len(question) <= most:
            return question
    return text[:most]


def split_questions(text: str) -> list[str]:
    """The questions that a text asks at once, in order: 小程序叫啥，怎么下载; none where it asks one or none."""
    parts = [part.strip() for part in _BETWEEN_QUESTIONS.split(text)]
    asked = [part for part in parts if asks(fold(part))]
    return asked if len(asked) > 1 else []


def leave_out(words: Sequence[str], question: str) -> str:
    """A question without the words that it begins with, where these are some of `words`, folded; "" where none are.

    What stands first says whose or where: 西湖区的停车费多少钱 asks the same as 停车费多少钱, of one place. Without a
    word from its middle or its end it would be another question, or none.
    """
    folded = fold_with_origin(question)
    named = "|".join(re.escape(word) for word in sorted(map(fold, words), key=len, reverse=True) if word)
    head = re.match(rf"(?:请问|在)?(?:{named})+的?", folded.text) if named else None
    left = question[folded.origin[head.end()] :] if head and head.end() < len(folded.text) else ""
    return left if len(left) >= _LEFT else ""
