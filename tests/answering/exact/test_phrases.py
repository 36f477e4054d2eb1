"""Phrases that answer: names, places, what somebody does, why."""

from __future__ import annotations

import pytest

from bot.answering.exact.phrase_weights import PHRASE_MODELS
from bot.answering.exact.phrases import PhraseFinder
from bot.intent.answer_pattern import find_answer_pattern
from bot.intent.intent import read_intent
from bot.intent.phrase_kind import find_phrase_kind
from bot.text.segmenter import default_segmenter

_SEGMENTER = default_segmenter()


def _find(question: str, *sentences: str) -> tuple[str, float] | None:
    """The phrase that is found, with its likelihood; every pair of the question's characters counts alike."""
    intent = read_intent(question)
    pattern = find_answer_pattern(question, intent)
    kind = find_phrase_kind(question, intent, pattern)
    assert kind is not None
    terms = {question[at : at + 2]: 1.0 for at in range(len(question) - 1)}
    points = [float(sum(term in sentence for term in terms)) for sentence in sentences]
    finder = PhraseFinder(kind, question, terms, pattern, _SEGMENTER)
    found = finder.find(sentences, points, lambda number: _SEGMENTER.words(sentences[number]))
    return found and (sentences[found.sentence][found.start : found.stop], found.likelihood)


@pytest.mark.parametrize(
    ("question", "sentence", "phrase"),
    [
        ("揭幕仪式在哪里举行", "揭幕仪式昨天在柳溪文化礼堂举行。", "柳溪文化礼堂"),
        ("水务局局长是谁", "水务局局长钱志强说,水塔已经修好。", "钱志强"),
        (
            "柳溪大桥由哪家公司承建",
            "在柳溪建设集团有限公司承建的柳溪大桥现场,工人正在施工。",
            "柳溪建设集团有限公司",
        ),
        ("水塔是谁写的", "江南大学钱志强教授写的《水塔》出版了。", "钱志强"),
        ("大巴从柳溪哪里开出", "大巴从柳溪的江南文化艺术中心驶出,驶向水塔。", "江南文化艺术中心"),
        ("孩子们在墙上写了什么", "孩子们在墙上写了“河水——清清”。", "“河水——清清”"),
        ("钱志强考入哪所大学", "钱志强后来考入江南大学化学系,成绩很好。", "江南大学"),
        ("孩子们在墙上写了什么", "孩子们在墙上写了“河水清清”。", "“河水清清”"),
        ("水塔是谁捐的", "因此钱志强正式捐了水塔。", "钱志强"),
        ("花坛里种了哪些花", "花坛里今年种了月季、牡丹和芍药,很好看。", "月季、牡丹和芍药"),
        ("村民为什么把羊抱进屋", "怕羊挨冻,村民把羊抱进屋里,用炕席围在一角。", "怕羊挨冻"),
        ("水塔用什么当围栏", "水塔的围栏去年拆了,如今以钢管为围栏。", "钢管"),
    ],
)
def test_what_stands_where_the_question_asks_is_found(question: str, sentence: str, phrase: str) -> None:
    """The words beside it are those beside the words that ask, and it looks like what is asked for."""
    found = _find(question, "昨天下了一场大雨。", sentence)
    assert found is not None
    assert found[0] == phrase


def test_a_phrase_is_less_likely_where_the_sentence_says_something_else() -> None:
    """The same name is surely the head of the office that is asked for, and less surely of another."""
    right = _find("水务局局长是谁", "水务局局长钱志强说,水塔已经修好。")
    other = _find("水务局局长是谁", "水务局修好了水塔,钱志强来看过。")
    assert right is not None
    assert other is not None
    assert right[1] > other[1]


def test_a_part_of_what_stands_in_quotation_marks_is_less_likely_than_all_of_it() -> None:
    """What is quoted is one name, even where the marks of a clause or particles stand in it."""
    found = _find("村民把水塔叫什么", "村民把水塔叫“柳溪的眼睛”,常来看它。")
    assert found is not None
    assert found[0].strip("“”") == "柳溪的眼睛"


def test_no_words_are_found_in_nothing() -> None:
    """No sentence, an empty one, and one of marks alone have no phrase."""
    assert _find("水塔建在哪里") is None
    assert _find("水塔建在哪里", "") is None
    assert _find("水塔建在哪里", "……。") is None


def test_phrases_keep_to_clauses_and_close_their_quotation_marks() -> None:
    """No phrase crosses a comma, and none has one of two quotation marks."""
    question = "村民送来了什么"
    intent = read_intent(question)
    terms = {question[at : at + 2]: 1.0 for at in range(len(question) - 1)}
    finder = PhraseFinder("what", question, terms, find_answer_pattern(question, intent), _SEGMENTER)
    text = "村民送来了锦旗、面条,还念了“好人张师傅”这首诗。"
    phrases = [one.words for one in finder.find_phrases([text], [1.0], lambda _: _SEGMENTER.words(text))]
    assert "锦旗" in phrases
    assert "锦旗、面条" in phrases
    assert not any("," in one or one.count("“") != one.count("”") for one in phrases)


def test_all_kinds_have_the_same_features() -> None:
    """One table has the weights of all kinds."""
    names = {tuple(model.weights) for model in PHRASE_MODELS.values()}
    assert len(names) == 1
