"""Which sentences of a passage answer: the ranges that are highlighted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from bot.answering.ranking import RankedPassage, Ranking
from bot.intent.intent import QuestionKind
from bot.records import Span, merge_spans
from bot.speech.signs import asks_leave, find_signs
from bot.text.patterns import compile_late

# The second best sentence is highlighted only if it has at least this share of the best one's points; or this, if the
# best one has words of the kind asked for. Of 308 passages with the answer, only the second sentence has it in 48, and
# it adds nothing in 246; the higher share leaves it out in 35 of these 246, and in no other.
SECOND_SHARE, SECOND_BESIDE_EXACT = 0.35, 0.55
# It is not highlighted beside a sentence whose words are so likely the ones asked for: of 684 first passages with the
# answer 660 highlight it then, as without this; 657 from .85 on.
SURE = 0.95
# Of the answer to a question for a list so many sentences after the best one are highlighted.
LIST_LENGTH = 2
# A sentence that is a question is answered by the one behind it; by two, if the first is as short as 答：不建议。
_IS_QUESTION = compile_late("[?？]\\W*$")
SHORT_REPLY = 12
# 答： and 城管局回复：
_IS_REPLY = compile_late("\\W*[^,，。:：]{1,12}[:：]")
# What ends so is a row of a list: of several, the best one answers.
_IS_ROW = compile_late("(?<![。!！?？…”」；;])$")


def highlight(ranking: Ranking, passage: RankedPassage) -> tuple[Span, ...]:
    """The sentences of a passage of a ranking that answer, as ranges of its text."""
    sizes = [len(text) for text in sentence_texts(ranking, passage)]
    points = passage.sentence_points[passage.sentences.start : passage.sentences.stop]
    second = SECOND_SHARE
    if passage.exact is not None:
        second = math.inf if passage.exact.likelihood >= SURE else SECOND_BESIDE_EXACT
    question = ranking.interpretation.question
    # what says how it ended, 该问题已解决, seldom repeats the question: of 214 passages with the answer over the seeds
    # and a month of a daily 202 and not 198 highlight it so
    signs = find_signs(question.squeezed)
    texts = ranking.reranker.sentence_texts(passage.article_number)
    held = [[all(sign.search(texts[number]) for sign in signs) for number in passage.sentences]] if signs else []
    words = sorted(ranking.asked_words, key=lambda word: word.idf)
    named = [[word.text in texts[number] for word in words] for number in passage.sentences]
    if asks_leave(question.squeezed):
        # the rarest word of 除夕能放鞭炮吗 stands in what is excepted from a ban
        held += [list(having) for having in zip(*named, strict=True) if any(having)][-1:]
    return find_highlights(
        passage.passage.text, sizes, points, question.intent.kind, second=second, held=held, named=named
    )


def sentence_texts(ranking: Ranking, passage: RankedPassage) -> list[str]:
    """The sentences of a passage; together they are its text, but for white space at its end."""
    sentences = ranking.index.sentences(passage.article_number)[passage.sentences.start : passage.sentences.stop]
    first, *others = [sentence.text for sentence in sentences]
    # white space at the beginning of a passage is not shown
    return [first.lstrip(), *others]


def find_highlights(
    text: str,
    sizes: Sequence[int],
    points: Sequence[float],
    kind: QuestionKind,
    *,
    second: float = SECOND_SHARE,
    held: Sequence[Sequence[bool]] = (),
    named: Sequence[Sequence[bool]] = (),
) -> tuple[Span, ...]:
    """The sentences of a passage that answer best, mostly one to three, as ranges of its text; none if none has points.

    Args:
        text: the passage.
        sizes: how many characters each of its sentences has, in order.
        points: how well each sentence answers.
        kind: what the question asks for; a list takes the sentences after the best one too.
        second: the share of the best sentence's points that the second best has at least, where it is a range too.
        held: for each thing that the answer to such a question has, whether each sentence has it; where the best one
            has not, the best of those that have it is marked beside it.
        named: for each sentence whether it has each word of the question.
    """
    if not points or max(points) <= 0:
        return ()
    borders = [min(len(text), end) for end in accumulate(sizes, initial=0)]
    sentences = [text[start:stop].strip() for start, stop in pairwise(borders)]
    order = sorted(range(len(sizes)), key=lambda number: (-points[number], number))
    best = order[0]
    chosen = [best]
    if kind is QuestionKind.LIST:
        chosen.extend(number for number in range(best + 1, best + 1 + LIST_LENGTH) if number < len(sizes))
    elif lacking := [one for one in held if any(one) and not one[best]]:
        chosen.extend({next(number for number in order if one[number]) for one in lacking})
    else:
        others = [number for number in order[1:2] if points[number] >= second * points[best]]
        chosen.extend(number for number in others if not _is_other_row(sentences, named, best, number))
    reply = _find_reply(sentences, best)
    if reply and kind is not QuestionKind.LIST and _IS_REPLY.match(sentences[reply[0]]):
        # the best one was asked so that it is answered
        chosen = [best]
    chosen = sorted({*chosen, *(number for asking in chosen for number in _find_reply(sentences, asking))})
    ranges = [_trim(text, borders[number], borders[number + 1]) for number in chosen]
    # neighbours become one range, with the white space between them
    merged = [
        Span(first.start, second.start) if after == before + 1 else first
        for (before, first), (after, second) in pairwise(zip(chosen, ranges, strict=True))
    ]
    return merge_spans([*merged, ranges[-1]])


def _trim(text: str, begin: int, end: int) -> Span:
    """A range without the white space at its ends."""
    sentence = text[begin:end]
    start = begin + len(sentence) - len(sentence.lstrip())
    return Span(start, max(start, begin + len(sentence.rstrip())))


def _is_other_row(sentences: Sequence[str], named: Sequence[Sequence[bool]], best: int, other: int) -> bool:
    """Whether a sentence is another row of the best one's list, with only some of that one's words of the question."""
    if (
        not named
        or named[other] == named[best]
        or any(has and not best_has for has, best_has in zip(named[other], named[best], strict=True))
    ):
        return False
    return all(_IS_ROW.search(sentences[at]) for at in range(min(best, other), max(best, other) + 1))


def _find_reply(sentences: Sequence[str], asking: int) -> Sequence[int]:
    """The sentences that answer a sentence if it is a question; none otherwise."""
    if not _IS_QUESTION.search(sentences[asking]):
        return ()
    length = 2 if len("".join(sentences[asking + 1 : asking + 2])) < SHORT_REPLY else 1
    reply = range(asking + 1, min(len(sentences), asking + 1 + length))
    return () if any(_IS_QUESTION.search(sentences[number]) for number in reply) else reply
