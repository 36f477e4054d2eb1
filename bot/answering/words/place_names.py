"""What looks like the name of a place in a question, and how an article may say it."""

from __future__ import annotations

import re

from bot.answering.words.asked_words import EMPTY_WORDS
from bot.text.characters import CJK
from bot.text.segmenter import Segmenter

# No name of a place has one of these characters before 镇 or 村.
_NO_NAME = frozenset("个些各每这那哪本全整几一的了是在有和与被把从到离距向对给让为我你他她们去来")
# What stands before the kind of place that is asked for.
_ASKING = ("哪", "什么", "啥", "几")
# An abbreviation leaves out at most so many characters between two of its own.
MOST_LEFT_OUT = 3
_DISTRICTS = ("县", "市", "区", "镇", "乡", "村", "街道", "省")


def find_place_names(question: str, segmenter: Segmenter) -> list[str]:
    """What looks like the name of a place in a folded question: 德清县, be it one word of the dictionary or two.

    A province is one word of the dictionary; 省 alone means to save.
    """
    names: list[str] = []
    before = ""
    for word in segmenter.words(question):
        # the dictionary may cut an unknown name into its characters
        if len(word) == len(before) == 1 and not _NO_NAME.intersection(before + word) and word not in _DISTRICTS:
            before += word
            continue
        # 北京郊区, but not 北京的朝阳区; 哪一行政区 names none
        is_asked = word.startswith(_ASKING) or f"{before}{word}".startswith(_ASKING)
        is_kind = is_asked or (len(word) > 3 and segmenter.is_word(word[-2:]))
        if word.endswith(_DISTRICTS) and len(word) >= 3 and not is_kind:
            names.append(word)
        elif (
            word in _DISTRICTS
            and word != "省"
            and len(before) == 2
            and not before.isascii()
            # 乡镇街道 are kinds, and the 街道 of 疫情的时候街道 is none
            and not before.endswith(_DISTRICTS)
            and before not in EMPTY_WORDS
            and not _NO_NAME.intersection(before)
        ):
            names.append(before + word)
        before = word
    return names


def is_proper_name(place: str, segmenter: Segmenter) -> bool:
    """Whether what looks like the name of a place begins with no usual word: 石浦镇, but neither 示范村 nor 隔壁村."""
    return not segmenter.is_word(_without_kind(place))


def name_endings(place: str) -> list[str]:
    """The name of a place and its endings that may be the whole name: 新湾共裕村, 湾共裕村, 共裕村."""
    return [place[at:] for at in range(max(1, len(_without_kind(place)) - 1))]


def is_told_without_kind(place: str, text: str) -> bool:
    """Whether a folded text has a province, city or county by its name alone: 修水 for 修水县, but not 修水镇."""
    name = _without_kind(place)
    if place[-1] not in "省市县" or len(name) < 2:
        return False
    return re.search(rf"{re.escape(name)}(?![省市县区镇乡村州])", text) is not None


def is_abbreviated(place: str, text: str) -> bool:
    """Whether a folded text has the longer name that a zone's is made of: 自贸区 of 自由贸易试验区."""
    return (
        place.endswith("区")
        and re.search(f"[{CJK}]{{0,{MOST_LEFT_OUT}}}".join(map(re.escape, place)), text) is not None
    )


def _without_kind(place: str) -> str:
    """The name of a place without 街道, 县, 镇 …"""
    return place.removesuffix("街道") if place.endswith("街道") else place[:-1]
