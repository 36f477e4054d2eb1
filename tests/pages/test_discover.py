"""Which files belong to a corpus."""

from __future__ import annotations

import time

import pytest

from bot.errors import CorpusError, PageError
from bot.pages.discover import find_files, no_page_error


def write(folder, *names):
    """Empty files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def names(paths):
    return [entry.name for entry in find_files(paths) if not isinstance(entry, PageError)]


def errors(paths):
    return [str(entry) for entry in find_files(paths) if isinstance(entry, PageError)]


def test_pages_are_found_in_folders_and_by_name(tmp_path):
    """Pages in the folder and below, sorted; hidden ones and other kinds left out; a named file is taken."""
    write(tmp_path, "b.txt", "a.md", "sub/c.TXT", "sub.html", ".hidden.txt", ".git/d.txt", "e.docx", "f.PDF", "g.htm")
    assert names([tmp_path]) == ["a.md", "b.txt", "f.PDF", "g.htm", "sub/c.TXT", "sub.html"]
    assert names([tmp_path / "e.docx"]) == ["e.docx"]


@pytest.mark.parametrize("path", ["missing", "a\x00b"])
def test_a_path_that_does_not_exist_is_an_error(tmp_path, path):
    """The error names the path; a path with a NUL in it exists nowhere."""
    with pytest.raises(CorpusError, match="there is no file or folder"):
        names([tmp_path / path])


def test_a_folder_without_pages_has_no_files(tmp_path):
    """Whoever needs pages raises `no_page_error`, which names the folder and the endings of pages."""
    assert names([tmp_path]) == []
    assert str(no_page_error([tmp_path])) == (
        f"no page in {str(tmp_path)!r}: put the pages there as .txt, .md, .html, .htm or .pdf files"
    )


def test_files_of_other_kinds_are_named_in_one_notice(tmp_path):
    """It comes last, names five and counts the rest; settings, data and what editors leave are expected."""
    write(
        tmp_path, "a.txt", "pages.toml", "a.fix.toml", "questions.jsonl", "a.txt~", "~$b.docx", "Thumbs.db", ".x.docx"
    )
    assert errors([tmp_path]) == []
    write(tmp_path, "b.docx")
    (notice,) = errors([tmp_path])
    assert notice.endswith("1 file of another kind left out: b.docx; pages are .txt, .md, .html, .htm or .pdf")
    write(tmp_path, *(f"photos/{number}.jpg" for number in range(9)), "README")
    page, last = find_files([tmp_path])
    assert page == (tmp_path / "a.txt", "a.txt")
    assert isinstance(last, PageError)
    assert not last.failed
    assert "11 files of other kinds left out: README, b.docx, photos/0.jpg, photos/1.jpg, photos/2.jpg" in str(last)
    assert "and 6 more; pages are .txt" in str(last)


def test_a_name_that_two_folders_share_is_told_apart(tmp_path):
    """The second time it is the whole path; a file named twice is read once."""
    write(tmp_path, "a/1.txt", "b/1.txt")
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "b" / "1.txt"]
    assert names(paths) == ["1.txt", (tmp_path / "b" / "1.txt").as_posix()]


def test_a_stored_index_is_no_part_of_the_corpus_that_it_lies_in(tmp_path):
    """Its folder is left out with all that is in it, without a notice."""
    write(tmp_path, "a.txt", "index/baowen-index.json", "index/b.txt", "index/c.bin", "lock")
    assert (names([tmp_path]), errors([tmp_path])) == (["a.txt"], [])


def test_ten_thousand_pages_are_listed_quickly(tmp_path):
    """Listing them takes no second; a second and a half allows for a slow machine."""
    write(tmp_path, *(f"{part}/{number:04}.txt" for part in range(10) for number in range(1000)))
    start = time.process_time()
    assert len(names([tmp_path])) == 10_000
    assert time.process_time() - start < 1.5
