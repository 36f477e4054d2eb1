"""The list of a corpus's files and the stamps that tell whether one has changed."""

import os

import pytest

from bot.errors import CorpusError
from bot.pages.inventory import take_inventory


@pytest.fixture
def folder(tmp_path):
    """Two pages, one in a folder below."""
    (tmp_path / "sub").mkdir()
    for name in ("a.pdf", "sub/b.txt"):
        (tmp_path / name).write_text("樱花开了。", "utf-8")
    return tmp_path


def stamps(folder):
    return {file.name: file.stamp for file in take_inventory([folder]).files}


def test_an_unchanged_corpus_has_the_same_fingerprint(folder):
    """Two inventories of the same files are equal."""
    one, other = take_inventory([folder]), take_inventory([folder])
    assert one == other
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "c.txt").touch(),
        lambda folder: (folder / "a.pdf").unlink(),
        lambda folder: (folder / "a.pdf").write_text("樱花谢了。", "utf-8"),
        lambda folder: os.utime(folder / "a.pdf", (1, 1)),
        lambda folder: (folder / "a.docx").touch(),
    ],
)
def test_a_file_that_comes_goes_or_changes_changes_the_fingerprint(folder, change):
    """Also a file of another kind, because the notice about it changes."""
    before = take_inventory([folder]).fingerprint
    change(folder)
    assert take_inventory([folder]).fingerprint != before


@pytest.mark.parametrize(
    ("side_file", "changed"),
    [
        ("a.pdf.fix", ["a.pdf"]),
        ("a.pdf#2.fix", ["a.pdf"]),
        ("pages.toml", ["a.pdf", "sub/b.txt"]),
        ("sub/pages.toml", ["a.pdf", "sub/b.txt"]),
    ],
)
def test_a_side_file_changes_the_stamps_of_its_pages(folder, side_file, changed):
    """A correction belongs to one page or to one page of a PDF; a pages.toml may speak of any page."""
    before = stamps(folder)
    (folder / side_file).touch()
    after = stamps(folder)
    assert [name for name in before if before[name] != after[name]] == changed


def test_a_corpus_without_pages_is_an_error(tmp_path):
    """The error names the folder."""
    with pytest.raises(CorpusError, match="no page in"):
        take_inventory([tmp_path])
