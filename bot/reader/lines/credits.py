"""Credits: what names a photo's author or a story's source, besides bylines; and how captions begin.

To read a new kind of credit, add its words to `_PROVIDED` (who provided a photo), `_PHOTO_ENDS` (after a photographer's
name) or `_SOURCES` (where a story comes from, in brackets at its end).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.reader.authors.bylines import LONGEST, read_byline
from bot.reader.authors.leadins import NEWS_SOURCE, begins_leadin
from bot.reader.lines.phrases import ends_sentence, find_continued_from
from bot.text.characters import CJK, SPACE, find_last_bracket
from bot.text.names import is_name, merge_spread, split_names
from bot.text.normalization import fold
from bot.text.patterns import COMPILED, DATE, DESK_NOTE, HAN_DIGITS, OCCUPATIONS, OFFICES, REPORTERS, compile_pattern
from bot.text.segmenter import default_segmenter


class Credit(NamedTuple):
    """A credit at the end of a text."""

    # where it begins in the text
    start: int
    # the people that it names
    names: tuple[str, ...]


# --- photos ----------------------------------------------------------------------------------------------------------

_WHOSE = r"[^，。（）()]"
# Who provided a photo: 图片由海州渔业局提供, 资料图片, 海州日报供图, 图片来源：海州网, 摄影：王小雨.
_PROVIDED = compile_pattern(
    r"[（(【\[]?(?:"
    rf"(?:本[版组文]?|资料|以上)?(?:图片|照片|供图|图|本组图片)(?:均)?[:：/／]?[{SPACE}]*(?:由|来自|来源[:：]?)?"
    rf"{_WHOSE}{{2,30}}?(?:提供|供图|供)"
    rf"|(?:资料|效果|示意)图片?|[{CJK}]{{2,16}}供图|图片来源[:：]{_WHOSE}{{2,20}}"
    # a picture of a screen or of somebody else's page
    rf"|图片?[:：/／](?:翻摄|[摘取撷截]自){_WHOSE}{{0,20}}"
    rf"|(?:供图|摄影|图片)[:：/／][{SPACE}]*[{CJK} ]{{2,20}}"
    r")[)）】\]]?$"
)
_PHOTO_ENDS = ("摄", "摄影", "摄影报道", "供图", "/图", "／图")
# A credit ends with one of these, or has a colon or the like shortly before its end: most lines have neither.
_CREDIT_ENDS = tuple("供图片摄影道）)】]")
_CREDIT_LABEL = compile_pattern(r"[／/:：][^，。]{2,20}$")
# The agency after a photographer's name, or alone: 王小雨摄（海州影像）, 新华社发.
_AGENCY = rf"(?:[{CJK}]{{2,6}}(?:视觉|影像|图片)|(?:视觉|影像)[{CJK}]{{2,4}}|[{CJK}]{{2,6}}社发)"
_AGENCY_LINE = compile_pattern(rf"[（(]?{_AGENCY}[)）]?")
_AGENCY_AFTER = compile_pattern(rf"(?<![{SPACE}])[{SPACE}]*[（(][{CJK}A-Za-z ]{{2,12}}[)）]$")
_BRACKETED_END = compile_pattern(r"[（(]([^（()）]{2,40})[)）]$")
# A photographer's name begins after one of these.
_BORDER = compile_pattern(rf"[{SPACE}。！？”…）)]+")


@lru_cache(maxsize=1024)
def find_credit(text: str) -> Credit | None:
    """The photo credit at the end of a text: 某某 摄, 某某 供图, （图片由…提供）; None where it has none.

    A credit that says who provided the photo names nobody.
    """
    if _AGENCY_LINE.fullmatch(text):
        return Credit(0, ())
    agency = _AGENCY_AFTER.search(text) if text.endswith((")", "）")) else None
    if agency and text[: agency.start()].endswith(_PHOTO_ENDS):
        return find_credit(text[: agency.start()])
    if not (text.endswith(_CREDIT_ENDS) or _CREDIT_LABEL.search(text)):
        return None
    whole = read_byline(text)
    if whole and whole.titled and not whole.photo:
        # 撰文：林一帆　攝影：吳海 is the byline of a story
        return None
    if match := _PROVIDED.search(text):
        byline = read_byline(text[match.start() :])
        return Credit(match.start(), byline.names if byline and byline.photo else ())
    if match := _BRACKETED_END.search(text):
        byline = read_byline(match[1])
        return Credit(match.start(), byline.names) if byline and byline.photo else None
    if not text.endswith(_PHOTO_ENDS):
        return None
    # the longest end of the text that is a byline and nothing else
    for start in [0, *(match.end() for match in _BORDER.finditer(text, max(0, len(text) - LONGEST)))]:
        byline = read_byline(text[start:])
        if byline and byline.photo:
            return Credit(start, byline.names)
    return None


# Who provided a photo, at the end of its caption: （民眾提供）, （翻攝自臉書）.
_PROVIDER = compile_pattern(rf"[（(](?:[{CJK}A-Za-z、]{{2,14}}提供|(?:翻摄|[摘取撷截]自)[^（()）]{{0,14}})[)）]$")


def ends_with_provider(text: str) -> bool:
    """Whether a caption ends with who provided the photo; in print the same words say where a text comes from."""
    return _PROVIDER.search(text) is not None


_CAPTION_START = compile_pattern(r"图为|▲?[上下左右]图[为：:]|图[①②③④⑤1-9一二三][为：:]|[▲△▼←→↑↓]")

_OLD_ITEM = compile_pattern(r"[▲△▼](?:[^，,。]*。){3}[^，,]*")


_NAMES_PICTURE = compile_pattern("[（(]组?图片?[)）]$")


def names_picture(text: str) -> bool:
    """Whether a headline says that it is the title of a photo and its caption: 喜迎新年（图片）."""
    return _NAMES_PICTURE.search(text) is not None


def begins_caption(text: str) -> bool:
    """Whether a text begins as a photo's caption does: 图为…, 上图：…, ▲…, but not ▲ before a jump mark or lead-in.

    Nor before an item of an old paper, which has full stops for commas: ▲豫南股匪。經駐軍圍擊。竄入山中。
    """
    start = None if _OLD_ITEM.fullmatch(text) else _CAPTION_START.match(text)
    if start is None or find_continued_from(text):
        return False
    # ▲中央社訊 begins a telegram, and ▲本报记者 李华 is a byline
    byline = read_byline(text[start.end() :])
    return not (begins_leadin(text[start.end() :]) or (byline and byline.titled and not byline.photo))


# --- stories ---------------------------------------------------------------------------------------------------------

_OUTLET = rf"(?:{NEWS_SOURCE}|央视(?:网|新闻)?|[{CJK}]{{2,8}}(?:报|网|客户端|公众号))"
_WORDS = r"[^。！？（）()]"
_SOURCES = (
    # 本报综合, 综合新华社、海州日报消息
    rf"(?:本报|本刊|记者|编辑)?[{SPACE}]*综合(?:整理|消息|报道|[、，和]|据?{_OUTLET})*",
    # 据新华社, 来源：海州网, 摘自《海州晚报》
    rf"(?:综合)?据{_WORDS}{{2,24}}",
    rf"(?:稿件|文字|资料|信息|内容|文章)?来源[:：{SPACE}]*{_WORDS}{{2,24}}",
    rf"[摘转]自{_WORDS}{{2,24}}",
    # 新华社、海州日报, 市渔业局供稿, 本报编辑部
    rf"(?:{_OUTLET}[{SPACE}、，]*){{1,6}}(?:供稿|供本报专稿|电)?",
    rf"{_WORDS}{{2,12}}供稿",
    rf"本报{_WORDS}{{0,6}}(?:整理|编辑部)",
)
_SOURCE = compile_pattern(rf"[（(][{SPACE}]*(?:{'|'.join(_SOURCES)})[{SPACE}]*[)）]$")
LONGEST_SOURCE = 30


def find_source(text: str) -> int:
    """Where the source in brackets at the end of a text begins: （本报综合）, （据新华社）; -1 where there is none."""
    match = _SOURCE.search(text, max(0, len(text) - LONGEST_SOURCE))
    return match.start() if match else -1


# Who made a text out of others, after their source: （据《海州周刊》　南枫　编译）.
_ADAPTERS = compile_pattern(
    rf"(?:》[{SPACE}]*|[{SPACE}]+)(?P<names>[{CJK}][{CJK}{SPACE}、]*?[{CJK}])[{SPACE}]*"
    rf"(?:{COMPILED}|译|辑|撰文|撰稿|综述)[)）]$"
)


def _read_adapters(text: str) -> tuple[str, ...]:
    """The names of those who translated or compiled a text, at the end of a note on its source."""
    match = _ADAPTERS.search(text)
    names = merge_spread(re.split(rf"[{SPACE}、]+", match["names"])) if match else []
    return tuple(names) if all(1 < len(name) <= 4 for name in names) else ()


# The dateline or the source of a report at its end, and its reporters: 据新华社海州5月3日电 记者某某.
# There is a limit to the sources because 日报日报日报… can be taken apart in very many ways.
_WIRE_NOTE = compile_pattern(
    rf"(?:均|综合|分别|原载)*据?(?:{NEWS_SOURCE}[、，及和与{SPACE}]*){{1,6}}(?:(?!记者)[{CJK}·、，{SPACE}]){{0,60}}?(?:{DATE})?[{SPACE}]*"
    rf"(?:综合|专)?(?:[电讯稿]|消息|报道)[{SPACE}，,；;]*(?:(?P<reporters>(?:{REPORTERS}).*)"
    # the names alone: 新华社海州5月3日电 某某、某某
    rf"|(?P<names>[{CJK}]{{2,4}}(?:[、{SPACE}]+[{CJK}]{{2,4}}){{0,5}}))?"
)


# Those whom an agency names there are its own people, not the authors.
_DESK_NOTE = compile_pattern(f"{DESK_NOTE}$")

# Characters: a longer note stays a paragraph, because readers would miss from where a dozen reporters wrote.
LONG_NOTE = 80


@lru_cache(maxsize=4096)
def find_closing_note(text: str) -> Credit | None:
    """The note in brackets at a text's end that says who wrote it or where it comes from; None where there is none.

    It stands alone or after a sentence: （本报记者 某某）, （据新华社海州电 记者某某）, （某某整理）, （南枫）,
    （作者：南枫，…）.
    """
    closed = text.endswith((")", "）"))
    if (closed or text[-1:].isdigit()) and (desk := _DESK_NOTE.search(text)):
        return Credit(desk.start(), ())
    start = find_last_bracket(text) if closed else -1
    if start < 0:
        return _find_bare_byline(text)
    note = text[start:]
    if start > 0 and not ends_sentence(text[:start].rstrip()):
        # within a sentence only a title tells who wrote from who is spoken of
        byline = read_byline(note)
        return Credit(start, byline.names) if byline and byline.titled else None
    if wire := _WIRE_NOTE.fullmatch(note[1:-1].strip()):
        reporters = read_byline(wire["reporters"] or wire["names"] or "", lenient=wire["names"] is not None)
        if reporters or not wire["names"]:
            return Credit(start, reporters.names if reporters else ())
    byline = read_byline(note, lenient=True)
    if byline and byline.titled:
        return Credit(start, byline.names)
    if (source := find_source(text)) >= 0:
        return Credit(source, _read_adapters(text))
    if authors := _find_authors(note):
        return Credit(start, (*authors, *find_compilers(note)))
    if _SERIAL.fullmatch(fold(note[1:-1])):
        return Credit(start, ())
    if signer := find_signer(note):
        return Credit(start, (signer,))
    return Credit(start, byline.names) if byline else find_signature(text)


# Reporters right behind the last sentence, as evening papers print them: …半价。本报记者 某某.
_BARE_BYLINE = compile_pattern(
    rf"(?<=[。！？”])[{SPACE}]*((?:本[报刊台]|[{CJK}]{{2,6}}报)?(?:{REPORTERS})[{SPACE}]*[^，。：:（()）]{{2,24}})$"
)


def _find_bare_byline(text: str) -> Credit | None:
    """The byline with a title behind the last sentence of a text, without brackets; None where there is none."""
    match = _BARE_BYLINE.search(text, max(0, len(text) - LONGEST_SOURCE - 10))
    byline = read_byline(match[1]) if match else None
    return Credit(match.start(), byline.names) if match and byline and byline.titled and not byline.photo else None


# At the end of an instalment.
_SERIAL = compile_pattern(
    r"(?:本[章篇回])?未完(?:,?.{0,4}[续接].?)?|(?:[明次下][日期回])?[待再]?续(?:[完登刊载])?"
    r"|连载(?:之)?[\d一二三四五六七八九十]*|(?:全文|本篇)?完"
)


# Who wrote a letter, below what or where he is: （江州读者　李华）, （实验小学四年级　小禾）.
_SIGNER = compile_pattern(
    rf"[（(]?(?P<who>(?:[{CJK}\d]|[（(]\d{{1,2}}[)）]){{2,16}})[{SPACE}]+(?P<name>[{CJK}](?:[{SPACE}]?[{CJK}]){{1,2}})[)）]?"
)
_WHO = compile_pattern(
    rf"(?:{OFFICES}|{OCCUPATIONS}|读者|[民众友生工员师]|家长|年级|班|学[校院]|[大中小]学|公司|局|厂|院|店|站|部队|社区|[省市县区镇乡村街巷道路里弄]"
    r"|\d[号栋幢][楼院]?)$"
)
# What does so is no note on a picture, or on where a text comes from: （资料图片　小禾）, （原载　江州晚报）.
_NO_SIGNER = compile_pattern(rf"图|照片|据|电|来源|资料|原载|摘|转|见|[\d{HAN_DIGITS}][日月年]$|[版报网社]$")


def find_signer(text: str) -> str | None:
    """The writer of a letter whom a line, in brackets or not, names after what or where he is."""
    match = _SIGNER.fullmatch(text)
    if not match or _NO_SIGNER.search(text.strip("（()）")):
        return None
    who, name, words = match["who"], "".join(match["name"].split()), default_segmenter()
    # two names are two writers, and 上官 强俊 is one; names of people do not end as 后山村 does
    people = is_name(who + name) or (
        is_name(who) and not (words.is_word(who) or who.endswith(("村", "镇", "乡", "县")))
    )
    # 江陵市西门街 is where he lives, though both halves might be names
    says = not people and (_WHO.search(who) is not None or (not split_names(who) and words.is_word(who, usual=False)))
    return name if says and (is_name(name) or not words.is_word(name, usual=False)) else None


# All spaces are taken at once, because a line of nothing but spaces would be tried from each of them to its end.
_BEHIND_SENTENCE = compile_pattern(rf"[。！？][{SPACE}]++([^。！？]+)$")


def find_signer_behind(text: str) -> str | None:
    """The writer of a letter whom a text names behind its last sentence: …。　北街居民 赵先生."""
    match = _BEHIND_SENTENCE.search(text)
    return find_signer(match[1]) if match else None


def ends_with_signer(text: str) -> bool:
    """Whether a line ends with a sentence and the writer of the letter."""
    return find_signer_behind(text) is not None


# A note on the author that names him: （作者：南枫，青岚大学教师）, （作者为青岚大学教授王小雨）, （作者南枫，系教师）,
# （南枫　作者单位：青岚大学）.
_AUTHORS = compile_pattern(
    rf"[（(](?P<first>[{CJK}]{{2,4}})[{SPACE}，,；;]+作者(?:单位|[系为是])"
    rf"|[（(]作者(?P<only>[{CJK}]{{2,4}}?)[{SPACE}，,]*[系为是]"
    rf"|[（(]作者(?P<mark>[:：为系是])[{SPACE}]*(?:[^，。；（()）]*(?:{OFFICES}|{OCCUPATIONS}|研究员|会员|学者|作家|博士|讲师|干部|职工|工人|农民|居民|市民|学生|读者))?"
    rf"(?P<names>[{CJK}]{{2,4}}(?:、[{CJK}]{{2,4}}){{0,3}})[{SPACE}，,；;)）]"
)


# What a note says of an author whom the byline names: （作者系江州大学教师，现居海州）; matches folded text.
_ABOUT_AUTHOR = compile_pattern(
    r"\W{0,3}(?:本文)?作者(?:(?:单位|简介|介绍)[:,]?|[系为是均])[^()。]{2,70}[)。]{0,2}|关于作者:[^。]{2,70}。?"
)


def is_about_author(text: str) -> bool:
    """Whether a paragraph is a note on the author that does not name him: （作者系江州大学教师）, ＊作者为编辑。"""
    return _ABOUT_AUTHOR.fullmatch(fold(text)) is not None


def _find_authors(note: str) -> tuple[str, ...]:
    """The authors whom a note names beside what they are; () where it names nobody."""
    match = _AUTHORS.match(note)
    names = tuple((match["names"] or match["first"] or match["only"]).split("、")) if match else ()
    sure = match is not None and match["mark"] in (":", "：")
    return names if all((sure or is_name(name)) and not default_segmenter().is_word(name) for name in names) else ()


# Who wrote down what the author of a text said, at the end of a note on that author.
_COMPILERS = compile_pattern(rf"[，,；;][{SPACE}]*([{CJK}]{{0,6}}(?:{REPORTERS})[^，。；（()）]{{2,40}}整理)[)）]$")


def find_compilers(text: str) -> tuple[str, ...]:
    """The names of those who compiled a text, at the end of a note on its author: （作者为…，本报记者某某采访整理）."""
    match = _COMPILERS.search(text) if text.startswith(("（", "(")) else None
    byline = read_byline(match[1]) if match else None
    return byline.names if byline else ()


# What wrote a story for its own paper, in brackets on a line of its own: （厂宣传科）, （校办公室）.
_DESK = compile_pattern(rf"[（(][{CJK}]{{0,8}}(?:[科处室委]|宣传部|党支部|工会|通讯组|办公厅)[)）]")


def is_closing_note(text: str) -> bool:
    """Whether a text is nothing but a note in brackets that closes a story: （据新华社电）, （作者为江州大学教师）."""
    if not text.startswith(("（", "(")):
        return False
    note = Credit(0, ()) if _DESK.fullmatch(text) else find_closing_note(text)
    return (note is not None and note.start == 0) or is_about_author(text)


_SIGNED = compile_pattern(rf"[（(]([{CJK}]{{1,3}}(?:[{SPACE}、]+[{CJK}]{{1,3}}){{0,4}})[)）]$")
# What stands in brackets at a story's end and is no name has one of these: （待续）, （见右图）, （全文完）.
_REMARK = compile_pattern("[续完图表版页篇节注期见删改载译编笑声组部室一二三四五六七八九十]")


def find_signature(text: str) -> Credit | None:
    """The names that sign a text in brackets, （南枫）, with where the bracket opens; None where there are none.

    They may be pen names; but what begins with no surname is one only if it is no word.
    """
    match = _SIGNED.search(text) if text.endswith((")", "）")) else None
    if not match or _REMARK.search(fold(match.group(1))):
        return None
    names = tuple(merge_spread(re.split(rf"[{SPACE}、]+", match.group(1))))
    signed = all(
        len(name) > 1
        # a word is not printed spread
        and (is_name(name) or name not in match.group(1) or not default_segmenter().is_word(name, usual=False))
        for name in names
    )
    return Credit(match.start(), names) if signed else None
