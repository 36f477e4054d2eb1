"""How likely two texts are one."""

from itertools import pairwise

import jieba
import pytest

from bot.ingest.dictionary import joint_gain
from bot.ingest.pages import read_pages
from bot.records import Page
from bot.settings import default_corpus


def log_probability(text: str) -> float:
    """The same as jieba itself finds it."""
    jieba.dt.initialize()
    route: dict[int, tuple[float, int]] = {}
    jieba.dt.calc(text, jieba.dt.get_DAG(text), route)
    return float(route[0][0])


def test_texts_with_no_word_across_their_border_gain_nothing() -> None:
    """No word of the dictionary begins with 供给侧改 and goes on with 苹果."""
    assert joint_gain("供给侧改", "苹果很甜") == 0.0


def test_a_word_cut_in_two_gains_by_being_one() -> None:
    """葡 and 萄 are nothing each by itself."""
    assert joint_gain("又大又甜的葡", "萄熟了") > 5


def test_an_empty_text_gains_nothing() -> None:
    """Nothing goes on into nothing."""
    assert joint_gain("", "萄熟了") == joint_gain("葡", "") == 0.0


def test_the_gain_is_what_jieba_finds() -> None:
    """At every line end of a real page: the likeliest ways to cut both texts as one, less those to cut each."""
    page = next(page for page in read_pages([default_corpus()]) if isinstance(page, Page))
    lines = [line for span in page.lines if (line := page.text[span.start : span.end].strip())]
    for above, below in pairwise(lines):
        left, right = above[-5:], below[:5]
        if left[-1].isalnum() and right[0].isalnum():
            whole = log_probability(left + right) - log_probability(left) - log_probability(right)
            assert joint_gain(left, right) == pytest.approx(whole, abs=1e-9)
