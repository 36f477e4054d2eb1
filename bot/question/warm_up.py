"""Compiles the patterns of answers before the first question, for a process that answers many."""

from __future__ import annotations

from collections.abc import Callable

from bot.intent.answer_pattern import find_answer_pattern
from bot.question.question import Question
from bot.text.patterns import COUNTING_CHARACTERS, UNIT_CHARACTERS, UNIT_WORDS, compile_all_late

# Each asks for words of another kind, whose pattern takes some milliseconds to compile.
_QUESTIONS = (
    "第几 电话多少 百分之几 今年几岁 几岁 隔多久 多少元 补多少 涨了多少 几比几 多重 多高 面积多少 "
    "多大 多少天 多久 几点 几级 哪个朝代 哪一年 几号 几月 什么时候 由谁负责 地址 哪里人 在哪里 叫什么 谁 多少 多少树 "
    "多少个"
).split()
# Few units share a pattern.
_UNITS = (
    *COUNTING_CHARACTERS,
    *UNIT_CHARACTERS,
    *UNIT_WORDS.split("|"),
    *"毫升 公升 千瓦时 标箱 人次 户次 件次 床 袋 瓶 箱 桶 盒 碗 杯 粒 颗 片 趟 遍 架 列 分 秒".split(),
)


def compile_patterns(read: Callable[[str], Question]) -> None:
    """Compiles them now; `read` makes a question of what is typed."""
    for question in map(read, [*_QUESTIONS, *(f"多少{unit}" for unit in _UNITS)]):
        find_answer_pattern(question.squeezed, question.intent)
    compile_all_late()
