"""What a question asks for in so many words, and whether a passage has anything of that kind.

A passage may share every word with a question and still not answer it: it speaks of the pie, but not of its price. The
table says for what is asked which signs a sentence that answers must have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.text.names import COMMON_SURNAMES
from bot.text.patterns import OFFICES
from bot.text.segmenter import Segmenter

__all__ = ["lacks_number", "lacks_what_is_asked", "lacks_year", "places"]

_NAME = f"[{COMMON_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
# What is asked → what a sentence that answers it holds. Compiled when a question comes to them: all of them at once would
# take longer than the answer.
_SIGNS = (
    (
        r"(?:电话|热线|手机)号?码?[打拨]?(?:是|多少|几|号|啥|哪)|号码|联系方式|打(?:啥|哪个|什么)电话|(?:电话|热线)[?？]?$",
        r"\d{3,4}[-—]?\d{7,8}|1\d{10}|(?<![\d.])\d{5}(?![\d.万亿元])",
    ),
    (r"地址|门牌|哪条路|几号楼", r"[路街道弄巷]\s*\d*\s*号|\d+号|[路街]"),
    # a person's age is no limit of age
    (r"今年(?:多大|几岁|多少岁|高寿)|多大了|(?:多大|几大)年纪了|(?:几|多少)岁了", r"\d+\s*岁(?!以[上下内]|及以)"),
    (r"岁数|年龄|几岁|多少岁|年纪|高寿", r"岁"),
    (
        r"门票|票价|价格|多少(?:钱|块)|多少[\u4e00-\u9fff]{0,2}[费薪款]|几块钱|几块|几元|单价|价钱|工[资钱]|薪水|月薪|奖金|租金"
        r"|花多少|交多少钱|收费多少|卖多少",
        r"\d[\d.]*\s*[万亿]?余?元|免费|[元块]钱?",
    ),
    (r"网址|网站|公众号", r"www|http|网站|公众号"),
    (r"叫什么名|叫啥名|姓什么|姓名|是谁|谁是|谁当", _NAME),
)
# Numbers and times stand in most passages: they may be anywhere in the one that is shown.
_LOOSE_SIGNS = (
    (r"几点", r"\d+\s*[点时:]|[一二三四五六七八九十]+点"),
    (r"多少|几[个家名人次件项户亩天年月]", r"\d|[一二三四五六七八九十百千万两]"),
    (
        r"哪天|(?<![打拨])几号|什么时候|啥时候?|何时|哪年|哪一年|几月",
        r"\d+\s*[年月日号天点]|[一二三四五六七八九十]+[月日年]|[近日前昨]日|今年|去年|目前|年底|月底|[这上下]周|季度",
    ),
)
# Offices: who holds one is only said where it is named.
_OFFICE = re.compile(rf"{OFFICES}|法人|老板|老总|[村支]支?书(?!记)")
# What people call an office, and what papers call it.
_CALLED = {
    "老板": r"老板|董事长|总经理|(?<!相关)(?<!部)负责人|法定代表人|创始人|创办|企业主|店主|业主|经营者",
    "老总": r"老总|董事长|总经理|总裁|(?<!相关)(?<!部)负责人",
    "村长": r"村长|村主任|村委会主任|村民委员会主任",
}
_ASKS_NAME = re.compile(r"叫什么|叫啥|姓什么|姓啥|名字|是谁|谁是|是哪个|哪位|谁(?:当|在当|做)")
_DISTRICTS = ("县", "市", "区", "镇", "乡", "村", "街道", "省")
_YEARS = ("前年", "去年", "明年", "后年", "上个月", "下个月", "昨天", "明天")


def lacks_what_is_asked(question: str, evidence: str, shown: str, article: str) -> bool:
    """Whether a question asks for something of which the evidence shows no sign.

    Args:
        question: folded.
        evidence: the sentences that answer best, folded.
        shown: the passage that they stand in, folded.
        article: the whole article, folded.
    """
    if any(re.search(asked, question) and not re.search(held, evidence) for asked, held in _SIGNS):
        return True
    if any(re.search(asked, question) and not re.search(held, shown) for asked, held in _LOOSE_SIGNS):
        return True
    return any(_lacks_office(office, question, article) for office in _OFFICE.findall(question))


def _lacks_office(office: str, question: str, article: str) -> bool:
    if office[-1] == "书":
        # 村支书, 支书
        return bool(_ASKS_NAME.search(question)) and not re.search("[党总]支部书记|支书|村书记", article)
    if office in _CALLED:
        # a boss that is spoken of may stand there by name alone; whoever asks for the name needs the office
        return bool(_ASKS_NAME.search(question)) and not re.search(_CALLED[office], article)
    return office not in article


def lacks_number(question: str, article: str, others: Iterable[tuple[str, Sequence[str]]] = ()) -> bool:
    """Whether a question names a number of two digits or more that its article does not have.

    Args:
        question: folded.
        article: the whole article, folded.
        others: other ways to print what the question names (230户: 二百三十户); any of them will do.
    """
    printed = "".join(typed for typed, forms in others if any(form in article for form in forms))
    return any(number not in article and number not in printed for number in re.findall(r"\d{2,}", question))


def lacks_year(question: str, evidence: str) -> bool:
    """Whether a question names a time by today's date (去年, 明天) that the evidence does not name."""
    return any(year in question and year not in evidence for year in _YEARS)


def places(question: str, segmenter: Segmenter) -> list[str]:
    """What looks like the name of a place in a folded question: 德清县, be it one word of the dictionary or two."""
    found: list[str] = []
    before = ""
    for word in segmenter.words(question):
        if word.endswith(_DISTRICTS) and len(word) >= 3:
            found.append(word)
        elif word in _DISTRICTS and len(before) == 2 and not before.isascii() and before[-1] not in "个些各":
            found.append(before + word)
        before = word
    return found
