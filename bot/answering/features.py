"""What is known about a question and its best passage: the features that the confidence is estimated from."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest

from bot.answering.confidence.confidence import AnswerFeatures
from bot.answering.ranking import Ranking
from bot.answering.words import answerability, numbered, other_words, place_names, times
from bot.answering.words.asked_words import AskedWord
from bot.answering.words.unknown_words import find_unknown_words
from bot.intent.definition import explains, find_defined_name
from bot.intent.intent import AnswerType, QuestionKind
from bot.records import Span
from bot.speech.asking import EMPTY_CHARACTERS
from bot.speech.signs import gives_reason
from bot.text.characters import CJK
from bot.text.normalization import fold
from bot.text.patterns import compile_late

# A question of which so much is found says enough: in nats, by the words' rarity in Chinese text.
ENOUGH_RARITY = 30.0
# The largest rarity of a word; the two kinds of rarity count alike, each as a share of its largest value.
LARGEST_RARITY = 12.0
# A word that stands outside the passage counts less by this factor for each sentence between.
LESS_FOR_SENTENCE = 0.8
# Words are clearly the exact ones from this margin on: e⁵ is 148 to 1.
CLEAR_MARGIN = 5.0
# Names of these kinds are likely the ones asked for from these margins on, chosen by hand on questions over a daily and
# the seeds. STEEPNESS says how fast the likelihood falls below them.
SITE_MARGIN, OFFICE_MARGIN, INSTITUTION_MARGIN = 0.25, 0.25, -3.0
STEEPNESS = 2.0
# What `none` is where no words look like the number or time asked for, and the sentence has words that say as much.
SAID_IN_WORDS = 0.4
# Where it is only likely that there is none, that says less than in proportion: with this power of it 21 and not 24 of
# 526 right passages are refused, and as many near misses.
CERTAINLY = 1.5
# A sentence that lacks less of the question than this answers it though no name of the kind is found in it: by a name
# that is not known, or by a reason without a word that says so.
UNCOVERED = 0.15
# A word with more of both kinds of rarity, 2 in all, may be the subject that a question begins with.
SUBJECT_RARITY, UNKNOWN_SUBJECT = 0.9, 0.2
# A question with fewer characters, the words that only ask not counted, is short. Questions that the paper answers have
# 12 such characters, others (社保卡丢了去哪补办) have 8: means of the questions of each of six writers.
SHORT = 14
# A question after others counts as one with so many characters, between these two means, because it leaves out what the
# others said, so that its length tells nothing.
NEUTRAL = 10
# Who asks on about the article at hand has said before what it is about, so that it has so much of the question if it
# has words of the kind that is asked for. Of 214 right passages for questions that ask on, 26 near misses and 29 wrong
# passages 36, 22 and 10 are refused without this, 27, 22 and 9 with it.
AT_HAND = 0.3
# An article with so many characters is long.
LONG = 2000
# An article that is far in meaning may answer in words that the encoder does not know: that says less than nearness.
FAR = 0.5
# A word of which an article has so much is found.
FOUND = 0.7

# What a question alone loses for each nat that the rarities of its words are together below RARE: 园子多大 says little.
# Found with 90 follow-ups and 1,764 pairs of questions with nothing in common.
COMMON, RARE = 0.32, 27.0
# How surely a question asks on about the article at hand and not about the one that is found for it alone: for each
# natural logarithm of odds of the confidence alone and after the questions before, each nat of its words' rarity
# together, and the shares of its words that the article found alone and the one at hand have. The former counts for the
# article at hand, too, because an article that has the words and is no surer for them is not asked for. Fitted on 48
# follow-ups in chats of three writers who saw no code, and 245 questions of other subjects, each of which is answered
# right in one of the two ways only. Later .33 was taken from LEANS, because new weights of the confidence made a
# question alone less sure by as much.
LEANS, LEANS_ALONE, LEANS_AFTER, LEANS_RARITY = 0.15, -0.943, 0.318, -0.171
LEANS_SHARE_ALONE, LEANS_SHARE_AFTER = 4.3, 4.66

_HAN = compile_late(f"[{CJK}]")


def measure_features(ranking: Ranking, highlights: Sequence[Span]) -> AnswerFeatures:
    """The features of a question and its best passage.

    Args:
        ranking: has one passage or more.
        highlights: the sentences of the best passage that answer, as ranges of its text.
    """
    index, interpretation, best = ranking.index, ranking.interpretation, ranking.passages[0]
    question = interpretation.question
    article = index.folded(best.article_number)
    passage = fold(best.passage.text)
    evidence = fold("".join(best.passage.text[span.start : span.end] for span in highlights)) or passage
    headline = fold(best.scored.article.headline)
    share, rarity = _measure_covered(ranking, f"{headline} {passage}")
    asks_on = interpretation.context and interpretation.topic == best.article_number and (best.margin or 0.0) > 0
    # who says several things that no article has speaks of something else
    is_at_hand = asks_on and len(find_unknown_words(ranking.asked_words, index, question.folded)) < 2
    own = [one.share for one in ranking.levels if one.article_number == best.article_number]
    rest = [one.share for one in ranking.levels if one.article_number != best.article_number]
    level, next_best = max(own, default=0.0), max(rest, default=0.0)
    coverage = ranking.reranker.coverage(best.article_number)
    other_places = _find_other_places(ranking)
    explanation = _find_explanation(ranking, headline)
    sentence = max(coverage[number] for number in best.sentences)
    unstated = _measure_unstated(ranking, evidence) * min(1.0, (1 - sentence) / UNCOVERED)
    unnamed, none = _measure_unnamed(ranking), _measure_none(ranking, evidence)
    lacking = explanation is False or answerability.lacks_what_is_asked(
        question.intent,
        question.folded,
        evidence,
        passage,
        article,
        interpretation.expansions,
        is_found=best.exact is not None,
        is_likely=partial(_is_exact_likely, ranking),
    )
    # an article about the same thing is near whether or not it has the fact
    said = 1 - max(unstated, unnamed, none, float(lacking))
    return AnswerFeatures(
        # Roots, because the first tenths of both say more than the last: with them .91 of the questions that a month of
        # a daily does not answer were refused, and .88 without, where equally many right passages were.
        covered=max(AT_HAND if is_at_hand else 0.0, measure_covered(share, rarity)),
        # a passage that was found by its meaning alone has the level 0
        gap=math.sqrt(max(0.0, level - next_best) / (level or 1.0)),
        lost=_measure_lost(ranking, headline),
        subject=_measure_subject_lacking(ranking, article),
        unstated=unstated,
        unnamed=unnamed,
        exact=1.0 if explanation else min(1.0, max(0.0, best.margin or 0.0) / CLEAR_MARGIN),
        none=none,
        near=ranking.nearness * (said if ranking.nearness > 0 else FAR),
        short=_measure_shortness(ranking),
        long=min(1.0, len(article) / LONG),
        lacking=lacking,
        elsewhere=bool(other_places) or _names_another(ranking, passage, article),
        contradicted=ranking.preferences.contradicts(interpretation.preference, best.article_number)
        or any(place_names.is_proper_name(place, index.analyzer.segmenter) for place in other_places),
        after=bool(interpretation.context),
    )


def _names_another(ranking: Ranking, passage: str, article: str) -> bool:
    """Whether a question names a number, thing or time that the best passage's article lacks or has others of.

    Args:
        ranking: has one passage or more.
        passage, article: the best passage and its article, folded.
    """
    question, words = ranking.interpretation.question, ranking.asked_words
    segmenter, date = ranking.index.analyzer.segmenter, ranking.passages[0].scored.article.date
    return (
        numbered.lacks_number(question.folded, article, ranking.interpretation.expansions, date)
        or other_words.has_other_word(question.squeezed, words, article, segmenter)
        or other_words.prices_others(question.squeezed, words, article, segmenter)
        or other_words.lists_others(question.squeezed, article)
        or other_words.lacks_supply(question.folded, article)
        or times.lacks_part_of_year(question.folded, article)
        or times.lacks_relative_time(question.folded, passage, article, date)
    )


def _is_exact_likely(ranking: Ranking) -> bool:
    """Whether some words of the best passage are likelier the exact ones than that none are."""
    if ranking.pattern is not None and ranking.pattern.loose:
        # any title may look like the name asked for
        return False
    exact = ranking.exact
    return exact is not None and exact.sentence in ranking.passages[0].sentences and exact.margin > 0


def _measure_shortness(ranking: Ranking) -> float:
    """How short a question is, from 0 (SHORT characters or more) to 1.

    Key words and questions for what a name means get 0, because these are short whether or not the paper answers them.
    A question that is read together with an earlier one has NEUTRAL characters.

    Args:
        ranking: has one passage or more.
    """
    interpretation, question = ranking.interpretation, ranking.interpretation.question
    is_keywords = question.bare == question.folded and "?" not in question.folded
    if is_keywords or find_defined_name(question.squeezed):
        return 0.0
    size = NEUTRAL if interpretation.context else sum(not character.isspace() for character in question.bare)
    return max(0.0, 1 - size / SHORT)


def _find_other_places(ranking: Ranking) -> list[str]:
    """What looks like a place in the question and stands in no article of the best passage's page."""
    index, number = ranking.index, ranking.passages[0].article_number
    typed = ranking.interpretation.question.folded
    names = place_names.find_place_names(ranking.interpretation.repaired, index.analyzer.segmenter)

    def is_on_page(name: str) -> bool:
        article = index.folded(number)
        is_told = place_names.is_told_without_kind(name, article) or place_names.is_abbreviated(name, article)
        return is_told or any(index.is_on_page(number, ending) for ending in place_names.name_endings(name))

    # what a correction alone makes a place (讲街|乡 as 讲解|乡) names none; of its own place a paper writes 我县
    own = {expansion.typed for expansion in ranking.interpretation.expansions}
    return [name for name in names if name in typed and name not in own and not is_on_page(name)]


