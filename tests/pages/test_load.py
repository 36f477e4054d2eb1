"""One file → its pages."""

from __future__ import annotations

import sys

from bot.errors import MissingExtraError, PageError
from bot.records import Page
from tests.support.pages import read_pages
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


def test_a_bad_page_costs_nothing_else(tmp_path):
    """An error stands in place of each page that cannot be read; the others are read."""
    write(tmp_path, "1.txt", "4.txt")
    (tmp_path / "2.txt").write_bytes(b"\x00" * 50)
    (tmp_path / "3.txt").write_text("大" * 3000, encoding="utf-8")
    found = list(read_pages([tmp_path], max_bytes=8000))
    assert [isinstance(page, PageError) for page in found] == [False, True, True, False]
    assert "too large" in str(found[2])


def test_web_pages_and_pdf_files_are_pages(tmp_path):
    """The content decides the type of a file, and its ending only where the content does not tell."""
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
        f"2.html: {MissingExtraError('reading web pages (.html)', 'html')}; skipped",
        f"3.pdf: {MissingExtraError('reading PDF files (.pdf)', 'pdf')}; skipped",
        "4.pdf: the file is empty; skipped",
    ]
