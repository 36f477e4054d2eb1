"""Files → pages."""

from __future__ import annotations

import sys
import time

import pytest

from bot.errors import CorpusError, PageError
from bot.pages.load import OtherFiles, find_pages, read_pages
from bot.records import Page
from tests.support.pdf import Sheet

TEXT = (
    "本报讯（记者 李华）　近日，我市医疗保障局发布通知，对符合条件的企业实施阶段性缓缴政策，最迟于年底前补缴到位。\n"
    * 3
)
HTML = "<h1>公园樱花开了</h1><p>人民公园的樱花本周末盛开，免费开放。</p>"


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, encoding="utf-8")


def names(found):
    return [page.file for page in found if isinstance(page, Page)]


def errors(found):
    return [str(error) for error in found if isinstance(error, PageError)]


def test_pages_are_found_in_folders_and_by_name(tmp_path):
    """Pages in the folder and below, sorted; hidden ones and other kinds left out; a named file is taken."""
    write(tmp_path, "b.txt", "a.md", "sub/c.TXT", "sub.html", ".hidden.txt", ".git/d.txt", "e.docx", "f.PDF", "g.htm")
    found = [name for _, name in find_pages([tmp_path])]
    assert found == ["a.md", "b.txt", "f.PDF", "g.htm", "sub/c.TXT", "sub.html"]
    assert [name for _, name in find_pages([tmp_path / "e.docx"])] == ["e.docx"]


@pytest.mark.parametrize("path", ["missing", ".", "dangling.txt"])
def test_a_corpus_without_pages_is_an_error(tmp_path, path):
    """A missing path, an empty folder, a link to nothing are named."""
    folder = tmp_path / "pages"
    folder.mkdir()
    with pytest.raises(CorpusError) as caught:
        find_pages([folder / path])
    assert "no page in" in str(caught.value) or "no file or folder" in str(caught.value)
    with pytest.raises(CorpusError):
        list(read_pages([folder / path]))


def test_a_bad_page_costs_nothing_else(tmp_path):
    """Errors come in place of the pages that cannot be read; the others are read."""
    write(tmp_path, "1.txt", "4.txt")
    (tmp_path / "2.txt").write_bytes(b"\x00" * 50)
    (tmp_path / "3.txt").write_text("大" * 3000, encoding="utf-8")
    found = list(read_pages([tmp_path], max_bytes=8000))
    assert [isinstance(page, PageError) for page in found] == [False, True, True, False]
    assert "too large" in str(found[2])


def test_web_pages_and_pdf_files_are_pages(tmp_path):
    """By the name's ending, or by what the bytes say where the name says something else."""
    sheet = Sheet()
    sheet.line(40, 100, "人民公园的樱花开了。")
    data = sheet.data()
    for name in ("1.pdf", "2.txt"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "3.html").write_text(HTML, "utf-8")
    (tmp_path / "4.txt").write_text(f"<!DOCTYPE html>\n{HTML}", "utf-8")
    found = list(read_pages([tmp_path]))
    assert names(found) == ["1.pdf", "2.txt", "3.html", "4.txt"]
    assert [page.text for page in found if isinstance(page, Page)] == ["人民公园的樱花开了。\n"] * 2 + [
        "# 公园樱花开了\n\n人民公园的樱花本周末盛开，免费开放。\n"
    ] * 2


def test_a_missing_extra_is_named_and_the_rest_is_read(tmp_path, monkeypatch):
    """Each page that needs it says which extra to install."""
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    write(tmp_path, "1.txt")
    (tmp_path / "2.html").write_text(HTML, "utf-8")
    (tmp_path / "3.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "4.pdf").write_bytes(b"")
    found = list(read_pages([tmp_path]))
    assert names(found) == ["1.txt"]
    assert errors(found) == [
        "2.html: reading web pages (.html) needs an extra that is not installed: pip install 'baowen[html]'; skipped",
        "3.pdf: reading PDF files (.pdf) needs an extra that is not installed: pip install 'baowen[pdf]'; skipped",
        "4.pdf: the file is empty; skipped",
    ]


def test_files_of_other_kinds_are_named_in_one_notice(tmp_path):
    """It comes last, names some and counts the rest; settings, data and what editors leave are not meant as pages."""
    write(
        tmp_path, "a.txt", "pages.toml", "a.fix.toml", "questions.jsonl", "a.txt~", "~$b.docx", "Thumbs.db", ".x.docx"
    )
    assert errors(read_pages([tmp_path])) == []
    write(tmp_path, "b.docx")
    (notice,) = errors(read_pages([tmp_path]))
    assert notice.endswith("1 file of another kind left out: b.docx; pages are .txt, .md, .html, .htm or .pdf")
    write(tmp_path, *(f"photos/{number}.jpg" for number in range(9)), "README")
    *pages, last = read_pages([tmp_path])
    assert names(pages) == ["a.txt"]
    assert isinstance(last, OtherFiles)
    assert last.count == 11
    assert "11 files of other kinds left out: README, b.docx, photos/0.jpg, photos/1.jpg, photos/2.jpg" in str(last)
    assert "and 6 more (.jpg" in str(last)


def test_a_name_that_two_folders_share_is_told_apart(tmp_path):
    """The second time it is the whole path; a file named twice is read once."""
    write(tmp_path, "a/1.txt", "b/1.txt")
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "b" / "1.txt"]
    assert names(read_pages(paths)) == ["1.txt", (tmp_path / "b" / "1.txt").as_posix()]


def test_many_pages_are_listed_lazily_and_quickly(tmp_path):
    """The first of 10,000 pages is there before the folder has been gone through; listing them takes no second."""
    for part in range(10):
        folder = tmp_path / f"{part}"
        folder.mkdir()
        for number in range(1000):
            (folder / f"{number:04}.txt").touch()
    (tmp_path / "0" / "0000.txt").write_text(TEXT, "utf-8")
    start = time.perf_counter()
    first = next(iter(read_pages([tmp_path])))
    lazy = time.perf_counter() - start
    assert isinstance(first, Page)
    start = time.perf_counter()
    assert len(find_pages([tmp_path])) == 10_000
    whole = time.perf_counter() - start
    assert whole < 1.5
    assert lazy < whole