def _find_explanation(ranking: Ranking, headline: str) -> bool | None:
    """Whether the best passage's article says what something is; None where the question does not ask for that.

    None also where the article says it in no sentence, and the name is no usual word: whatever it says of the name may
    explain it.

    Args:
        ranking: has one passage or more.
        headline: folded.
    """
    name = find_defined_name(ranking.interpretation.question.squeezed)
    best = ranking.passages[0]
    if not name:
        return None
    segmenter, sentences = ranking.index.analyzer.segmenter, ranking.reranker.squeezed_sentences(best.article_number)
    if explains(name, headline, sentences, segmenter):
        return True
    return False if segmenter.is_word(name) else None


def _measure_none(ranking: Ranking, evidence: str) -> float:
    """How unlikely it is that any words of the article are the number or time asked for; 0 where none is asked for.

    岁数 may say whom the question is about, and ask for nothing. Of another part, 那混双呢, an article may say without
    a number what it says of the first part with one.

    Args:
        ranking: has one passage or more.
        evidence: the sentences that answer best, folded.
    """
    pattern, margin = ranking.pattern, ranking.passages[0].margin
    types = ranking.interpretation.question.intent.types
    is_other = AnswerType.AGE in types or ranking.interpretation.asks_as_before
    if pattern is None or pattern.is_name or pattern.loose or is_other:
        return 0.0
    if margin is None:
        return SAID_IN_WORDS if answerability.says_in_words(types, evidence) else 1.0
    return math.pow(1 / (1 + math.exp(margin)), CERTAINLY)


