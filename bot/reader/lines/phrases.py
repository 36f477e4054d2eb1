"""What the words at the beginning and the end of a line say: sentence ends, lead-ins, jump marks, list numbers.

To read a new kind of lead-in or dateline, extend `_LEADIN` (its words: 讯, 电 …) or `find_leadin` (how its byline
stands); to read a new jump mark, extend `_FROM` (上接) or `_ON` (下转).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reader.lines.bylines import read_byline
from bot.text.characters import CJK, CLOSING_MARKS, SPACE, narrow
from bot.text.names import is_name
from bot.text.patterns import COUNTING_CHARACTERS, DATE, HAN_DIGITS, NEWSPAPER_ENDING, OLD_HAN_DIGITS, REPORTERS
from bot.text.segmenter import default_segmenter

__all__ = [
    "NEWS_SOURCE",
    "Leadin",
    "begins_inside_sentence",
    "begins_leadin",
    "begins_like_report",
    "begins_with_connective",
    "crosses_word",
    "ends_jump",
    "ends_sentence",
    "find_continued_from",
    "find_continued_on",
    "find_displaced_end",
    "find_leadin",
    "gives_news_day",
    "is_address",
    "is_displaced_end",
    "is_leadin",
    "is_list_heading",
    "may_cross_word",
    "measure_word_gain",
    "opens_byline_bracket",
    "splits_quantity",
]


# --- sentences -----------------------------------------------------------------------------------------------------

_ENDS = ("。", "！", "？", "!", "?", "…", "；", ";", "...")
_CLOSED_BEFORE = re.compile(rf"[。！？!?…][{CLOSING_MARKS}]*[{SPACE}]*[（(][^（()）]{{2,40}}[)）]$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence can end: 。！？… with closing quotes, or a bracket after that."""
    if text.rstrip(CLOSING_MARKS).endswith(_ENDS):
        return True
    return text.endswith((")", "）")) and bool(_CLOSED_BEFORE.search(text))


# Words that begin a sentence of a report, and seldom a headline.
_REPORT_BEGINNING = re.compile(
    r"近日|日前|昨[日天]|今[日天年]|目前|如今|眼下|去年|近年来|一直以来|截至|自从|自\d|随着|当[天日晚]|\d{1,2}月\d{1,2}日|\d{4}年"
    r"|据悉|据了解|据介绍|据统计|记者|本报|此外|同时|与此同时|另外|其中|接下来|下一步|针对|对此|对于|通过|此次|本次"
    r"|为了|为进一步|为[^，。]{4,20}[，,]|在[^，。]{2,24}[，,]|该[^，。]{1,8}|“[^”]*$"
)
# Words that refer to something said before.
_CONNECTIVE = re.compile(
    r"尤其|此外|同时|与此同时|另外|另一方面|其中|其次|最后|对此|因此|所以|但|然而|不过|而|并|以及|于是|随后|之后|后来|接着|接下来|"
    r"下一步|除此之外|不仅如此|与之|此次|该|他|她|它|这"
)


def begins_like_report(text: str) -> bool:
    """Whether a text begins as the sentences of a report do: 近日, 据了解, 在…，."""
    return bool(_REPORT_BEGINNING.match(text))


def begins_with_connective(text: str) -> bool:
    """Whether a text goes on from something said before, as no story begins: 此外, 但, 他."""
    return bool(_CONNECTIVE.match(text))


# The news of the day is named in the first characters of a story.
_NEWS_DAY = re.compile(r"近日|日前|[昨今][日天]|\d日")
FIRST_CLAUSES = 40


def gives_news_day(text: str) -> bool:
    """Whether the first clauses of a text name the day of the news, as a story's beginning does: 近日, 昨天, 3日."""
    return bool(_NEWS_DAY.search(text, 0, FIRST_CLAUSES))


# 一、 numbers an item
_INSIDE = re.compile(
    rf"[，。、；：！？,;:!?”’）)》」』】%％℃]|(?![一二三四五六七八九十]、)[{CJK}A-Za-z0-9][，。、；,;](?!\d)"
)


