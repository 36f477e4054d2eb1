"""Everyday and official words for the same thing: 养老钱 finds 养老金.

The list is data/lexicon.txt; an operator can add another beside the corpus. Each line is one group of words with spaces
between them. A word leads to the others of its group that stand before <, and no word leads to one after it:

    养老金 基本养老金 退休金 < 养老钱 退休工资

With << in place of < the words before it do not lead to each other: each is one of the things that an everyday word may
mean (赔多少 finds 赔偿 and 补偿), and people who type one of them mean that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.errors import SidecarError
from bot.question.question import Question, word_borders
from bot.retrieval.query import remove_polite_words
from bot.runtime.operator_file import read_operator_lines
from bot.text.characters import CJK
from bot.text.normalization import fold
from bot.text.patterns import compile_late

LOCAL_NAME = "local.lexicon"
"""The name of an operator's own list, in the corpus folder."""

# How many characters a word has; the longest are full names of offices.
SHORTEST, LONGEST = 2, 16
# An everyday word may have one character: 娃, 鸟, 砍.
SHORTEST_TYPED = 1
# A word of two characters may stand across two others by accident (建行 in 构建行政): it counts only if it begins and
# ends between words of the question.
NEEDS_BORDER = 2
# One character right behind a number counts or measures: 3种 plants nothing, and 100米 is no rice.
_COUNTS = compile_late("[0-9〇零一二两三四五六七八九十百千万亿几]")
# A question that says its verb twice: 交没交, 能不能.
_SAID_TWICE = compile_late(rf"([{CJK}])[没不]\1")
# What comes between a verb and its object: 办个证, 交了费, 看过病.
_BETWEEN = compile_late(rf"(?<=[{CJK}])(?:一[个下次颗口台张把只条件份套辆趟回]|了|过|个|点|些|次|趟|回)(?=[{CJK}])")

# The name of a book, film or paper; its words do not say what they say elsewhere.
_TITLE = compile_late("《[^《》]*》")
# The words that ask are spelt in many ways; the lexicon has them in one.
_ASKING_AS = {"什么": "啥", "怎么": "咋", "怎样": "咋", "怎么样": "咋样", "如何": "咋", "哪里": "哪", "哪儿": "哪"}
_SAME_ASKING = compile_late("|".join(sorted(_ASKING_AS, key=len, reverse=True)))


class Expansion(NamedTuple):
    """A word of a question, and other words that are looked up for it."""

    typed: str
    added: tuple[str, ...]
    # the id of the article that says that they are the same; "" where no article does
    article: str = ""
    # whether the typed word is one that papers and offices use
    official: bool = False


class Lexicon:
    """Groups of words for the same thing.

    Args:
        groups: each as it stands on its line, folded.
    """

    def __init__(self, groups: Iterable[str]) -> None:
        # One line a group, with a space before and behind each word, so that those that begin with a character are
        # found in the text. A table of all words took a twentieth of the time of a process that answers one question.
        text = " \n ".join(groups).replace("<", " < ").replace(" <  < ", " << ")
        self._text = f"\n {text} \n"
        # for each character that was looked for the words that begin with it, and their sizes, the longest first
        self._by_first: dict[str, tuple[dict[str, str], Sequence[int]]] = dict.fromkeys(" \n<", ({}, ()))

    @classmethod
    def from_synonyms(cls, synonyms: Mapping[str, Iterable[str]]) -> Lexicon:
        """A lexicon of words as they are typed, each with those that the paper prints in their place.

        Raises:
            ValueError: when a word has not `SHORTEST` to `LONGEST` characters, or has white space, < or no other word.
        """
        groups = []
        for typed, printed in synonyms.items():
            words = [fold(word) for word in printed]
            for word in (*words, fold(typed)):
                if not SHORTEST <= len(word) <= LONGEST or "<" in word or len(word.split()) != 1:
                    raise ValueError(f"synonyms has {word!r}: a word has {SHORTEST} to {LONGEST} characters")
            if not words:
                raise ValueError(f"synonyms has no word that the paper prints for {typed!r}")
            groups.append(f"{' '.join(words)} << {spell_asking(fold(typed))}")
        return cls(groups)

    def _beginning_with(self, first: str) -> tuple[dict[str, str], Sequence[int]]:
        """The words that begin with a character and lead to others, each with its groups, one a line.

        Returns:
            The words, and their sizes, the longest first.
        """
        if first not in self._by_first:
            words: dict[str, str] = {}
            at = self._text.find(first)
            while at >= 0:
                # no word before << leads to another
                if self._text[at - 1] == " " and "<<" not in (rest := self._text[at : self._text.index("\n", at)]):
                    word = rest.partition(" ")[0]
                    group = self._text[self._text.rindex("\n", 0, at) + 1 : at] + rest
                    words[word] = f"{words[word]}\n{group}" if word in words else group
                at = self._text.find(first, at + 1)
            self._by_first[first] = words, sorted(set(map(len, words)), reverse=True)
        return self._by_first[first]

    def _groups(self, word: str) -> list[str]:
        return self._beginning_with(word[0])[0].get(word, "").split("\n")

    def _other_words(self, word: str) -> tuple[str, ...]:
        """What a word leads to: the words before < in each of its groups, without itself."""
        words = " ".join(group.partition("<")[0] for group in self._groups(word))
        return tuple(dict.fromkeys(other for other in words.split() if other != word))

    def _is_official(self, word: str) -> bool:
        """Whether a word stands before < in one of its groups."""
        return any(word in group.partition("<")[0].split() for group in self._groups(word))

    def merge(self, other: Lexicon) -> Lexicon:
        """This lexicon with the groups of another added."""
        return Lexicon([self._text, other._text])

    def expand(self, text: str, borders: Callable[[], Set[int]]) -> Iterator[Expansion]:
        """What the lexicon adds to a folded text: from left to right, the longest word first, none twice.

        Args:
            text: the folded question.
            borders: gives the positions between the words of the text; called only where a short word may match.
        """
        position, known = 0, None
        while position < len(text):
            words, sizes = self._beginning_with(text[position])
            for size in sizes:
                word = text[position : position + size]
                if len(word) < size or word not in words or not (added := self._other_words(word)):
                    continue
                if size <= NEEDS_BORDER:
                    known = borders() if known is None else known
                    if not {position, position + size} <= known:
                        continue
                    if size == 1 and position and _COUNTS.match(text, position - 1):
                        continue
                yield Expansion(word, added, official=self._is_official(word))
                position += size
                break
            else:
                position += 1


