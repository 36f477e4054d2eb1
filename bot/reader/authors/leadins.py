"""Lead-ins: the words before a report's first sentence, 本报讯（记者 某某）, 新华社北京5月3日电, 【本報訊】.

To read a new kind of lead-in or dateline, add its form to `_LEADINS`, or to `_PLACE_LEADINS` where a place alone stands
before 讯 or 电; how its byline stands is `find_leadin`'s.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reader.authors.bylines import read_byline
from bot.text.characters import CJK, SPACE, narrow
from bot.text.names import is_name
from bot.text.patterns import DATE, HAN_DIGITS, NEWSPAPER_ENDING, OLD_HAN_DIGITS, REPORTERS, compile_pattern
from bot.text.segmenter import default_segmenter

NEWS_SOURCE = (
    r"(?:本报|本网|本刊|本台|新华社|中新社|中新网|人民网|央视网|新华网|据新华社|"
    rf"[{CJK}]{{0,4}}(?:{NEWSPAPER_ENDING}|新闻网|融媒))"
)
"""A newspaper or agency that a report comes from, for use inside other patterns."""

# --- words -----------------------------------------------------------------------------------------------------------

_COMPILED = "综合(?:外电)?报道"
# A desk and its place: 生活中心／综合报道, 财经中心／台北报道, 即时新闻／综合报道.
_DESK = rf"[{CJK}]{{2,6}}(?:中心|部|组|新闻)[/／](?:{_COMPILED}|[{CJK}]{{2,4}}报道)"
# What stands behind a lead-in before the sentence begins.
_BEHIND = rf"[{SPACE}:：]*"

# A lead-in that names its source, or stands in brackets; the first form that fits counts.
_LEADINS = (
    # 本报讯, 据新华社电, with the places and the day of a wire's dateline: 新华社北京5月3日电, 本报海州、临川5月3日电.
    # 通讯员, 电视 and 电话 are none, nor is 据江州日报报道，, a clause; 综合本报驻外记者报道： may follow.
    rf"[【\[]?{NEWS_SOURCE}(?:综合)?[{SPACE}]*(?:{DATE}(?=[{CJK}]{{2,8}}[讯电]))?"
    rf"(?!{REPORTERS})(?:[{CJK}·]{{2,12}}?(?:、[{CJK}·]{{2,12}}?){{0,5}})?[{SPACE}]*(?:{DATE}|\d{{1,2}}日)?[{SPACE}]*"
    rf"(?:[特专]?讯(?!员)|[综专]?电|(?:消息|报道)(?![，,]))(?![视脑话影])[】\]]?{_BEHIND}"
    rf"(?:综合[{CJK}、]{{2,16}}报道[:：][{SPACE}]*)?",
    # an agency with its place and day: 路透社新德里十日电, （中央社台北2日电）
    rf"[【\[（(〔]?[{CJK}]{{2,8}}[社处局](?:(?!{REPORTERS})[{CJK}]){{0,10}}?[{SPACE}]*(?:[{HAN_DIGITS}廿]{{1,3}}|\d{{1,2}})"
    rf"[{SPACE}]*日[{CJK}]{{0,4}}电(?:报道)?[】\]）)〕]?{_BEHIND}",
    # where a report comes from, in brackets: 【明报专讯】, 【又电】, 【本报上海十一日电话】, （本市讯）, （新沪社）,
    # (澳门电台消息)
    rf"(?:[【\[〔]|[（(](?=本|又[讯电]|[{CJK}]{{1,5}}[社台报]|[{CJK}\d]{{2,12}}(?:讯|[专特急]电|通信)[)）]))"
    rf"(?:(?!{REPORTERS})[{CJK}\d]){{1,14}}?(?:[讯电社]|电话|专[访稿]|特[写稿]|通信|消息)[】\]〕）)]{_BEHIND}",
    # a source that no list has, with the day: 江州经济网海州6月12日讯
    rf"[{CJK}]{{2,8}}?[网报社台][{CJK}]{{0,6}}?{DATE}[{SPACE}]*(?:讯(?!员)|[综专]?电(?![视脑话影])){_BEHIND}",
    # 江州科技讯 8月19日消息，, 江州科技讯 北京时间8月19日早间消息，
    rf"[{CJK}A-Za-z]{{2,8}}?讯[{SPACE}]*(?:北京时间)?{DATE}[{CJK}]{{0,2}}消息[，,][{SPACE}]*",
    # 又讯：, 海州七日电　, 中央社讯
    rf"又[讯电][：:{SPACE}]+|[{CJK}]{{2,6}}?(?:[{OLD_HAN_DIGITS}]{{1,3}}日|社)专?[讯电](?:[：:{SPACE}]+|$)",
    # （海州2日讯）, as papers of Malaysia and Singapore print it, （海州七日电）
    rf"[（(][{CJK}]{{2,8}}?(?:{DATE}|(?:\d{{1,2}}|[{OLD_HAN_DIGITS}]{{1,3}})日)专?[讯电][)）]{_BEHIND}",
    # 海都讯, from a paper's short name
    rf"[{CJK}]{{1,3}}(?![通资短电快简音视问腾审])[{CJK}]讯[{SPACE}]+",
    # 本市讯, 本埠讯, as papers of the Republic print it
    rf"本[市埠县省港](?:讯(?!员)|消息(?![{CJK}])){_BEHIND}",
    # 〔综合报道〕, （即时新闻／综合报道）, 【本报综合报道】, 【江州日报报道】
    rf"[【\[（(〔](?:(?:(?!{REPORTERS})[{CJK}]{{2,6}}[/／]|[{CJK}]{{1,6}}[报网社台])?{_COMPILED}|[{CJK}]{{1,6}}报报道)"
    rf"[】\]）)〕]{_BEHIND}",
    # 生活中心／综合报道, in brackets or not
    rf"[【\[（(〔]?{_DESK}[】\]）)〕]?{_BEHIND}",
)
_LEADIN = compile_pattern("|".join(_LEADINS))
# A lead-in from a place alone; its groups are what may be a word of the sentence instead (see `_match_place`).
_PLACE_LEADINS = (
    # 海州5月3日电
    rf"(?!截[至止]|[从自到至于在据])[{CJK}]{{2,8}}(?:、[{CJK}]{{2,8}}){{0,2}}{DATE}(?P<dated>讯(?!员)|[综专]?电)"
    rf"(?P<apart>{_BEHIND})",
    # 海州电　, 路透三日伦敦电　, （海州电）
    rf"[{CJK}]{{1,3}}?(?:[{OLD_HAN_DIGITS}]{{1,3}}日[{CJK}]{{0,3}})?(?P<sign>(?![贺来致唁函急])[{CJK}][电讯])(?:[：:]|[{SPACE}]+)",
    rf"[（(][{CJK}]{{1,7}}?(?P<inside>[{CJK}]电)[)）]",
    # 海州通讯：, and on a line of its own
    rf"[{CJK}]{{2,8}}?(?:通[信讯]|[专特急][电讯])(?:[：:]|[{SPACE}]+)",
    rf"(?P<line>[{CJK}]{{2,4}}(?:通讯|[专特急]电|特讯))$",
)
_PLACE_LEADIN = compile_pattern("|".join(_PLACE_LEADINS))
# A lead-in from any source, which counts only where a byline in brackets follows: 江州网10月4日讯（记者 某某）.
_UNKNOWN_LEADIN = compile_pattern(
    rf"[{CJK}A-Za-z]{{2,12}}?[{SPACE}]*(?:{DATE})?[{SPACE}]*(?:讯|[综专]?电|消息)(?=[{SPACE}]*[（(])"
    # 江州时报【记者某某／海州报道】
    rf"|[{CJK}]{{2,6}}[报网社](?=[【〔])"
)
# 记者某某／台北报道 without brackets, as papers of Taiwan print it, and 本报记者某某报道：.
_REPORTER_FIRST = compile_pattern(
    rf"(?:(?:[{CJK}](?!讯)){{2,4}}[{SPACE}]*)?(?:特派)?记者[^，。]{{2,40}}?(?:[／/][{CJK}]{{2,8}}报道|报道[:：]|日专?电)"
)
# How a dateline ends.
_WIRE_ENDS = "讯电社"

# A byline in brackets, whole and broken by the line's end.
_BRACKETED = compile_pattern(rf"[{SPACE}]*[（(〔【\[]([^（()）〔〕【】]{{2,80}})[)）〕】\]][{SPACE}]*")
_BRACKET_BEGUN = compile_pattern(rf"[（(〔【\[][^（()）〔〕【】]{{0,12}}?(?:{REPORTERS})")
# Any words in brackets that end as a dispatch does: 【江州时报　某某／海州报道】.
_BRACKETED_REPORT = compile_pattern(r"[（(〔【\[][^（()）〔〕【】]{2,40}报道[)）〕】\]]")
# A bracket that is opened for a byline and not closed: in a lead-in, with a title in it, after a sentence.
_LEADIN_OPENS = compile_pattern(rf"(?:{_LEADIN.pattern})[（(][^（()）]*$")
_BYLINE_OPENS = compile_pattern(rf"[（(](?=[^（()）]*$)[^（()）]*(?:{REPORTERS})|[。！？”][（(][^（()）]{{0,12}}$")
# A byline without brackets ends with one of these, within so many characters after 本报讯.
_INLINE_END = compile_pattern(rf"(?<=报道|日电|专电)[:：]?[{SPACE}]*|[:：]|[{SPACE}]+|$")
INLINE_CHARACTERS = 60
# A lead-in begins with a bracket, or has one of these words within so many characters. Each alternative begins with a
# character, and none with a class or an anchor, because such a pattern is searched for many times as fast.
_BRACKETS = ("（", "(", "【", "[", "〔")
_LEADIN_SIGN = compile_pattern("【|讯|电|消息|通信|报道")
LEADIN_CHARACTERS = 30


# --- reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leadin:
    """The words before a report's first sentence: 本报讯（记者 某某）."""

    # how many characters it takes
    end: int
    # the people named in it
    names: tuple[str, ...]