def begins_inside_sentence(text: str) -> bool:
    """Whether a text begins in mid-sentence: with a closing mark, or with one character and a comma after it."""
    return bool(_INSIDE.match(text))


# The last characters of a story, which a page may print above its beginning, are fewer than this.
DISPLACED_MAX = 8
_DISPLACED = re.compile(rf"[^。！？]{{0,{DISPLACED_MAX - 1}}}[。！？][”’」』）)》]*")


def find_displaced_end(text: str) -> int:
    """How many characters at the beginning of a text can be the displaced end of another (模式。); 0 if none."""
    match = _DISPLACED.match(text)
    return match.end() if match else 0


def is_displaced_end(text: str) -> bool:
    """Whether a line is so short, and ends a sentence so soon, that it may be the displaced end of a text."""
    return bool(text) and find_displaced_end(text) == len(text)


# --- line ends -----------------------------------------------------------------------------------------------------

# What goes on with a number: measure words, units, currencies, parts of larger numbers; but 本 begins 本报讯.
_AFTER_NUMBER = frozenset(
    COUNTING_CHARACTERS + "架亩吨斤克米里升级度期号页册元岁年月日时分秒点倍成万亿千百多余%％℃"
) - {"本"}


def splits_quantity(above: str, below: str) -> bool:
    """Whether a number at the end of one line goes on in the next with what it counts: 318 | 名选手."""
    return above[-1:].isdigit() and below[:1] in _AFTER_NUMBER


# A word across a line end must make the text this much likelier (natural logarithm) than a break there does.
WORD_GAIN = 3.0
# What `measure_word_gain` says where Latin letters or digits meet, where punctuation stands, and at least and at most.
LATIN_WORD, NO_WORD, LEAST_GAIN, MOST_GAIN = 6.0, -1.0, -6.0, 8.0
# The longest frequent words have so many characters; more of them on either side would not change the gain.
WORD_CHARACTERS = 5


def crosses_word(left: str, right: str) -> bool:
    """Whether a word goes on from the end of one line to the beginning of the next (供给方 | 面).

    The text around the line end is segmented twice by jieba's word frequencies, with and without a break there.
    """
    return _is_broken(left, right, WORD_GAIN)


def may_cross_word(left: str, right: str) -> bool:
    """Whether a word that goes on over a line end is at all likelier than none: weaker than `crosses_word`."""
    return _is_broken(left, right, 0.0)


def measure_word_gain(left: str, right: str) -> float:
    """How much likelier one word over a line end is than two (natural logarithm), -6 to 8; -1 at punctuation."""
    if not left[-1:].isalnum() or not right[:1].isalnum():
        return NO_WORD
    if left[-1].isascii() or right[0].isascii():
        return LATIN_WORD if left[-1].isascii() and right[0].isascii() else 0.0
    gain = default_segmenter().joint_gain(left[-WORD_CHARACTERS:], right[:WORD_CHARACTERS])
    return max(LEAST_GAIN, min(MOST_GAIN, gain))


def _is_broken(left: str, right: str, least: float) -> bool:
    """Whether one word over a line end is likelier than two by more than `least`."""
    return measure_word_gain(left, right) > least


# --- lead-ins ----------------------------------------------------------------------------------------------------

NEWS_SOURCE = (
    r"(?:本报|本報|本网|本刊|本台|新华社|中新社|中新网|人民网|央视网|新华网|据新华社|"
    rf"[{CJK}]{{0,4}}(?:{NEWSPAPER_ENDING}|新闻网|融媒))"
)
"""A newspaper or agency that a report comes from, for use inside other patterns."""

