"""`baowen ask`: answers, JSON, standard input."""

import codecs
import json
import math

import pytest

from bot.chat.replies import CHINESE
from bot.console.explanation import CERTAINTY_PARTS
from bot.records import UNSURE
from tests.cli.conftest import write_newspaper
from tests.support.command_line import ANSWER, QUESTION, baowen, baowen_process


def test_ask_prints_the_passage_with_its_article():
    """The answer word for word, the headline, the author and the file, and nothing on standard error."""
    status, out, err = baowen_process("ask", QUESTION)
    assert (status, err) == (0, "")
    assert ANSWER in out
    assert "中小微企业可缓缴" in out
    assert "胡美樱子" in out
    assert "000_5743c7f409b0051a.txt 第34—54行" in out


def test_ask_json_has_the_promised_fields():
    """One object on one line, with the names, types and ranges of the contract."""
    status, out, _ = baowen("ask", QUESTION, "--json", "-k", "2")
    assert status == 0
    assert out.count("\n") == 1
    answer = json.loads(out)
    assert list(answer) == [
        "question",
        "answered",
        "confidence",
        "band",
        "suggestion",
        "unknown",
        "hits",
        "span",
        "talk",
        "rule",
        "unsure",
        "took_ms",
    ]
    assert answer["question"] == QUESTION
    assert answer["answered"] is True
    assert 0 <= answer["confidence"] <= 1
    assert answer["unsure"] is (answer["confidence"] < UNSURE)
    assert [hit["rank"] for hit in answer["hits"]] == [1, 2]
    hit = answer["hits"][0]
    assert list(hit) == ["rank", "score", "text", "highlights", "paragraphs", "article", "source"]
    assert list(hit["article"]) == ["id", "headline", "authors", "kind", "newspaper", "date", "page"]
    assert hit["source"] == {"file": "000_5743c7f409b0051a.txt", "lines": [34, 54]}
    assert all(0 <= start < end <= len(hit["text"]) for start, end in hit["highlights"])
    assert "\n" not in hit["text"]
    starts, ends = zip(*hit["paragraphs"], strict=True)
    assert (*starts, len(hit["text"])) == (0, *ends)
    assert len(hit["text"]) <= 350
    start, end = answer["span"]
    assert hit["text"][start:end] == "2022 年 12 月底前"


def test_a_question_of_several_words_needs_no_quotation_marks():
    """The words are one question, wherever the options stand, as people type it who search elsewhere."""
    quoted = json.loads(baowen("ask", "医保 什么时候 补缴", "--json")[1])
    typed = json.loads(baowen("ask", "医保", "--json", "什么时候", "补缴")[1])
    assert typed["question"] == quoted["question"] and typed["hits"] == quoted["hits"]
    assert baowen("ask", "--json")[0] == 2


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
    assert (answers[2]["talk"], err) == ("nothing", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_a_file_as_windows_saves_it_is_read(encoding):
    """Notepad and PowerShell write UTF-8 and UTF-16 with a mark in front, older programs GBK."""
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    stdin = mark + f"{QUESTION}\r\n什么？\r\n".encode(encoding)
    status, out, err = baowen("ask", "-", "--json", stdin=stdin)
    assert (status, err) == (0, "")
    assert [json.loads(line)["question"] for line in out.splitlines()] == [QUESTION, "什么？"]


@pytest.mark.usefixtures("english")
def test_a_broken_object_on_standard_input_is_named():
    """By its line and what is wrong, on both streams; it is not answered, and the exit status is 1."""
    lines = ['{"question": "潮汐窗口", "history": "x"}', QUESTION, '{"question": "潮汐', '{"history": []}']
    status, out, err = baowen("ask", "-", "--json", stdin="\n".join(lines) + "\n")
    assert status == 1
    answers = list(map(json.loads, out.splitlines()))
    assert [answer["question"] for answer in answers] == ["潮汐窗口", QUESTION, "", ""]
    assert ["hits" in answer for answer in answers] == [False, True, False, False]
    assert answers[0]["error"] == '"question" takes a text and "history" a list of texts'
    assert [answer.get("line") for answer in answers] == [1, None, 3, 4]
    assert err.splitlines() == [
        'baowen: line 1: "question" takes a text and "history" a list of texts',
        "baowen: line 3: no JSON from character 14 on",
        'baowen: line 4: "question" takes a text and "history" a list of texts',
        "baowen: 3 of 4 lines of standard input were broken",
    ]


@pytest.mark.parametrize("line", ["{bad", "{'question': '潮汐'}", '{"question": 5}', "{"])
def test_a_person_reads_of_a_broken_object_only_what_is_wrong(line):
    """It is not asked, and nobody is told to type a question; the next line is answered."""
    status, out, err = baowen("ask", "-", stdin=f"{line}\n你好\n")
    assert status == 1
    assert out.splitlines()[0] == f"{CHINESE.console.prompt}你好"
    assert err.startswith("baowen: 第 1 行：") and CHINESE.talk["nothing"] not in out + err


def test_empty_lines_between_the_questions_of_a_person_are_none():
    """Nothing was asked there, so nothing is said."""
    status, out, err = baowen("ask", "-", stdin="\n你好\n \n再见\n\n")
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith("问> ")] == ["问> 你好", "问> 再见"]


