"""Bylines: lines that say who wrote a story or took a photo, and the people's names in them.

A byline has titles (记者, 通讯员 …), names, and the little words between them (文/图, 摄, □) and nothing else. Names
come spread (李 华), glued (王家慧崔松云) or plain; surnames tell where one ends and the next begins.

To read a new kind of byline, add its title to TITLES, the word before a title to `_QUALIFIERS`, or the word that says
what somebody did to `_ROLES` (it may stand anywhere) or `_PHOTO_ENDS` (it ends the line, and the names are
photographers').
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.reader.authors.deeds import says_what_reporter_does
from bot.reader.authors.dispatches import REPORTED, is_outlet, read_dispatch
from bot.text.characters import BULLETS, CJK, SPACE
from bot.text.names import has_common_surname, is_likely_name, is_name, is_place, merge_spread, split_names
from bot.text.patterns import (
    COMPILED,
    DATE,
    DOTTED_DATE,
    EDITORS,
    HAN_DIGITS,
    NEWSPAPER_ENDING,
    REPORTERS,
    WEB_ADDRESS,
    WRITERS,
    compile_pattern,
)
from bot.text.segmenter import default_segmenter

# --- words -----------------------------------------------------------------------------------------------------------

TITLES = f"摄影记者|文字记者|{REPORTERS}|评论员|报道员|撰稿人|{WRITERS}|供稿|(?:[编翻]译|译者)(?=[/／：:])"
"""All titles that stand before names in bylines, as alternatives without brackets."""

# What stands before a title and belongs to it: 本报记者, 海州日报全媒体记者, 驻宁波记者.
_QUALIFIERS = (
    "本报讯?|本网|本刊|本台|新华社|中新社|中央社|中通社|全媒体?|融媒体?|多媒体|新媒体|小(?=记者)|专栏|首席|见习|实习|特约|特派|资深|主任|"
    rf"驻[{CJK}]{{1,4}}站?|[{CJK}]{{2,4}}(?:{NEWSPAPER_ENDING}|融媒|报业|传媒)|[{CJK}]{{1,6}}客户端"
    rf"|[{CJK}]{{1,4}}(?:新闻网?|报|网(?=记者))|(?<![{CJK}])[{CJK}]{{1,4}}社(?=记者)|[{CJK}\d]{{2,10}}报道(?=记者)"
)
# What stands before one title at most. There is a limit because 报道报道报道… can be taken apart in very many ways.
_QUALIFIED = rf"(?:{_QUALIFIERS}){{0,5}}"
# What somebody did. These are words only where no other character stands beside them: 文/图, 图文, 文 摄影.
_ROLES = (
    "文[/／、·]?图|图[/／、·]?文|文[/／]摄影?|摄|整理|整合|供图|(?:报道|采访|撰文|文|图|摄影)(?:[．.、&](?:摄影|图))?"
)
# What ends a photographer's line, with or without a space after the name: 王小雨 摄.
_PHOTO_ENDS = "摄影报道|摄影|供图|图/文|文/图|翻?摄"

_TITLE = compile_pattern(rf"{_QUALIFIED}[{SPACE}]*(?:{TITLES})")
_ROLE = compile_pattern(rf"(?<![{CJK}])(?:{_ROLES})(?![{CJK}])")
_PHOTO_END = compile_pattern(rf"(?:{_PHOTO_ENDS})$")
# What writers did, right after the last name: 何川整理, 李华采访报道.
_REPORTS = compile_pattern(rf"[{SPACE}]*(?:(?:采访|编译|综合|联合|书面)*(?:报道|采写|采访|{COMPILED}))[:：]?$")
# What kind of reporter somebody is, right before the title: 职工通讯员, 学生记者.
_KIND = compile_pattern(
    rf"(?<![{CJK}])(?P<kind>(?:(?!{_QUALIFIERS}|{TITLES})[{CJK}]){{2,4}})(?={_QUALIFIED}(?:{TITLES}))"
)
# From where, after a slash: 记者林一鸣／台北报道.
_PLACE = compile_pattern(rf"[/／╱｜|][{SPACE}]*[{CJK}]{{2,10}}(?:[{SPACE}]*{REPORTED}|电)$")
# From where, after the last name: 记者 林一鸣 北京报道, 记者林一鸣台北报道, 记者林一鸣台北2日电.
_LAST_PLACE = compile_pattern(
    rf"(?P<apart>[{SPACE}]*)(?<![{CJK}])(?P<words>[{CJK}]+?)[{SPACE}]*"
    rf"(?:(?P<abroad>(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,3}}) *日专?电|[航特专][讯电])|报道)$"
)
# What stands before titles: 综合本报记者 …, 参与记者：…; and before photographers: 以上图片均为王小雨摄.
_BEFORE_TITLES = compile_pattern(
    "(?=[《上以协参图文本档照示综资])"
    rf"(?:(?:综合|参与|协助|本[组版]稿件由|以上稿件由)[{SPACE}]*(?={_TITLE.pattern})"
    r"|^(?:以上|上述|本[版组文]|文中)?(?:图片|照片|图)均?[为由系](?=.*摄)"
    # 示意图／记者王小雨摄, 资料照，记者王小雨摄; 《海州周刊》记者 …
    r"|^(?:示意|资料|档案)[图照]片?[/／，,、]|^《[^《》]{1,10}》(?=记者|作者))"
)
# When and where a story came out, beside its byline: 2019-03-18 23:59 海州日报 记者…, 来源：海州网 作者：… 点击：12.
_RELEASE = compile_pattern(
    rf"(?<![^{SPACE}：:])(?:{DOTTED_DATE}|{DATE}|\d\d?:\d\d(?::\d\d)?)+|字号[:：]?[大中小{SPACE}]*$"
    rf"|(?:来源|稿源|点击|阅读|浏览|{EDITORS})(?:次?数|量)?[:：][{SPACE}]*[^{SPACE}]+"
    r"|(?:(?:发布|发表|更新)(?:时间|日期)?|时间|日期)[:：]"
)
# What stands beside authors and is none of them: 编辑 吴海 校对 陈帆, 统筹：吴海, 受访者供图, 图/视觉中国, ／特稿.
_GIVERS = "受访者|采访对象|受访单位|主办方|视觉中国|资料|网络|网路"
_BESIDE = compile_pattern(
    rf"(?<![{CJK}])(?:[{CJK}]{{2}})?(?:{EDITORS}|统筹|策划|监制|审核)[{SPACE}:：/／]+(?:(?!{TITLES})[^（()）])*"
    rf"|[{SPACE}]+(?:供?图[/／:：]?[{SPACE}]*)?(?:{_GIVERS})[{SPACE}]*(?:供图|提供|[/／]?图)?$"
    rf"|[{SPACE}]+图[/／:：][^/／{SPACE}]{{2,10}}(?:供图|提供)$"
    # an institution is no person: 文/记者 林一鸣　图/市博物馆
    rf"|[{SPACE}]+(?:供?图|摄影)[/／:：][^/／{SPACE}]{{2,10}}(?:[馆局厅院]|公司|中心|学校|大学|[委协]会)$"
    r"|[/／╱](?:特稿|特写|专访)$"
    # 记者 林一鸣 发自海州, and the address of a site after its name
    rf"|[{SPACE}]+发自[{CJK}、{SPACE}]{{2,20}}$|[（(](?:{WEB_ADDRESS})[)）]"
)
# A paper that is joined to its website or to its app: 海州日报·海州网记者.
_JOINED = compile_pattern(rf"[{CJK}]{{1,6}}[报社台闻][·•][{CJK}]{{2,8}}?(?={_QUALIFIED}(?:{REPORTERS}))")
_PAPER = compile_pattern(rf"[{CJK}]{{2,6}}[报社网][{SPACE}]+(?={_TITLE.pattern})")
# 曹 一图 于 石文: what each did stands right after the names.
_TWO_ROLES = compile_pattern(
    rf"(?P<first>[^/／]{{2,24}}?)[{SPACE}]*(?P<does>图|文|摄)[{SPACE}]+(?P<last>.{{2,24}}?)(?!(?P=does))(?P<too>图|文|摄影?)"
)
# A font of signs makes a bullet of a letter, which a file of text keeps: N本报记者, n记者.
_BULLETS = compile_pattern(rf"^(?:[{BULLETS}·•\-—]+[{SPACE}]*|[Nnlu][{SPACE}]?(?=[{CJK}]{{0,8}}(?:记者|通讯员)))")
# Who wrote and who took the pictures, on one line: 记者 林一帆 摄影 吴海, 文字：林一帆 摄影：吴海.
_WRITER_AND_PHOTOGRAPHER = compile_pattern(
    rf"(?:{_QUALIFIED}[{SPACE}]*(?:{REPORTERS})|(?:撰?文字?|采写|采访)(?=[/／：:]))"
    rf"[{SPACE}/／：:]*(?P<writers>[{CJK}][{CJK}{SPACE}、]+?)[{SPACE}]+"
    rf"摄影?[{SPACE}/／：:]*(?P<photographers>[{CJK}][{CJK}{SPACE}、]*[{CJK}])"
)
# These before names are the mark of a byline: □ 王小雨, 文/王小雨, 图、文／王小雨.
_BYLINE_MARK = compile_pattern(
    r"[□◎○]|(?:采访[．.、&]?(?:撰文)?|撰?文|文字|撰稿|采写|报道|图[/／、]?文|文[/／、]?图)[/／╱：:｜|](?!图|摄)"
)
_SENTENCE_MARKS = frozenset("。！？“”《》")
LONGEST = 200
"""Characters: no byline has more."""

# A line without a title or role is no byline if it is long, has one of these characters, or five in a row.
# A pattern of many alternatives begins with all characters that they begin with, because a search then takes a quarter
# of the time.
_TITLE_BEGINS = "作供口執实實执报摄撰整文特编翻記講记讲评译通采"
_MAY_NAME = compile_pattern(rf"(?=[{_TITLE_BEGINS}外图])(?:{TITLES}|报道|外电|整理|[摄图文])")
_HAS_TITLE = compile_pattern(rf"(?=[{_TITLE_BEGINS}])(?:{TITLES})")
_NO_NAME = compile_pattern("[，。的了是在不有个这们到要0-9]")
_NO_NAMES_RUN = compile_pattern(f"[{CJK}]{{5}}")
_LONGEST_UNTITLED = 20

_SEPARATORS = compile_pattern(rf"[{SPACE}、，,；;/／╱|｜:：]+")
_DOTS = "·•・‧．"
_NAME_CHARACTERS = compile_pattern(rf"[{CJK}]+(?:[{_DOTS}][{CJK}]+)*$")
# Two names: 林一鸣及吴海.
_PAIR = compile_pattern(rf"([{CJK}]{{2,4}})[及和与]([{CJK}]{{2,4}})")
# A name of several parts: 阿依古丽·买买提.
_DOTTED_NAME = compile_pattern(rf"[{CJK}]{{1,6}}(?:[{_DOTS}][{CJK}]{{1,6}})+")
# A name that is set with spaces in it.
_SPREAD_NAME = compile_pattern(rf"[{CJK}](?:[{SPACE}]+[{CJK}]){{1,2}}")
# What an author is, behind the name: 林一鸣（教了三十年书）, but not the title of a text: 江水谣（外一首）.
_REMARKED_NAME = compile_pattern(
    rf"([{CJK}](?:[{SPACE}]?[{CJK}]){{1,2}})[（(][^（()）图摄上下左右续完首篇节则]{{4,12}}[)）]"
)
_PEN_NAME = compile_pattern(rf"[{CJK}]{{2,3}}|[{CJK}][{SPACE}]{{1,2}}[{CJK}]")
# More names than this in one line are read only if each has a surname.
_MOST_NAMES = 40


# --- reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Byline:
    """The names in a line that is a byline and nothing else."""

    names: tuple[str, ...]
    # a title such as 记者, or a byline's mark, stands with them: then there is little doubt
    titled: bool
    # 摄, 供图 …: these people took a picture
    photo: bool


def is_title(text: str) -> bool:
    """Whether a text is a title such as 本报记者, or 文, and nothing else: names stand on the next line, or nowhere.

    文：江州新聞記者 and 江州日报记者　2020-06-18 are titles, too.
    """
    bare = _BULLETS.sub("", text)
    text = _BYLINE_MARK.sub("", bare)
    if len(text) < len(bare) and is_outlet(text):
        # 文／海州周刊 names nobody
        return True
    return text == "文" or bool(
        _TITLE.fullmatch(_RELEASE.sub("", text).strip() if any(map(str.isdigit, text)) else text.strip())
    )


@lru_cache(maxsize=4096)
def may_be_byline(text: str) -> bool:
    """Whether a text has a title or role, or else nothing that no name has; this is quick and True for few lines."""
    if len(text) > LONGEST:
        # a paragraph, in which a search takes longest
        return False
    if _MAY_NAME.search(text):
        return True
    return len(text) <= _LONGEST_UNTITLED and not (_NO_NAME.search(text) or _NO_NAMES_RUN.search(text))


@lru_cache(maxsize=4096)
def read_byline(text: str, *, lenient: bool = False) -> Byline | None:
    """The names in a text that is a byline and nothing else; None where it is anything more.

    Brackets around the whole, bullets before it, titles and roles are passed over. Where a title stands, a name may be
    any two to four characters; without one, every name must begin with a surname.

    Args:
        text: a line, or the words in brackets.
        lenient: whether one name with a surname is enough, because a byline is to be expected: 边巴扎西 尤佳.
    """
    if lenient and (remarked := _REMARKED_NAME.fullmatch(text)):
        text = remarked[1]
    if not may_be_byline(text):
        return None
    text = text.strip().replace("丨", "/")
    if name := _read_marked_name(text) or _read_writer(text):
        return Byline((name,), titled=True, photo=False)
    marked = _BYLINE_MARK.match(text) is not None
    text = _BEFORE_TITLES.sub("", _without_brackets(_BULLETS.sub("", text)))
    if not 2 <= len(text) <= LONGEST or _SENTENCE_MARKS.intersection(text) or says_what_reporter_does(text):
        return None
    if dispatched := read_dispatch(text):
        return Byline(dispatched, titled=True, photo=False)
    text = _without_release(_JOINED.sub("", _BESIDE.sub("", text)))
    return _read_writers_and_photographers(text) or _read_titles_and_roles(text, marked=marked, lenient=lenient)


def _read_titles_and_roles(text: str, *, marked: bool, lenient: bool) -> Byline | None:
    """The byline that a text is without brackets, and without when and where the story came out.

    Args:
        text: the text.
        marked: whether a byline's mark stood before it.
        lenient: as for `read_byline`.
    """
    photo = bool(_PHOTO_END.search(text))
    if both := _TWO_ROLES.fullmatch(text):
        photo, text = True, f"{both['first']} {both['last']}"
    else:
        text = _PHOTO_END.sub("", text) if photo else _REPORTS.sub("", _without_place(text))
    rest, titles = _TITLE.subn(" ", _KIND.sub(_drop_kind, text)) if _HAS_TITLE.search(text) else (text, 0)
    rest, roles = _ROLE.subn(" ", rest)
    tokens = merge_spread([token for token in _SEPARATORS.split(rest) if token])
    # a pen name may follow a mark
    names = _read_names(tokens, titled=titles > 0, photo=photo, lenient=lenient or marked)
    sure = titles > 0 or (marked and len(names or ()) == 1)
    labelled = "：" in text.replace(":", "：") and not (photo or roles)  # 昨日菜价：黄瓜落 豆角涨
    if not names or not (sure or (not labelled and _are_believable(names, photo=photo, lenient=lenient))):
        return None
    # 报道．摄影 is the byline of a story, and no photo credit
    took_photos = roles > 0 and "摄" in text and not re.search("报道[．.、&]", text)
    return Byline(tuple(names), titles > 0 or marked, photo or took_photos)


def _read_writers_and_photographers(text: str) -> Byline | None:
    """The byline of those who wrote and those who took the pictures; it belongs to the story, not to the picture."""
    if not (pair := _WRITER_AND_PHOTOGRAPHER.fullmatch(text)):
        return None
    writers, photographers = (read_byline(f"记者 {names}") for names in pair.group("writers", "photographers"))
    names = writers.names + photographers.names if writers and photographers else ()
    return Byline(names, titled=True, photo=False) if names else None


# Who wrote a book: 景延庆 著.
_WROTE = compile_pattern(rf"([{CJK}](?:[{SPACE}]?[{CJK}]){{1,3}})[{SPACE}]+著")


def _read_writer(text: str) -> str | None:
    """The name of who wrote the novel of which a part is printed: 李文 著."""
    match = _WROTE.fullmatch(_BULLETS.sub("", text)) if text.endswith("著") else None
    name = "".join(match[1].split()) if match else ""
    return name if is_name(name) else None


def _read_marked_name(text: str) -> str | None:
    """The name that is set with spaces and has a mark before it, and nothing else: ■ 李 文."""
    name = _BULLETS.sub("", text)
    if name == text or not _SPREAD_NAME.fullmatch(name):
        return None
    joined = "".join(name.split())
    return joined if is_name(joined) and not default_segmenter().is_word(joined) else None


def names_authors(text: str) -> bool:
    """Whether a line between a headline and its text is a byline."""
    byline = read_byline(text, lenient=True)
    if byline is None:
        return is_title(text)
    # names without spaces between them are a deck: who was there
    return byline.titled or not (byline.photo or _NO_NAMES_RUN.search(text.partition("（")[0]))


def read_pen_name(text: str) -> Byline | None:
    """The byline of one name of two or three characters, whatever they are: where only a byline can stand."""
    return Byline(("".join(text.split()),), titled=False, photo=False) if _PEN_NAME.fullmatch(text) else None


def read_spread_name(text: str) -> Byline | None:
    """The byline of one name that is set with spaces in it: 问　梅."""
    if not _SPREAD_NAME.fullmatch(text):
        return None
    name = "".join(text.split())
    return Byline((name,), titled=False, photo=False)


_AUTHORS = compile_pattern("作者：([^：:]+)")


def read_authors(text: str) -> Byline | None:
    """The names after 作者： as they stand, pen names too: the readers of web pages and Markdown write such a line."""
    match = _AUTHORS.fullmatch(text)
    return Byline(tuple(match[1].split("、")), titled=True, photo=False) if match else None


def _without_release(text: str) -> str:
    """A line without when and where its story came out."""
    if any(map(str.isdigit, text)) or ":" in text or "：" in text or "报" in text:
        return _PAPER.sub("", _RELEASE.sub(" ", text).strip(), count=1)
    return text


def _without_brackets(text: str) -> str:
    return text[1:-1].strip() if len(text) > 1 and text[0] in "（(〔【[" and text[-1] in ")）〕】]" else text


def _drop_kind(match: re.Match[str]) -> str:
    """Nothing in place of a kind of reporter; a name before a title stays: 林一鸣通讯员吴海."""
    kind = match["kind"]
    return kind if is_name(kind) and not default_segmenter().is_word(kind) else " "


def _without_place(text: str) -> str:
    """A byline without the place, the day and the 報導 that it ends with; the text as it is where it has none."""
    if match := _PLACE.search(text):
        return text[: match.start()]
    match = _LAST_PLACE.search(text)
    if not match:
        return text
    words, before = match["words"].removesuffix("综合"), text[: match.start()]
    if len(words) < len(match["words"]) and (person := _TITLE.sub("", words)) != words and len(person) <= 3:
        # 记者林一鸣综合报道
        return before + words
    beside_names = bool(match["apart"] and before and not is_title(before))
    if beside_names and default_segmenter().is_word(words):
        return before
    titles = list(_TITLE.finditer(words))
    start = titles[-1].end() if titles else 0
    if name := _split_off_place(words[start:], known=beside_names or not match["abroad"]):
        return text[: match.start("words") + start + name]
    return before if beside_names and match["abroad"] else text


def _split_off_place(words: str, *, known: bool) -> int:
    """How many characters the name before a place takes: 3 of 林一鳴台北; 0 where no name stands there.

    Args:
        words: the name and the place.
        known: whether the place must be a word, because 报道 may also stand right after a name.
    """
    lengths = [length for length in (3, 2, 4) if is_name(words[:length]) and len(words) >= length + 2]
    places = [length for length in lengths if default_segmenter().is_word(words[length:])]
    places = places or [length for length in lengths if is_place(words[length:])]
    return next(iter(places if known else places or lengths), 0)


def _read_names(tokens: Sequence[str], *, titled: bool, photo: bool, lenient: bool) -> list[str] | None:
    """The names that the tokens of a line are; None where one of them is anything else."""
    names: list[str] = []
    for token in tokens:
        if not _NAME_CHARACTERS.match(token):
            return None
        if is_name(token) or (titled and _DOTTED_NAME.fullmatch(token)):
            names.append(token)
        elif titled and (pair := _PAIR.fullmatch(token)) and all(map(is_name, pair.groups())):
            names.extend(pair.groups())
        elif (titled or photo) and (glued := split_names(token)):
            names.extend(glued)
        elif len(token) > 2 and is_outlet(token):
            # 文｜海州财经 林一鸣
            continue
        elif _may_be_rare_name(token, len(tokens), titled=titled, lenient=lenient, photo=photo):
            names.append(token)
        else:
            return None
    return names


def _may_be_rare_name(token: str, count: int, *, titled: bool, lenient: bool, photo: bool) -> bool:
    """Whether a token without a known surname is a name all the same, for what stands with it."""
    if (titled or lenient) and 2 <= len(token) <= 4 and count <= _MOST_NAMES:
        if len(token) == 4 and all(map(default_segmenter().is_word, (token[:2], token[2:]))):
            # two words of a sentence: 记者分别前往
            return False
        return titled or not default_segmenter().is_word(token)
    # a single token before 摄 is a photographer, whatever the surname
    return photo and count == 1 and 2 <= len(token) <= 3 and not default_segmenter().is_word(token)


def _are_believable(names: Sequence[str], *, photo: bool, lenient: bool) -> bool:
    """Whether names without a title are people's, and no words that only look like names."""
    if not photo and (not any(map(is_likely_name, names)) or _are_phrases(names)):
        return False
    return not lenient or any(is_name(name) and not default_segmenter().is_word(name) for name in names)


def _are_phrases(names: Sequence[str]) -> bool:
    """Whether what may be rare names are phrases of a headline, equally long: 天更蓝 水更清, 办实事、做好事."""
    if {*map(len, names)} != {3} or all(map(is_name, names)):
        return False
    alike = min(len({name[place] for name in names}) for place in (1, 2)) == 1
    return alike or not any(map(has_common_surname, names))
