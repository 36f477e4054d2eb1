"""What the reader made of a page, on the screen."""

import io

import pytest
from rich.console import Console

from bot.chat.line_breaks import count_columns
from bot.chat.replies import CHINESE
from bot.cli.listing.terminal import print_articles, print_lines
from bot.corpus.corpus_reader import read_corpus

TEXT = (
    "A03 要闻\n\n城东停水\n\n记者 李华\n\n5月3日城东小区停水，6日恢复供水。\n"
    + "停水期间，供水公司（96390）每天上午在小区门口送水；“请提前储水。”她说。" * 6
    + "\n"
)


@pytest.fixture
def page(tmp_path):
    """A page with its newspaper and date."""
    (tmp_path / "永康日报_2022-08-17.txt").write_text(TEXT, encoding="utf-8")
    (page,) = read_corpus([tmp_path], 1_000_000)
    return page


def shown(page, show, *, terminal, width=200):
    out = io.StringIO()
    show(Console(file=out, force_terminal=terminal, width=width, color_system=None, highlight=False), page, CHINESE)
    return out.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_every_line_stands_beside_what_it_was_taken_for(page, terminal):
    """In a terminal and on a pipe: headline, byline, text and furniture have marks, and the number of their article."""
    lines = [line.split() for line in shown(page, print_lines, terminal=terminal).splitlines()]
    assert ["1", "·", "A03", "要闻"] in lines
    assert ["3", "1", "#", "城东停水"] in lines
    assert ["5", "1", "@", "记者", "李华"] in lines
    assert ["7", "1", "│", "5月3日城东小区停水，6日恢复供水。"] in lines


@pytest.mark.parametrize("terminal", [True, False])
def test_a_page_has_its_newspaper_date_and_number_and_its_articles(page, terminal):
    """Then each article's headline with kind, authors and lines, and its paragraphs; no furniture."""
    out = shown(page, print_articles, terminal=terminal)
    assert out.startswith("永康日报_2022-08-17.txt (utf-8): 1  永康日报 2022年8月17日 第A03版\n")
    assert "[文章] 城东停水  李华  3–8" in out
    assert "5月3日城东小区停水，6日恢复供水。" in out
    assert "要闻" not in out


def test_a_pipe_gets_each_paragraph_on_one_line(page):
    """So that a program finds the newspaper's words."""
    assert len(shown(page, print_articles, terminal=False).rstrip().splitlines()) == 4


@pytest.mark.parametrize("show", [print_articles, print_lines])
@pytest.mark.parametrize("width", [200, 80, 40, 24])
def test_a_terminal_gets_lines_of_forty_characters_at_most(page, show, width):
    """However wide it is; none begins or ends with a wrong mark, and a telephone number is whole."""
    out = shown(page, show, terminal=True, width=width)
    lines = out.splitlines()
    assert max(map(count_columns, lines)) <= min(width, 92)
    assert not any(line.lstrip(" ")[:1] and line.lstrip(" ")[0] in "，。：；！？）”" for line in lines)
    assert not any(line.rstrip()[-1:] and line.rstrip()[-1] in "（“" for line in lines)
    assert out.count("96390") == 6


def test_markup_in_a_page_is_text(tmp_path):
    """Square brackets and emoji names mean nothing."""
    (tmp_path / "p.txt").write_text("城东[bold]停水\n\n5月3日城东小区停水:smile:，6日恢复供水。\n", encoding="utf-8")
    (page,) = read_corpus([tmp_path], 1_000_000)
    assert "城东[bold]停水" in shown(page, print_lines, terminal=True)


def test_the_marks_of_a_heading_are_no_line_of_their_own(tmp_path):
    """The # of Markdown stands before its headline."""
    (tmp_path / "a.md").write_text("# 城东停水\n\n5月3日城东小区停水，6日恢复供水。\n", encoding="utf-8")
    (page,) = read_corpus([tmp_path], 1_000_000)
    out = shown(page, print_lines, terminal=False)
    assert [line.split()[0] for line in out.splitlines()[3:-1] if line] == ["1", "3"]
