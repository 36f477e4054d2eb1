"""`baowen articles`: what the reader made of pages."""

import json

from tests.cli.conftest import write_newspaper
from tests.support.command_line import baowen


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
