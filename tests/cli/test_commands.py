"""The commands: what they print, and their exit statuses."""

import json
import re
import signal
import subprocess
import sys

import pytest

from tests.support.command_line import baowen, baowen_process

QUESTION = "职工医保缓缴最晚什么时候补缴？"
ANSWER = "最迟于 2022 年 12 月底前全部补缴到位"


def test_ask_prints_the_passage_with_its_article():
    """The answer word for word, the headline, the author and the file, and nothing on standard error."""
    status, out, err = baowen_process("ask", QUESTION)
    assert (status, err) == (0, "")
    assert ANSWER in out
    assert "中小微企业可缓缴" in out
    assert "胡美樱子" in out
    assert "000_5743c7f409b0051a.txt 第20—58行" in out


def test_ask_json_has_the_promised_fields():
    """One object on one line, with the names, types and ranges of the contract."""
    status, out, _ = baowen("ask", QUESTION, "--json", "-k", "2")
    assert status == 0
    assert out.count("\n") == 1
    answer = json.loads(out)
    assert list(answer) == ["question", "answered", "confidence", "band", "suggestion", "hits", "span", "took_ms"]
    assert answer["question"] == QUESTION
    assert answer["answered"] is True
    assert 0 <= answer["confidence"] <= 1
    assert [hit["rank"] for hit in answer["hits"]] == [1, 2]
    hit = answer["hits"][0]
    assert list(hit) == ["rank", "score", "text", "highlights", "article", "source"]
    assert list(hit["article"]) == ["id", "headline", "authors", "kind", "newspaper", "date", "page"]
    assert hit["source"] == {"file": "000_5743c7f409b0051a.txt", "lines": [20, 58]}
    assert all(0 <= start < end <= len(hit["text"]) for start, end in hit["highlights"])
    assert "\n" not in hit["text"]
    assert len(hit["text"]) <= 350
    start, end = answer["span"]
    assert hit["text"][start:end] == "2022 年 12 月底前"


def test_questions_on_standard_input_are_answered_in_order():
    """Plain lines and objects with a history, one answer for each, empty lines too."""
    lines = [
        QUESTION,
        json.dumps({"question": "那一年能拿多少收益？", "history": ["檀溪镇种芍药花吗？"]}),
        "",
        "什么？",
    ]
    status, out, err = baowen("ask", "-", "--json", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["question"] for answer in answers] == [QUESTION, "那一年能拿多少收益？", "", "什么？"]
    assert ANSWER in answers[0]["hits"][0]["text"]
    assert "3万元至5万元" in answers[1]["hits"][0]["text"]
    assert [answer["answered"] for answer in answers[2:]] == [False, False]
    assert "question 3 is empty" in err


def test_a_broken_object_on_standard_input_is_named():
    """A line with a wrong history still has its answer; a line that is no JSON is a question."""
    status, out, err = baowen("ask", "-", "--json", stdin='{"question": "潮汐窗口", "history": "x"}\n{潮汐窗口\n')
    assert status == 0
    assert len(out.splitlines()) == 2
    assert "line 1" in err


def test_articles_json_has_the_promised_fields(seeds):
    """One object a line, in page order."""
    status, out, _ = baowen("articles", str(seeds / "000_5743c7f409b0051a.txt"), "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    fixed = ["file", "id", "headline", "authors", "kind", "lines", "paragraphs"]
    assert list(found[0]) == [*fixed, "newspaper", "date", "page", "sources"]
    place = {"file": "000_5743c7f409b0051a.txt", "lines": found[0]["lines"]}
    assert found[0]["sources"] == [{**place, "newspaper": None, "date": None, "page": None}]
    assert [article["kind"] for article in found] == ["article", "article", "caption", "article"]
    assert found[0]["authors"] == ["胡美樱子"]


def test_articles_shows_every_headline():
    """Without --json a person sees each article with its kind."""
    status, out, _ = baowen("articles")
    assert status == 0
    assert "[caption] 多措并举保夏季供水" in out
    assert out.count("[fragment]") == 2


def _newspaper(folder):
    """Two pages of one day with a story that goes on from one to the other, one of them saved twice."""
    from tests.corpus.test_corpus_reader import PAGES

    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "03 (1).txt").write_text(PAGES["03.txt"], encoding="utf-8")


