"""TREC qrels and their topics."""

import pytest

from bot.errors import QuestionError
from bot.evaluation.trec import is_qrels, read_topics, score_qrels
from bot.records import Article
from tests.support.paper import make_hit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("q1 0 a.txt#1 1\n", True),
        ("\nq1\t0\ta.txt#1\t-1\n", True),
        ('{"question": "停水", "answer": null}\n', False),
        ("q1 0 a.txt#1 yes\n", False),
        ("", False),
    ],
)
def test_qrels_are_known_by_the_four_columns_of_their_first_line(tmp_path, text, expected):
    """The last column is a whole number."""
    (tmp_path / "file").write_text(text, "utf-8")
    assert is_qrels(tmp_path / "file") is expected


def test_topics_are_an_id_a_tab_and_a_question(tmp_path):
    """A line without a tab is an error that names it."""
    path = tmp_path / "topics"
    path.write_text("q1\t哪天停水？\n\nq2\t樱花开了吗？\n", "utf-8")
    assert read_topics(path) == {"q1": "哪天停水？", "q2": "樱花开了吗？"}
    path.write_text("q1\t哪天停水？\nq2 樱花开了吗？\n", "utf-8")
    with pytest.raises(QuestionError, match="line 2"):
        read_topics(path)


def hits(*articles):
    """One hit for each article id, in this order."""
    found = []
    for rank, article in enumerate(articles, start=1):
        hit = make_hit("停水。", rank)
        found.append(type(hit)(rank, hit.score, hit.passage, Article(id=article, headline="", paragraphs=["停水。"])))
    return found


def test_an_article_has_the_rank_of_its_best_passage(tmp_path):
    """Passages of a, a and b: b is the second article, so its reciprocal rank is one half."""
    qrels = tmp_path / "qrels"
    qrels.write_text("q1 0 b 1\n")
    values = score_qrels(qrels, {"q1": "停水", "q2": "not judged"}, lambda question, k: hits("a", "a", "b"))
    assert values["RR@10"] == {"q1": 0.5}
    assert values["Success@1"] == {"q1": 0.0}
    assert values["Success@3"] == {"q1": 1.0}


def test_a_judged_question_that_the_topics_lack_is_an_error(tmp_path):
    """The error names it."""
    qrels = tmp_path / "qrels"
    qrels.write_text("q1 0 b 1\n")
    with pytest.raises(QuestionError, match="'q1'"):
        score_qrels(qrels, {}, lambda question, k: [])
