"""Which passages are shown, and in which order."""

from bot import Article, Retriever
from bot.answering.rerank import Reranker
from bot.retrieval.index import ScoredPassage

FILLER = "各部门按照统一部署做好相关工作，确保各项任务落到实处。" * 12


def test_a_passage_whose_best_sentence_is_shown_already_is_left_out():
    """Two passages of a short article have the same best sentence: one is shown."""
    text = f"城东停水三天。{FILLER[:200]}"
    hits = Retriever.from_articles([Article(id="a", headline="", paragraphs=[f"{text}城东有雨。"])]).search(
        "城东停水吗"
    )
    assert [hit.passage.id for hit in hits] == ["a.1"]


def test_no_sentence_is_shown_twice():
    """The passages of one article do not overlap."""
    text = f"城东明天停水。{FILLER}城东停水三天。{FILLER}停水原因是检修。"
    hits = Retriever.from_articles([Article(id="a", headline="", paragraphs=[text])]).search("城东停水几天", k=5)
    assert len(hits) > 1
    assert sum(hit.passage.text.count("城东停水三天。") for hit in hits) == 1


def test_the_best_sentence_of_the_article_is_shown_whatever_passage_was_found():
    """The passage about the repair has more of the question's words; a price stands in another one."""
    text = [f"泳池今年大修，泳池的门票照旧，泳池七月开放。{FILLER}", f"{FILLER}泳池门票每张15元。{FILLER}"]
    hits = Retriever.from_articles([Article(id="a", headline="泳池", paragraphs=text)]).search("泳池的门票多少钱")
    assert "15元" in hits[0].passage.text


def test_around_exact_words_only_what_may_answer_is_shown():
    """The sentence with the price stands alone; without a question for it the passage is filled."""
    text = f"泳池今年大修。{FILLER[:108]}泳池的门票每张15元，工作日和节假日都是一个价。{FILLER[:108]}"
    retriever = Retriever.from_articles([Article(id="a", headline="", paragraphs=[text])])
    assert retriever.search("泳池的门票多少钱")[0].passage.text == "泳池的门票每张15元，工作日和节假日都是一个价。"
    assert len(retriever.search("泳池大修")[0].passage.text) > 200


def test_the_article_with_the_number_asked_for_comes_before_one_that_fits_as_well():
    """Who does not ask for the price gets the shorter article first; the points for the price are told."""
    texts = {"talk": "大桥收费，司机有意见。", "price": "大桥收费8元，司机多有意见，市民也有不少看法。"}
    retriever = Retriever.from_articles(
        [Article(id=name, headline="", paragraphs=[text]) for name, text in texts.items()]
    )
    assert [hit.article.id for hit in retriever.search("城北大桥收费吗")] == ["talk", "price"]
    answer = retriever.answer("城北大桥收费多少钱", why=True)
    assert [hit.article.id for hit in answer.hits] == ["price", "talk"]
    assert [reason.points > 0 for reason in answer.explanations[0].reasons if reason.part == "exact"] == [True]


def test_scores_fall_with_the_rank():
    """Ranks begin at 1."""
    texts = ["城东停水三天。", "城东停水。", "停水。", "樱花开了。"]
    articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
    hits = Retriever.from_articles(articles).search("城东停水三天", k=4)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert [hit.article.id for hit in hits] == ["a0", "a1", "a2"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_no_passage_gets_more_than_its_bound(monkeypatch, retriever):
    """For questions of all kinds over the seeds, each of the passages found."""
    found: list[tuple[Reranker, ScoredPassage, float]] = []

    def note(self, passages):
        bounds = bounds_of(self, passages)
        found.extend((self, passage, bound) for passage, bound in zip(passages, bounds, strict=True))
        return bounds

    bounds_of = Reranker.bounds
    monkeypatch.setattr(Reranker, "bounds", note)
    for question in (
        "职工医保缓缴到几月？",
        "2022年8月17日COP15在哪里开？",
        "县里有多少人会用Wi-Fi",
        "奶农手册有多少页",
    ):
        retriever.answer(question)
    assert len(found) > 60
    for reranker, passage, bound in found:
        assert reranker.adjustment(passage) <= bound * passage.highest + 1e-9


def test_what_is_shown_does_not_depend_on_how_many_are(retriever):
    """The first three passages are the first of eight: no article that is better is left unread."""
    for question in ("医保怎么缴费", "今年的粮食收成", "世界互联网大会什么时候开幕", "湖州销毁了多少假货"):
        few, many = (retriever.answer(question, k=k).hits for k in (3, 8))
        assert [(hit.passage.id, hit.score) for hit in few] == [(hit.passage.id, hit.score) for hit in many[:3]]
