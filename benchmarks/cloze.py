"""Makes questions from pages: `python -m benchmarks.cloze OUT.jsonl PAGES [--days even] [--each 8] [--seed 7]`.

A number or time of a sentence becomes the words that ask for it, as in 缴获多少张假火车票 of 缴获假火车票12.1万余张.
As people do who ask, other words of its clause are left out, shortened or said by another word of the lexicon, some are
wrong, and a few are taken from the headline, the beginning of the sentence or the sentence before. The lines are those
of a question file of `baowen eval`, with "exact" and of the kind "cloze", which benchmarks/exact_examples.py lets count
for little: they teach what pages are like, which public sets over encyclopaedias do not, and no writer could make so
many.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

from bot import Article, Retriever
from bot.corpus.passages import split_sentences
from bot.intent.answer_words import compile_count, compile_words
from bot.intent.intent import AnswerType
from bot.question.lexicon import default_lexicon
from bot.text.normalization import fold
from bot.text.segmenter import default_segmenter

# For each kind of number the share of them that is asked for, and words that ask: {big}, {unit} are 万, 吨 of 12万吨.
_KINDS: Sequence[tuple[AnswerType, float, str]] = (
    (AnswerType.CLOCK, 1.0, "几点 几点 什么时候 啥时候 几点钟"),
    (AnswerType.SHARE, 0.8, "多少 百分之多少 百分之几 多少 多大比例"),
    (AnswerType.MONEY, 1.0, "多少钱 多少钱 多少 多少 多少{big}元 多少{big} 几块钱"),
    (AnswerType.AGE, 1.0, "多大 几岁 多大岁数 多大年纪 多少岁"),
    (AnswerType.LENGTH, 1.0, "多长 多远 多高 多少{unit} 多少{big}{unit} 几{unit} 多少"),
    (AnswerType.AREA, 1.0, "多大 多少{unit} 多少{big}{unit} 多少 多大面积"),
    (AnswerType.WEIGHT, 1.0, "多少{unit} 多少 多重 多少{big}{unit} 几{unit}"),
    (AnswerType.DURATION, 0.9, "多久 多长时间 多久 多少{unit} 几{unit}"),
    (AnswerType.YEAR, 0.4, "哪年 哪一年 什么时候 哪年"),
    (AnswerType.MOMENT, 0.35, "哪天 几号 什么时候 啥时候 几月几号 什么时候 何时"),
    (AnswerType.ORDINAL, 0.25, "第几"),
    (AnswerType.COUNT, 0.9, "多少{unit} 几{unit} 多少{unit} 多少 多少个 多少{big}{unit}"),
)
_AMOUNTS = (AnswerType.COUNT, AnswerType.MONEY, AnswerType.WEIGHT, AnswerType.AREA)
_NUMBER = re.compile(r"\D*?[\d.,]+[多余]?(?P<big>[万亿]*)[多余]?(?P<unit>[^\d万亿]{0,3}?)(?:以[上下内]|左右)?$")
_MARKS = ",。:;!?"
_IDLE = frozenset(
    "的 了 着 在 是 和 与 及 等 也 都 还 就 对 为 以 将 把 被 从 到 向 于 由 其 这 那 该 此 并 而 但 已 又 之 有 个 共 "
    "约 近 达 超过 达到 分别 其中 以及 通过 据 说 表示 记者 目前".split()
)
# How often a word of the clause is kept by how far it stands from the number, and how often one that says nothing is.
_KEPT, _KEPT_IDLE = ((6, 0.85), (14, 0.6), (1000, 0.35)), 0.35
# How often a word is said otherwise, shortened, or wrong.
_OTHERWISE, _SHORTENED, _WRONG = 0.3, 0.07, 0.06
# How often what stands right before a number is asked for behind the words that ask: 缴获多少张假火车票.
_MOVED = 0.35
# The fewest and most characters of a question, the fewest of a sentence, and how many articles wrong words come from.
LEAST, MOST, LEAST_SENTENCE, OTHERS = 5, 34, 13, 100


class Place(NamedTuple):
    """A number or time of an article."""

    sentence: int
    start: int
    stop: int
    answer_type: AnswerType
    asking: str


class Maker:
    """Makes questions.

    Args:
        articles: those that wrong words are taken from.
        seed: of all that is chosen by chance.
    """

    def __init__(self, articles: Sequence[Article], seed: int) -> None:
        self._random = random.Random(seed)
        self._words = default_segmenter().words
        self._lexicon = default_lexicon()
        some = self._random.sample(articles, min(OTHERS, len(articles)))
        texts = ["".join(fold("".join(one.paragraphs)).split()) for one in some]
        self._others = [word for text in texts for word in self._words(text) if len(word) > 1 and _says_much(word)]

    def make(self, article: Article, most: int) -> Iterator[dict[str, object]]:
        """At most so many questions about an article, each about another number of it."""
        texts = [sentence.text for sentence in split_sentences(article)]
        sentences = ["".join(fold(text).split()) for text in texts]
        places = [place for number, text in enumerate(sentences) for place in self._find_places(number, text)]
        self._random.shuffle(places)
        asked = ((self._ask(article, sentences, place), place) for place in places)
        for question, place in islice(((one, place) for one, place in asked if one), most):
            yield {
                "question": question,
                "file": article.file,
                "answer": texts[place.sentence],
                "exact": [sentences[place.sentence][place.start : place.stop]],
                "kind": "cloze",
            }

    def _find_places(self, number: int, text: str) -> Iterator[Place]:
        taken: set[int] = set()
        for answer_type, share, asking in _KINDS if len(text) >= LEAST_SENTENCE else ():
            words = compile_count("个", True)[0] if answer_type is AnswerType.COUNT else compile_words(answer_type)
            for match in words.finditer(text) if words else ():
                places = range(*match.span())
                if not match[0] or taken.intersection(places):
                    continue
                taken.update(places)
                # what is written with digits is a fact more often than 一个
                facts = 1.0 if re.search(r"\d", match[0]) else 0.15
                if self._random.random() < share * facts:
                    yield Place(number, *match.span(), answer_type, asking)

    def _ask(self, article: Article, sentences: Sequence[str], place: Place) -> str | None:
        """A question that a number answers; None where too little is left of its clause."""
        chance, text = self._random, sentences[place.sentence]
        words = self._words(text)
        ends = list(accumulate(map(len, words)))
        begin = max(text.rfind(mark, 0, place.start) for mark in _MARKS) + 1
        end = min([at for at in (text.find(mark, place.stop) for mark in _MARKS) if at >= 0], default=len(text))
        before, behind, around = [], [], []
        for word, stop in zip(words, ends, strict=True):
            start = stop - len(word)
            if begin <= start and stop <= place.start:
                before += self._keep(word, place.start - stop)
            elif place.stop <= start and stop <= end:
                behind += self._keep(word, start - place.stop)
            elif stop <= begin:
                around.append(word)
        headline = self._words(fold(article.headline))
        earlier = self._words(sentences[place.sentence - 1]) if place.sentence else []
        topic = []
        for _ in range(chance.choice((0, 1, 2, 2, 3, 4))):
            source = chance.choices((around, headline, earlier), (0.45, 0.35, 0.2))[0]
            topic += [self._vary(word) for word in chance.sample(source, min(1, len(source))) if _says_much(word)]
        before, behind = before[-chance.choice((3, 4, 5, 6)) :], behind[: chance.choice((1, 2, 3, 4))]
        topic = [word for word in dict.fromkeys(topic) if word not in (*before, *behind)]
        number = _NUMBER.match(text, place.start, place.stop)
        asking = chance.choice(place.asking.split()).format(
            big=number["big"] if number else "", unit=number["unit"] if number else ""
        )
        if before and place.answer_type in _AMOUNTS and chance.random() < _MOVED:
            behind = [before.pop(), *behind[: chance.choice((0, 4))]]
        order = chance.random()
        parts = [*before, *behind, asking] if order < 0.15 else [*before, asking, *behind]
        question = "".join([*topic, *parts, chance.choice(("", "", "", "", "?", "啊", "呢", "了"))])
        says = sum(len(word) for word in (*topic, *before, *behind) if _says_much(word))
        return question if says >= LEAST - 1 and LEAST <= len(question) <= MOST else None

    def _keep(self, word: str, gap: int) -> list[str]:
        """The word as somebody would say it who asks; nothing where it is left out."""
        if not word[0].isalnum():
            return []
        if not _says_much(word):
            return [word] if self._random.random() < _KEPT_IDLE else []
        share = next(share for within, share in _KEPT if gap < within)
        return [self._vary(word)] if self._random.random() < share else []

    def _vary(self, word: str) -> str:
        chance = self._random
        expansions = self._lexicon.expand(word, lambda: {0, len(word)})
        other = [added for one in expansions if one.typed == word for added in one.added]
        if other and chance.random() < _OTHERWISE:
            return chance.choice(other)
        if len(word) > 1 and chance.random() < _SHORTENED:
            return word[:1] if len(word) == 2 else word[:2]
        return chance.choice(self._others) if self._others and chance.random() < _WRONG else word


def _says_much(word: str) -> bool:
    return word[0].isalnum() and word not in _IDLE and not re.search(r"\d", word)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--days", choices=("all", "even", "odd"), default="all", help="the others are kept to check")
    parser.add_argument("--each", type=int, default=8, help="questions about an article at most")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    articles = [one for one in Retriever.from_folder(options.pages).articles if one.paragraphs and one.file]
    odd = {"even": 0, "odd": 1}.get(options.days)
    used = [one for one in articles if odd is None or (one.date and int(one.date[-2:]) % 2 == odd)]
    maker = Maker(used, options.seed)
    lines = [json.dumps(line, ensure_ascii=False) for one in used for line in maker.make(one, options.each)]
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} questions about {len(used)} articles")


if __name__ == "__main__":
    main()