def _measure_unstated(ranking: Ranking, evidence: str) -> float:
    """How surely the article does not say what is asked for; 0 where no place, name or reason is.

    Args:
        ranking: has one passage or more.
        evidence: the sentences that answer best, folded.
    """
    question, pattern, margin = ranking.interpretation.question.squeezed, ranking.pattern, ranking.passages[0].margin
    types = ranking.interpretation.question.intent.types
    if find_defined_name(question):
        return 0.0
    if pattern is not None and pattern.is_site:
        least = SITE_MARGIN
    elif pattern is not None and pattern.office and AnswerType.NAME in types:
        least = OFFICE_MARGIN
    elif pattern is not None and pattern.is_institution and re.search("哪|[找归]谁", question):
        least = INSTITUTION_MARGIN
    else:
        return float(AnswerType.REASON in types and not gives_reason(evidence))
    return 1.0 if margin is None else 1 / (1 + math.exp(STEEPNESS * (margin - least)))


def _measure_unnamed(ranking: Ranking) -> float:
    """How unlikely it is that any words of the article are the name asked for; 0 where none is asked for.

    Args:
        ranking: has one passage or more.
    """
    if ranking.phrases is None or AnswerType.NAME not in ranking.interpretation.question.intent.types:
        return 0.0
    return 1.0 if ranking.exact is None else 1 / (1 + math.exp(ranking.exact.margin))


def _measure_subject_lacking(ranking: Ranking, article: str) -> float:
    """How much an article lacks of the first rare word of the question, which is its subject as a rule.

    UNKNOWN_SUBJECT where the question is asked after another, which may have named it.

    Args:
        ranking: has one passage or more.
        article: the best passage's, folded.
    """
    if ranking.interpretation.context:
        return UNKNOWN_SUBJECT
    question, most = ranking.interpretation.question.folded, ranking.index.max_idf
    weights = {word: word.rarity / LARGEST_RARITY + word.idf / most for word in ranking.asked_words}
    rare = [word for word in ranking.asked_words if weights[word] > SUBJECT_RARITY and word.text in question]
    if not rare:
        return 0.0
    subject = min(rare, key=lambda word: question.find(word.text))
    return (1 - subject.measure_presence(article)) * min(1.0, weights[subject] / 2)


