"""Question files."""

import json

import pytest

from bot.errors import QuestionError
from bot.evaluation.question_files import JudgedQuestion, read_questions


def test_broken_lines_are_named_and_the_rest_is_read(tmp_path):
    """File and line; what is missing or of a wrong type is said."""
    path = tmp_path / "q.jsonl"
    good = {"question": "问", "history": ["先问"], "file": "a.txt", "answer": "答", "kind": "direct"}
    lines = [
        json.dumps(good),
        "nein",
        '{"question": ""}',
        '{"question": "问", "history": "x"}',
        '{"question": "问", "answer": 3}',
        '{"question": "问", "headline": "题"}',
    ]
    path.write_text("\n".join([*lines, "", json.dumps(good)]), encoding="utf-8")
    found = list(read_questions(path))
    assert [isinstance(entry, JudgedQuestion) for entry in found] == [True, False, False, False, False, False, True]
    assert all(f"line {number}" in str(found[number - 1]) for number in (2, 3, 4, 5, 6))
    assert found[0] == JudgedQuestion("问", ("先问",), "a.txt", "答", "direct")


def test_each_turn_of_a_dialogue_follows_those_before_it(tmp_path):
    """The history is the turns before; the line tells one dialogue from another."""
    path = tmp_path / "q.jsonl"
    turns = [{"question": "一", "answer": "甲"}, {"text": "二", "kind": "followup"}, {"question": "三"}]
    lines = [{"turns": turns}, {"turns": []}, {"turns": ["一"]}, {"turns": [{"answer": "甲"}]}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    *found, empty, text, no_question = read_questions(path)
    assert found == [
        JudgedQuestion("一", (), None, "甲", "", 1),
        JudgedQuestion("二", ("一",), None, None, "followup", 1),
        JudgedQuestion("三", ("一", "二"), None, None, "", 1),
    ]
    assert all(isinstance(error, QuestionError) for error in (empty, text, no_question))


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    """One sentence that names it."""
    with pytest.raises(QuestionError, match="missing"):
        list(read_questions(tmp_path / "missing.jsonl"))
