"""benchmarks/confidence_trees.py: trees of the confidence from examples."""

import dataclasses
import json

import numpy as np
import pytest

from benchmarks import confidence_trees
from benchmarks.labelled_examples import Example
from bot.answering.confidence import confidence
from bot.answering.confidence.confidence import ANSWERED, AnswerFeatures, log_odds

NAMES = AnswerFeatures._fields[:-1]


def make_examples(source, count=600):
    """Questions of which what is covered, or what is lost, decides; a tenth is the other way."""
    random = np.random.default_rng(3)
    for covered, lost, odd in random.random((count, 3)):
        right = bool((covered > 0.5 > lost) != (odd < 0.1))
        values = dict.fromkeys(NAMES, 0.0) | {"covered": float(covered), "lost": float(lost)}
        yield Example(source, 50, "answerable" if right else "unanswered", f"{covered}", right, values)


def test_the_trees_tell_what_decides_and_go_no_other_way_than_the_signs():
    """Only where both speak for it an answer is likely; none becomes likelier by more that is lost."""
    rows = confidence_trees.read_rows(list(make_examples("own")), list(make_examples("asked")))
    start, trees = confidence_trees.fit_trees(rows)

    def score(covered, lost):
        values = np.zeros((1, len(NAMES)))
        values[0, [NAMES.index("covered"), NAMES.index("lost")]] = covered, lost
        return float(confidence_trees.score(start, trees, rows.names, values)[0])

    assert score(0.8, 0.2) > 1.0 > 0.0 > max(score(0.2, 0.2), score(0.8, 0.8))
    steps = np.linspace(0, 1, 41)
    for fixed in (0.1, 0.45, 0.9):
        assert (np.diff([score(step, fixed) for step in steps]) >= 0).all()
        assert (np.diff([score(fixed, step) for step in steps]) <= 0).all()


def test_the_command_writes_the_trees_that_the_program_reads(tmp_path, monkeypatch, capsys):
    """Of the right passages that people asked for the share that the module says is below ANSWERED by the trees."""
    for name in ("made", "asked"):
        lines = (json.dumps(dataclasses.asdict(one)) for one in make_examples(name))
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(confidence_trees, "TARGET", tmp_path / "trees.py")
    monkeypatch.setattr(confidence_trees, "REFUSED", 0.2)
    command = [str(tmp_path / "made"), "--asked", str(tmp_path / "asked")]
    assert confidence_trees.main(command) == 0 and not confidence_trees.TARGET.exists()
    assert confidence_trees.main([*command, "--write"]) == 0
    assert capsys.readouterr().out.startswith("60 trees of 1200 examples")
    written: dict[str, object] = {}
    exec(confidence_trees.TARGET.read_text("utf-8"), written)
    monkeypatch.setattr(confidence, "TREES", written["TREES"])
    monkeypatch.setattr(confidence, "BIAS", written["BIAS"])
    right = [AnswerFeatures(**one.features) for one in make_examples("asked") if one.right]
    refused = sum(confidence._sum_trees(one) < log_odds(ANSWERED) for one in right)
    assert refused / len(right) == pytest.approx(0.2, abs=0.02)
