"""The words of a question that no article has, and which of them a person is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answering.words.asked_words import AskedWord
from bot.intent.intent import QuestionKind
from bot.question.followup import is_pointing
from bot.question.question import Question
from bot.retrieval.index import Index
from bot.text.names import is_likely_name
from bot.text.patterns import OFFICES, compile_late

# A word with less rarity in Chinese text than this tells nobody why nothing was found.
TELLING_RARITY = 10.0
# 一斤, 每张, 这座: what is counted, not what is asked about.
_COUNTS = "一二两三几每这那0123456789"
# Of a figure and letters, such as 5g and k3, the figure counts nothing.
_FIGURE = compile_late("[0-9]+[a-z]+|[a-z]+[0-9]+")
# So many of them are told.
MOST_TOLD = 3
# What begins or ends with one of these says something of a thing and names none: 最热, 用到, 我家, 不扣, 算不算,
# 包给. Nor does a place or day of the person who asks: 村里, 今儿个.
_NAMES_NOTHING = compile_late(
    "[不没很最更还又再就都才能会要想可我你您他她它咱这那哪几多有是被把给让谁啥半第]|好几"
    "|[一二两三四五六七八九十百千万0-9]{2,}.?$"
    "|.*[不没]|.+是.+|.*[过了着到得的地吗呢吧啊呀们要给里]$|.[上下里外]头$|[今明昨前后]儿个?$"
)
_OFFICES = tuple(OFFICES.split("|"))
# A word of three characters may be made of one of two and one of these: 火锅店, 社保卡.
_NOUN_ENDINGS = "店卡证费站馆院校局所厂室场车机楼房桥路票险金款员工师生长户班区县市镇村乡街节奖赛展会网号线"
# Without one of these behind it a word says the same of a thing, or its kind: 皮子, 植树节, 火车票, 鲨鱼.
_SAID_WITHOUT = "子儿节票鱼鸟树边头面"


def tell_unknown_words(unknown: Sequence[str], question: Question, shown: str = "") -> tuple[str, ...]:
    """Those of the unknown words of a question that a person is told: words of the dictionary that name something.

    What is no word of it is mostly cut badly (人死于, 有教), unless somebody's name is asked about, or nothing else is
    asked: 漫展在哪里. With the character behind it a word may be a longer one: 学区 and 房. Letters are as typed.

    Args:
        unknown: those that no article has, in order.
        question: has them.
        shown: the passage beside which they are told, folded.
    """
    segmenter, is_person = question.analyzer.segmenter, question.intent.kind is QuestionKind.PERSON
    whole = question.bare.strip(" ?!.,。、")

    def names_something(word: str) -> bool:
        # 小学校长 does not say of which school
        is_office = word.endswith(_OFFICES) and word not in _OFFICES
        # behind 不 stands what is done, 不交会怎么样, behind 几 a measure word, 几本书
        is_cut_badly = any(before + word in question.folded for before in "不几")
        # 狗叫什么 asks what it is called
        is_cut_badly |= (
            word[-1] in "叫姓" and re.search(f"{re.escape(word)}(?:什么|啥|谁)", question.folded) is not None
        )
        # 鲨鱼 beside 鲸鲨 would say that there is none
        is_said = word[-1] in _SAID_WITHOUT and word[:-1] in shown
        if is_said or is_office or is_cut_badly or is_pointing(word) or _NAMES_NOTHING.match(word):
            return False
        if (
            word == whole
            or word.isascii()
            or segmenter.is_word(word, usual=False)
            or (is_person and is_likely_name(word))
        ):
            return True
        return len(word) == 3 and word[2] in _NOUN_ENDINGS and segmenter.is_word(word[:2])

    def spell(word: str) -> str:
        typed = re.search(re.escape(word), question.typed, re.IGNORECASE)
        return typed[0] if typed else word

    words = segmenter.words(question.bare)
    # behind a noun 会 is no part of it: 房东会涨价吗
    endings = _NOUN_ENDINGS.replace("会", "")
    behind = {word: after for word, after in pairwise(words) if len(word) == 2 and after in endings}
    return tuple(spell(word + behind.get(word, "")) for word in unknown if names_something(word))


def find_unknown_words(asked: Sequence[AskedWord], index: Index, typed: str) -> tuple[str, ...]:
    """The words of a question that no article has, nor a word that stands for them, in order; the three rarest.

    Args:
        asked: the words of the question, and perhaps of earlier ones.
        index: the corpus.
        typed: the question itself, folded; only its words are told.
    """
    words = [
        word
        for word in asked
        if (_FIGURE.fullmatch(word.text) or (word.rarity >= TELLING_RARITY and word.text[0] not in _COUNTS))
        and word.text in typed
    ]
    unknown = [word for word in words if not any(index.has_text(text) for text in (word.text, *word.stand_ins))]
    told = sorted(unknown, key=lambda word: -word.rarity)[:MOST_TOLD]
    return tuple(word.text for word in unknown if word in told)