def spell_asking(folded: str) -> str:
    """A folded text with each asking word in the one form that the lexicon has of it: 啥, 咋, 哪."""
    return _SAME_ASKING.sub(lambda found: _ASKING_AS[found[0]], folded)


def find_expansions(question: Question, lexicon: Lexicon) -> Iterator[Expansion]:
    """What the lexicon adds to a question as typed, and to its words put together again: 办个证 is 办证."""
    segmenter = question.analyzer.segmenter
    bare, asking = (
        _TITLE.sub(lambda found: " " * len(found[0]), text) if "《" in text else text
        for text in (question.bare, spell_asking(remove_polite_words(question.folded)))
    )
    yield from lexicon.expand(bare, lambda: word_borders(question.words))
    for expansion in lexicon.expand(asking, lambda: word_borders(segmenter.words(asking))):
        # it has a word that asks, which the bare question has not: 花多少钱 is 费用
        if expansion.typed not in bare:
            yield expansion
    once = _SAID_TWICE.sub(r"\1", bare) if "没" in bare or "不" in bare else bare
    joined = _BETWEEN.sub("", once)
    if joined != bare:
        for expansion in lexicon.expand(joined, lambda: word_borders(segmenter.words(joined))):
            if expansion.typed not in bare:
                yield expansion._replace(added=(expansion.typed, *expansion.added))


def read_lexicon(path: Path) -> tuple[Lexicon, list[SidecarError]]:
    """The lexicon of a file, and an error for each line that was skipped, with file and line.

    Raises:
        OSError: when the file cannot be opened.
    """
    groups: list[str] = []
    problems: list[SidecarError] = []
    for where, text in read_operator_lines(path, problems):
        if text.startswith("#"):
            continue
        group = " ".join(fold(text).split())
        before, mark, after = group.partition("<<" if "<<" in group else "<")
        group = f"{before}{mark}{spell_asking(after)}"
        official, everyday = before.split(), after.split()
        wrong = [
            word
            for words, shortest in ((official, SHORTEST), (everyday, SHORTEST_TYPED))
            for word in words
            if not shortest <= len(word) <= LONGEST
        ]
        if not official or len(official) + len(everyday) < 2 or "<" in after or (mark and not everyday):
            problems.append(SidecarError(where, "a group is two words or more, 官方说法 < 大白话; skipped"))
        elif wrong:
            problems.append(
                SidecarError(
                    where,
                    "{word!r} has not {least} to {most} characters; skipped",
                    word=wrong[0],
                    least=SHORTEST,
                    most=LONGEST,
                )
            )
        else:
            groups.append(group)
    return Lexicon(groups), problems


def lexicon_beside(paths: Iterable[Path]) -> tuple[Lexicon, list[SidecarError]]:
    """The lexicon that comes with the package and those in the folders of a corpus, and what was wrong with these."""
    lexicon = default_lexicon()
    problems: list[SidecarError] = []
    for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in paths):
        path = folder / LOCAL_NAME
        try:
            local, broken = read_lexicon(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(SidecarError(str(path), "cannot be opened ({reason}); not used", reason=error))
            continue
        lexicon = lexicon.merge(local)
        problems.extend(broken)
    return lexicon, problems


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The lexicon that comes with the package: whole, and written in the form that is matched."""
    lines = Path(__file__).with_name("data").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    return Lexicon(line for line in lines if not line.startswith("#"))
