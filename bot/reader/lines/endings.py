"""What closes a story besides its reporters' names, and what a new one among small print begins with."""

from __future__ import annotations

import re

from bot.reader.lines.phrases import PAPER
from bot.text.names import is_name
from bot.text.segmenter import is_word

__all__ = ["begins_notice", "find_signature", "find_source"]

_CJK = "\u3400-\u9fff"
_OUTLET = rf"(?:{PAPER}|央视(?:网|新闻)?|[{_CJK}]{{2,8}}(?:报|网|客户端|公众号))"
_WORDS = r"[^。！？（）()]"
_SOURCE = re.compile(
    rf"[（(][ 　]*(?:(?:本报|本刊|记者|编辑)?[ 　]*综合(?:整理|消息|报道|[、，和]|据?{_OUTLET})*"
    rf"|(?:综合)?据{_WORDS}{{2,24}}|(?:稿件|文字|资料|信息|内容|文章)?来源[:： 　]*{_WORDS}{{2,24}}"
    rf"|[摘转]自{_WORDS}{{2,24}}"
    rf"|(?:{_OUTLET}[ 　、，]*)+(?:供稿|供本报专稿|电)?|{_WORDS}{{2,12}}供稿"
    rf"|本报{_WORDS}{{0,6}}(?:整理|编辑部))[ 　]*[)）]$"
)


def find_source(text: str) -> int:
    """Where the source in brackets at the end of a text begins: （本报综合）, （据新华社）; -1 where there is none."""
    if not text.endswith((")", "）")):
        return -1
    match = _SOURCE.search(text, max(0, len(text) - 30))
    return match.start() if match else -1


_SIGNED = re.compile(rf"[（(]([{_CJK}]{{2,3}}(?:[ 　、][{_CJK}]{{2,3}}){{0,2}})[)）]$")
# What stands in brackets at a story's end and is no name has one of these: （待续）, （见右图）, （全文完）.
_REMARK = re.compile("[续完图表版页篇节注期见删改载译编笑声一二三四五六七八九十]")


def find_signature(text: str) -> tuple[int, tuple[str, ...]] | None:
    """The names that sign a text in brackets, （南枫）, with where the bracket opens; None where there are none.

    They may be pen names; but what begins with no surname is one only if it is no word.
    """
    match = _SIGNED.search(text) if text.endswith((")", "）")) else None
    if not match or _REMARK.search(match.group(1)):
        return None
    names = tuple(re.split("[ 　、]", match.group(1)))
    signed = all(is_name(name) or not is_word(name, usual=False) for name in names)
    return (match.start(), names) if signed else None


_BULLET = r"[■□●◆▲★◎ 　]*"
_NOTICE = re.compile(
    rf"{_BULLET}(?:遗失|作废|挂失|更正|致歉|拍卖|招标|招租|注销|清算|减资|债权|寻人|寻亲|认领|停电|停水|停气|搬迁|迁址|开业|公示|律师)"
    rf"[{_CJK}]{{0,4}}(?:声明|启事|公告|预告|通知|公示)?[:： 　]|{_BULLET}(?:声明|启事|公告|讣告|通知)[:：]"
)


def begins_notice(text: str) -> bool:
    """Whether a text begins as a classified notice does: 遗失声明：…, 停电预告：…."""
    return bool(_NOTICE.match(text))