def test_what_is_wrong_with_pages_is_said_once_for_an_index(tmp_path):
    """When the index is made, and again when it is brought up to date, but not before each answer."""
    pages, index = tmp_path / "pages", ("--index", str(tmp_path / "index"))
    pages.mkdir()
    write_newspaper(pages)
    (pages / "empty.txt").touch()
    asked = "ask", QUESTION, "--corpus", str(pages), *index
    assert "empty.txt" in baowen(*asked)[2]
    assert baowen(*asked)[2] == ""
    (pages / "new.txt").write_text("另一版\n\n　　新闻一则，登在另一版上。\n", encoding="utf-8")
    assert "empty.txt" in baowen(*asked)[2]
    assert "empty.txt" in baowen("articles", str(pages))[2] and "empty.txt" in baowen("articles", str(pages))[2]


@pytest.mark.usefixtures("english")
def test_a_line_without_an_end_is_named():
    """What a device gives that never ends a line does not fill the memory; the questions before it are answered."""
    status, out, err = baowen("ask", "-", stdin=f"{QUESTION}\n" + "问" * 400_000)
    assert status == 1
    assert ANSWER in out
    assert "1,000,000 bytes or more" in err


def test_a_question_may_begin_with_a_brace():
    """It is no JSON object, and nothing is wrong with it."""
    status, out, err = baowen("ask", "-", "--json", stdin="{潮汐窗口\n")
    assert (status, json.loads(out)["question"], err) == (0, "{潮汐窗口", "")


def test_answers_cite_newspaper_date_and_page(tmp_path):
    """The page that the passage stands on, and the other one."""
    write_newspaper(tmp_path)
    question = "加装电梯财政每台补贴多少？"
    status, out, _ = baowen("ask", question, "-k", "1", "--corpus", str(tmp_path))
    assert status == 0
    assert "· 永康日报 2023年5月18日 第3版 · 03.txt 第" in out
    assert "· 另见：永康日报 2023年5月18日 第1版 01.txt 第" in out
    article = json.loads(baowen("ask", question, "--json", "--corpus", str(tmp_path))[1])["hits"][0]["article"]
    assert [article[key] for key in ("newspaper", "date", "page")] == ["永康日报", "2023-05-18", "1"]


@pytest.mark.parametrize("question", ["", " ", "？？？", "😀😀"])
@pytest.mark.usefixtures("english")
def test_a_question_without_words_is_wrong_usage(question):
    """As no question at all: a script has an unset variable there."""
    status, out, err = baowen("ask", question)
    assert (status, out) == (2, "")
    assert err.endswith("Error: the question has no words: write what you want to know behind baowen ask\n")


@pytest.mark.parametrize("question", ["什么？", "的了吗", "x" * 30])
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


def test_chinese_comes_through_whatever_the_locale_says():
    """In the C locale questions and answers are UTF-8 as well."""
    environ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    status, out, _ = baowen_process("ask", "-", stdin=f"{QUESTION}\n", **environ)
    assert status == 0
    assert ANSWER in out