def test_articles_json_puts_together_what_belongs_together(tmp_path):
    """A story over two pages and a story printed twice are one object each, with all their sources."""
    _newspaper(tmp_path)
    status, out, err = baowen("articles", str(tmp_path), "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [[source["file"] for source in article["sources"]] for article in found] == [
        ["01.txt", "03.txt", "03 (1).txt"],
        ["03.txt", "03 (1).txt"],
        ["wire.txt", "wire2.txt"],
    ]
    assert {key: found[0]["sources"][1][key] for key in ("newspaper", "date", "page")} == {
        "newspaper": "永康日报",
        "date": "2023-05-18",
        "page": "3",
    }


def test_answers_cite_newspaper_date_and_page(tmp_path):
    """The page that the passage stands on, and the other one."""
    _newspaper(tmp_path)
    question = "加装电梯财政每台补贴多少？"
    status, out, _ = baowen("ask", question, "-k", "1", "--corpus", str(tmp_path))
    assert status == 0
    assert "· 永康日报 2023年5月18日 第3版 · 03.txt 第" in out
    assert "· 另见：永康日报 2023年5月18日 第1版 01.txt 第" in out
    article = json.loads(baowen("ask", question, "--json", "--corpus", str(tmp_path))[1])["hits"][0]["article"]
    assert [article[key] for key in ("newspaper", "date", "page")] == ["永康日报", "2023-05-18", "1"]


def test_articles_says_which_correction_does_not_fit(tmp_path):
    """One line on standard error, the articles as they were, exit status 1; `ask` answers all the same."""
    (tmp_path / "p.txt").write_text("城东停水通知\n\n5月3日城东小区停水，6日恢复供水。\n", encoding="utf-8")
    (tmp_path / "p.txt.fix").write_text("文章：5月3日城西小区停水\n标题：停水\n", encoding="utf-8")
    status, out, err = baowen("articles", str(tmp_path), "--json")
    assert status == 1
    assert json.loads(out)["headline"] == "城东停水通知"
    assert err.splitlines()[0].startswith("baowen: p.txt.fix, line 1: does not fit p.txt (")
    assert baowen("ask", "哪天停水？", "--corpus", str(tmp_path))[0] == 0
    (tmp_path / "p.txt.fix").write_text("文章：5月3日城东小区停水\n标题：停水\n", encoding="utf-8")
    status, out, _ = baowen("articles", str(tmp_path), "--json")
    assert (status, json.loads(out)["headline"]) == (0, "停水")


def test_eval_scores_the_question_file(root):
    """The rates are printed with their counts."""
    status, out, _ = baowen("eval", str(root / "tests" / "data" / "questions.jsonl"))
    assert status == 0
    assert "answer in the first passage" in out
    assert "of 22" in out


def test_eval_skips_a_broken_line_and_names_it(tmp_path):
    """File and line are named; the other questions count."""
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"question": "{QUESTION}", "answer": "{ANSWER}"}}\n{{"question": 3}}\nnein\n', encoding="utf-8")
    status, out, err = baowen("eval", str(path))
    assert status == 0
    assert "(1 of 1;" in out
    assert "q.jsonl, line 2" in err
    assert "q.jsonl, line 3" in err


def test_eval_scores_qrels_with_their_topics(tmp_path):
    """The right article first gives every measure its highest value."""
    (tmp_path / "qrels").write_text("q1 0 000_5743c7f409b0051a.txt#1 1\n")
    (tmp_path / "topics").write_text(f"q1\t{QUESTION}\n", encoding="utf-8")
    status, out, _ = baowen("eval", str(tmp_path / "qrels"), "--topics", str(tmp_path / "topics"))
    assert status == 0
    assert out.count("1.000") == 5