_COMPILED = "(?:綜合|综合)(?:外[電电])?(?:報導|报道)"
# A desk and its place: 生活中心／綜合報導, 財經中心／台北報導, 即時新聞／綜合報導.
_DESK = rf"[{CJK}]{{2,6}}(?:中心|部|組|组|新聞|新闻)[/／](?:{_COMPILED}|[{CJK}]{{2,4}}(?:報導|报道))"
_LEADIN = re.compile(
    rf"[【\[]?{NEWS_SOURCE}(?:综合)?[{SPACE}]*"
    # places and day of a wire's dateline: 新华社北京5月3日电, 本报海州、临川5月3日电
    rf"(?!{REPORTERS})(?:[{CJK}·]{{2,12}}?(?:、[{CJK}·]{{2,12}}?){{0,5}})?[{SPACE}]*(?:{DATE}|\d{{1,2}}日)?[{SPACE}]*"
    # but not 通讯员, 电视, 电话 …
    # and not 据江州日报报道，, a clause of the sentence
    rf"(?:[特专專]?(?:讯(?!员)|訊)|[综专]?[电電]|(?:消息|报道)(?![，,]))(?![视脑话影視腦話])[】\]]?[{SPACE}:：]*"
    # 综合本报驻外记者报道：
    rf"(?:综合[{CJK}、]{{2,16}}报道[:：][{SPACE}]*)?"
    # an agency with its place and day: 路透社新德里十日电, （中央社台北2日電）
    rf"|[【\[（(〔]?[{CJK}]{{2,8}}[社處处局](?:(?!{REPORTERS})[{CJK}]){{0,10}}?[{SPACE}]*(?:[{HAN_DIGITS}廿]{{1,3}}|\d{{1,2}})[{SPACE}]*日"
    rf"[{CJK}]{{0,4}}[电電](?:報導|报道)?[】\]）)〕]?[{SPACE}:：]*"
    # where a report comes from, in brackets: 【明報專訊】, 【又電】, 【本報上海十一日電話】, （本市訊）, （新滬社）
    # (澳門電台消息)
    rf"|(?:[【\[〔]|[（(](?=本|又[讯訊电電]|[{CJK}]{{1,5}}[社台臺報报]))(?:(?!{REPORTERS})[{CJK}\d]){{1,14}}?"
    rf"(?:[讯訊电電社]|[电電][话話]|[专專][访訪稿]|特[写寫稿]|通信|消息)[】\]〕）)][{SPACE}:：]*"
    # a source that no list has, with the day: 江州经济网海州6月12日讯
    rf"|[{CJK}]{{2,8}}?[网網报報社台臺][{CJK}]{{0,6}}?{DATE}[{SPACE}]*(?:[讯訊](?![员員])|[综专]?[电電](?![视脑话影視腦話]))[{SPACE}:：]*"
    # 江州科技讯 8月19日消息，, 江州科技讯 北京时间8月19日早间消息，
    rf"|[{CJK}A-Za-z]{{2,8}}?[讯訊][{SPACE}]*(?:北京时间)?{DATE}[{CJK}]{{0,2}}消息[，,][{SPACE}]*"
    # 又訊：, 海州七日電　, 中央社訊
    rf"|又[讯訊电電][：:{SPACE}]+|[{CJK}]{{2,6}}?(?:[{OLD_HAN_DIGITS}]{{1,3}}日|社)[专專]?[讯訊电電](?:[：:{SPACE}]+|$)"
    # （海州2日訊）, as papers of Malaysia and Singapore print it, （海州七日電）; 海都讯, from a paper's short name
    rf"|[（(][{CJK}]{{2,8}}?(?:\d{{1,2}}|[{OLD_HAN_DIGITS}]{{1,3}})日[专專]?[讯訊电電][)）][{SPACE}:：]*"
    rf"|[{CJK}]{{1,3}}(?![通资資短电電快简簡音视視问問腾騰审審])[{CJK}][讯訊][{SPACE}]+"
    # 本市訊, 本埠訊, as papers of the Republic print it
    rf"|本[市埠縣县省港](?:[訊讯](?![员員])|消息(?![{CJK}]))[{SPACE}:：]*"
    # 〔綜合報導〕, （即時新聞／綜合報導）
    rf"|[【\[（(〔](?:(?!{REPORTERS})[{CJK}]{{2,6}}[/／])?{_COMPILED}[】\]）)〕][{SPACE}:：]*"
    rf"|[【\[（(〔]?{_DESK}[】\]）)〕]?[{SPACE}:：]*"
)
# A byline in brackets, whole and broken by the line's end.
_BRACKETED = re.compile(rf"[{SPACE}]*[（(〔【\[]([^（()）〔〕【】]{{2,80}})[)）〕】\]][{SPACE}]*")
_BRACKET_BEGUN = re.compile(rf"[（(〔【\[][^（()）〔〕【】]{{0,12}}?(?:{REPORTERS})")
# Any words in brackets that end as a dispatch does: 【江州時報　某某／海州報導】.
_BRACKETED_REPORT = re.compile(r"[（(〔【\[][^（()）〔〕【】]{2,40}(?:報導|报道|報道)[)）〕】\]]")
# A bracket that is opened for a byline and not closed: in a lead-in, with a title in it, after a sentence.
_LEADIN_OPENS = re.compile(rf"(?:{_LEADIN.pattern})[（(][^（()）]*$")
_BYLINE_OPENS = re.compile(rf"[（(][^（()）]*(?:{REPORTERS})[^（()）]*$|[。！？”][（(][^（()）]{{0,12}}$")
# A byline without brackets ends with one of these, within so many characters after 本报讯.
_INLINE_END = re.compile(rf"(?<=报道|報導|報道|日電|日电|專電|专电)[:：]?[{SPACE}]*|[:：]|[{SPACE}]+")
INLINE_CHARACTERS = 60
# A lead-in begins with a bracket, or has one of these words within so many characters.
_LEADIN_SIGN = re.compile(r"^[（(【\[〔]|【|[讯訊电電]|消息|报道|報導|報道")
LEADIN_CHARACTERS = 30