def test_why_shows_what_a_score_consists_of():
    """The sums of its parts, twice all of them in a table; in JSON they add up to the score, those of the words too."""
    status, out, _ = baowen("ask", QUESTION, "-k", "1", "--why")
    assert status == 0
    assert CHINESE.console.score in out
    assert CHINESE.console.smaller_parts.partition("{")[0] in out
    assert len(baowen("ask", QUESTION, "-k", "1", "--why", "--why")[1].splitlines()) > len(out.splitlines()) + 20
    hit = json.loads(baowen("ask", QUESTION, "-k", "1", "--why", "--json")[1])["hits"][0]
    assert sum(reason["points"] for reason in hit["why"]["reasons"]) == pytest.approx(hit["score"], abs=1e-5)
    # the certainty of the words in bold is that of the odds which its parts, the last ones, add up to
    certainty, odds = hit["why"]["certainty"], sum(points for *_, points in hit["why"]["words"][-CERTAINTY_PARTS:])
    assert certainty == pytest.approx(1 / (1 + math.exp(-odds))) and certainty > 0.5
    assert len(hit["why"]["words"]) > CERTAINTY_PARTS


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


def test_who_chooses_days_hears_how_many_articles_have_none(tmp_path):
    """Silence would look as if the paper said nothing; where all have a date nothing is said."""
    (tmp_path / "甲.txt").write_text("城东停水\n\n　　城东周六停水，请居民备水。\n", encoding="utf-8")
    status, _, err = baowen("ask", "城东哪天停水？", "--corpus", str(tmp_path), "--since", "2022-08-01")
    assert status == 0
    assert "1 篇文章里有 1 篇没有日期" in err
    text = "甲报\n2022-08-17\n\n城东停水\n\n　　城东周六停水，请居民备水。\n"
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    _, _, err = baowen("ask", "城东哪天停水？", "--corpus", str(tmp_path), "--until", "2032-08-01")
    assert "没有日期" not in err


@pytest.mark.parametrize("command", [("ask", "城东哪天停水？"), ("chat", "--plain")])
def test_a_newspaper_that_is_not_there_is_said(tmp_path, command):
    """With the nearest name that is there; nothing is said of a part of a name that is."""
    text = "海州日报\n2022-08-17\n\n城东停水\n\n　　城东周六停水，请居民备水。\n"
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    asked = (*command, "--corpus", str(tmp_path), "--newspaper")
    assert "“海州日抱”的报纸：您是不是要找《海州日报》？" in baowen(*asked, "海州日抱", stdin="")[2]
    assert "名字里有" not in baowen(*asked, "海州", stdin="")[2]


@pytest.mark.parametrize("chosen", [("--since", "2022-01-01"), ("--newspaper", "海州日报")])
@pytest.mark.parametrize("question", ["城东哪天停水？", "报上有哪些新闻？"])
def test_a_choice_that_leaves_no_article_is_said_in_place_of_an_answer(tmp_path, question, chosen):
    """It is not the paper that is silent: its pages have neither date nor name, which standard error says."""
    (tmp_path / "甲.txt").write_text("城东停水\n\n　　城东周六停水，请居民备水。\n", encoding="utf-8")
    asked = ("ask", question, "--corpus", str(tmp_path), *chosen)
    status, out, err = baowen(*asked)
    assert (status, out) == (0, CHINESE.filters.nothing_left + "\n")
    assert "pages.toml" in err
    answer = json.loads(baowen(*asked, "--json")[1])
    assert (answer["answered"], answer["hits"], answer["rule"]) == (False, [], "filtered")


@pytest.mark.parametrize("command", [("ask", "停水"), ("chat",)])
@pytest.mark.usefixtures("english")
def test_days_in_the_wrong_order_are_wrong_usage(command):
    """One sentence that names both; nothing is read before."""
    status, out, err = baowen(*command, "--since", "2024-01-02", "--until", "2022-01-01")
    assert (status, out) == (2, "")
    assert "--since is 2024-01-02 and --until 2022-01-01: no day lies between them" in err
