"""Articles and problems as JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.serialization import read_article, read_problem, read_texts, write_article, write_problem
from bot.errors import PageError, SidecarError
from bot.records import Article, Piece, Source, Span
from bot.sentence import Sentence

ARTICLE = Article(
    id="1",
    headline="题\n😀\ud800",
    paragraphs=["一", "二"],
    authors=["李华"],
    kind="caption",
    newspaper="永康日报",
    date="2023-05-18",
    file="a/b.txt",
    lines=(1, 2),
    page="A03",
    others=[Source("c.txt", (1, 2), None, "2023-05-19", None)],
    layout=[(Piece(0, Span(4, 5), 2),), (Piece(0, Span(9, 10), 3, 1),)],
)


def test_an_article_comes_back_with_every_field():
    """Whatever characters it holds; unknown fields come back as None."""
    for article in (ARTICLE, Article(id="x", headline="", paragraphs=[])):
        written = write_article(article)
        assert read_article(written) == article


@given(st.text(), st.lists(st.text() | st.just('],"authors":'), max_size=3))
def test_any_text_comes_back(headline, paragraphs):
    """Control characters and lone surrogates too; and alone."""
    article = Article(id="a", headline=headline, paragraphs=paragraphs)
    assert read_article(write_article(article)) == article
    assert read_texts(write_article(article)) == (headline, paragraphs)


def test_problems_come_back_as_they_were():
    """A page that cannot be read, one that was skipped, and a correction that does not fit."""
    for problem in (PageError("a", "b", True), PageError("a", "b", False), SidecarError("a.fix", "c")):
        copy = read_problem(write_problem(problem))
        assert (type(copy), str(copy), vars(copy)) == (type(problem), str(problem), vars(problem))


def test_the_fields_of_a_problem_come_back():
    """What is stored with an index is said in Chinese as what was just found."""
    reason = Sentence("cannot be opened ({reason}); skipped", reason=OSError(13, "Permission denied"))
    problem = PageError(Sentence("{path}, line {line}", path="a", line=3), reason)
    copy = read_problem(json.loads(json.dumps(write_problem(problem))))
    assert str(copy) == str(problem) == "a, line 3: cannot be opened (Permission denied); skipped"
    assert copy.sentence.fields["file"].fields == {"path": "a", "line": 3}
    assert copy.reason.fields["reason"].pattern == "Permission denied"
