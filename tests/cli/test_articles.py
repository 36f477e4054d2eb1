"""`baowen articles`: what the reader made of pages."""

import json
import os

import pytest

from tests.cli.conftest import write_newspaper
from tests.support.command_line import baowen

pytestmark = pytest.mark.usefixtures("english")


def test_articles_json_has_the_promised_fields(seeds):
    """One object a line, in page order."""
    status, out, _ = baowen("articles", str(seeds / "000_5743c7f409b0051a.txt"), "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    fixed = ["file", "id", "headline", "authors", "kind", "lines", "paragraphs"]
    assert list(found[0]) == [*fixed, "newspaper", "date", "page", "sources"]
    place = {"file": "000_5743c7f409b0051a.txt", "lines": found[0]["lines"]}
    assert found[0]["sources"] == [{**place, "newspaper": None, "date": None, "page": None}]
    assert [article["kind"] for article in found] == ["article", "article", "caption", "article"]
    assert found[0]["authors"] == ["胡美樱子"]


def test_articles_shows_every_headline():
    """Without --json a person sees each article with its kind."""
    status, out, _ = baowen("articles")
    assert status == 0
    assert "[caption] 多措并举保夏季供水" in out
    assert out.count("[fragment]") == 2


def test_articles_json_puts_together_what_belongs_together(tmp_path):
    """A story over two pages and a story printed twice are one object each, with all their sources."""
    write_newspaper(tmp_path)
    status, out, err = baowen("articles", str(tmp_path), "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [[source["file"] for source in article["sources"]] for article in found] == [
        ["01.txt", "03.txt", "03 (1).txt"],
        ["03.txt", "03 (1).txt"],
        ["wire.txt", "wire2.txt"],
    ]
    assert {key: found[0]["sources"][1][key] for key in ("newspaper", "date", "page")} == {
        "newspaper": "永康日报",
        "date": "2023-05-18",
        "page": "3",
    }


def test_articles_says_which_correction_does_not_fit(tmp_path):
    """One line on standard error, the articles as they were, exit status 1; `ask` answers all the same."""
    (tmp_path / "p.txt").write_text("城东停水通知\n\n5月3日城东小区停水，6日恢复供水。\n", encoding="utf-8")
    (tmp_path / "p.txt.fix").write_text("文章：5月3日城西小区停水\n标题：停水\n", encoding="utf-8")
    status, out, err = baowen("articles", str(tmp_path), "--json")
    assert status == 1
    assert json.loads(out)["headline"] == "城东停水通知"
    assert err.splitlines()[0].startswith("baowen: p.txt.fix, line 1: does not fit p.txt (")
    assert baowen("ask", "哪天停水？", "--corpus", str(tmp_path))[0] == 0
    (tmp_path / "p.txt.fix").write_text("文章：5月3日城东小区停水\n标题：停水\n", encoding="utf-8")
    status, out, _ = baowen("articles", str(tmp_path), "--json")
    assert (status, json.loads(out)["headline"]) == (0, "停水")


def test_articles_lines_shows_the_numbers_that_corrections_need(seeds):
    """Each line of a page once for each thing that it is, on a pipe too."""
    status, out, _ = baowen("articles", "--lines", str(seeds / "000_5743c7f409b0051a.txt"))
    assert status == 0
    assert "    1   1 # 我市加大助企纾困解难力度\n" in out
    assert "    6   1 @ 本报讯（融媒记者 胡美樱子）\n    6   1 │ 日\n" in out


def test_articles_html_writes_a_file(seeds, tmp_path):
    """Nothing is printed; the file has all pages, also where one of them cannot be read."""
    (tmp_path / "empty.txt").touch()
    target = tmp_path / "out.html"
    status, out, err = baowen("articles", "--html", str(target), str(seeds), str(tmp_path / "empty.txt"))
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "baowen: empty.txt: the file is empty; skipped",
        "baowen: 1 of 6 pages could not be read",
    ]
    assert target.read_text(encoding="utf-8").count("<section>") == 5


def test_articles_html_names_a_file_that_cannot_be_written(seeds, tmp_path):
    """With the reason, and nothing is left behind."""
    status, _, err = baowen("articles", "--html", str(tmp_path / "none" / "out.html"), str(seeds))
    assert status == 1
    assert err == f"baowen: {tmp_path}/none/out.html cannot be written (No such file or directory): name another file\n"


def test_articles_is_shown_in_one_way(tmp_path):
    """Two of --json, --lines and --html are wrong usage; so is a folder or a device for a file."""
    assert baowen("articles", "--json", "--lines")[0] == 2
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        status, _, err = baowen("articles", "--html", str(path))
        assert status == 2
        assert "--html takes the name of a file" in err
