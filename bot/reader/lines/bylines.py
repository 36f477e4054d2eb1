"""Who wrote it: bylines, photo credits, and people's names in them.

A byline is titles (记者, 通讯员 …), names, and the little words between them (文/图, 摄, □) and nothing else. Names come
spread (李 华), glued (王家慧崔松云) or plain; surnames tell where one ends and the next begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.text.names import is_likely_name, is_name, merge_spread, split_names
from bot.text.patterns import CJK, NEWSPAPER_ENDING
from bot.text.segmenter import default_segmenter

__all__ = ["Byline", "is_title", "may_be_byline", "read_byline"]

# What stands before a title and belongs to it.
_QUALIFIER = (
    rf"(?:本报|本网|本刊|本台|全媒体?|融媒体?|多媒体|新媒体|首席|见习|实习|特约|特派|资深|主任|驻[{CJK}]{{2,4}}站?|新华社|中新社|"
    rf"[{CJK}]{{2,4}}(?:{NEWSPAPER_ENDING}|新闻|融媒))"
)
_TITLE = re.compile(
    rf"{_QUALIFIER}*[ 　]*(?:摄影记者|文字记者|记者|通讯员|实习生|评论员|报道员|撰稿人|撰稿|作者|供稿|采写)"
)
# Letters that say who wrote and who took the picture: 文/图, 图文, 文 摄影. They count only as words of their own.
_ROLE = re.compile(
    rf"(?<![{CJK}])(?:文[/／、·]?图|图[/／、·]?文|文[/／]摄影?|摄影|摄|文(?![ 　]+(?![图摄])[{CJK}](?![{CJK}]))|图|整理|供图|撰文|报道)(?![{CJK}])"
)
# A photographer: the name and 摄 after it, with or without a space.
_PHOTO_WORD = re.compile(r"(?:摄影报道|摄影|供图|图/文|文/图|摄)$")
_REPORTS = re.compile(r"[ 　]*报道[:：]?$")
# Most lines are told from bylines by these: without a title, a line with such a character is none.
_MAY_NAME = re.compile("记者|通讯员|实习生|评论员|报道|撰稿|作者|供稿|采写|摄|图|文")
_NO_NAME = re.compile("[，。的了是在不有个这们到要0-9]")
_NO_NAMES_RUN = re.compile(f"[{CJK}]{{5}}")
# What reporters do: 记者从市园林局 goes on with 获悉.
_REPORTER_DOES = re.compile("记者(?:从|在|了解|获悉|看到|采访)")
_BULLETS = re.compile(r"^[□■◎●○▲△▼◆◇★☆※▌▍►▶◤·•\-—]+[ 　]*")
_BYLINE_MARKS = ("□", "◎", "○")
_SEPARATORS = re.compile(r"[ 　\t\xa0、，,；;/／|｜:：]+")
_NAME_CHARACTERS = re.compile(rf"[{CJK}]+(?:[·•・][{CJK}]+)*$")


@dataclass(frozen=True, slots=True)
class Byline:
    """Names found where nothing but a byline stands."""

    names: tuple[str, ...]
    # a title such as 记者 stands with them: then there is little doubt
    titled: bool
    # 摄, 供图 …: these people took a picture
    photo: bool


def is_title(text: str) -> bool:
    """Whether a text is a title such as 本报记者 and nothing else: the names stand on the next line."""
    return bool(_TITLE.fullmatch(_BULLETS.sub("", text)))


def may_be_byline(text: str) -> bool:
    """Whether a text has a title or the like, or else nothing that no name has; True for few lines of body text."""
    return bool(_MAY_NAME.search(text)) or not (len(text) > 20 or _NO_NAME.search(text) or _NO_NAMES_RUN.search(text))


@lru_cache(maxsize=4096)
def read_byline(text: str, *, lenient: bool = False) -> Byline | None:
    """The names in a text that is a byline and nothing else; None where it is anything more.

    Brackets around the whole, bullets before it, titles and words such as 文/图 are passed over. Where a title stands,
    a name may be any two to four characters; without one, every name must begin with a surname, or `lenient`, one of
    them at least: for a line where a byline is to be expected (边巴扎西 尤佳).
    """
    if not may_be_byline(text):
        return None
    text = text.strip()
    # □ and ◎ before names are a byline's mark
    marked = text[:1] in _BYLINE_MARKS
    text = _BULLETS.sub("", text)
    if len(text) > 1 and text[0] in "（(" and text[-1] in ")）":
        text = text[1:-1].strip()
    if not 2 <= len(text) <= 60 or any(mark in text for mark in "。！？“”《》") or _REPORTER_DOES.search(text):
        return None
    photo = bool(_PHOTO_WORD.search(text))
    if not photo:
        text = _REPORTS.sub("", text)
    if photo:
        text = _PHOTO_WORD.sub("", text)
    rest, titles = _TITLE.subn(" ", text)
    rest, roles = _ROLE.subn(" ", rest)
    tokens = merge_spread([token for token in _SEPARATORS.split(rest) if token])
    titled = titles > 0
    names: list[str] = []
    for token in tokens:
        if not _NAME_CHARACTERS.match(token):
            return None
        if is_name(token) or (titled and ("·" in token or "•" in token or "・" in token)):
            names.append(token)
        elif (titled or photo) and (found := split_names(token)):
            names.extend(found)
        elif (titled or lenient) and 2 <= len(token) <= 4 and len(tokens) <= 8:
            names.append(token)
        elif photo and len(tokens) == 1 and 2 <= len(token) <= 3 and not default_segmenter().is_word(token):
            # nobody but a photographer stands alone before 摄, whatever the surname
            names.append(token)
        else:
            return None
    if not names:
        return None
    if not titled and not photo and not any(map(is_likely_name, names)):
        return None
    if lenient and not titled and not any(is_name(name) and not default_segmenter().is_word(name) for name in names):
        return None
    return Byline(tuple(names), titled or marked, photo or (roles > 0 and "摄" in text))
