"""Damaged and malicious files: each is named in one line and skipped, and reading never waits for one."""

from __future__ import annotations

import os
import socket
import sys
import threading
import tracemalloc

import pytest

from bot.errors import PageError
from bot.pages.discover import find_files
from bot.records import Page
from tests.support.pages import read_pages

TEXT = "本报讯（记者 李华）近日，我市医疗保障局发布通知，最迟于年底前补缴到位。\n" * 3
posix = pytest.mark.skipif(os.name != "posix", reason="pipes, links and permissions of POSIX")


@pytest.fixture
def folder(tmp_path):
    """A corpus with one good page, which must be read whatever else is in the folder."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text(TEXT, "utf-8")
    return corpus


def read(folder):
    """The names of the pages and the messages about the other files; fails if reading takes 20 seconds."""
    found: list[Page | PageError] = []
    thread = threading.Thread(target=lambda: found.extend(read_pages([folder])), daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "reading hangs"
    sentences = [str(one) for one in found if isinstance(one, PageError)]
    assert all("\n" not in sentence for sentence in sentences)
    names = [one.file for one in found if isinstance(one, Page)]
    assert "good.txt" in names
    return names, sentences


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "a.txt: the file is empty; skipped"),
        ("a.pdf", b"", "a.pdf: the file is empty; skipped"),
        ("a.html", b"  \n", "a.html: the file is empty; skipped"),
        ("a.txt", b"\x7fELF" + bytes(500), "a.txt: the file is binary"),
        ("a.md", b"PK\x03\x04" + bytes(range(256)) * 20, "a.md: the file is binary"),
        ("a.html", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "a.html: the file is binary"),
        ("a.pdf", b"no PDF at all", "a.pdf: the PDF is damaged; skipped"),
    ],
)
def test_a_file_that_holds_no_page_is_named(folder, name, data, sentence):
    """It is empty, binary or damaged; the message says which."""
    (folder / name).write_bytes(data)
    names, sentences = read(folder)
    assert names == ["good.txt"]
    assert len(sentences) == 1
    assert sentences[0].startswith(sentence)


def test_a_file_over_the_limit_is_not_read(folder):
    """Reading looks at the size of its 50 MB and takes no memory for them."""
    with open(folder / "large.txt", "wb") as file:
        file.truncate(50 * 1024 * 1024)
    tracemalloc.start()
    _, sentences = read(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sentences == ["large.txt: the file is too large for a page (50.0 MB); skipped"]
    assert peak < 5_000_000


def test_a_folder_may_have_the_name_of_a_page(folder):
    """Its pages are read."""
    (folder / "sub.txt").mkdir()
    (folder / "sub.txt" / "page.txt").write_text(TEXT, "utf-8")
    assert read(folder) == (["good.txt", "sub.txt/page.txt"], [])


def test_folders_may_be_nested_as_deep_as_the_system_allows(folder):
    """1,200 levels, more than Python functions can call each other."""
    path = folder
    for _ in range(1200):
        path = path / "d"
        path.mkdir()
    (path / "deep.txt").write_text(TEXT, "utf-8")
    try:
        names, sentences = read(folder)
    finally:
        # pytest could not remove them: it calls itself for each
        (path / "deep.txt").unlink()
        while path != folder:
            path.rmdir()
            path = path.parent
    assert len(names) == 2
    assert not sentences


@posix
def test_pipes_sockets_and_devices_are_not_opened(folder, monkeypatch):
    """Opening a pipe would wait until another program writes into it."""
    os.mkfifo(folder / "pipe.txt")
    os.symlink(folder / "pipe.txt", folder / "to-pipe.txt")
    os.symlink("/dev/zero", folder / "zero.txt")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        _, sentences = read(folder)
    assert sentences == [
        "pipe.txt: not a file but a pipe, socket or device; skipped",
        "socket.txt: cannot be opened (No such device or address); skipped",
        "to-pipe.txt: not a file but a pipe, socket or device; skipped",
        "zero.txt: a link that leads out of the corpus folder; skipped",
    ]
    assert "pipe" in str(next(iter(read_pages([folder / "pipe.txt"]))))


@posix
def test_links_that_lead_out_are_not_followed(folder):
    """Links to files and folders outside, directly or through another link, are named; so is a broken link."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT, "utf-8")
    (outside / "notes.docx").touch()
    os.symlink(outside / "secret.txt", folder / "a.txt")
    os.symlink("../outside", folder / "b")
    os.symlink("a.txt", folder / "c.txt")
    os.symlink("nothing.txt", folder / "d.txt")
    os.symlink("e.txt", folder / "e.txt")
    os.symlink(folder.parent / "corpus-2", folder / "f.txt")
    names, sentences = read(folder)
    assert names == ["good.txt"]
    assert sentences == [
        "a.txt: a link that leads out of the corpus folder; skipped",
        "b: a link that leads out of the corpus folder; skipped",
        "c.txt: a link that leads out of the corpus folder; skipped",
        "d.txt: a link that leads nowhere; skipped",
        "e.txt: a link that leads nowhere; skipped",
        "f.txt: a link that leads out of the corpus folder; skipped",
    ]
    assert [entry.name for entry in find_files([folder]) if not isinstance(entry, PageError)] == ["good.txt"]


