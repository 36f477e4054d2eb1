"""Questions that ask what something is, 民情通是什么？, and the sentences that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.speech.asking import PARTICLES, asks
from bot.text.characters import CJK
from bot.text.patterns import compile_late
from bot.text.segmenter import Segmenter

_WHAT = "(?:什么|啥|甚么)个?"
_THING = "(?:东西|意思|玩意儿?|名堂|来头|概念|平台|应用|软件|系统|项目|活动|组织|机构|制度|模式|地方)?"
_END = rf"[{PARTICLES}?!。,]*"
# What stands before the name: 请问, 你好, 南浔那个, 报上说的. What stands behind a clause (…,原因是什么) is no name.
_BEFORE = r"(?:.*(?:[这那]个|[这那]种|所谓的?|[说讲写提]的|里的)|.{0,4},)?(?:请问|到底|究竟)?"
# Who has a pronoun for it asks about what was spoken of: 他们做什么的.
_NAME = rf"(?![我你您他她它咱这那])[“\"]?(?P<name>[{CJK}a-z0-9+·-]{{2,12}}?)[”\"]?"
_ASKED = tuple(
    map(
        compile_late,
        (
            rf"{_BEFORE}{_NAME}(?:在[{CJK}]{{2,6}}[里中])?(?:到底|究竟)?(?:是|指的?是?|算是?)个?{_WHAT}{_THING}{_END}",
            rf"{_BEFORE}{_NAME}(?:到底|究竟)?(?:是个?)?(?:干|做)(?:什么|啥|嘛)用?的?{_END}",
            rf"(?:请问|那)?{_WHAT}(?:是|叫做?|叫作){_NAME}{_END}",
            # 不好意思 and 真有意思 name nothing
            rf"{_NAME}的?(?<![好有没够])(?:意思|含义|寓意){_END}",
        ),
    )
)
# Each of the patterns above has one of these; most questions have none.
_SIGN = compile_late(f"(?:是|指的?|算)个?{_WHAT}|{_WHAT}(?:是|叫)|[干做](?:什么|啥|嘛)|(?:意思|含义|寓意){_END}$")
_ASKS_MEANING = compile_late("意思|含义|寓意")
# What a name means stands behind one of these, or before 之意.
_MEANS = "(?:意为|意思是|意即|寓意[为是]?|原意[为是]?|译[为作]|意指)"
# What says that a name follows, and what a thing with a name is said to be.
_CALLED = "(?:叫作?|叫做|名为|称为|称作|被称|所谓|取名|命名为|简称)"
_KINDS = (
    "平台|应用|系统|软件|小程序|app|项目|工程|机制|模式|制度|计划|行动|活动|品牌|基地|中心|工作室|服务|专班|协会|公司"
)


@lru_cache(maxsize=64)
def find_defined_name(squeezed: str) -> str:
    """The name of what a folded question without white space asks the meaning of; "" where it asks for no meaning."""
    if not _SIGN.search(squeezed):
        return ""
    for pattern in _ASKED:
        if (found := pattern.fullmatch(squeezed)) and not asks(found["name"]):
            return found["name"]
    return ""


def defines(name: str, sentence: str) -> bool:
    """Whether a folded sentence without white space says what a thing with a name is: X是…, X意为…, 叫作“X”, “X”平台.

    Args:
        name: folded.
        sentence: any text.
    """
    if name not in sentence:
        return False
    one = re.escape(name)
    return bool(
        re.search(
            rf"(?:^|[,。;:“”\"])(?:所谓)?{one}[”\"]?(?:\([^()]*\))?,?(?:就是|即是?|是指|是(?!否)|指的是|系)"
            rf"|{one}[”\"]?[^,。;]{{0,8}}{_MEANS}|{_CALLED}[“\"]?{one}|[“\"]{one}[”\"](?:{_KINDS})",
            sentence,
        )
    )


def find_meaning(name: str, question: str, sentence: str) -> tuple[int, int] | None:
    """Where a sentence without white space says what a name means in words: 意为“我们邻居”; None where it does not.

    Args:
        name: folded.
        question: folded; it asks for the meaning, and not for what the thing is.
        sentence: any text.
    """
    if name not in sentence or not _ASKS_MEANING.search(question):
        return None
    one, words = re.escape(name), r"(?P<{}>[^,。;:“”()]{{2,20}})".format
    found = re.search(
        rf"{one}[”\"]?[^。;]{{0,10}}?{_MEANS}[“\"]?{words('behind')}"
        rf"|{one}[”\"]?[^。;“”]{{0,10}}[“\"]{words('before')}[”\"](?:的意思|之意)",
        sentence,
    )
    return found.span("behind" if found["behind"] else "before") if found else None


def explains(name: str, headline: str, sentences: Iterable[str], segmenter: Segmenter) -> bool:
    """Whether an article says what a thing with a name is: in a sentence, or because it is about it.

    A headline with a usual word, 医保, explains nothing.

    Args:
        name: folded.
        headline: of the article, folded.
        sentences: of the article, folded, without white space.
        segmenter: knows the usual words.
    """
    if name in "".join(headline.split()) and not segmenter.is_word(name):
        return True
    return any(defines(name, sentence) for sentence in sentences)