@dataclass(frozen=True, slots=True)
class Leadin:
    """The words before a report's first sentence: 本报讯（记者 某某）."""

    # how many characters it takes
    end: int
    # the people named in it
    names: tuple[str, ...]


# The same from any source, which counts only where a byline in brackets follows: 江州网10月4日讯（记者 某某）.
_UNKNOWN_LEADIN = re.compile(
    rf"[{CJK}A-Za-z]{{2,12}}?[{SPACE}]*(?:{DATE})?[{SPACE}]*(?:[讯訊]|[综专]?[电電]|消息)(?=[{SPACE}]*[（(])"
    # 江州時報【記者某某／海州報導】
    rf"|[{CJK}]{{2,6}}[報报網网社](?=[【〔])"
)
# 記者某某／台北報導 without brackets, as papers of Taiwan print it, and 本报记者某某报道：.
_REPORTER_FIRST = re.compile(
    rf"(?:(?:[{CJK}](?![讯訊])){{2,4}}[{SPACE}]*)?(?:特派)?(?:記者|记者)[^，。]{{2,40}}?(?:[／/][{CJK}]{{2,8}}报道|报道[:：]|報導|報道|日[专專]?[電电])"
)


def find_leadin(text: str) -> Leadin | None:
    """The lead-in at the beginning of a paragraph, with 本报讯 or with a byline in brackets alone; None if none."""
    if not _may_begin_leadin(text):
        return None
    text = narrow(text)
    if _REPORTER_FIRST.match(text) and (leadin := _inline_leadin(text, 0)):
        return leadin
    end = 0
    # 【江州日報專訊】【本報訊】 are two in a row
    while (match := _LEADIN.match(text, end)) and (end == 0 or text[end] in "【〔"):
        end = match.end()
    unknown = _UNKNOWN_LEADIN.match(text) if not end else None
    if bracketed := _BRACKETED.match(text, unknown.end() if unknown else end):
        # after a dateline one plain name is enough: 新华社海州5月3日电（某某、阿依古丽）
        byline = read_byline(bracketed[1], lenient=end > 0)
        if byline and (end or byline.titled):
            return Leadin(bracketed.end(), byline.names)
    if end and (bracketed := _BRACKETED.fullmatch(text, 0, end)) and (byline := read_byline(bracketed[1])):
        # 【林一鳴／綜合報導】
        return Leadin(end, byline.names)
    return (_inline_leadin(text, end) or Leadin(end, ())) if end else None