@posix
def test_a_link_to_a_page_is_read_and_a_link_to_a_folder_is_named(folder):
    """The pages of a folder are read once, under its own name; a link to it cannot lead in circles."""
    (folder / "sub").mkdir()
    (folder / ".store").mkdir()
    (folder / "sub" / "page.txt").write_text(TEXT, "utf-8")
    (folder / ".store" / "kept.txt").write_text(TEXT, "utf-8")
    os.symlink("good.txt", folder / "again.txt")
    os.symlink(".store/kept.txt", folder / "kept.txt")
    os.symlink(".", folder / "loop")
    os.symlink("../..", folder / "sub" / "up")
    names, sentences = read(folder)
    assert names == ["again.txt", "good.txt", "kept.txt", "sub/page.txt"]
    assert sentences == [
        "loop: a link to a folder; not followed",
        "sub/up: a link that leads out of the corpus folder; skipped",
    ]


@posix
def test_the_corpus_itself_may_be_a_link(folder):
    """A corpus path that is a link is followed; inside and outside are those of the folder it leads to."""
    os.symlink(folder, folder.parent / "link")
    assert read(folder.parent / "link") == (["good.txt"], [])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_what_is_forbidden_is_named(folder):
    """A page and a folder that the user may not read are named, and the other pages are read."""
    (folder / "locked.txt").write_text(TEXT, "utf-8")
    (folder / "locked.txt").chmod(0)
    (folder / "sub").mkdir(mode=0)
    try:
        _, sentences = read(folder)
    finally:
        (folder / "sub").chmod(0o700)
    assert sentences == [
        "locked.txt: cannot be opened (Permission denied); skipped",
        "sub/: the folder cannot be opened (Permission denied); skipped",
    ]


def test_a_page_that_vanishes_is_named(folder):
    """A page deleted between listing and reading gives an error in its place, and the next pages are read."""
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    pages = read_pages([folder])
    assert next(pages).file == "a.txt"
    (folder / "b.txt").unlink()
    assert str(next(pages)) == "b.txt: cannot be opened (No such file or directory); skipped"
    assert next(pages).file == "good.txt"


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always UTF-8")
def test_a_file_name_need_not_be_utf_8(folder):
    """Names in GBK, as in archives from a Chinese Windows, are decoded; every name is valid text on one line."""
    for raw in ("头版.txt".encode("gbk"), b"\xff\xff.txt", b"line\nbreak\x1b.txt"):
        with open(os.path.join(os.fsencode(folder), raw), "w", encoding="utf-8") as file:
            file.write(TEXT)
    names, _ = read(folder)
    assert "头版.txt" in names
    assert len(names) == 4
    assert all(name.isprintable() or "\ufffd" in name for name in names)
    assert "".join(names).encode("utf-8")
