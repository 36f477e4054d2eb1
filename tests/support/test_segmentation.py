"""The measures of segmentation."""

from __future__ import annotations

import json

import pytest

from tests.support.segmentation import Segmentation, cover_articles, main

BRIDGE, LAMPS = "跨江新桥今天通车了", "元宵花灯会昨晚开幕"


def test_an_article_that_is_read_as_it_is_has_full_coverage():
    """In whatever order; white space and the width of characters do not count."""
    assert cover_articles([BRIDGE, LAMPS + "１"], [f"元宵\n{LAMPS[2:]} 1", BRIDGE]) == [1.0, 1.0]


def test_two_articles_that_are_read_as_one_cover_the_longer_half():
    """Nine characters have six runs of four; joined they have fifteen. The other article has nothing."""
    assert cover_articles([BRIDGE, LAMPS], [BRIDGE + LAMPS]) == [6 / 15, 0.0]


def test_an_article_that_is_read_as_two_is_covered_by_the_larger_part():
    """Of six runs the first seven characters have four."""
    assert cover_articles([BRIDGE], [BRIDGE[:7], BRIDGE[7:]]) == [4 / 6]


def test_nothing_read_covers_nothing():
    """Neither does what stands on no page."""
    assert cover_articles([BRIDGE], []) == cover_articles([BRIDGE], [LAMPS]) == [0.0]
    assert cover_articles([], [LAMPS]) == []


def test_the_figures_of_a_set_are_means_over_its_articles():
    """The article error rate is what coverage lacks."""
    result = Segmentation()
    result.add([BRIDGE, LAMPS], [BRIDGE, LAMPS])
    result.add([BRIDGE], [BRIDGE[:7], BRIDGE[7:]])
    assert result.coverage == pytest.approx((1 + 1 + 4 / 6) / 3)
    assert str(result) == (
        "article coverage 0.889, article error rate 0.111, properly found (coverage 0.95 or more) 0.667, "
        "4 articles read for 3"
    )


def test_pages_and_the_articles_of_another_program_are_scored(tmp_path, capsys):
    """A folder is read; a file of JSON lines holds what another program found."""
    story = f"{BRIDGE}，全长两公里，从城东到城西只要五分钟。"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(f"跨江新桥通车\n\n　　{story}\n", encoding="utf-8")
    truth, others = tmp_path / "truth.jsonl", tmp_path / "others.jsonl"
    truth.write_text(
        "\n".join(
            json.dumps({"file": file, "headline": "跨江新桥通车", "paragraphs": [story]}) for file in ("a.txt", "b.txt")
        ),
        encoding="utf-8",
    )
    others.write_text(
        json.dumps({"file": "b.txt", "headline": "跨江新桥通车", "paragraphs": [story]}), encoding="utf-8"
    )
    for read in (tmp_path / "pages", others):
        main([str(truth), str(read), "--show", "1"])
        worst, figures = capsys.readouterr().out.splitlines()
        assert worst.startswith("0.00  ")
        assert figures.startswith("2 pages: article coverage 0.500, article error rate 0.500, ")
