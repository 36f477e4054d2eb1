"""Changed pages laid over a stored index."""

import pytest

from bot import Retriever
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage.overlay import overlay
from bot.retrieval.storage.refresh import refresh
from bot.retrieval.storage.stored_index import open_index
from tests.retrieval.storage.test_stored_index import write_page

NEW = "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n"


@pytest.fixture
def corpus(tmp_path, seeds):
    """The seeds and two small pages, with a stored index."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for seed in seeds.iterdir():
        (folder / seed.name).write_bytes(seed.read_bytes())
    write_page(
        folder, "a.txt", "城东停水三天\n\n　　本报讯 8月17日起城东停水三天，20日恢复供水，居民请提前储水备用。\n"
    )
    write_page(folder, "b.txt", "公园樱花开了\n\n　　本报讯 人民公园的樱花昨天开了，花期十天，市民可以免费入园观赏。\n")
    refresh(tmp_path / "index", [folder], 1 << 23, DEFAULT_CONFIG)
    return folder


def overlaid(corpus):
    retriever = Retriever.open(corpus.parent / "index")
    assert retriever.stored is not None
    index = overlay(retriever.stored, [corpus], 1 << 23)
    assert index is not None
    return retriever.with_index(index)


QUESTIONS = ("地铁五号线什么时候开通", "城东停水几天", "樱花什么时候开", "医保缓缴到什么时候", "公积金贷款")


def shown(retriever):
    """The hits for the questions, and the confidence of the answers."""
    answers = [retriever.answer(question) for question in QUESTIONS]
    return [[(hit.article.id, hit.passage.text) for hit in answer.hits] for answer in answers], [
        answer.confidence for answer in answers
    ]


def test_a_new_a_changed_and_a_removed_page_show_at_once(corpus):
    """The best passages are those of the rebuilt index, and the confidence differs by .05 at most."""
    write_page(corpus, "c.txt", NEW)
    write_page(
        corpus,
        "a.txt",
        "城东不停水了\n\n　　本报讯 8月17日起城东停水三天的计划取消，居民用水照常，不必储水。\n",
    )
    (corpus / "b.txt").unlink()
    texts, sure = shown(overlaid(corpus))
    anew, sure_anew = shown(Retriever.from_folder(corpus))
    assert [hits[0] for hits in texts] == [hits[0] for hits in anew]
    assert sure == pytest.approx(sure_anew, abs=0.05)
    assert "计划取消" in texts[1][0][1]
    assert not any("樱花昨天开了" in text for hits in texts for _, text in hits)


def test_nothing_changed_is_the_stored_index(corpus):
    """The same hits with the same scores."""
    opened = Retriever.open(corpus.parent / "index")
    over = overlaid(corpus)
    for question in QUESTIONS:
        assert over.answer(question) == opened.answer(question)


def test_explanations_add_up_over_both(corpus):
    """The reasons of a hit add up to its score, whether it comes from a changed page or from the index."""
    write_page(corpus, "c.txt", NEW)
    retriever = overlaid(corpus)
    for question in QUESTIONS:
        for hit in retriever.answer(question).hits:
            explanation = retriever.explain(question, hit)
            assert sum(reason.points for reason in explanation.reasons) == pytest.approx(hit.score)


def test_a_search_is_narrowed_over_both(corpus):
    """Filters by newspaper and date apply to changed pages too."""
    write_page(corpus, "湖州日报2023年05月18日 第03版.txt", NEW)
    retriever = overlaid(corpus)
    hits = retriever.search("地铁五号线开通", newspaper="湖州", since="2023-05-18", until="2023-05-18")
    assert [hit.article.headline for hit in hits] == ["地铁开通"]
    assert all(hit.article.headline != "地铁开通" for hit in retriever.search("地铁五号线开通", until="2023-05-17"))


def test_many_changes_are_left_to_the_index_made_anew(corpus):
    """With more than 50 changed pages there is no overlay, because reading them would keep people waiting."""
    for number in range(60):
        write_page(corpus, f"x{number}.txt", NEW.replace("五号", f"{number}号"))
    assert overlay(open_index(corpus.parent / "index"), [corpus], 1 << 23) is None
