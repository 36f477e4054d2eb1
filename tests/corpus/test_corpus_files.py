"""A corpus of pages → its articles."""

import shutil
from itertools import permutations

import pytest

from bot import Retriever
from bot.corpus.continuations import Jump
from bot.corpus.corpus_files import ReadPage, gather, merge, read_corpus
from bot.corpus.spool import Spool
from bot.errors import CorpusError, SidecarError
from bot.records import Article, Source
from tests.corpus.test_continuations import FIRST, HEADLINE, OTHER, SECOND
from tests.corpus.test_corrections import PAGE
from tests.corpus.test_duplicates import NOTICE, WIRE

LIMIT = 1024 * 1024
TOP = "2023年5月18日 星期四\n第{number}版 要闻\n永康日报\n\n"
PAGES = {
    "01.txt": TOP.format(number=1) + HEADLINE + "\n\n" + FIRST + "（下转第3版）\n",
    "03.txt": TOP.format(number=3) + HEADLINE + "\n\n（上接第1版）\n" + SECOND + "\n" + OTHER,
    "wire.txt": "医保缓缴惠及企业\n\n本报讯（记者 李华） " + "\n".join(WIRE) + "\n",
    "wire2.txt": "二百亿元费款可缓缴\n\n据新华社电 " + "\n".join(WIRE[:2]) + "\n",
}


def write(folder, pages=PAGES):
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def collected(*paths, store=None):
    """All articles of a corpus as they are merged; every page must be read without a complaint."""
    articles = [] if store is None else store
    jumps: dict[str, Jump] = {}
    assert all(isinstance(entry, ReadPage) for entry in gather(paths, LIMIT, articles, jumps))
    return list(merge(articles, jumps))


def test_pages_come_one_by_one_with_their_origin(tmp_path):
    """Each page once, its articles dated; parts and copies are still apart."""
    pages = [entry for entry in read_corpus([write(tmp_path)], LIMIT) if isinstance(entry, ReadPage)]
    assert [page.page.file for page in pages] == list(PAGES)
    assert {(article.newspaper, article.date, article.page) for article in pages[1].articles} == {
        ("永康日报", "2023-05-18", "3")
    }
    assert [article.kind for article in pages[1].articles] == ["fragment", "article"]
    assert pages[0].jumps["01.txt#1"].goes_to == "3"


@pytest.mark.parametrize("spooled", [False, True])
def test_what_belongs_together_is_put_together(tmp_path, spooled):
    """Halves and copies are one article each, from memory as from a file."""
    with Spool() as spool:
        merged = collected(write(tmp_path), store=spool if spooled else [])
    assert [(article.headline, [source.file for source in article.sources]) for article in merged] == [
        (HEADLINE, ["01.txt", "03.txt"]),
        ("图书馆夜场开放到十点", ["03.txt"]),
        ("医保缓缴惠及企业", ["wire.txt", "wire2.txt"]),
    ]
    assert {article.kind for article in merged} == {"article"}


