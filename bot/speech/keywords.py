"""Keywords for a question: 景区 门票 asks what a ticket costs. The noun that ends a keyword says what is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.speech.asking import asks
from bot.text.characters import CJK
from bot.text.patterns import COUNTING_CHARACTERS, OCCUPATIONS, OFFICES, compile_late

_HOW_MANY = "有多少"
# How a keyword ends, and the words that would ask for it behind.
_ASKED_BY = tuple(
    (compile_late(f"(?:{ends})$"), words)
    for ends, words in (
        (f"(?P<unit>[{COUNTING_CHARACTERS}天年列单字票站])数", "有多少{unit}"),
        ("倍数", "是几倍"),
        # 心中有数 counts nothing
        ("数量|(?<!有)数|得分|规模|客流|(?<![质力重能音分商测较考])量", _HOW_MANY),
        (
            "价|价格|门票|[费税]|费用|收费|金额|总额|资金|贷款|投资|产值|增加值|营收|利润|收入|工资|薪水|月薪|补贴|补助|补偿|奖金|奖励|罚款|押金|学费"
            "|房租|租金|成本|造价|票房|赔偿金?|资助|捐款|余额",
            "是多少钱",
        ),
        ("比例|比重|占比|百分比|[率幅]|幅度|增速", "是百分之多少"),
        (
            "长度|[全总]长|里程|高度|身高|海拔|距离|速度|[时航]速|深度|宽度|直径|面积|占地|重量|体重|年龄|岁数",
            "是多少",
        ),
        ("温度|气温|体温|水温", "是多少度"),
        ("时长|用时|耗时|工期|期限|周期|历时|学制|保质期", "是多久"),
        ("日期|日子", "是哪天"),
        ("时间|截止|开幕|开始", "是什么时候"),
        ("年份|年代", "是哪一年"),
        ("地点|地址|位置|会址|产地|出生地|老家|籍贯|场地", "在哪里"),
        ("部门|单位|机构", "是哪个单位"),
        (f"姓名|作者|冠军|得主|发言人|支书|{OFFICES}|{OCCUPATIONS}", "是谁"),
        ("名称|名字", "叫什么"),
    )
)
# What is counted has so many characters: 志愿者数量, 公交线路数; 指数, 分数 and 参数 count nothing.
_COUNTED = (4, 3, 2)
_NUMBER_OF = f"(?P<counted>[{CJK}]{{2,}})(?<![指分参])数量?$"


def spell_out(folded: str, is_word: Callable[[str], bool]) -> str:
    """The question that folded keywords stand for, without white space; what asks, or says no kind, stays as it is.

    The last keyword that says what is asked for counts: 门票 景区 asks for the same as 景区 门票.

    Args:
        folded: as typed, folded.
        is_word: whether some characters are a usual word: of 志愿者数量 the 志愿者 are counted, of 心中有数 nothing is.
    """
    words = folded.split()
    if not asks(folded):
        for number in range(len(words) - 1, -1, -1):
            if asked := _ask_for(words[number], is_word):
                return "".join((*words[:number], *words[number + 1 :], words[number], asked))
    return "".join(words)


def _ask_for(keyword: str, is_word: Callable[[str], bool]) -> str:
    """The words that ask for what a keyword ends with; "" where it says no kind of answer."""
    asked = ((ends.search(keyword), words) for ends, words in _ASKED_BY)
    match, words = next((found for found in asked if found[0]), (None, ""))
    if match is None:
        return ""
    if words == _HOW_MANY and (number := re.search(_NUMBER_OF, keyword)):
        counted = (number["counted"][-size:] for size in _COUNTED)
        return words + next(filter(is_word, counted), "")
    return words.format(**match.groupdict())
