"""What names the source of a photo or of a story besides a byline: photo credits, sources and signatures in brackets.

Two things that such lines are told from stand here too: the beginning of a caption and of a classified notice.
"""

from __future__ import annotations

import re

from bot.reader.lines.bylines import read_byline
from bot.reader.lines.phrases import NEWS_SOURCE, find_continued_from
from bot.text.characters import CJK
from bot.text.names import is_name
from bot.text.segmenter import default_segmenter

__all__ = ["begins_caption", "begins_notice", "find_credit", "find_signature", "find_source"]


_WHOSE = r"[^，。（）()]"
_PROVIDED = re.compile(
    rf"[（(【\[]?(?:(?:本[版组文]?|资料|以上)?(?:图片|照片|供图|图|本组图片)(?:均)?[:：]?[ 　]*"
    rf"(?:由|来自|来源[:：]?)?{_WHOSE}{{2,30}}?(?:提供|供图|供)"
    rf"|(?:资料|效果|示意)图片?|[{CJK}]{{2,16}}供图|图片来源[:：]{_WHOSE}{{2,20}}"
    rf"|(?:供图|摄影|图片)[:：/／][ 　]*[{CJK} ]{{2,20}})[)）】\]]?$"
)
# A credit ends with one of these, or has a colon or the like shortly before its end: most lines have neither.
_CREDIT_ENDS = tuple("供图片摄影道）)】]")
_CREDIT_LABEL = re.compile(r"[／/:：][^，。]{2,20}$")
_BRACKETED_END = re.compile(r"[（(]([^（()）]{2,40})[)）]$")


def find_credit(text: str) -> tuple[int, tuple[str, ...]] | None:
    """The photo credit at the end of a text: where it begins, and the photographers' names (none for 图片由…提供).

    None where the text has no credit. A credit is 某某 摄, 某某 供图, （图片由…提供）, with or without brackets.
    """
    if not (text.endswith(_CREDIT_ENDS) or _CREDIT_LABEL.search(text) or "图片来源" in text):
        return None
    if match := _PROVIDED.search(text):
        byline = read_byline(text[match.start() :])
        return match.start(), byline.names if byline and byline.photo else ()
    body = text
    if match := _BRACKETED_END.search(text):
        byline = read_byline(match.group(1))
        if byline and byline.photo:
            return match.start(), byline.names
        return None
    if not re.search(r"摄$|摄影$|摄影报道$|供图$|/图$", body):
        return None
    # the longest tail, from a space or a sentence end on, that is a byline and nothing else
    for start in [0, *(match.end() for match in re.finditer(r"[ 　。！？”…）)]+", body))]:
        byline = read_byline(body[start:])
        if byline and byline.photo and start < len(body):
            return start, byline.names
    return None


_CAPTION_START = re.compile(r"(?:图为|▲?[上下左右][图][为：:]|图[①②③④⑤1-9一二三][为：:]|[▲△▼←→↑↓])")


def begins_caption(text: str) -> bool:
    """Whether a text begins as a photo's caption does: 图为…, 上图：…, ▲…."""
    return bool(_CAPTION_START.match(text)) and not find_continued_from(text)


# --- sources and signatures at a story's end ------------------------------------------------------------------------

_OUTLET = rf"(?:{NEWS_SOURCE}|央视(?:网|新闻)?|[{CJK}]{{2,8}}(?:报|网|客户端|公众号))"
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


_SIGNED = re.compile(rf"[（(]([{CJK}]{{2,3}}(?:[ 　、][{CJK}]{{2,3}}){{0,2}})[)）]$")
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
    signed = all(is_name(name) or not default_segmenter().is_word(name, usual=False) for name in names)
    return (match.start(), names) if signed else None


_BULLET = r"[■□●◆▲★◎ 　]*"
_NOTICE = re.compile(
    rf"{_BULLET}(?:遗失|作废|挂失|更正|致歉|拍卖|招标|招租|注销|清算|减资|债权|寻人|寻亲|认领|停电|停水|停气|搬迁|迁址|开业|公示|律师)"
    rf"[{CJK}]{{0,4}}(?:声明|启事|公告|预告|通知|公示)?[:： 　]|{_BULLET}(?:声明|启事|公告|讣告|通知)[:：]"
)


def begins_notice(text: str) -> bool:
    """Whether a text begins as a classified notice does: 遗失声明：…, 停电预告：…."""
    return bool(_NOTICE.match(text))
