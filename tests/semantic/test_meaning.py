"""Questions over a stored index with vectors."""

import logging

import numpy as np
import pytest

from bot import Retriever
from bot.semantic.vector_file import find_vector_file
from bot.semantic.vector_maker import make_stored_vectors
from tests.support.concept_encoder import ConceptEncoder

# Not a word of the article of the doctors, but a word of that of the money.
QUESTION = "种粮的边上哪里有白大褂"


@pytest.fixture
def with_vectors(stored, encoder):
    """The corpus after its vectors were made."""
    make_stored_vectors(stored, encoder)
    return Retriever.open(stored.folder)


def test_without_vectors_everything_is_as_before(stored, encoder):
    """Nothing is loaded, and the scores are those of the words."""
    plain = Retriever.open(stored.folder, encoder="none").search(QUESTION)
    assert Retriever.open(stored.folder).search(QUESTION) == plain
    assert encoder.encoded == 0


def test_what_is_meant_is_found_without_a_word_of_it(with_vectors):
    """An article that shares no word with the question comes first by its meaning alone."""
    first = with_vectors.search(QUESTION)[0]
    assert first.article.headline == "医院新来医生"
    plain = Retriever.open(with_vectors.stored.folder, encoder="none").search(QUESTION)[0]
    assert plain.article.headline == "种粮补贴发放"


def test_of_an_article_the_passage_is_shown_that_is_meant(stored, pages, encoder):
    """Its first paragraph has a word of the question; the second speaks of what is asked."""
    first = "镇上的渔家乐开了三年，院里种着桂花，" + "客人坐在树下喝茶，看船慢慢靠岸，" * 11 + "傍晚才走。"
    second = "赵明是邻县来的医生，看病已有十年，" + "每天清早打开诊室的门，夜里才关灯，" * 11 + "从不叫苦。"
    (pages / "street.txt").write_text(f"老街一日\n\n　　{first}\n　　{second}\n", encoding="utf-8")
    Retriever.refreshed([pages], stored.folder, encoder="none")
    retriever = Retriever.open(stored.folder)
    question = "老街镇上有白大褂吗"
    assert retriever.search(question)[0].passage.text.startswith("镇上的渔家乐")
    assert retriever.stored is not None
    make_stored_vectors(retriever.stored, encoder)
    best = retriever.search(question)[0]
    assert best.article.headline == "老街一日"
    assert best.passage.text.startswith("赵明是邻县来的医生")
    assert best.highlights


def test_filters_hold_for_what_vectors_find(with_vectors):
    """No article without a date is later than a date."""
    assert with_vectors.search(QUESTION, since="2022-01-01") == []


def test_reasons_add_up_with_the_points_of_meaning(with_vectors):
    """The points are a reason like all others."""
    answer = with_vectors.answer(QUESTION, why=True)
    for hit, explanation in zip(answer.hits, answer.explanations, strict=True):
        assert "meaning" in {reason.part for reason in explanation.reasons}
        assert sum(reason.points for reason in explanation.reasons) == pytest.approx(hit.score)
        assert hit.score > 0


def test_vectors_that_come_while_it_is_open_are_used(stored, encoder):
    """The next question has them; nothing is opened again."""
    retriever = Retriever.open(stored.folder)
    before = retriever.search(QUESTION)[0].article.headline
    make_stored_vectors(stored, encoder)
    assert (before, retriever.search(QUESTION)[0].article.headline) == ("种粮补贴发放", "医院新来医生")


def test_passages_without_a_vector_keep_their_score(stored, pages, encoder):
    """After a page has come, whose vectors are not made yet: the others are compared by theirs."""
    make_stored_vectors(stored, encoder)
    (pages / "new.txt").write_text("河道清淤\n\n　　河道清淤本月开始。\n", encoding="utf-8")
    retriever = Retriever.refreshed([pages], stored.folder)
    answer = retriever.answer("河道清淤什么时候开始", why=True)
    assert answer.hits[0].article.headline == "河道清淤"
    assert "meaning" not in {reason.part for reason in answer.explanations[0].reasons}


def test_what_cannot_be_used_is_logged_once(stored, encoder, caplog):
    """A broken file: answers come by their words."""
    make_stored_vectors(stored, encoder)
    find_vector_file(stored.folder, "concepts").write_bytes(b"broken")
    retriever = Retriever.open(stored.folder)
    with caplog.at_level(logging.WARNING, "bot"):
        plain = Retriever.open(stored.folder, encoder="none").search(QUESTION)
        assert [retriever.search(QUESTION), retriever.search(QUESTION)] == [plain, plain]
    assert len(caplog.records) == 1 and "concepts.npz" in caplog.text


def test_an_encoder_that_cannot_be_loaded_is_logged_once(with_vectors, monkeypatch, caplog):
    """The model is missing: answers come by their words."""

    def fail(name):
        raise RuntimeError("no model")

    monkeypatch.setattr("bot.semantic.passage_vectors.load_encoder", fail)
    retriever = Retriever.open(with_vectors.stored.folder)
    with caplog.at_level(logging.WARNING, "bot"):
        assert retriever.search(QUESTION)[0].article.headline == "种粮补贴发放"
        retriever.search("停电几小时")
    assert len(caplog.records) == 1 and "no model" in caplog.text


def test_a_near_meaning_makes_an_answer_surer(with_vectors, monkeypatch):
    """By how near it is on the encoder's scale; far counts half, and an encoder that was not measured nothing."""

    def measure(question):
        retriever = Retriever.open(with_vectors.stored.folder)
        answer = retriever.answer(question, why=True)
        return {name: value for name, value, _ in answer.explanations[0].evidence}["near"], answer.confidence

    unknown, confidence = measure("湖区禁止捕捞吗")
    assert unknown == 0.0
    monkeypatch.setattr("bot.semantic.passage_vectors.find_scale", lambda name: (0.5, 0.25))
    near, surer = measure("湖区禁止捕捞吗")
    assert 0 < near <= 2
    assert surer > confidence
    monkeypatch.setattr("bot.semantic.passage_vectors.find_scale", lambda name: (2.0, 0.1))
    assert measure("湖区禁止捕捞吗")[0] == -1.0


def test_a_near_meaning_is_no_sign_of_a_fact_that_is_missing(with_vectors, monkeypatch):
    """The article is about fishing, and says no number."""
    monkeypatch.setattr("bot.semantic.passage_vectors.find_scale", lambda name: (0.5, 0.25))
    answer = Retriever.open(with_vectors.stored.folder).answer("湖区禁止捕捞多少公斤", why=True)
    evidence = {name: value for name, value, _ in answer.explanations[0].evidence}
    assert (evidence["none"], evidence["near"]) == (1.0, 0.0)


class _Slanted(ConceptEncoder):
    """The same, but everything that is asked sounds of money."""

    def encode_questions(self, texts):
        """A unit vector for each question."""
        vectors = super().encode_questions(texts) + 2 * ConceptEncoder().encode_passages(["钱"])
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_what_all_questions_have_in_common_says_nothing(with_vectors, monkeypatch):
    """An encoder puts questions elsewhere than passages: no article is nearer because it lies where questions do."""
    monkeypatch.setattr("bot.semantic.passage_vectors.load_encoder", lambda name: _Slanted())
    retriever = Retriever.open(with_vectors.stored.folder)
    assert retriever.search("白大褂在哪里")[0].article.headline == "医院新来医生"
    assert retriever.search(QUESTION)[0].article.headline == "医院新来医生"
