"""Pages beside their articles, in a file for a browser."""

import re
from html.parser import HTMLParser

import pytest

from bot.chat.replies import CHINESE
from bot.cli.listing.browser import draw_pages, write_pages
from bot.corpus.corpus_reader import read_corpus
from bot.errors import PageError
from bot.pages.load import read_file

TEXT = "A03 要闻\n\n城东停水\n\n记者 李华\n\n5月3日城东小区停水，6日恢复供水，<script>alert(1)</script>&amp;\"'。\n"


@pytest.fixture
def pages(tmp_path):
    """Two pages; one holds markup, the other no article."""
    (tmp_path / "永康日报_2022-08-17.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "<b>.txt").write_text("城西停电\n\n5月4日城西小区停电，5日恢复供电。\n", encoding="utf-8")
    return list(read_corpus([tmp_path], 1_000_000))


class Elements(HTMLParser):
    """Elements with their attributes, and the text of each line of the page."""

    def __init__(self, source):
        super().__init__()
        self.found, self.open, self.text = [], [], ""
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


def test_each_line_of_a_page_stands_beside_its_articles(pages):
    """With its number, its role and its article; and every character of the page is there."""
    drawn = "".join(draw_pages(pages, CHINESE))
    elements = Elements(drawn)
    for line in TEXT.splitlines():
        assert line in elements.text
    assert (
        '<div id="p2-3"><b>3</b><span><span class="headline" data-article="0" style="--hue:0">城东停水</span>' in drawn
    )
    assert '<span class="byline" data-article="0" style="--hue:0">记者 李华</span>' in drawn
    assert '<span class="furniture">A03 要闻</span>' in drawn
    assert "永康日报 2022年8月17日 第A03版" in elements.text
    articles = [attributes for tag, attributes in elements.found if tag == "article"]
    assert [attributes["data-article"] for attributes in articles] == ["0", "0"]
    assert drawn.count("<section>") == drawn.count("</section>") == 2


def test_what_stands_on_a_page_is_text(pages):
    """Markup in a page, in a headline or in a file's name is shown, not obeyed."""
    drawn = "".join(draw_pages(pages, CHINESE))
    tags = [tag for tag, _ in Elements(drawn).found]
    assert tags.count("script") == 1
    assert tags.count("b") == len(re.findall(r'<div id="p', drawn)) + tags.count("article")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in drawn


def test_the_file_needs_nothing_else(pages):
    """No address, no font, style or script of another file; it forbids the browser to load any."""
    drawn = "".join(draw_pages(pages, CHINESE))
    for tag, attributes in Elements(drawn).found:
        assert not {"src", "srcset", "data"} & attributes.keys(), tag
        assert attributes.get("href", "#").startswith("#"), tag
    assert "url(" not in drawn
    assert "@import" not in drawn
    assert "default-src 'none'" in drawn
    assert "prefers-color-scheme: dark" in drawn
    assert 'name="viewport"' in drawn


def test_a_file_is_whole_or_as_it_was(pages, tmp_path):
    """An error in the middle leaves the earlier file, and nothing beside it."""
    target = tmp_path / "out" / "out.html"
    target.parent.mkdir()
    target.write_text("earlier", encoding="utf-8")

    def broken():
        yield pages[0]
        raise OSError("no space is left")

    with pytest.raises(OSError, match="no space"):
        write_pages(target, broken(), CHINESE)
    assert [path.read_text(encoding="utf-8") for path in target.parent.iterdir()] == ["earlier"]
    write_pages(target, pages, CHINESE)
    assert target.read_text(encoding="utf-8") == "".join(draw_pages(pages, CHINESE))
    assert list(target.parent.iterdir()) == [target]


def test_a_link_leads_to_the_file_that_is_written(pages, tmp_path):
    """It stays a link."""
    (tmp_path / "link.html").symlink_to(tmp_path / "out.html")
    write_pages(tmp_path / "link.html", pages, CHINESE)
    assert (tmp_path / "link.html").is_symlink()
    assert "<section>" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_such_a_file_is_no_page(pages, tmp_path):
    """It may lie among the pages: it is named, and nobody's failure."""
    write_pages(tmp_path / "out.html", pages, CHINESE)
    (error,) = read_file(tmp_path / "out.html", "out.html", 1_000_000)
    assert isinstance(error, PageError)
    assert str(error) == "out.html: a file of baowen articles --html, not a page; skipped"
    assert not error.failed
