"""A corpus of pages → its articles."""

from functools import partial

import pytest

from bot import Retriever
from bot.corpus import corpus_reader
from bot.corpus.corpus_reader import CorpusPage, read_corpus
from bot.errors import CorpusError, PageError, SidecarError
from bot.reader.page import read_page
from tests.corpus.merging.test_continuations import FIRST, HEADLINE, OTHER, SECOND
from tests.corpus.merging.test_duplicates import NOTICE, WIRE
from tests.corpus.test_corrections import PAGE

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


def test_pages_come_one_by_one_with_their_metadata(tmp_path):
    """Each page comes once, with newspaper, date and page number; parts and duplicates are not merged yet."""
    pages = [entry for entry in read_corpus([write(tmp_path)], LIMIT) if isinstance(entry, CorpusPage)]
    assert [page.page.file for page in pages] == list(PAGES)
    assert {(article.newspaper, article.date, article.page) for article in pages[1].articles} == {
        ("永康日报", "2023-05-18", "3")
    }
    assert [article.kind for article in pages[1].articles] == ["fragment", "article"]
    assert pages[0].jumps["01.txt#1"].goes_to == "3"


def test_pages_with_the_same_name_have_different_ids(tmp_path):
    """Two folders, or .txt and .md."""
    one = write(tmp_path / "one", {"p.txt": OTHER, "p.md": NOTICE, "q/p.txt": WIRE[0]})
    two = write(tmp_path / "two", {"p.txt": "\n".join(WIRE[1:])})
    found = [
        article.id
        for entry in read_corpus([one, two], LIMIT)
        if isinstance(entry, CorpusPage)
        for article in entry.articles
    ]
    assert len(found) == len(set(found)) == 4


def test_each_folder_has_its_own_pages_toml(tmp_path):
    """A name that two folders share is looked up in the right one; a page given as a path has its folder's."""
    for name in ("one", "two"):
        write(tmp_path / name, {"p.txt": OTHER})
        (tmp_path / name / "pages.toml").write_text(f'[defaults]\nnewspaper = "{name}"\n', encoding="utf-8")

    def papers(*paths):
        return [entry.articles[0].newspaper for entry in read_corpus(paths, LIMIT) if isinstance(entry, CorpusPage)]

    assert papers(tmp_path / "one", tmp_path / "two") == ["one", "two"]
    assert papers(tmp_path / "two" / "p.txt") == ["two"]
    assert papers(tmp_path) == ["one", "two"]


def test_corrections_beside_a_page_are_applied(tmp_path):
    """A page given as a path is corrected as well."""
    write(tmp_path, {"p.txt": OTHER, "p.txt.fix": "文章：市图书馆从六月\n标题：夜里也开门\n"})
    for path in (tmp_path, tmp_path / "p.txt"):
        (page,) = [entry for entry in read_corpus([path], LIMIT) if isinstance(entry, CorpusPage)]
        assert page.articles[0].headline == "夜里也开门"


def test_the_parts_of_a_page_are_those_of_the_corrected_articles(tmp_path):
    """Dropped text is furniture, an article made of lines has its own number, and no character is missing."""
    fixes = "文章：家住附近的王阿姨\n行：12-13\n\n文章：市图书馆从六月\n删除：是\n"
    text = PAGE.text
    write(tmp_path, {"p.txt": text, "p.txt.fix": fixes})
    (page,) = [entry for entry in read_corpus([tmp_path], LIMIT) if isinstance(entry, CorpusPage)]
    assert [article.lines for article in page.articles] == [(8, 11), (12, 13)]
    parts = page.parts()
    numbers = {part.line: part.article for part in parts}
    assert numbers == {1: None, 3: None, 4: None, 5: None, 6: None, 8: 0, 10: 0, 11: 0, 12: 1, 13: 1}
    assert {part.role for part in parts if part.line == 8} == {"headline"}
    shown = "".join(text[part.span.start : part.span.end] for part in parts)
    assert "".join(shown.split()) == "".join(text.split())


def test_each_fault_in_side_files_is_reported_once(tmp_path):
    """A correction that does not fit, one without a page, an unknown key of pages.toml; the pages are still read."""
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


def test_a_missing_path_is_an_error(tmp_path):
    """The error names it."""
    with pytest.raises(CorpusError, match="missing"):
        list(read_corpus([tmp_path / "missing"], LIMIT))


def test_a_page_that_is_read_in_pieces_is_named(tmp_path):
    """The sentence says how many lines it has; the page has not failed."""
    write(tmp_path, {"long.txt": f"{WIRE[0]}\n\n" * 2500})
    page, problem = read_corpus([tmp_path], LIMIT)
    assert isinstance(page, CorpusPage)
    assert str(problem) == "long.txt: 5,000 lines are more than a page has: read in 2 pieces; check it"
    assert isinstance(problem, PageError) and not problem.failed


def test_a_page_that_takes_too_long_is_named(tmp_path, monkeypatch):
    """The sentence says that it was read in pieces; the page has not failed."""
    monkeypatch.setattr(corpus_reader, "read_page", partial(read_page, seconds=0.0))
    write(tmp_path, {"slow.txt": f"{WIRE[0]}\n\n\n" * 200})
    page, problem = read_corpus([tmp_path], LIMIT)
    assert isinstance(page, CorpusPage)
    pieces = page.reading.pieces
    assert pieces > 1
    assert str(problem) == f"slow.txt: reading it takes too long: read in {pieces} pieces; check it"
    assert isinstance(problem, PageError) and not problem.failed


def test_an_unforeseen_error_costs_one_page(tmp_path, monkeypatch):
    """It is named with its kind in one line, and the next pages are read."""

    def fail(page):
        if page.file == "03.txt":
            raise RecursionError("maximum recursion depth exceeded\nin a library")
        return read_page(page)

    monkeypatch.setattr("bot.corpus.corpus_reader.read_page", fail)
    found = list(read_corpus([write(tmp_path)], LIMIT))
    assert [str(one) for one in found if not isinstance(one, CorpusPage)] == [
        "03.txt: cannot be read (RecursionError: maximum recursion depth exceeded); skipped"
    ]
    assert len(found) == len(PAGES)
