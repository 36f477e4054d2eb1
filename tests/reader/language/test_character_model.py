"""How surely one row goes on in the next, and how headlines are worded."""

import math
from itertools import pairwise

import numpy as np
import pytest

from benchmarks import character_model as maker
from bot.reader.language.character_model import (
    CHARACTERS,
    UNIT,
    CharacterModel,
    join_runs,
    measure_continuation,
    measure_continuations,
    measure_wordings,
    number_rows,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [("镇上的图书馆又开", "放了两个小时"), ("全市环境保", "护工作"), ("鎮上的圖書館又開", "放了兩個小時")],
)
def test_a_broken_word_goes_on(left, right):
    """开 | 放 and 保 | 护 stand together in any newspaper, in Traditional characters, too."""
    assert measure_continuation(left, right) > 1


@pytest.mark.parametrize(("left", "right"), [("渔港换新颜", "本报讯昨天"), ("讨论结束后。", "近日，")])
def test_what_begins_texts_goes_on_nothing(left, right):
    """本报讯 and 近日 begin paragraphs, so that they are likelier to begin one than to go on another row."""
    assert measure_continuation(left, right) < -1


def test_rows_are_measured_at_once_as_each_by_itself():
    """The first row goes on nothing; what is empty or unknown says nothing."""
    rows = ["镇上的图书馆又开", "放了两个小时。", "\U0001f41f", "近日", "𠮷野"]
    assert measure_continuations(rows) == [0.0, *(measure_continuation(*border) for border in pairwise(rows))]
    assert measure_continuation("镇上", "\U0001f41f") == measure_continuation("", "镇上") == 0.0
    assert measure_continuations([]) == measure_wordings([]) == []


def test_headlines_are_worded_otherwise_than_body_text():
    """They leave out 了 and 的 and give no day."""
    headline, body = measure_wordings(["我市启动夜间图书馆建设", "他说了他的图书馆在5日的事"])
    assert headline > body + 3


def test_tables_hold_how_much_likelier_pairs_are_than_chance(tmp_path):
    """市 stands after 夜 four times of four, and is four of 17 second characters, with half a one added to each.

    Smoothed by Witten and Bell for one kind of follower: P(市 | 夜) = (4 + 1 · P(市)) / (4 + 1).
    """
    (tmp_path / "paper.txt").write_text("夜市\n" * 4 + "# 天亮\n" + "天亮天亮\n", "utf-8")
    paragraphs, headlines = maker.read_texts(tmp_path)
    assert (len(paragraphs), headlines) == (5, ["天亮"])
    numbers = maker.number_characters([*paragraphs, *headlines])
    numbered, row = number_rows(numbers.astype(np.int64), paragraphs)
    assert row.tolist() == [*np.repeat(range(4), 4), *[4] * 6]
    pairs, counts = maker.count_runs(numbered, 2)
    # four texts with three borders, one with five
    assert counts.sum() == 17
    tables = maker.weigh_runs(pairs, counts, *maker.count_runs(numbered, 3))
    night, market = (int(numbers[ord(one)]) for one in "夜市")
    wanted = join_runs(np.array([night]), np.array([market]))
    at = tables["pairs"].astype(np.int64).cumsum().searchsorted(wanted)[0]
    alone = 4.5 / (17 + 0.5 * CHARACTERS)
    assert tables["pair_values"][at] * UNIT == pytest.approx(math.log((4 + alone) / 5 / alone), abs=UNIT)


def test_the_model_is_read_once():
    """Its tables take tens of milliseconds to unpack."""
    assert CharacterModel.load() is CharacterModel.load()
