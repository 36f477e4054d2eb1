"""Messages that ask what is in the paper, and for nothing in particular: 有哪些新闻, 医保新闻."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.speech.asking import PARTICLES, asks
from bot.text.characters import CJK
from bot.text.names import is_likely_name
from bot.text.numbers import DIGITS, read_integer
from bot.text.patterns import compile_late

# Longer messages ask for something in particular.
_LONGEST = 24
_MARKS = compile_late(r"[\W_]+")
_LEAD = (
    "(?:请问?|麻烦|能不能|可以|帮我|给我|我们?|想要?|要|你们?|您|那|再|随便|来|推荐"
    "|看一?看?|听一?听?|说一?说?|讲一?讲?|报(?![上里纸])一?下?|查一?查|找一?找|一下|点)*"
)
_WHEN = (
    "(?:今[天日早]|昨[天日]|前天|[今昨前]儿个?|最近|近来|近期|近日|这[几两]天|[这本上]个?(?:周|星期|礼拜)[一二三四五六日天]?|[这本上]个?月"
    "|当天|现在|今年|目前)?"
)
_WHERE = "(?:报纸?[上里]?面?|[这那][里儿]|你[们这那]?[里儿]?|里面|上面)?"
_HAS = "(?:有没有|有|登了?|写了?|发生了?|讲了?|出了?)?(?:些|过)?"
_WHICH = "(?:什么|啥|哪些|哪几[条个]|[一几两三]?[条个些点则]|没有)?"
_NAMES_OF_NEWS = "新闻|消息|报道|头条|要闻|大事|新鲜事|新鲜的事|时事|文章|稿子|标题|热点|版面?|动态"
_NEWS = f"(?:{_NAMES_OF_NEWS})"
_END = f"(?:都?[有是](?:什么|哪[些条几]?|啥|没有)?|没有?|吗|看看|听听|给我|来看)?[{PARTICLES}没]*"
# What is said of news without a subject.
_ANY = compile_late(
    "(?:最新|新|头条|要闻|热点|热门|重要|重大|主要|本地|当地|身边|全部|所有|其他|有趣|有意思|好玩|新鲜|社会|国内|头版|好|大|坏|的|什么|啥|别的|些|点)*"
)
_BROWSES = compile_late(
    f"{_LEAD}{_WHEN}的?{_WHERE}的?{_WHEN}的?{_LEAD}(?:都|又)?{_HAS}{_WHICH}(?:关于|有关|跟|和)?(?P<topic>(?:.{{0,9}}?[^有])?)"
    f"(?:方面|这一?类|一类|相关|有关)?的?{_NEWS}{_END}"
)
# 嘉兴最近有什么大事, 嘉兴有没有新闻
_WHERE_WHAT = compile_late(
    f"{_LEAD}{_WHEN}(?P<topic>.{{2,6}}?){_WHEN}都?(?:{_HAS}(?:什么|啥|哪些){_NEWS}|有(?:没有)?(?:新闻|报道)){_END}"
)
# 报上都登了什么, 今天报纸有什么内容, 最近发生了什么; but 报纸有哪些 asks which newspapers there are
_WHAT = compile_late(
    f"(?!报纸?都?有哪些$){_LEAD}{_WHEN}的?(?:报纸?[上里]?面?{_WHEN}都?(?:有|登|写|讲|说|报道)了?些?(?:什么|啥|哪些)(?:内容|东西|事情?)?"
    f"|都?(?:发生|出)了?些?(?:什么|啥)(?:事情?)?)[{PARTICLES}]*"
)
# 何悦写了什么, 周敏写的报道有哪些: a name, and what its owner wrote
_WROTE = compile_late(
    f"(?:记者|通讯员)?(?P<name>[{CJK}]{{2,4}}?)(?:记者)?(?:最近|都|还|一共)*(?:采?写|报道|发表?)[了过]?(?:的?{_NEWS}?)?(?:有|是)?"
    f"一?些?(?:什么|啥|哪些|[哪几]几?篇)(?:{_NEWS}|东西)?[{PARTICLES}]*"
)
_NUMERAL = rf"[\d{DIGITS}十]{{1,3}}"
# The day of a paper: 3月14日有什么新闻, 2023年3月14日的报纸登了什么
_DAY = compile_late(
    rf"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>{_NUMERAL})月份?(?P<day>{_NUMERAL})[日号](?:那一?天|这一?天)?的?"
)
# A newspaper by its name or a part of it, 蓝湾晚报; 今日报纸 and 明日报名 have none.
_NEWSPAPER = compile_late(
    rf"{_LEAD}{_WHEN}的?(?P<name>(?:(?![在和对给跟有没])[{CJK}]){{0,8}}?(?:(?<![今昨明当每次即])日|[晚早时商晨快周]|都市|青年|法[治制])报)"
    "(?![道导纸告名到警销价考社亭料])"
)
_PAGE = compile_late(rf"第?(?P<page>[a-z]?\d{{1,3}}|[{DIGITS}十]{{1,3}})版面?")
# What is asked of a newspaper, a day or a page, and of no subject: 上都登了什么; of a day 的报纸 is enough.
_IN_IT = compile_late(
    f"{_LEAD}{_WHEN}的?(?:报纸?)?[上里]?面?的?{_WHEN}(?:都|又|主要)*(?:有|刊?登|写|讲|说|报道?|刊)[了过]?的?是?一?些?"
    f"(?:什么|啥|哪些|哪几[条个])(?:内容|东西|事情?|{_NEWS})?[{PARTICLES}]*"
)
_ALL_OF_IT = compile_late(f"{_LEAD}的?(?:报纸?)?{_END}")
# All of these have a name of news, say that something is printed or happens, or name the paper of a day. Most questions
# have none of that.
_SIGN = compile_late(
    f"{_NAMES_OF_NEWS}|(?:有|登|写|讲|说|报道?|发生|出|刊)[了过]?的?是?一?些?(?:什么|啥|哪些)|[日号].*报|报.*[日号]"
)
# What points at one article, or counts: 这条新闻, 第一版.
_ONE = compile_late(
    r"[这那该此上下前后第也叫是都算还又]|整[篇个条段]|完整|时候|时间|地方|.*[谁我你您他她几]|.*\d|[一二三四五六七八九十两几]|.*(?:之后|以后|以前|之前)$"
)
_MEASURE_OF_NEWS = "[条篇个则段]"
_CHOICE = compile_late(
    rf"(?:看一?看?|打开|说说|讲讲|要|来|回到?|再看)?"
    rf"(?:第?(?P<number>[1-9一二三四五六七八九])|(?P<first>头一?|首)|(?P<last>最[后末]一?)(?={_MEASURE_OF_NEWS}))"
    rf"(?P<measure>{_MEASURE_OF_NEWS})?(?:新闻|文章|报道)?(?P<rest>.*)"
)
_DIGITS = "一二三四五六七八九"
# 第二条是什么 asks for no more than 第二条.
_WHAT_IT_IS = compile_late("(?:是|[讲说写]的?是?)(?:什么|啥)(?:内容|事情?|新闻|文章)?")

LAST = 0
"""What is chosen by 最后一条."""


def read_browsing(folded: str) -> str | None:
    """The subject of a folded message that asks what news there is, or the author; "" for any news.

    None for all other messages.
    """
    bare = _MARKS.sub("", folded)
    if len(bare) > _LONGEST or not _SIGN.search(bare):
        return None
    if (wrote := _WROTE.fullmatch(bare)) and is_likely_name(wrote["name"]):
        return wrote["name"]
    paper, rest = _take_paper(bare)
    if paper != Paper():
        if _IN_IT.fullmatch(rest) or (paper.day and _ALL_OF_IT.fullmatch(rest)):
            return ""
        return read_browsing(rest) if _take_paper(rest) == (Paper(), rest) else None
    if _WHAT.fullmatch(bare):
        return ""
    for pattern in (_BROWSES, _WHERE_WHAT):
        if found := pattern.fullmatch(bare):
            topic = found["topic"]
            if _ANY.fullmatch(topic):
                return ""
            if len(topic) > 1 and not _ONE.match(topic) and not asks(topic):
                return topic
    return None


class Paper(NamedTuple):
    """The paper of which a message asks what is in it; what it does not name is empty."""

    # a newspaper's name, or a part of it
    newspaper: str = ""
    # the year, if it is said, the month and the day
    day: tuple[int | None, int, int] | None = None
    # the number of a page: 2, a3
    page: str = ""


def read_paper(folded: str) -> Paper:
    """The newspaper, day and page of which a message asks what is in it."""
    return _take_paper(_MARKS.sub("", folded))[0]


def _take_paper(bare: str) -> tuple[Paper, str]:
    """What a message names of a paper, and the message without that."""
    day, page, name = None, "", ""
    if found := _DAY.search(bare):
        month, date = (read_integer(found[part]) for part in ("month", "day"))
        if month and date:
            day, bare = (read_integer(found["year"] or ""), month, date), _without(bare, found)
    if found := _PAGE.search(bare):
        page, bare = found["page"], _without(bare, found)
        page = str(read_integer(page) or page)
    if found := _NEWSPAPER.match(bare):
        name, bare = found["name"], bare[found.end() :]
    return Paper(name, day, page), bare


def _without(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + text[found.end() :]


def read_choice(folded: str) -> tuple[int, str] | None:
    """Which of what is shown, headlines or passages, a folded message names, and what it says of that.

    Returns:
        Its place from 1, or `LAST`, and the rest of the message: (2, "") for 第二条, (2, "谁写的") for 第二条谁写的.
        None for a message that begins otherwise.
    """
    found = _CHOICE.fullmatch(_MARKS.sub("", folded))
    if found is None or (found["rest"] and not found["measure"]) or (found["first"] and not found["measure"]):
        return None
    rest = "" if _WHAT_IT_IS.fullmatch(found["rest"]) else found["rest"]
    if found["last"] or found["first"]:
        return (LAST if found["last"] else 1), rest
    number = found["number"]
    return (int(number) if number.isdigit() else _DIGITS.index(number) + 1), rest