def _may_begin_leadin(text: str) -> bool:
    """Whether a text has within its first characters what a lead-in has; this is quicker than the whole pattern."""
    return _LEADIN_SIGN.search(text, 0, LEADIN_CHARACTERS) is not None


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
        byline = read_byline(text[start : match.start()])
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
    if _LEADIN.match(text) or _BRACKET_BEGUN.match(text) or (first and first.end() < len(text)):
        return True
    sign = _UNKNOWN_LEADIN.match(text) or _BRACKETED_REPORT.match(text)
    return sign is not None and find_leadin(text) is not None


def opens_byline_bracket(text: str) -> bool:
    """Whether a line opens a bracket for a byline, in a lead-in or after the last sentence, and does not close it."""
    if "（" not in text and "(" not in text:
        return False
    return bool(_BYLINE_OPENS.search(text) or _LEADIN_OPENS.match(text))


# --- jump marks ------------------------------------------------------------------------------------------------------

_PAGE = r"(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})"
_OPENING, _CLOSING = rf"[（(【\[]?[{SPACE}]*", r"[）)】\]]"
# （上接第1版）, ▲上接1版, 【紧接A03版】
_FROM = re.compile(
    rf"[▲△▼■●★◀◁<《]*[{SPACE}]*{_OPENING}(?:紧?[上承]?接|续)[{SPACE}]*(?:第?[{SPACE}]*{_PAGE}|头)[{SPACE}]*版"
    rf"(?:[^）)】\]]{{0,12}}{_CLOSING})?"
)
# （下转第3版）, ▶下转第2版, 紧转02版）
_ON = re.compile(
    rf"[▲▼▶►●■★]*[{SPACE}]*{_OPENING}(?:紧?[下转]?转|下接)[{SPACE}]*第?[{SPACE}]*{_PAGE}[{SPACE}]*版"
    rf"[^）)】\]]{{0,12}}{_CLOSING}?[{SPACE}▲▼►▶>》]*$"
)
_ENDS_ON = re.compile(rf"版[)）】\]{SPACE}▲▼►▶>》]*$")


def ends_jump(text: str) -> bool:
    """Whether a line ends as （下转第3版） does: the mark itself may have begun on the line above."""
    return len(text) <= 8 and bool(_ENDS_ON.search(text))


def find_continued_from(text: str) -> int:
    """How many characters the mark （上接第1版） takes at the beginning of a text; 0 where there is none."""
    if "版" not in text[:24]:
        return 0
    match = _FROM.match(narrow(text))
    return match.end() if match else 0


def find_continued_on(text: str) -> int:
    """Where the mark （下转第3版） begins at the end of a text; -1 where there is none."""
    if "版" not in text[-20:]:
        return -1
    match = _ON.search(narrow(text))
    return match.start() if match else -1


# --- addresses and lists ---------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"[A-Za-z0-9:/.@_?=&%#~+-]{6,}")


def is_address(text: str) -> bool:
    """Whether a line is nothing but a web or mail address, or a part of one."""
    return bool(_ADDRESS.fullmatch(narrow(text)))


_LIST_HEADING = re.compile(
    # （一） 一） 一、
    r"[（(]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    # 3. 3、, and 3 before a space and Chinese characters
    rf"|(?:0?[1-9]|1\d)(?:[.、．]|[{SPACE}]+(?=[{CJK}]))"
    r"|第[一二三四五六七八九十]+[章节条，]|[①-⑳■□●◆◇▌]"
)


def is_list_heading(text: str) -> bool:
    """Whether a line begins with the number of a list or a section: 一、 （二） 3. ④."""
    return bool(_LIST_HEADING.match(text))