def test_eval_compares_two_configurations(tmp_path):
    """Question files and qrels: both columns, the difference, its interval, and what goes up and down."""
    (tmp_path / "q.jsonl").write_text('{"question": "職工醫保緩繳", "answer": "缓缴", "kind": "x"}\n', "utf-8")
    (tmp_path / "qrels").write_text("q1 0 000_5743c7f409b0051a.txt#1 1\n")
    (tmp_path / "topics").write_text("q1\t職工醫保緩繳什麼時候補繳？\n", "utf-8")
    files = (str(tmp_path / "q.jsonl"), str(tmp_path / "qrels"))
    options = ("--topics", str(tmp_path / "topics"), "--against", "traditional=off", "--by-kind", "--show")
    status, out, _ = baowen("eval", *files, *options)
    assert status == 0
    assert "with  against  difference, 95 %" in out
    assert "  answer in the first passage 1.000   1.000  +0.000  +0.000 to +0.000  (0 up, 0 down)" in out
    assert re.search(r"^  RR@10 +1\.000   \d\.\d+", out, re.MULTILINE)


def test_eval_scores_with_another_config(tmp_path):
    """缓缴 is found by its Traditional form only where that is folded."""
    (tmp_path / "q.jsonl").write_text('{"question": "緩繳", "answer": "缓缴"}\n', "utf-8")
    (tmp_path / "r.toml").write_text("traditional = false\nlexicon = false\nslips = 'off'\nlead = 40\n")
    status, out, _ = baowen("eval", str(tmp_path / "q.jsonl"), "--with", str(tmp_path / "r.toml"))
    assert status == 0
    assert "answer in the first passage 0.000" in out


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("leed=1", "no 'leed'"),
        ("lead=x", "lead is a whole number"),
        ("lexicon", "neither NAME=VALUE nor a .toml file"),
        ("missing.toml", "cannot be opened"),
    ],
)
def test_eval_names_a_setting_that_is_wrong(root, setting, said):
    """Exit status 2, one sentence."""
    status, _, err = baowen("eval", str(root / "tests" / "data" / "questions.jsonl"), "--against", setting)
    assert status == 2
    assert said in err


def test_a_corpus_of_one_s_own(tmp_path):
    """--corpus takes a folder or a page; a bad page is named and the others answer."""
    (tmp_path / "good.txt").write_text("城东停水通知\n\n5月3日城东小区停水，6日恢复供水。\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 20)
    status, out, err = baowen("ask", "哪天停水？", "--corpus", str(tmp_path))
    assert status == 0
    assert "5月3日城东小区停水" in out
    assert err.startswith("baowen: bad.txt: ")
    status, out, err = baowen("articles", str(tmp_path), "--json")
    assert status == 1
    assert len(out.splitlines()) == 1
    assert "1 of 2 pages" in err


def _corpus(tmp_path, kind):
    path = tmp_path / "corpus"
    if kind == "missing":
        return path
    path.mkdir()
    if kind == "unreadable":
        (path / "a.txt").write_bytes(b"\x00\x01\x02" * 100)
        (path / "b.txt").write_bytes(b"")
    elif kind == "other files":
        (path / "a.docx").write_bytes(b"PK")
    elif kind == "blank":
        (path / "a.txt").write_text(" \n\n　\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "unreadable", "other files", "blank"])
@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat"], ["articles"]])
def test_a_corpus_that_cannot_be_used_is_one_sentence(tmp_path, command, kind):
    """Exit status 1, one line a problem on standard error, nothing on standard output, no traceback."""
    status, out, err = baowen(*command, "--corpus", str(_corpus(tmp_path, kind)))
    assert (status, out) == (1, "")
    assert all(line.startswith("baowen: ") for line in err.splitlines())
    assert "Traceback" not in err
    assert 1 <= len(err.splitlines()) <= 3


def test_a_traceback_only_with_debug(tmp_path):
    """--debug shows where the error came from."""
    _, _, err = baowen("ask", QUESTION, "--corpus", str(tmp_path / "missing"), "--debug")
    assert "Traceback" in err


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "x", "--corpus", ""],
        ["ask", "x", "--since", "gestern"],
        ["ask"],
        ["ask", ""],
        ["ask", "   "],
        ["ask", "x", "-k", "0"],
        ["nichts"],
        ["eval"],
        ["eval", "missing"],
    ],
)
def test_wrong_usage_has_exit_status_2(args):
    """What is wrong with the command is said, without a traceback."""
    status, out, err = baowen(*args)
    assert (status, out) == (2, "")
    assert "Error:" in err or "Usage:" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("question", ["什么？", "的了吗", "😀😀", "？！", "x" * 30])