def find_leadin(text: str) -> Leadin | None:
    """The lead-in at the beginning of a paragraph, with 本报讯 or with a byline in brackets alone; None if none."""
    if not _may_begin_leadin(text):
        return None
    text = narrow(text)
    if _REPORTER_FIRST.match(text) and (leadin := _inline_leadin(text, 0)):
        return leadin
    end = _match_source(text) or _match_place(text)
    if leadin := _bracketed_leadin(text, end):
        return leadin
    if not end:
        return None
    bracketed = _BRACKETED.fullmatch(text, 0, end)
    if bracketed and bracketed[1][-1] not in _WIRE_ENDS and (byline := read_byline(bracketed[1])):
        # 【林一鸣／综合报道】, but 【江州讯】 names nobody
        return Leadin(end, byline.names)
    return _inline_leadin(text, end) or Leadin(end, ())


def _match_source(text: str) -> int:
    """How many characters the dateline that names a source takes; 0 where there is none."""
    end = 0
    # 【江州日报专讯】【本报讯】 are two in a row
    while match := _LEADIN.match(text, end):
        end = match.end()
    return end


def _bracketed_leadin(text: str, end: int) -> Leadin | None:
    """The lead-in with a byline in brackets behind its dateline, or alone; None where no byline stands there.

    Args:
        text: the paragraph.
        end: how many characters its dateline takes; 0 where there is none, or where no list has its source.
    """
    unknown = None if end else _UNKNOWN_LEADIN.match(text)
    bracketed = _BRACKETED.match(text, unknown.end() if unknown else end)
    if bracketed is None:
        return None
    # after a dateline one plain name is enough: 新华社海州5月3日电（某某、阿依古丽）
    byline = read_byline(bracketed[1], lenient=end > 0 or unknown is not None)
    if byline and (end or byline.titled):
        return Leadin(bracketed.end(), byline.names)
    # （据新华社海州5月3日电　记者某某）
    whole = None if end else find_leadin(f"{bracketed[1]}　")
    return Leadin(bracketed.end(), whole.names) if whole and whole.end >= len(bracketed[1]) else None


