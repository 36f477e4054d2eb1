"""Which passages are shown, and in which order."""

from bot import Article, Retriever

FILLER = "各部门按照统一部署做好相关工作，确保各项任务落到实处。" * 12


def test_a_passage_whose_best_sentence_is_shown_already_is_left_out():
    """Two passages of a short article have the same best sentence: one is shown."""
    text = f"城东停水三天。{FILLER[:200]}"
    hits = Retriever.from_articles([Article(id="a", headline="", paragraphs=[text, "城东有雨。"])]).search(
        "城东停水几天"
    )
    assert [hit.passage.id for hit in hits] == ["a.1"]


def test_no_sentence_is_shown_twice():
    """The passages of one article do not overlap."""
    text = f"城东明天停水。{FILLER}城东停水三天。{FILLER}停水原因是检修。"
    hits = Retriever.from_articles([Article(id="a", headline="", paragraphs=[text])]).search("城东停水几天", k=5)
    assert len(hits) > 1
    assert sum(hit.passage.text.count("城东停水三天。") for hit in hits) == 1


def test_scores_fall_with_the_rank():
    """Ranks begin at 1."""
    texts = ["城东停水三天。", "城东停水。", "停水。", "樱花开了。"]
    articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
    hits = Retriever.from_articles(articles).search("城东停水三天", k=4)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert [hit.article.id for hit in hits] == ["a0", "a1", "a2"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