def _measure_lost(ranking: Ranking, headline: str) -> float:
    """The share of the question's characters, but for those of words that the article has, that the passage lacks.

    Verbs of one character are no words that are looked for, and spoken Chinese is cut badly; but of 蛋糕放几天会馊 the
    passage should have 馊.

    Args:
        ranking: has one passage or more.
        headline: folded.
    """
    best = ranking.passages[0]
    article, left = ranking.index.folded(best.article_number), ranking.interpretation.question.said
    for word in sorted(ranking.asked_words, key=lambda word: -len(word.text)):
        if word.measure_presence(article) >= FOUND:
            left = left.replace(word.text, " ")
    characters = set(_HAN.findall(left)) - EMPTY_CHARACTERS
    sentences = ranking.reranker.sentence_texts(best.article_number)
    around = headline + "".join(sentences[max(0, best.sentences.start - 1) : best.sentences.stop + 1])
    return sum(character not in around for character in characters) / (len(characters) or 1)


def _measure_covered(ranking: Ranking, shown: str) -> tuple[float, float]:
    """What the best passage has of the question's words, and its article near the passage.

    Args:
        ranking: has one passage or more.
        shown: the headline and the passage, folded.

    Returns:
        As `measure_found`.
    """
    best = ranking.passages[0]
    article = ranking.index.folded(best.article_number)
    texts = ranking.reranker.sentence_texts(best.article_number)

    def measure_presence(word: AskedWord) -> float:
        presence = word.measure_presence(shown)
        if word.measure_presence(article) > presence:
            # the nearest first: as soon as one is too far away to count for more, all others are
            around = zip_longest(reversed(texts[: best.sentences.start]), texts[best.sentences.stop :], fillvalue="")
            for away, beside in enumerate(around, start=1):
                if (less := LESS_FOR_SENTENCE**away) <= presence:
                    break
                presence = max(presence, less * max(map(word.measure_presence, beside)))
        return presence

    return _weigh(ranking, measure_presence)


def measure_covered(share: float, rarity: float) -> float:
    """The feature `covered`, of what `measure_found` returns."""
    return math.sqrt(share * min(1.0, rarity / ENOUGH_RARITY))


def measure_commonness(words: Sequence[AskedWord]) -> float:
    """What a question alone loses because its words say little together, in natural logarithms of odds."""
    return COMMON * max(0.0, RARE - sum(word.rarity for word in words))


def measure_leaning(alone: Ranking, after: Ranking, surplus_alone: float, surplus_after: float) -> float:
    """How surely a question asks on about the first article found after those before it, in natural logarithms of odds.

    Args:
        alone, after: the rankings for the question alone, and after those before it; both have passages.
        surplus_alone, surplus_after: by how much their confidences are above `ANSWERED`, in the same logarithms.
    """
    articles = (alone.index.folded(ranking.passages[0].article_number) for ranking in (alone, after))
    share_alone, share_after = (measure_found(alone, article)[0] for article in articles)
    rarity = sum(word.rarity for word in alone.asked_words)
    sure = LEANS_ALONE * surplus_alone + LEANS_AFTER * surplus_after
    shares = LEANS_SHARE_ALONE * share_alone + LEANS_SHARE_AFTER * share_after
    return LEANS + sure + LEANS_RARITY * rarity + shares


def measure_found(ranking: Ranking, text: str) -> tuple[float, float]:
    """What a folded text has of the question's words.

    Returns:
        A share of them, 0 to 1, by rarity in Chinese text and in the corpus; and the rarity in Chinese text of what is
        found, in nats.
    """
    return _weigh(ranking, lambda word: word.measure_presence(text))


def names_unknown(ranking: Ranking) -> bool:
    """Whether a question has words, and no article has any of them.

    What is no word of the dictionary is badly cut (最晚, 办过), but for letters and names that are asked for.
    """
    question, words = ranking.interpretation.question, ranking.asked_words
    unknown = find_unknown_words(words, ranking.index, question.folded)
    is_word = ranking.index.analyzer.segmenter.is_word
    is_cut_well = question.intent.kind is QuestionKind.PERSON or all(
        word.isascii() or is_word(word) for word in unknown
    )
    return is_cut_well and 0 < len(words) <= len(unknown)


def _weigh(ranking: Ranking, measure_presence: Callable[[AskedWord], float]) -> tuple[float, float]:
    """What `measure_found` returns, for any measure of how much there is of a word, 0 to 1."""
    words, most = ranking.asked_words, ranking.index.max_idf
    weights = [word.rarity / LARGEST_RARITY + word.idf / most for word in words]
    presence = [measure_presence(word) for word in words]
    share = sum(weight * part for weight, part in zip(weights, presence, strict=True)) / (sum(weights) or 1.0)
    return share, sum(word.rarity * part for word, part in zip(words, presence, strict=True))
