"""Slips: 公积斤 for 公积金, 贷币 for 货币. What sounds or looks alike and stands in the corpus is looked up as well."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.question.lexicon import Expansion
from bot.question.question import Question
from bot.retrieval.index import Index
from bot.text.characters import CJK
from bot.text.segmenter import Segmenter

__all__ = ["SpellingCorrector", "plain_syllable", "sound_alike"]

# Longer words are repaired by their parts.
SIZES = (4, 3, 2)
# Of several words that sound alike the most frequent ones are taken.
BEST = 2

# A word of the dictionary may be a slip as well (同乡 for 桐乡): where no article has it beside more than this share of
# the question's other words, by rarity, and one has what sounds alike beside this share of them.
FAR, NEAR = 0.2, 0.5
# So many other words must be beside it: with one, chance would do.
BESIDE = 2

# Characters that stand beside any word; a pair of one of them and another is new in every corpus.
_PARTICLES = frozenset("的了是在有和与不个一几上下到给把被从对又也都就再想能会要那这")
_HAN = re.compile(f"[{CJK}]+")
# The name of a town or village with what it is: no word of the dictionary, but one name (新塍镇).
_SETTLEMENT = re.compile(f"[{CJK}]{{2,3}}[镇乡村县]")


def _whole_words(run: str, settled: Collection[str], segmenter: Segmenter) -> list[range]:
    """Where words of the dictionary stand, of two characters and more, and others that are known: they are no slips."""
    position = 0
    found = [range(at.start(), at.end()) for word in settled for at in re.finditer(re.escape(word), run)]
    for word in segmenter.words(run):
        if len(word) > 1 and segmenter.is_word(word, usual=False):
            found.append(range(position, position + len(word)))
        position += len(word)
    return found


def _is_right(typed: str, position: int, whole: list[range]) -> bool:
    """Whether some characters are as they should be: with a particle, or in a word of the dictionary.

    A longer slip may have a whole word in it: 公积 and 斤 for 公积金.
    """
    start, stop = position, position + len(typed)
    for part in whole:
        apart = part.stop <= start or stop <= part.start
        within = start <= part.start and part.stop <= stop and len(part) < len(typed)
        if not apart and not within:
            return True
    return not _PARTICLES.isdisjoint(typed)


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


class SpellingCorrector:
    """The words of a corpus that sound like others.

    Args:
        index: the corpus.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._segmenter = index.analyzer.segmenter
        self._standing = lru_cache(maxsize=4096)(self._standing_alike)

    def _standing_alike(self, character: str, looks: bool) -> list[str]:
        """The characters of the corpus that sound like one, and if asked those that look like it."""
        singles = self._index.terms("singles")
        others = dict.fromkeys((*sound_alike(character), *(look_alike(character) if looks else "")))
        return [other for other in others if other in singles]

    def _alike(self, typed: str, *, looks: bool) -> list[str]:
        """The words and towns of the corpus that sound, or look, as something typed, the most frequent first.

        Half of the characters are the same: a slip changes a character, not the word.
        """
        if len(typed) not in SIZES:
            return []
        others = (text for text in self._sounding(typed, len(typed) // 2, "", looks) if text != typed)
        found = [text for text in others if self._has(text)]
        return sorted(found, key=lambda text: (self._index.idf("pairs", text), text))

    def _sounding(self, typed: str, changes: int, before: str, looks: bool) -> Iterator[str]:
        """What sounds or looks like something typed, with some other characters; all its neighbours are in the corpus.

        Args:
            typed: what is left of it.
            changes: how many characters may be others.
            before: what stands before it.
            looks: whether characters that look alike count as well.
        """
        if not typed:
            yield before
            return
        pairs = self._index.terms("pairs")
        for character in self._standing(typed[0], looks) if changes else typed[0]:
            if not before or before[-1] + character in pairs:
                yield from self._sounding(typed[1:], changes - (character != typed[0]), before + character, looks)

    def _has(self, text: str) -> bool:
        """Whether the corpus has a text as a word, or as the name of a town."""
        return text in self._index.terms("words") or self._is_settlement(text)

    def _is_settlement(self, text: str) -> bool:
        """Whether a text is the name of a town or village with what it is, and some article has it."""
        if not _SETTLEMENT.fullmatch(text):
            return False
        if not all(self._index.has_term("pairs", pair) for pair in _pairs(text)):
            return False
        having = frozenset.intersection(*(self._index.articles_with("pairs", pair) for pair in _pairs(text)))
        return any(text in self._index.folded(number) for number in having)

    def find(self, question: Question, settled: Collection[str] = ()) -> list[Expansion]:
        """The slips in a question, each with what may have been meant, the likeliest first.

        Args:
            question: the question.
            settled: words of it that are known to be meant as typed.
        """
        slips = {slip.typed: slip for slip in self._unknown(question.bare, settled)}
        for slip in self._misplaced(question.words, settled):
            slips.setdefault(slip.typed, slip)
        return list(slips.values())

    def _unknown(self, bare: str, settled: Collection[str]) -> Iterator[Expansion]:
        """Characters that the corpus does not have together, from left to right, while it has what sounds alike."""
        for run in _HAN.findall(bare):
            whole = _whole_words(run, settled, self._segmenter)
            position = 0
            while position < len(run) - 1:
                for size in SIZES:
                    typed = run[position : position + size]
                    if len(typed) < size or self._known(typed) or _is_right(typed, position, whole):
                        continue
                    if meant := self._alike(typed, looks=True):
                        yield Expansion(typed, tuple(meant[:BEST]))
                        position += size - 1
                        break
                position += 1

    def _known(self, typed: str) -> bool:
        """Whether all neighbours in a text stand together somewhere in the corpus; a town's name stands as one."""
        if len(typed) > 2 and typed[-1] in "镇乡村县":
            return self._is_settlement(typed)
        return all(self._index.has_term("pairs", pair) for pair in _pairs(typed))

    def _misplaced(self, words: Sequence[str], settled: Collection[str]) -> Iterator[Expansion]:
        """The words of the dictionary that do not belong where they stand, while what sounds alike does."""
        parts = [word for word in words if len(word) > 1 and _HAN.fullmatch(word)]
        rarity = {word: self._index.idf("words", word) for word in parts if self._index.has_term("words", word)}
        for typed in parts:
            if typed in settled or not self._segmenter.is_word(typed, usual=False):
                continue
            sounding = self._alike(typed, looks=False)
            if not sounding:
                continue
            others = {word: idf for word, idf in rarity.items() if word != typed}
            if self._beside(typed, others)[0] > FAR:
                continue
            # the slip is the rarer of the two
            meant = [
                term
                for term in sounding
                if self._is_near(term, others) and self._index.idf("words", term) <= self._index.idf("words", typed)
            ]
            if meant:
                yield Expansion(typed, tuple(meant[:BEST]))

    def _is_near(self, term: str, others: Mapping[str, float]) -> bool:
        share, count = self._beside(term, others)
        return share >= NEAR and count >= BESIDE

    def _beside(self, term: str, others: Mapping[str, float]) -> tuple[float, int]:
        """The largest share of other words, by rarity, that an article with a term has, and how many they are."""
        found: dict[int, list[float]] = {number: [] for number in self._index.articles_with("words", term)}
        for word, idf in others.items():
            for number in self._index.articles_with("words", word) & found.keys():
                found[number].append(idf)
        best = max(found.values(), key=sum, default=[])
        return sum(best) / (sum(others.values()) or 1.0), len(best)


# --- which characters sound and look alike ---
# Sounds that many speakers do not tell apart.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h"))


def plain_syllable(syllable: str) -> str:
    """A syllable without its tone, with sounds that are mixed up made one."""
    for sound, other in _INITIALS:
        if syllable.startswith(sound):
            syllable = other + syllable[len(sound) :]
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


@lru_cache(maxsize=1)
def _table() -> str:
    return Path(__file__).with_name("data").joinpath("sounds.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=4096)
def sound_alike(character: str) -> str:
    """The Chinese characters that sound like one, itself included; one without a reading sounds like itself only."""
    table = _table()
    # looked for in the text as it is: making a table of it takes longer than a question
    at = max(table.rfind(character), 0)
    line = table[table.rfind("\n", 0, at) + 1 : table.index("\n", at)]
    sounding = line.partition(" ")[2]
    return sounding if character in sounding else character


# Written down from general knowledge, in the characters that papers print; each group is taken for one another.
_GROUPS = """
己已巳 未末 人入八 日曰 土士 干千于 折拆析 治冶 候侯 兔免 晴睛 清请情 幕墓慕募暮 竟竞 享亨 第弟 拔拨 蓝篮 辩辨辫
卷券 赢嬴 帐账 座坐 暑署薯 扰拢 戊戌戍 茶荼 刺剌 炙灸 崇祟 盲肓 徒徙 毫豪 即既 鸟乌 爪瓜 贷货 贫贪 大太犬 天夭
木本术 田由甲申 王玉主 今令 牛午 力刀 万方 儿几 风凤 白百 目自 问间 休体 住往 处外 历厉 压庄 广厂 斤斥 史吏 名各
合含 存在 有友 考老 买卖 抢枪 技枝 扳板 拍柏 待侍 底低 根恨 跟根
极级 密蜜 密秘 栽载 栽裁 载裁 渴喝 竭揭 歇揭 稍梢 捎稍 副幅 福幅 辐幅 璃漓 篱漓 搏博 膊博 缚膊 薄簿 粱梁 燥躁
操燥 澡燥 喧暄 渲宣 胀涨 帐张 瞻赡 壁璧 臂壁 避僻 辟避 晾谅 凉谅 弛驰 池驰 诀决 抉决 孤狐 弧狐 坡波
披坡 破坡 陪倍 培陪 赔陪 部陪 锋峰 蜂峰 烽峰 狼狠 娘狼 郎朗 狐孤 秆杆 竿杆 肝杆 梅海 悔海 诲海 郊效 效校 较校
"""


def _shape_table() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _GROUPS.split():
        for character in group:
            found[character] = found.get(character, "") + group.replace(character, "")
    return found


_LOOK_ALIKE = _shape_table()


def look_alike(character: str) -> str:
    """The characters that one is easily taken for, without itself; "" where there are none."""
    return _LOOK_ALIKE.get(character, "")