def _match_place(text: str) -> int:
    """How many characters a dateline takes that names a place and no source; 0 where there is none."""
    match = _PLACE_LEADIN.match(text)
    if not match:
        return 0
    # 停电　, 快讯： and 卫星通讯 are words, and so is 电力 in 5月3日电力供应
    word = match["sign"] or match["inside"] or match["line"] or ""
    if match["dated"] and not match["apart"]:
        word = text[match.end("dated") - 1 :][:2]
    return 0 if default_segmenter().is_word(word) else match.end()


def _may_begin_leadin(text: str) -> bool:
    """Whether a text has within its first characters what a lead-in has; this is quicker than the whole pattern."""
    return text.startswith(_BRACKETS) or _LEADIN_SIGN.search(text, 0, LEADIN_CHARACTERS) is not None


def _inline_leadin(text: str, start: int) -> Leadin | None:
    """The lead-in with a byline without brackets: 本报讯 记者 张三 李四报道：; None where no byline stands there.

    The function takes the longest beginning that is a byline. One that ends with a narrow space must have likely names:
    the next word of the sentence may be two characters long, too.

    Args:
        text: the paragraph.
        start: where 本报讯 ends.
    """
    longest = None
    for match in _INLINE_END.finditer(text, start + 2, start + INLINE_CHARACTERS):
        # the line ends there, too
        ends = match.group() or (match.end() == len(text) and not longest)
        byline = read_byline(text[start : match.start()]) if ends else None
        if byline and byline.titled and (match.group() != " " or all(map(is_name, byline.names))):
            longest = Leadin(match.end(), byline.names)
    return longest


def is_leadin(text: str) -> bool:
    """Whether a text is a lead-in and nothing else: 新华社北京5月3日电, 記者林一鳴／台北報導."""
    leadin = find_leadin(text) if len(text) <= INLINE_CHARACTERS else None
    return leadin is not None and leadin.end == len(text)


def begins_leadin(text: str) -> bool:
    """Whether a line begins with a lead-in, even one that the line's end breaks: 本报讯（记者 上.

    記者林一鳴／台北報導 and nothing else is a byline.
    """
    if not _may_begin_leadin(text):
        return False
    first = _REPORTER_FIRST.match(text)
    if _LEADIN.match(text) or _match_place(text) or _BRACKET_BEGUN.match(text) or (first and first.end() < len(text)):
        return True
    sign = _UNKNOWN_LEADIN.match(text) or _BRACKETED_REPORT.match(text)
    return sign is not None and find_leadin(text) is not None


def opens_byline_bracket(text: str) -> bool:
    """Whether a line opens a bracket for a byline, in a lead-in or after the last sentence, and does not close it."""
    if "（" not in text and "(" not in text:
        return False
    return bool(_BYLINE_OPENS.search(text) or _LEADIN_OPENS.match(text))
