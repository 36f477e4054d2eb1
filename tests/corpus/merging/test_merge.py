"""The articles of a corpus with what belongs together put together."""

import shutil
from itertools import permutations

from bot import Retriever
from bot.corpus.corpus_reader import CorpusPage, read_corpus
from bot.corpus.merging.continuations import Jump
from bot.corpus.merging.merge import merge_articles
from bot.records import Article
from tests.corpus.merging.test_continuations import HEADLINE
from tests.corpus.test_corpus_reader import LIMIT, PAGES, write


def merged_corpus(*paths):
    """The merged articles of a corpus whose pages are all read without errors."""
    articles: list[Article] = []
    jumps: dict[str, Jump] = {}
    for entry in read_corpus(paths, LIMIT):
        assert isinstance(entry, CorpusPage)
        articles.extend(entry.articles)
        jumps.update(entry.jumps)
    return list(merge_articles(articles, jumps))


def test_parts_and_duplicates_become_one_article_each(tmp_path):
    """A continued story and a wire story have two sources each, and none is a fragment."""
    merged = merged_corpus(write(tmp_path))
    assert [(article.headline, [source.file for source in article.sources]) for article in merged] == [
        (HEADLINE, ["01.txt", "03.txt"]),
        ("图书馆夜场开放到十点", ["03.txt"]),
        ("医保缓缴惠及企业", ["wire.txt", "wire2.txt"]),
    ]
    assert {article.kind for article in merged} == {"article"}


def test_a_corpus_with_every_page_twice_has_the_same_articles(tmp_path):
    """Parts of stories too; each article has twice as many sources."""
    write(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    merged = merged_corpus(tmp_path)
    assert [len(article.sources) for article in merged] == [4, 2, 4]
    assert all(article.sources[0].file.startswith("a/") for article in merged)
    assert len({article.id for article in merged}) == 3


def test_the_order_of_the_pages_does_not_matter(tmp_path):
    """The same articles with the same sources come out."""
    write(tmp_path)
    seen = set()
    for order in permutations(PAGES):
        merged = merged_corpus(*(tmp_path / name for name in order))
        seen.add(frozenset((article.id, article.paragraphs, article.sources) for article in merged))
    assert len(seen) == 1


def test_an_article_of_two_pages_is_searched_as_one_and_cites_the_right_page(tmp_path):
    """The passage on page 3 stands in page 3's file and lines; the article is that of page 1."""
    retriever = Retriever.from_folder(write(tmp_path))
    hit = retriever.search("加装电梯财政每台补贴多少？", k=1)[0]
    assert hit.article.id == "01.txt#1"
    assert hit.passage.file == "03.txt"
    assert hit.passage.lines is not None
    lines = PAGES["03.txt"].split("\n")[hit.passage.lines[0] - 1 : hit.passage.lines[1]]
    assert hit.passage.text in "".join(line.strip() for line in lines)