def test_a_corpus_that_was_copied_is_the_same_corpus(tmp_path):
    """Every page saved twice, halves too: as many articles, each with twice as many sources."""
    write(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    merged = collected(tmp_path)
    assert [len(article.sources) for article in merged] == [4, 2, 4]
    assert all(article.sources[0].file.startswith("a/") for article in merged)
    assert len({article.id for article in merged}) == 3


def test_the_order_of_the_pages_does_not_matter(tmp_path):
    """The same articles with the same sources come out."""
    write(tmp_path)
    seen = set()
    for order in permutations(PAGES):
        merged = collected(*(tmp_path / name for name in order))
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


def test_pages_of_one_name_have_ids_of_their_own(tmp_path):
    """In two folders, and as .txt and .md."""
    one = write(tmp_path / "one", {"p.txt": OTHER, "p.md": NOTICE, "q/p.txt": WIRE[0]})
    two = write(tmp_path / "two", {"p.txt": "\n".join(WIRE[1:])})
    found = [
        article.id
        for entry in read_corpus([one, two], LIMIT)
        if isinstance(entry, ReadPage)
        for article in entry.articles
    ]
    assert len(found) == len(set(found)) == 4


def test_each_folder_has_its_own_pages_toml(tmp_path):
    """A name that is in two folders is looked up in the right one; a page named itself has its folder's."""
    for name in ("one", "two"):
        write(tmp_path / name, {"p.txt": OTHER})
        (tmp_path / name / "pages.toml").write_text(f'[defaults]\nnewspaper = "{name}"\n', encoding="utf-8")

    def papers(*paths):
        return [entry.articles[0].newspaper for entry in read_corpus(paths, LIMIT) if isinstance(entry, ReadPage)]

    assert papers(tmp_path / "one", tmp_path / "two") == ["one", "two"]
    assert papers(tmp_path / "two" / "p.txt") == ["two"]
    assert papers(tmp_path) == ["one", "two"]


def test_corrections_beside_a_page_are_heeded(tmp_path):
    """The page's articles are mended; a page named itself has its correction too."""
    write(tmp_path, {"p.txt": OTHER, "p.txt.fix": "文章：市图书馆从六月\n标题：夜里也开门\n"})
    for path in (tmp_path, tmp_path / "p.txt"):
        (page,) = [entry for entry in read_corpus([path], LIMIT) if isinstance(entry, ReadPage)]
        assert page.articles[0].headline == "夜里也开门"


def test_the_parts_of_a_page_are_those_of_the_corrected_articles(tmp_path):
    """What a correction takes out is furniture, what it borders off has its own number, nothing is missing."""
    fixes = "文章：家住附近的王阿姨\n行：12-13\n\n文章：市图书馆从六月\n删除\n"
    text = PAGE.text
    write(tmp_path, {"p.txt": text, "p.txt.fix": fixes})
    (page,) = [entry for entry in read_corpus([tmp_path], LIMIT) if isinstance(entry, ReadPage)]
    assert [article.lines for article in page.articles] == [(8, 11), (12, 13)]
    parts = page.parts()
    numbers = {part.line: part.article for part in parts}
    assert numbers == {1: None, 3: None, 4: None, 5: None, 6: None, 8: 0, 10: 0, 11: 0, 12: 1, 13: 1}
    assert {part.role for part in parts if part.line == 8} == {"headline"}
    shown = "".join(text[part.span.start : part.span.end] for part in parts)
    assert "".join(shown.split()) == "".join(text.split())


def test_what_is_wrong_beside_the_pages_is_said_once(tmp_path):
    """A correction that does not fit, one without a page, and a key of pages.toml; the pages are read all the same."""
    write(
        tmp_path,
        {
            "p.txt": OTHER,
            "q.txt": WIRE[0],
            "p.txt.fix": "文章：市图书馆从七月\n标题：题\n",
            "gone.txt.fix": "文章：市图书馆从七月\n标题：题\n",
            "pages.toml": "[defaults]\npaper = 1\n",
        },
    )
    found = [entry for entry in read_corpus([tmp_path], LIMIT) if isinstance(entry, SidecarError)]
    assert [str(entry).partition(":")[0] for entry in found] == ["pages.toml", "p.txt.fix, line 1", "gone.txt.fix"]
    assert "there is no page gone.txt" in str(found[2])
    retriever = Retriever.from_folder(tmp_path)
    assert len(retriever.articles) == 2
    assert len([problem for problem in retriever.problems if isinstance(problem, SidecarError)]) == 3


def test_a_corpus_that_is_not_there_is_an_error(tmp_path):
    """A missing path is named."""
    with pytest.raises(CorpusError, match="missing"):
        list(read_corpus([tmp_path / "missing"], LIMIT))


def test_a_spool_gives_back_what_it_was_given():
    """Every field but the layout, whatever characters it holds, in any order."""
    articles = [
        Article(
            id=f"{number}",
            headline="题\n😀\ud800",
            paragraphs=["一", "二"],
            authors=["李华"],
            kind="caption",
            newspaper="永康日报",
            date="2023-05-18",
            file="a/b.txt",
            lines=(number + 1, number + 2),
            page="A03",
            others=[Source("c.txt", (1, 2), None, "2023-05-19", None)],
        )
        for number in range(3)
    ]
    with Spool() as spool:
        for article in (*articles, Article(id="x", headline="", paragraphs=[])):
            spool.append(article)
        assert len(spool) == 4
        assert [spool[number] for number in (2, 0, 1)] == [articles[2], articles[0], articles[1]]
        assert spool[3].lines is None
