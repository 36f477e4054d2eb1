"""Which corpus and which index a command works on."""

from pathlib import Path

import pytest

from bot import Retriever
from bot.cli.corpus.choice import CorpusPlace, choose_corpus
from bot.cli.corpus.opening import open_live_corpus, open_retriever
from bot.errors import CorpusError, QuestionError
from bot.settings import Settings

SERVED = Settings(index_served=Path("served"), index_cache=Path("cache"))


def test_a_served_index_is_opened_as_it_is():
    """BAOWEN_INDEX_SERVED alone: no pages are looked at, whatever BAOWEN_CORPUS says."""
    assert choose_corpus((), None, SERVED) == CorpusPlace((), Path("served"), is_served=True)


@pytest.mark.parametrize(("corpus", "index"), [(("pages",), None), ((), "index"), (("pages",), "index")])
def test_what_is_typed_wins_over_a_served_index(corpus, index):
    """With --corpus or --index the corpus is read, and its index is brought up to date."""
    place = choose_corpus(corpus, index, SERVED)
    assert not place.is_served
    assert place.paths == [Path(path) for path in corpus or [SERVED.corpus]]
    assert place.index == Path(index) if index else place.index.parent == Path("cache")


def test_the_command_that_makes_an_index_ignores_the_served_one():
    """`baowen index` brings the index of the pages up to date, never the one that is served."""
    assert choose_corpus((), None, SERVED, may_be_served=False).index.parent == Path("cache")


def test_each_corpus_has_an_index_of_its_own():
    """The folder is called after the corpus, and differs for two folders of one name; the order of paths counts."""
    one, other = (choose_corpus((path,), None, SERVED).index for path in ("a/pages", "b/pages"))
    assert one != other
    assert one.name.startswith("pages-") and other.name.startswith("pages-")
    assert choose_corpus(("a/pages",), None, SERVED).index == one


def test_a_folder_beside_the_corpus_is_read_with_it():
    """Once, if it lies in the corpus; and the served index stays as it is."""
    assert choose_corpus(("pages",), None, SERVED, beside=Path("desk")).paths == [Path("pages"), Path("desk")]
    assert choose_corpus(("pages",), None, SERVED, beside=Path("pages/desk")).paths == [Path("pages")]
    assert choose_corpus((), None, SERVED, beside=Path("desk")).paths == ()


def test_an_empty_path_is_refused():
    """It comes from an unset variable of a shell, and does not mean the folder we are in."""
    with pytest.raises(QuestionError, match="--corpus is empty"):
        choose_corpus(("",), None, SERVED)
    with pytest.raises(QuestionError, match="--index is empty"):
        choose_corpus((), "", SERVED)


def test_a_corpus_of_the_settings_that_is_not_there_names_the_setting():
    """What was typed is named alone: nobody typed --corpus there."""
    with pytest.raises(CorpusError, match="BAOWEN_CORPUS"):
        choose_corpus((), None, Settings(corpus=Path("nowhere")))
    with pytest.raises(CorpusError) as caught:
        Retriever.from_folder("nowhere")
    assert "'nowhere'" in str(caught.value) and "corpus" not in str(caught.value)


@pytest.mark.slow
def test_a_corpus_that_is_named_is_followed_although_an_index_is_served(tmp_path, seeds):
    """A page that comes into the folder of --corpus is in the answers, with BAOWEN_INDEX_SERVED set."""
    from tests.live.conftest import page, until

    served = Settings(index_served=tmp_path / "served", index_cache=tmp_path / "cache")
    open_retriever(CorpusPlace([seeds], tmp_path / "served"), served)
    (tmp_path / "pages").mkdir()
    page(tmp_path / "pages", "a.txt", "城东停水三天", "8月17日起城东停水三天，20日恢复供水，居民请提前储水备用。")
    with open_live_corpus(choose_corpus((str(tmp_path / "pages"),), None, served), served) as opened:
        page(tmp_path / "pages", "b.txt", "地铁开通", "地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。")
        until(
            lambda: any("国庆节" in hit.passage.text for hit in opened.answer("地铁什么时候开通？", (), 3).hits),
            "the page",
        )
