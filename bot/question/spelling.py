"""Typing slips: 公积斤 for 公积金, 贷币 for 货币. Words of the corpus that sound or look alike are looked up as well.

Two things are taken for a slip: characters that occur together nowhere in the corpus, and a word of the dictionary that
occurs in no article with the question's other words, while a usual word or a name that sounds alike does (同乡医保:
桐乡医保).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise, product

import numpy as np

from bot.question.lexicon import Expansion
from bot.question.places import default_places
from bot.question.question import Question, word_borders
from bot.retrieval.index import Index
from bot.speech.sounds import sound_alike
from bot.text.characters import CJK
from bot.text.names import has_common_surname, is_name
from bot.text.patterns import compile_late
from bot.text.segmenter import Segmenter

# How many characters a slip may have; longer words are repaired by their parts.
SIZES = (4, 3, 2)
# Of several words that may have been meant so many are looked up, the most frequent first.
BEST = 2
# A word of the dictionary may be a slip if no article has it together with more than the share MOST_BESIDE_SLIP of the
# question's other words, by rarity, and some article has what sounds alike with LEAST_BESIDE_MEANT of them or more.
MOST_BESIDE_SLIP, LEAST_BESIDE_MEANT = 0.2, 0.5
# So many texts that sound alike, and articles that may have one, are looked at for a name in quotation marks.
MOST_QUOTED = 10
# Fewer other words than this may stand with it by chance.
LEAST_WORDS_BESIDE = 2

# These stand beside any word: a pair of one of them and another character is new in every corpus, and no slip.
_PARTICLES = frozenset("的了是在有和与不个一几上下到给把被从对又也都就再想能会要那这")
# Names of places, festivals and houses end so, and may begin like a person's: 金鸡湖, 花灯节.
_KINDS_OF_PLACE = "镇乡村县市区路街湖节馆寺"
_OPENING_MARKS, _CLOSING_MARKS = "“‘「『", "”’」』"
_HAN = compile_late(f"[{CJK}]+")
_ENDS_OF_SETTLEMENTS = compile_late("[镇乡村县]")
# The name of a town or village, 新塍镇: one name, though no word of the dictionary.
_SETTLEMENT = compile_late(f"[{CJK}]{{2,3}}[镇乡村县]")


class SpellingCorrector:
    """Finds slips in questions by comparison with one corpus.

    Args:
        index: the corpus.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._segmenter = index.analyzer.segmenter
        # for each character, and whether looks count, the similar ones that something stands behind in the corpus
        self._beginning: dict[tuple[str, bool], list[str]] = {}

    def find(self, question: Question, settled: Collection[str] = ()) -> list[Expansion]:
        """The slips in a question, each with what may have been meant, the likeliest first.

        Args:
            question: the question.
            settled: words of it that are known to be meant as typed.
        """
        slips = {slip.typed: slip for slip in self._find_unknown(question.bare, settled)}
        for slip in self._find_misplaced(question.words, settled):
            slips.setdefault(slip.typed, slip)
        return list(slips.values())

    def may_be_another_name(self, question: Question, slip: Expansion) -> bool:
        """Whether what was taken for a slip may be the name of somebody else: 陈敏 where the corpus has 陈民.

        What is typed must be a name, too, and the corpus must have the other one whole: 钢得 is nobody, though 干得
        may be.

        Args:
            question: has the slip.
            slip: with what may have been meant.
        """
        bare = question.bare
        at = bare.find(slip.typed)
        if bare.startswith(("街道", *_KINDS_OF_PLACE), at + len(slip.typed)) or any(
            default_places().find(slip.added[0])
        ):
            return False
        # the surname may be a word that stands before the characters that differ: 熊海锋
        before = bare[at - 1 : at] if at - 1 in word_borders(question.words) else ""
        for surname in dict.fromkeys(("", before)):
            typed, meant = surname + slip.typed, surname + slip.added[0]
            if all(map(_is_somebody, (typed, meant))):
                return not self._segmenter.is_word(meant) and self._index.has_text(meant)
        return False

    def _find_unknown(self, bare: str, settled: Collection[str]) -> Iterator[Expansion]:
        """Characters that occur together nowhere in the corpus, from left to right, while what is similar does."""
        for run in _HAN.findall(bare):
            # for each pair of neighbours whether they occur together in the corpus
            known = [self._index.has_term("pairs", pair) for pair in _pairs(run)]
            if all(known) and not _ENDS_OF_SETTLEMENTS.search(run):
                continue
            words = _find_words(run, settled, self._segmenter)
            position = 0
            while position < len(run) - 1:
                for size in SIZES:
                    typed = run[position : position + size]
                    if len(typed) < size or _is_part_of_word(position, position + size, words):
                        continue
                    # the name of a town must occur whole
                    if size > 2 and _ENDS_OF_SETTLEMENTS.match(typed[-1]):
                        if self._is_settlement(typed):
                            continue
                    elif all(known[position : position + size - 1]):
                        continue
                    meant = self._find_quoted(typed) if size > 2 else []
                    if not meant and _PARTICLES.isdisjoint(typed):
                        similar = self._find_similar(typed, looks=True)
                        meant = [word for word in similar if self._is_better_known(word, run, position)]
                    if meant:
                        yield Expansion(typed, tuple(meant[:BEST]))
                        position += size - 1
                        break
                position += 1

    def _is_better_known(self, word: str, run: str, start: int) -> bool:
        """Whether a run of characters has more neighbours of the corpus with a word in the place of what is typed.

        做主 in the place of 做竹 of 做竹扇 has no more: 主扇 is as unknown as 做竹 is, and 竹扇 is known.
        """
        stop = start + len(word)
        before, after = run[max(0, start - 1) : start], run[stop : stop + 1]
        typed, meant = (f"{before}{text}{after}" for text in (run[start:stop], word))
        has_term = self._index.has_term
        return sum(has_term("pairs", pair) for pair in _pairs(typed)) < sum(
            has_term("pairs", pair) for pair in _pairs(meant)
        )

    def _find_misplaced(self, words: Sequence[str], settled: Collection[str]) -> Iterator[Expansion]:
        """Words of the dictionary that occur far from the question's other words, while what sounds alike does not."""
        words = [word for word in words if len(word) > 1 and _HAN.fullmatch(word)]
        rarity = {word: self._index.idf("words", word) for word in words if self._index.has_term("words", word)}
        self._index.fetch_terms({"words": list(rarity)}, articles=True)
        articles = {word: self._index.articles_with("words", word) for word in rarity}
        # for each article what it has of the words
        sums = np.zeros(len(self._index.articles))
        for word, idf in rarity.items():
            # a third of the time of `sums[articles[word]] += idf`
            np.add.at(sums, articles[word], idf)
        total = sum(rarity.values())
        for typed in words:
            if typed in settled or not self._segmenter.is_word(typed, usual=False):
                continue
            idf = rarity.get(typed, 0.0)
            if typed in rarity and sums[articles[typed]].max(initial=0.0) - idf > MOST_BESIDE_SLIP * (total - idf):
                continue
            others = {word: idf for word, idf in rarity.items() if word != typed}
            # the slip is the rarer of the two; 互享, which a paper made up, is nothing that is meant by 互相
            similar = [word for word in self._find_similar(typed, looks=False) if self._is_in_use(word)]
            self._index.fetch_terms({"words": similar}, articles=True)
            meant = [
                word
                for word in similar
                if self._is_beside(word, others) and self._index.idf("words", word) <= self._index.idf("words", typed)
            ]
            if meant:
                yield Expansion(typed, tuple(meant[:BEST]))

    def _is_in_use(self, word: str) -> bool:
        """Whether people use a word, or it is the name of a place or of somebody."""
        is_called_so = _is_somebody(word) or any(default_places().find(word)) or self._is_settlement(word)
        return is_called_so or self._segmenter.is_word(word)

    def _is_beside(self, word: str, others: Mapping[str, float]) -> bool:
        """Whether some article has a word together with enough of the others."""
        share, count = self._share_beside(word, others)
        return share >= LEAST_BESIDE_MEANT and count >= LEAST_WORDS_BESIDE

    def _share_beside(self, word: str, others: Mapping[str, float]) -> tuple[float, int]:
        """The largest share of other words, by rarity, that an article with a word has, and how many they are."""
        articles = self._index.articles_with("words", word)
        if not len(articles) or not others:
            return 0.0, 0
        found = self._index.are_in_articles("words", list(others), articles)
        sums = np.zeros(len(articles))
        for idf, having in zip(others.values(), found, strict=True):
            sums += idf * having
        best = int(sums.argmax())
        return float(sums[best]) / sum(others.values()), int(found[:, best].sum())

    def _find_similar(self, typed: str, *, looks: bool) -> list[str]:
        """The words and towns of the corpus that sound like something typed, the most frequent first.

        At least half of the characters are the same, because a slip changes characters, not the word.

        Args:
            typed: some characters.
            looks: whether words that look alike count as well.
        """
        if len(typed) not in SIZES:
            return []
        texts = [text for text in self._spell(typed, len(typed) // 2, "", looks) if text != typed]
        self._index.fetch_terms({"words": texts, "pairs": texts})
        # 30分开门 is cut into 分开 and 门: two neighbours in the corpus that are a word may be one there
        words = [
            text
            for text in texts
            if text in self._index.terms("words")
            or (len(text) == 2 and self._segmenter.is_word(text))
            or self._is_settlement(text)
        ]
        return sorted(words, key=lambda word: (self._index.idf("pairs", word), word))

    def _find_quoted(self, typed: str) -> list[str]:
        """The names that sound like something typed but for one character, and stand in quotation marks in the corpus.

        They are no words of the dictionary: 民情通 for 民情痛.
        """
        texts = (text for text in self._spell(typed, 1, "", looks=False) if text != typed)
        return [text for text in islice(texts, MOST_QUOTED) if self._is_quoted(text)]

    def _is_quoted(self, text: str) -> bool:
        """Whether one of the first articles that may have a text has it in quotation marks."""
        quoted = [f"{opening}{text}{closing}" for opening, closing in product(_OPENING_MARKS, _CLOSING_MARKS)]
        texts = map(self._index.folded, self._index.articles_with_text(text, MOST_QUOTED))
        return any(one in folded for folded in texts for one in quoted)

    def _spell(self, rest: str, changes: int, before: str, looks: bool) -> Iterator[str]:
        """What sounds or looks like something typed; all its neighbours occur together in the corpus.

        Args:
            rest: the typed characters that are still to be spelled.
            changes: how many of them may be replaced.
            before: what they were spelled as so far.
            looks: whether characters that look alike count as well.
        """
        if not rest or not changes:
            if self._is_known(before[-1:] + rest):
                yield before + rest
            return
        after = self._index.characters_after(before[-1]) if before else None
        same, rest = rest[0], rest[1:]
        if after is None or same in after:
            yield from self._spell(rest, changes, before + same, looks)
        # what stands behind the last change is the same whatever the change is: it is looked up once
        if changes == 1 and not self._is_known(rest):
            return
        for character in self._find_beginning(same, looks) if rest else _similar_characters(same, looks):
            if character == same or (after is not None and character not in after):
                continue
            if changes > 1:
                yield from self._spell(rest, changes - 1, before + character, looks)
            elif not rest or rest[0] in self._index.characters_after(character):
                yield before + character + rest

    def _find_beginning(self, character: str, looks: bool) -> list[str]:
        """The characters similar to one that something stands behind in the corpus: a tenth of all that sound alike."""
        key = character, looks
        if key not in self._beginning:
            similar = _similar_characters(character, looks)
            self._beginning[key] = list(filter(self._index.characters_after, similar))
        return self._beginning[key]

    def _is_known(self, text: str) -> bool:
        """Whether all neighbours in a text occur together in the corpus."""
        characters_after = self._index.characters_after
        return all(second in characters_after(first) for first, second in pairwise(text))

    def _is_settlement(self, text: str) -> bool:
        """Whether a text is the name of a town or village that some article has."""
        if not _SETTLEMENT.fullmatch(text):
            return False
        return self._index.has_text(text)


def _find_words(run: str, settled: Collection[str], segmenter: Segmenter) -> list[range]:
    """Where a run of characters has words of the dictionary, of two characters or more, and settled words."""
    words: list[range] = []
    for word in filter(None, settled):
        at = run.find(word)
        while at >= 0:
            words.append(range(at, at + len(word)))
            at = run.find(word, at + len(word))
    position = 0
    for word in segmenter.words(run):
        if len(word) > 1 and segmenter.is_word(word, usual=False):
            words.append(range(position, position + len(word)))
        position += len(word)
    return words


def _is_somebody(text: str) -> bool:
    """Whether a text of two or three characters looks like somebody's name."""
    is_name_of_somebody = 2 <= len(text) <= 3 and has_common_surname(text) and is_name(text)
    return is_name_of_somebody and text[-1] not in _KINDS_OF_PLACE


def _is_part_of_word(start: int, stop: int, words: list[range]) -> bool:
    """Whether one of some characters belongs to a word that goes on outside of them, so that they are no slip.

    A longer slip may have a whole word in it: 公积 and 斤 for 公积金.
    """
    for word in words:
        apart = word.stop <= start or stop <= word.start
        within = start <= word.start and word.stop <= stop and len(word) < stop - start
        if not apart and not within:
            return True
    return False


@lru_cache(maxsize=4096)
def _similar_characters(character: str, looks: bool) -> str:
    """The characters that sound like one, itself included, and if asked those that look like it; none twice.

    They come in the same order in every process, because of many spellings only the first are looked up.
    """
    return "".join(dict.fromkeys(sound_alike(character) + (look_alike(character) if looks else "")))


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


# --- characters that look alike ---
# Characters that are mistaken for each other in handwriting and text recognition. Written down from general knowledge.
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
    similar: dict[str, str] = {}
    for group in _GROUPS.split():
        for character in group:
            similar[character] = similar.get(character, "") + group.replace(character, "")
    return similar


_LOOK_ALIKE = _shape_table()


def look_alike(character: str) -> str:
    """The characters that one is mistaken for, without itself; "" where there are none."""
    return _LOOK_ALIKE.get(character, "")
