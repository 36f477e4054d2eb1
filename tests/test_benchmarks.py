"""The benchmarks start, and the benchmark of engines notices a wrong one. What they measure is not tested."""

import importlib
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from benchmarks import engines
from benchmarks.corpora import build_recombined, build_zipf
from benchmarks.curves import draw_chart
from benchmarks.exact_words import is_same

BENCHMARKS = [
    "ablation",
    "commands",
    "confidence",
    "confidence_examples",
    "engines",
    "exact_words",
    "fake_day",
    "html",
    "live",
    "milvus",
    "reader",
    "serving",
    "start",
]
TEXTS = ["今天停水。明天来水！", "医保缴费开始了，大家快来。"]


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_starts(monkeypatch, capsys, name):
    """With --help it prints what it measures and how it is called."""
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    try:
        importlib.import_module(f"benchmarks.{name}").main()
    except SystemExit as end:
        assert not end.code
    assert f"python -m benchmarks.{name}" in capsys.readouterr().out


@pytest.mark.parametrize("make", [build_zipf, lambda passages: build_recombined(TEXTS, passages)])
def test_the_same_corpus_comes_every_time(make):
    """Numbers are drawn with a fixed seed."""
    one, other = make(20), make(20)
    assert list(one.passages()) == list(other.passages())
    assert one.queries(3) == other.queries(3)


def test_a_recombined_corpus_has_so_many_passages_of_whole_sentences():
    """Each passage is a row of the texts' sentences, none empty; a smaller corpus is its beginning."""
    corpus = build_recombined(TEXTS, 30)
    passages = list(corpus.passages())
    wholes = ["今天停水", "明天来水", "医保缴费开始了大家快来"]
    for passage in passages:
        rest = "".join(passage)
        while rest:
            rest = next(rest.removeprefix(whole) for whole in wholes if rest.startswith(whole))
    assert len(passages) == 30 and all(passages)
    assert list(corpus.first(7).passages()) == passages[:7]


def test_texts_without_a_word_are_refused():
    """There is nothing to make passages of."""
    with pytest.raises(ValueError, match="no sentence"):
        build_recombined(["。"], 3)


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["engines", *arguments])
    return engines.main()


def test_engines_are_compared_and_a_wrong_one_is_noticed(monkeypatch, tmp_path, capsys):
    """A table row for each engine that is there, three charts, status 0; and 1 once the stored lengths have changed."""
    monkeypatch.setattr(engines, "missing", lambda name: ["numba"] if name in ("bm25s", "tantivy") else [])
    small = ("--sizes", "40,60", "--queries", "10", "--rounds", "1", "--folder", str(tmp_path))
    assert run(monkeypatch, *small, "--svg", str(tmp_path / "engines")) == 0
    told = capsys.readouterr().out
    assert "bm25s is left out: not installed (numba)" in told
    assert [line.split("|")[2].strip() for line in told.splitlines() if line.startswith(("| 40 ", "| 60 "))] == [
        "rank-bm25", "ours", "ours, mapped", "rank-bm25", "ours", "ours, mapped",
    ]  # fmt: skip
    assert {file.name for file in tmp_path.glob("*.svg")} == {
        "engines-build.svg", "engines-latency.svg", "engines-memory.svg",
    }  # fmt: skip
    stored = tmp_path / "seeds-60" / "ours-60" / "lengths.npy"
    np.save(stored, np.load(stored) + np.arange(60))
    assert run(monkeypatch, *small) == 1
    assert "60 passages: ours is NOT equal" in capsys.readouterr().out


def test_a_chart_shows_every_line_with_its_points():
    """Well-formed SVG, with a mark for each point and one beside each name, units and the powers of ten."""
    root = ElementTree.fromstring(
        draw_chart("甲 & 乙", "ms", {"a": [(1000, 2), (10_000, 30)], "b": [(1000, 5), (10_000, 5)]})
    )
    tags = [each.tag.partition("}")[2] for each in root.iter()]
    assert (tags.count("circle"), tags.count("rect")) == (3, 3)
    shown = [each.text for each in root.iter() if each.tag.endswith("text")]
    assert {"甲 & 乙", "ms", "passages", "1,000", "10,000", "1", "10", "100", "a", "b"} == set(shown)


def test_the_same_words_are_right_in_other_forms():
    """Limits and the year do not count; another number does, and so does a longer text."""
    assert all(
        is_same(*pair)
        for pair in (("约600吨", "600吨"), ("今年3月1日起", "3月1日"), ("36项", "36"), ("1.5万元", "1.5万元左右"))
    )
    assert is_same("3000元—6000元", "3000元至6000元") and not is_same("3000元—6000元", "3000元")
    assert not any(
        is_same(*pair) for pair in (("2小时", "2小时7分"), ("16元", "6元"), ("3月11日", "3月1日"), ("", "6元"))
    )
