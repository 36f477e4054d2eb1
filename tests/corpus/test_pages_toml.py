"""What an operator says about pages in pages.toml."""

import pytest

from bot.corpus.metadata import Metadata
from bot.corpus.pages_toml import PagesTomlFiles, read_pages_toml


def test_entries_apply_to_all_to_some_and_to_one_page(tmp_path):
    """A name takes precedence over a pattern, and a file nearer to the page over one farther up."""
    (tmp_path / "2023").mkdir()
    (tmp_path / "pages.toml").write_text(
        '[defaults]\nnewspaper = "杭州日报"\n[pages."2023/b.txt"]\npage = "A03"\n'
        '[pages."2023/*"]\ndate = 2023-05-18\npage = 9\n',
        encoding="utf-8",
    )
    files = PagesTomlFiles()
    assert files.look_up(tmp_path, "a.txt") == (Metadata("杭州日报", None, None), [])
    assert files.look_up(tmp_path, "2023/b.txt") == (Metadata("杭州日报", "2023-05-18", "A03"), [])
    assert files.look_up(tmp_path, "2023/c.txt") == (Metadata("杭州日报", "2023-05-18", "9"), [])
    (tmp_path / "2023" / "pages.toml").write_text('[defaults]\ndate = "2023-5-19"\n', encoding="utf-8-sig")
    assert PagesTomlFiles().look_up(tmp_path, "2023/c.txt") == (Metadata("杭州日报", "2023-05-19", "9"), [])


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (b"[defaults\n", ["pages.toml: is no valid TOML (Expected ']' at the end of a table declaration (at line 1"]),
        ("[defaults]\nnewspaper = '杭州日报'".encode("gbk"), ["pages.toml: the file is not UTF-8 text"]),
        (b"[page]\n", ["pages.toml: 'page' is unknown"]),
        (b"pages = 3\n", ["pages.toml: 'pages' must be a table"]),
        (b"defaults = 3\n", ["pages.toml: defaults must be a table"]),
        (
            b"[defaults]\npaper = 'x'\ndate = 2023\n[pages.'a.txt']\npage = true\nnewspaper = ''\n",
            [
                "pages.toml: defaults.paper is unknown: take newspaper, date, page",
                "pages.toml: defaults.date must be a day of the calendar",
                'pages.toml: pages."a.txt".page must be a number or a text',
                'pages.toml: pages."a.txt".newspaper must be a name',
            ],
        ),
        (b"[defaults]\ndate = '2023-02-30'\n", ["pages.toml: defaults.date must be a day"]),
    ],
)
def test_each_fault_is_reported_in_one_sentence(tmp_path, content, reasons):
    """With file and key."""
    (tmp_path / "pages.toml").write_bytes(content)
    _, problems = read_pages_toml(tmp_path / "pages.toml", "pages.toml")
    assert [str(problem)[: len(reason)] for problem, reason in zip(problems, reasons, strict=True)] == reasons
    assert not any("\n" in str(problem) for problem in problems)


def test_the_rest_of_a_faulty_pages_toml_is_used(tmp_path):
    """A faulty key costs that key only."""
    (tmp_path / "pages.toml").write_text('[defaults]\nnewspaper = "杭州日报"\ndate = 5\n', encoding="utf-8")
    pages_toml, problems = read_pages_toml(tmp_path / "pages.toml", "pages.toml")
    assert pages_toml.look_up("a.txt") == Metadata("杭州日报", None, None)
    assert len(problems) == 1


def test_a_name_takes_precedence_over_a_pattern(tmp_path):
    """And both over the defaults; each fact comes from the first entry that has it."""
    (tmp_path / "pages.toml").write_text(
        '[defaults]\nnewspaper = "杭州日报"\npage = 9\n[pages."2023-05-18/front.txt"]\npage = "A01"\n'
        '[pages."2023-05-18/*"]\ndate = 2023-05-18\npage = 2\n',
        encoding="utf-8",
    )
    pages_toml, problems = read_pages_toml(tmp_path / "pages.toml", "pages.toml")
    assert problems == []
    assert pages_toml.look_up("2023-05-18/front.txt") == Metadata("杭州日报", "2023-05-18", "A01")
    assert pages_toml.look_up("2023-05-18/back.txt") == Metadata("杭州日报", "2023-05-18", "2")
    assert pages_toml.look_up("2023-05-19/back.txt") == Metadata("杭州日报", None, "9")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[defaults]\npage = " + "9" * 5000 + "\n", "is no valid TOML (Exceeds the limit"),
        ("[defaults]\npage = 0x" + "f" * 5000 + "\n", "defaults.page must be a number or a text"),
        ("[defaults]\npage = " + "[" * 5000 + "]" * 5000 + "\n", "is no valid TOML ("),
    ],
)
def test_a_value_without_measure_is_one_problem(tmp_path, content, reason):
    """Python reads and writes no number of thousands of digits, and calls itself a thousand times at most."""
    (tmp_path / "pages.toml").write_text(content, encoding="utf-8")
    _, (problem,) = read_pages_toml(tmp_path / "pages.toml", "pages.toml")
    assert problem.reason.startswith(reason)
