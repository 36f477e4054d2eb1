"""Photos: the credit at a caption's end, and the words that a caption begins with."""

from __future__ import annotations

import re

from bot.reader.lines.bylines import read_byline
from bot.reader.lines.phrases import is_continued_from

__all__ = ["find_credit", "starts_caption"]

_CJK = "\u3400-\u9fff"

_WHOSE = r"[^，。（）()]"
_PROVIDED = re.compile(
    rf"[（(【\[]?(?:(?:本[版组文]?|资料|以上)?(?:图片|照片|供图|图|本组图片)(?:均)?[:：]?[ 　]*"
    rf"(?:由|来自|来源[:：]?)?{_WHOSE}{{2,30}}?(?:提供|供图|供)"
    rf"|(?:资料|效果|示意)图片?|[{_CJK}]{{2,16}}供图|图片来源[:：]{_WHOSE}{{2,20}}"
    rf"|(?:供图|摄影|图片)[:：/／][ 　]*[{_CJK} ]{{2,20}})[)）】\]]?$"
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


def starts_caption(text: str) -> bool:
    """Whether a text begins as a photo's caption does: 图为…, 上图：…, ▲…."""
    return bool(_CAPTION_START.match(text)) and not is_continued_from(text)
