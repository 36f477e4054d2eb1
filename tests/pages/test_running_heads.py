"""Heads and feet of the pages of a document, in the text that was extracted from it."""

from __future__ import annotations

import pytest

from bot.pages.running_heads import leave_out_running_heads
from bot.reader.page import read_page
from bot.records import Page

HEAD = "青岚文化馆年报　　2021年"


def read(text):
    """Headline and paragraphs of each article."""
    page = leave_out_running_heads(Page("a.txt", text, "utf-8"))
    return [(a.headline, list(a.paragraphs)) for a in read_page(page).articles]


@pytest.mark.parametrize("number", ["— {} —", "第 {} 页 共 2 页", "· {} ·", "- {} -", "第{}頁", "Page {} of 2"])
@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_paragraph_goes_on_over_the_end_of_a_page(number, blank):
    """The number of the page and the head of the next one, with blank lines around them or without, are left out."""
    text = (
        f"{HEAD}\n\n文化馆添了夜场\n　　青岚文化馆从三月起添了夜场，每周\n二、四、六开到晚上十点，下班的人也\n"
        f"能来学一门手\n{blank}{number.format(1)}\n{HEAD}\n{blank}艺，剪纸班最满。\n"
        "　　馆里说，夜场的课不收钱，材料自己\n带。\n"
        f"　　夏天还要开到户外去，灯已经装好了。\n{number.format(2)}\n"
    )
    assert read(text) == [
        (
            "文化馆添了夜场",
            [
                "青岚文化馆从三月起添了夜场，每周二、四、六开到晚上十点，下班的人也能来学一门手艺，剪纸班最满。",
                "馆里说，夜场的课不收钱，材料自己带。",
                "夏天还要开到户外去，灯已经装好了。",
            ],
        )
    ]


@pytest.mark.parametrize("end", ["\f", "\f\n"])
def test_a_form_feed_beside_the_number_of_a_page(end):
    """Bare numbers are those of pages where a form feed stands beside them, on a line of its own or not."""
    first = ("文化馆添了夜场", ["文化馆从三月起添了夜场，开到晚上十点。", "馆里说，夜场的课不收钱，材料自己带。"])
    second = ("渡口添了新船", ["柳溪渡口昨天添了一艘新渡船，能坐八十人。", "船长说，夜里也开，下班的人不用绕远路。"])
    texts = ["\n".join([headline, *("　　" + text for text in body)]) for headline, body in (first, second)]
    assert read(f"{texts[0]}\n\n3\n{end}{texts[1]}\n\n4\n") == [first, second]


def test_lines_keep_their_numbers():
    """A line that is left out stays as an empty line, or as a form feed where the text goes on."""
    text = f"{HEAD}\n　　夜场每周开三\n— 1 —\n{HEAD}\n次。\n— 2 —\n"
    assert leave_out_running_heads(Page("a.txt", text, "utf-8")).text == "\n　　夜场每周开三\n\f\n\f\n次。\n\n"


def test_text_without_page_numbers_stays_as_it_is():
    """Lines that stand twice on a page without numbers are no heads."""
    page = Page("a.txt", "夜场\n文化馆\n夜场\n文化馆\n12\n", "utf-8")
    assert leave_out_running_heads(page) is page
