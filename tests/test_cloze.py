"""Questions made from pages: each asks for a number, and its answer is the sentence that has it."""

import json
import sys

from benchmarks import cloze


def test_the_command_makes_questions_about_numbers_of_the_pages(tmp_path, capsys, monkeypatch):
    """The words asked for stand in the answer and not in the question; days that are kept to check have none."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for day, price in (("16", 15), ("17", 28)):
        text = f"""城东日报 2020年1月{day}日 第1版

城东泳池下月重新开放

记者昨天从城东区体育局了解到，城东泳池整修工程已经完成，市民门票价格为{price}元。
泳池管理处介绍，泳池全年接待游客{price + 100}万人次，同比增长12%。
"""
        (pages / f"202001{day}_01.txt").write_text(text, "utf-8")
    out = tmp_path / "cloze.jsonl"
    monkeypatch.setattr(sys, "argv", ["cloze", str(out), str(pages), "--days", "even"])
    cloze.main()
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert lines
    assert f"{len(lines)} questions about 1 articles" in capsys.readouterr().out
    for line in lines:
        (words,) = line["exact"]
        assert words in line["answer"] and words not in line["question"]
        assert line["file"] == "20200116_01.txt" and line["kind"] == "cloze"
