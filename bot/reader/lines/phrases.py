"""What the words at the beginning and the end of a line say: sentence ends, jump marks, list numbers.

To read a new jump mark, extend `_FROM` (上接) or `_ON` (下转).
"""

from __future__ import annotations

from bot.text.characters import CJK, CLOSING_MARKS, SPACE, narrow
from bot.text.names import is_name
from bot.text.patterns import COUNTING_CHARACTERS, PHONE_NUMBER, compile_pattern
from bot.text.segmenter import default_segmenter

# --- sentences -----------------------------------------------------------------------------------------------------

_ENDS = ("。", "！", "？", "!", "?", "…", "；", ";", "...")
_CLOSED_BEFORE = compile_pattern(rf"[。！？!?…][{CLOSING_MARKS}]*[{SPACE}]*[（(][^（()）]{{2,40}}[)）]$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence can end: 。！？… with closing quotes, or a bracket after that."""
    if text.rstrip(CLOSING_MARKS).endswith(_ENDS):
        return True
    return text.endswith((")", "）")) and bool(_CLOSED_BEFORE.search(text))


# 20221120 is a day.
_PHONE_NUMBER = compile_pattern(rf"(?!(?:19|20)\d\d[01]\d[0-3]\d$)(?:{PHONE_NUMBER})")
# Behind it an advert may say who answers: 13800000000 张姐.
_ENDS_WITH_PHONE_NUMBER = compile_pattern(
    rf"(?:{PHONE_NUMBER})(?:[{SPACE}]+[{CJK}]{{2,4}}|[{CJK}](?:先生|女士|小姐|师傅|姐|哥))?$"
)


def is_phone_number(text: str) -> bool:
    """Whether a text is nothing but a telephone number."""
    return bool(_PHONE_NUMBER.fullmatch(text))


def ends_with_phone_number(text: str) -> bool:
    """Whether a text ends with a telephone number, and maybe whose it is, as an advert does."""
    return bool(_ENDS_WITH_PHONE_NUMBER.search(text))


_CONTACT = compile_pattern(rf"[{CJK}]{{1,2}}(?:老师|先生|女士|小姐|师傅|经理|主任|[队店厂校社院站局处科]长)")


def cuts_contact(above: str, below: str) -> bool:
    """Whether a line is the name or number for which the line above ends with the label: 联系人： | 何老师."""
    if above.endswith(("电话：", "电话:", "手机：", "手机:")):
        return is_phone_number(below)
    return above.endswith(("联系人：", "联系人:")) and (is_name(below) or _CONTACT.fullmatch(below) is not None)


# Words that begin a sentence of a report, and seldom a headline.
_REPORT_BEGINNING = compile_pattern(
    r"近日|日前|昨[日天]|今[日天年]|目前|如今|眼下|去年|近年来|一直以来|截至|自从|自\d|随着|当[天日晚]|\d{1,2}月\d{1,2}日|\d{4}年"
    r"|据悉|据了解|据介绍|据统计|记者|本报|此外|同时|与此同时|另外|其中|接下来|下一步|针对|对此|对于|通过|此次|本次"
    r"|为了|为进一步|为[^，。]{4,20}[，,]|在[^，。]{2,24}[，,]|该[^，。]{1,8}|“[^”]*$"
)
# Words that refer to something said before.
_CONNECTIVE = compile_pattern(
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
_NEWS_DAY = compile_pattern(r"近日|日前|[昨今][日天]|\d日")
FIRST_CLAUSES = 40


def gives_news_day(text: str) -> bool:
    """Whether the first clauses of a text name the day of the news, as a story's beginning does: 近日, 昨天, 3日."""
    return bool(_NEWS_DAY.search(text, 0, FIRST_CLAUSES))


# 一、 numbers an item
_INSIDE = compile_pattern(
    rf"[，。、；：！？,;:!?”’）)》」』】%％℃]|(?![一二三四五六七八九十]、)[{CJK}A-Za-z0-9][，。、；,;](?!\d)"
)


def begins_inside_sentence(text: str) -> bool:
    """Whether a text begins in mid-sentence: with a closing mark, or with one character and a comma after it."""
    return bool(_INSIDE.match(text))


# The last characters of a story, which a page may print above its beginning, are fewer than this.
DISPLACED_MAX = 8
_DISPLACED = compile_pattern(rf"[^。！？]{{0,{DISPLACED_MAX - 1}}}[。！？][”’」』）)》]*")


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


# --- jump marks ------------------------------------------------------------------------------------------------------

_PAGE = r"(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})"
_OPENING, _CLOSING = rf"[（(【\[]?[{SPACE}]*+", r"[）)】\]]"
# （上接第1版）, ▲上接1版, 【紧接A03版】
_FROM = compile_pattern(
    rf"[▲△▼■●★◀◁<《←-↙]*[{SPACE}]*+{_OPENING}(?:紧?[上承]?接|续)[{SPACE}]*(?:第?[{SPACE}]*{_PAGE}|头)[{SPACE}]*版"
    rf"(?:[^）)】\]]{{0,12}}{_CLOSING})?"
)
# （下转第3版）, ▶下转第2版, 紧转02版）
_ON = compile_pattern(
    rf"[▲▼▶►●■★←-↙]*[{SPACE}]*{_OPENING}(?:紧?[下转]?转|下接)[{SPACE}]*第?[{SPACE}]*{_PAGE}[{SPACE}]*版"
    rf"[^）)】\]]{{0,12}}{_CLOSING}?[{SPACE}▲▼►▶>》]*$"
)
# 《老街开街》（上接第1版）, 老街开街（上接第1版）: without 《》 the mark stands in brackets
_TITLE_BEFORE_FROM = compile_pattern(
    rf"(?:《[^《》]{{2,40}}》|(?=[^，。；！？]{{2,40}}[（(【\[])[^（(【\[]++)(?=[{SPACE}]*{_FROM.pattern}[{SPACE}]*$)"
)
_ENDS_ON = compile_pattern(rf"版[)）】\]{SPACE}▲▼►▶>》]*$")


def ends_jump(text: str) -> bool:
    """Whether a line ends as （下转第3版） does: the mark itself may have begun on the line above."""
    return len(text) <= 8 and bool(_ENDS_ON.search(text))


def find_continued_from(text: str) -> int:
    """How many characters the mark （上接第1版） takes at the beginning of a text; 0 where there is none."""
    if "版" not in text[:24]:
        return 0
    match = _FROM.match(narrow(text))
    return match.end() if match else 0


def find_title_before_jump(text: str) -> int:
    """How many characters the title takes in a line that is a title and （上接第1版） behind it; 0 in other lines."""
    if "版" not in text[-20:]:
        return 0
    match = _TITLE_BEFORE_FROM.match(narrow(text))
    return match.end() if match else 0


def find_continued_on(text: str) -> int:
    """Where the mark （下转第3版） begins at the end of a text; -1 where there is none."""
    if "版" not in text[-20:]:
        return -1
    match = _ON.search(narrow(text))
    return match.start() if match else -1


def is_jump_mark(text: str) -> bool:
    """Whether a text is the mark （上接第1版） or （下转第3版） and nothing else."""
    return find_continued_from(text) == len(text) > 0 or find_continued_on(text) == 0


# --- addresses and lists ---------------------------------------------------------------------------------------------

_ADDRESS = compile_pattern(r"[A-Za-z0-9:/.@_?=&%#~+-]{6,}")


def is_address(text: str) -> bool:
    """Whether a line is nothing but a web or mail address, or a part of one."""
    return bool(_ADDRESS.fullmatch(narrow(text)))


_LIST_HEADING = compile_pattern(
    # （一） 一） 一、
    r"[（(]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    # 3. 3、, and 3 before a space and Chinese characters
    rf"|(?:0?[1-9]|1\d)(?:[.、．]|[{SPACE}]+(?=[{CJK}]))"
    r"|第[一二三四五六七八九十]+[章节条，]|[①-⑳■□●◆◇▌]"
)


def is_list_heading(text: str) -> bool:
    """Whether a line begins with the number of a list or a section: 一、 （二） 3. ④."""
    return bool(_LIST_HEADING.match(text))
