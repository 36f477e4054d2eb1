"""People and things of a kind that a text names: a surname with one or two characters, what ends in 大学 or 桥."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from bot.text.characters import CJK
from bot.text.names import has_common_surname, is_likely_name
from bot.text.patterns import COUNTRIES, OCCUPATIONS, OFFICES, compile_late
from bot.text.segmenter import Segmenter

# Between the parts of a foreign name: 孙·马尼翁. Not compiled here, because patterns with all Chinese characters take a
# millisecond each, and most questions need none of these.
_DOTS = rf"(?<=[{CJK}])[·•・](?:[{CJK}]{{1,8}}[·•・])*(?=[{CJK}])"
_HAN = f"[{CJK}]+"
TITLE = compile_late(
    f"(?:{OFFICES}|{OCCUPATIONS}|[员长师家者手记任]|支书|发言人|冠军|先生|女士|大使|总督|[名重大]臣|[名老小大]将|将军|院士"
    "|总统|总理|首相|国王|皇帝|主帅|总监|顾问|代表)$"
)
"""What stands before the name of a person."""
_TITLE_BEHIND = compile_late(f"{OFFICES}|总理|总统|同志|先生|女士")
# What follows a name that ends within a word, of the dictionary or not: 王樟|成就是, 姚茂盛|带.
_AFTER_NAME = compile_late(
    "[所曾带率著被于在为是及将与等]|说|表示|介绍|告诉|坦言|认为|今年|正|依然|仍|也|就是|当选|获|了解|指导|以"
)
_NO_NAME = frozenset("的了在和是说与将把从对为向等也都就还又被由到于这那其有不很一二两三四五六七八九十年月日个们上下")
# These may begin a name alone: 曾.
_NOT_INSIDE = frozenset("所曾带率著")
# 柯桥区 is a place.
_IS_PLACE = compile_late("..[省市县区镇乡村州](?!长)")
_OWN_PLACE = compile_late("[我全本][国省市县区镇乡村州]")
# What stands before the name of something and is no part of it: most such words end with one of the first.
_LEADS = tuple("的了着过于为在到入成称自由和与及或而但就都也又将把被从对向让给使至")
_WORDS_BEFORE = frozenset(
    "使用 通过 实行 根据 其中 成立 获得 包括 以及 就是 认为 攻击 击败 作为 超过 避免 发起 "
    "造成 建立 规定 受到 支持 提供 加入 采用 采取 前往 签订 参与 授予 连任 发表 乘坐 出任 "
    "接任 担任 发现 创办 毕业 选择 虽然 尽管 最后 后来 当时 目前 仍然 并且 然而 但是 例如 "
    "比如 按照 依据 针对 基于 随着 因为 由于 他们 她们 我们 自己 进行 参加 举办 召开 代表 "
    "信奉 隶属 代理 之后 之前 是 说 等 还 这 那 其 有 不 叫 以 去 来 用 会 即 除 如 "
    "所 故 因 受 任 后 时 今 年 月 日 该 此 每 各 全 令 并 他 她 它 我 个 座 家 "
    "名 位".split()
)
_DETERMINERS = "一这那该此每各本"
# The names that end with a word of their own, 路, are shorter than those of which it is a part.
_LONGEST, _LONGEST_WITH_WORD = 14, 7


def find_people(text: str, words: Sequence[str], segmenter: Segmenter) -> Iterator[tuple[int, int]]:
    """Where names of people stand in a folded text without white space: ranges, in order.

    Args:
        text: the text.
        words: its words; together they are the text.
        segmenter: knows the words of the dictionary.
    """
    borders = list(accumulate(map(len, words), initial=0))
    ends = set(borders)
    names = list(_find_dotted_names(text, words, segmenter))
    taken = {place for start, stop in names for place in range(start, stop)}
    free = 0
    for at, start in enumerate(borders[:-1]):
        if start < free or start in taken or not has_common_surname(text[start : start + 2]):
            continue
        # 100|余项 is no name
        if _IS_PLACE.match(text, start) or text[start - 1 : start].isdigit():
            continue
        # who is known to the dictionary is somebody behind or before a title, or before what only people do: 周某当选
        follows = borders[at + 1]
        does = len(words[at]) == 3 and (_AFTER_NAME.match(text, follows) or _TITLE_BEHIND.match(text, follows))
        titled = bool(does) or TITLE.search(text[max(0, start - 4) : start]) is not None
        # a name may be a word (高峰), or begin with a surname and end with a word, but seldom does
        known = segmenter.is_word(words[at]) if len(words[at]) > 1 else segmenter.is_word(text[start + 1 : start + 3])
        if known and not titled:
            continue
        for stop in (start + 4, start + 3, start + 2):
            name = text[start:stop]
            apart = stop in ends or _AFTER_NAME.match(text, stop)
            if apart and _may_be_name(name) and (titled or not segmenter.is_word(name)):
                names.append((start, stop))
                free = stop
                break
    yield from sorted(names)


def cut_at_names(words: Sequence[str], names: Iterable[tuple[int, int]]) -> list[str]:
    """The words of a text with each of some names as one word: 姚茂盛|带着 for 姚茂盛带|着.

    Args:
        words: together they are the text.
        names: ranges of the text that do not overlap.
    """
    ranges = list(names)
    inside = {place for start, stop in ranges for place in range(start + 1, stop)}
    borders = {0, *accumulate(map(len, words)), *(end for both in ranges for end in both)} - inside
    text = "".join(words)
    return [text[start:stop] for start, stop in pairwise(sorted(borders))]


def _may_be_name(text: str) -> bool:
    # 曾任 is what somebody was
    return (
        not text.startswith("曾任")
        and re.fullmatch(_HAN, text) is not None
        and not _NO_NAME.intersection(text)
        and not _NOT_INSIDE.intersection(text[1:])
        and is_likely_name(text)
    )


def _find_dotted_names(text: str, words: Sequence[str], segmenter: Segmenter) -> Iterator[tuple[int, int]]:
    """Where names with dots stand, 孙·马尼翁; arguments as for `find_people`.

    Each reaches from the word before the first dot to that behind the last, with what is no word beside them.
    """
    borders = list(accumulate(map(len, words), initial=0))
    for dots in re.finditer(_DOTS, text):
        if dots.start() not in borders or dots.end() not in borders:
            continue
        first, last = borders.index(dots.start()) - 1, borders.index(dots.end())
        while first > 0 and re.fullmatch(_HAN, words[first - 1]) and not segmenter.is_word(words[first - 1]):
            first -= 1
        while last + 1 < len(words) and re.fullmatch(_HAN, words[last + 1]) and not segmenter.is_word(words[last + 1]):
            last += 1
        yield borders[first], borders[last + 1]


def find_things(
    text: str, endings: tuple[str, ...], words_of_text: Callable[[], Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """Where names that end in some way stand in a folded text without white space: ranges, in order.

    Args:
        text: the text.
        endings: of the names.
        words_of_text: gives its words; called only where one of the endings stands in it.
    """
    if not any(ending in text for ending in endings):
        return
    words = words_of_text()
    borders = list(accumulate(map(len, words), initial=0))
    before: tuple[int, int] | None = None
    for start, stop in _find_single_things(text, endings, words, borders):
        # 骊山|胡王村 and 西藏|双湖县 are one name each
        if before and before[1] == start:
            before = before[0], stop
            continue
        if before:
            yield before
        before = start, stop
    if before:
        yield before


def _find_single_things(
    text: str, endings: tuple[str, ...], words: Sequence[str], borders: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """As `find_things`, with names right behind each other apart; `borders` are the positions between the words."""
    free = 0
    for at, word in enumerate(words):
        if borders[at] < free or not text.endswith(endings, free, borders[at + 1]):
            continue
        # 安置|区 are two words
        size = next(len(one) for one in endings if text.endswith(one, free, borders[at + 1]))
        last = max(number for number in range(at + 1) if borders[number] <= max(free, borders[at + 1] - size))
        is_noun = last < at or word in endings or (at > 0 and words[at - 1][0] in _DETERMINERS)
        first = last
        longest = _LONGEST_WITH_WORD if borders[at + 1] - borders[first] == 1 else _LONGEST
        while (
            first > 0
            and word not in COUNTRIES
            and borders[first - 1] >= free
            and borders[at + 1] - borders[first - 1] <= longest
            and words[first - 1][0].isalnum()
            and words[first - 1] not in _WORDS_BEFORE
            and not words[first - 1].endswith(_LEADS)
            and words[first - 1][0] not in _DETERMINERS
            and not words[first - 1][0].isdigit()
        ):
            first -= 1
        # 这座大桥 is no name, nor is the noun alone, nor 我市
        if first == last and is_noun and word not in COUNTRIES:
            continue
        if _OWN_PLACE.fullmatch(text, borders[first], borders[at + 1]):
            continue
        yield borders[first], borders[at + 1]
        free = borders[at + 1]