def test_a_question_that_nothing_answers_has_exit_status_0(question):
    """The paper's silence is an answer: one sentence on standard output."""
    status, out, err = baowen("ask", question)
    assert (status, err) == (0, "")
    assert len(out.splitlines()) >= 1


def test_ten_thousand_characters_are_cut_and_said():
    """The beginning is answered, and standard error says that the rest was not read."""
    status, out, err = baowen("ask", QUESTION + "啊" * 10_000)
    assert status == 0
    assert out
    assert "500" in err


def test_chat_over_a_pipe():
    """Lines in, answers out, and a clean end at the end of the input."""
    status, out, err = baowen("chat", stdin=f"{QUESTION}\n/quit\n")
    assert (status, err) == (0, "")
    assert ANSWER in out
    assert out.rstrip().endswith("再见。")


def test_telegram_without_a_token_is_one_sentence():
    """It says where to get a token, before the corpus is read."""
    status, out, err = baowen_process("telegram")
    assert (status, out) == (1, "")
    assert "@BotFather" in err
    assert len(err.splitlines()) == 1


def test_a_setting_that_cannot_be_used_is_one_sentence():
    """The variable is named."""
    status, _, err = baowen("ask", QUESTION, BAOWEN_PASSAGES="viele")
    assert status == 1
    assert "BAOWEN_PASSAGES" in err
    assert len(err.splitlines()) == 1


def test_chinese_comes_through_whatever_the_locale_says():
    """In the C locale questions and answers are UTF-8 as well."""
    environ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    status, out, _ = baowen_process("ask", "-", stdin=f"{QUESTION}\n", **environ)
    assert status == 0
    assert ANSWER in out


@pytest.mark.parametrize("command", ["ask", "chat", "telegram", "articles", "eval"])
def test_every_command_has_help(command):
    """--help explains the command and names --corpus."""
    status, out, _ = baowen(command, "--help")
    assert status == 0
    assert "--corpus" in out


def test_a_file_without_a_question_is_wrong_usage(tmp_path):
    """Nothing to score is said, with a way out."""
    path = tmp_path / "q.jsonl"
    path.write_text("# Titel\n", encoding="utf-8")
    status, _, err = baowen("eval", str(path))
    assert status == 2
    assert "no question" in err


def test_why_shows_what_a_score_consists_of():
    """The parts in a table, and in JSON parts that add up to the score."""
    status, out, _ = baowen("ask", QUESTION, "-k", "1", "--why")
    assert status == 0
    assert "confidence" in out
    hit = json.loads(baowen("ask", QUESTION, "-k", "1", "--why", "--json")[1])["hits"][0]
    assert sum(reason["points"] for reason in hit["why"]["reasons"]) == pytest.approx(hit["score"], abs=1e-5)


def test_why_goes_together_with_newspaper_and_dates(tmp_path):
    """A hit that only the filter lets through is explained."""
    new = (
        "城东明天停水检修，请居民备水。",
        "城东哪天停水由水厂通知。",
        "停水那天，城东有送水车。",
        "城东停水改在周六。",
    )
    texts = {f"2023-05-{day}": text for day, text in enumerate(new, start=18)} | {"2022-07-01": "城东的水管老了。"}
    for day, text in texts.items():
        (tmp_path / f"甲报_{day}.txt").write_text(f"甲报\n{day}\n\n城东水管\n\n{text}\n", encoding="utf-8")
    narrowed = ("--why", "-k", "1", "--corpus", str(tmp_path), "--until", "2022-08-01")
    status, out, err = baowen("ask", "城东哪天停水？", "--json", *narrowed)
    assert (status, err) == (0, "")
    (hit,) = json.loads(out)["hits"]
    assert hit["article"]["date"] == "2022-07-01"
    assert sum(reason["points"] for reason in hit["why"]["reasons"]) == pytest.approx(hit["score"], abs=1e-5)


def test_a_question_typed_in_another_locale_is_read():
    """An argument in UTF-8 is understood where Python takes the locale for ASCII."""
    status, out, _ = baowen_process("ask", QUESTION, "-k", "1", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert status == 0
    assert ANSWER in out


def test_an_interrupted_command_has_exit_status_130():
    """As a shell reports a program that Ctrl-C ended, and without a traceback."""
    command = [sys.executable, "-m", "bot", "ask", "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(f"{QUESTION}\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")
