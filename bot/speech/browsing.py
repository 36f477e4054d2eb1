"""Messages that ask what is in the paper, and for nothing in particular: 有哪些新闻, 医保新闻."""

from __future__ import annotations

import re

from bot.speech.asking import PARTICLES, asks

__all__ = ["read_browsing", "read_choice"]

# Longer messages ask for something in particular.
_LONGEST = 24
_MARKS = re.compile(r"[\W_]+")
_LEAD = (
    "(?:请问?|麻烦|能不能|可以|帮我|给我|我们?|想要?|要|你们?|您|那|再|随便|来|推荐"
    "|看一?看?|听一?听?|说一?说?|讲一?讲?|报一?下?|查一?查|找一?找|一下|点)*"
)
_WHEN = "(?:今[天日早]|昨[天日]|前天|最近|近来|近期|近日|这[几两]天|[这本上]个?周|[这本上]个?月|当天|现在|今年|目前)?"
_WHERE = "(?:报纸?[上里]?面?|[这那][里儿]|你[们这那]?[里儿]?|里面|上面)?"
_HAS = "(?:有没有|有|登了?|写了?|发生了?|讲了?|出了?)?(?:些|过)?"
_WHICH = "(?:什么|啥|哪些|哪几[条个]|[一几两三]?[条个些点则]|没有)?"
_NEWS = "(?:新闻|消息|报道|头条|要闻|大事|新鲜事|新鲜的事|时事|文章|稿子|标题|热点|版面?|动态)"
_END = f"(?:都?有(?:什么|哪些|啥|没有)?|没有?|吗|看看|听听|给我|来看)?[{PARTICLES}没]*"
# What is said of news without a subject.
_ANY = re.compile(
    "(?:最新|新|头条|要闻|热点|热门|重要|重大|主要|本地|当地|身边|全部|所有|其他|有趣|有意思|好玩|新鲜|社会|国内|头版|好|大|坏|的|什么|啥|别的|些|点)*"
)
_BROWSES = re.compile(
    f"{_LEAD}{_WHEN}的?{_WHERE}的?{_WHEN}的?{_LEAD}(?:都|又)?{_HAS}{_WHICH}(?:关于|有关|跟|和)?(?P<topic>.{{0,10}}?)"
    f"(?:方面|这一?类|一类|相关|有关)?的?{_NEWS}{_END}"
)
# 嘉兴最近有什么大事
_WHERE_WHAT = re.compile(f"{_LEAD}{_WHEN}(?P<topic>.{{2,6}}?){_WHEN}都?{_HAS}(?:什么|啥|哪些){_NEWS}{_END}")
# 报上都登了什么, 今天报纸有什么内容, 最近发生了什么
_WHAT = re.compile(
    f"{_LEAD}{_WHEN}的?(?:报纸?[上里]?面?{_WHEN}都?(?:有|登|写|讲|说|报道)了?些?(?:什么|啥|哪些)(?:内容|东西|事情?)?"
    f"|都?(?:发生|出)了?些?(?:什么|啥)(?:事情?)?)[{PARTICLES}]*"
)
# What points at one article, or counts: 这条新闻, 第一版.
_ONE = re.compile(
    r"[这那该此上下前后第也叫是都算还又]|时候|时间|地方|.*[谁我你您他她几]|.*\d|[一二三四五六七八九十两几]|.*(?:之后|以后|以前|之前)$"
)
_CHOICE = re.compile(r"(?:看看?|打开|说说|要|来)?第?([1-9一二三四五六七八九])[条篇个则]?(?:新闻|文章|报道)?")
_DIGITS = "一二三四五六七八九"


def read_browsing(folded: str) -> str | None:
    """The subject of a folded message that asks what news there is, "" for any; None for all other messages."""
    bare = _MARKS.sub("", folded)
    if len(bare) > _LONGEST:
        return None
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


def read_choice(folded: str) -> int | None:
    """Which of what is shown, headlines or passages, a folded message names, from 1: 第二条, 2; None for all others."""
    found = _CHOICE.fullmatch(_MARKS.sub("", folded))
    if found is None:
        return None
    return int(found[1]) if found[1].isdigit() else _DIGITS.index(found[1]) + 1
