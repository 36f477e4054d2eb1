"""Examples for the confidence: questions with and without an answer, and how they are counted."""

import json
from random import Random

import pytest

from benchmarks import confidence
from benchmarks.alterations import change_number, recombine, remove_paragraph, remove_sentence
from benchmarks.confidence_examples import Maker, find_names, main
from benchmarks.labelled_examples import MASSES, Example, read_examples, weigh_examples
from benchmarks.public_sets import Paragraph, hold_back
from bot import Article, Retriever
from bot.answering.confidence.confidence_weights import CONFIDENCE_MODEL
from bot.evaluation.question_files import JudgedQuestion

ARTICLE = Article(
    "a", "停水", ["城东周三停水三小时，请提前储水。抢修队连夜赶到现场抢修管道。供水下午恢复正常，居民可以放心用水。"]
)


def test_the_sentence_with_the_answer_is_removed():
    """The others stay; an article that says it twice, or little else, is no example."""
    left = remove_sentence(ARTICLE, "三小时")
    assert left is not None
    assert left.paragraphs == ("抢修队连夜赶到现场抢修管道。供水下午恢复正常，居民可以放心用水。",)
    assert remove_sentence(Article("b", "", ["停水三小时。"]), "三小时") is None


def test_a_paragraph_with_the_answer_is_removed():
    """The others stay; an article without others is no example."""
    two = Article("c", "停水", ["城东周三停水。", "抢修队已到现场。"])
    left = remove_paragraph(two, "周三 停水")
    assert left is not None
    assert left.paragraphs == ("抢修队已到现场。",)
    assert remove_paragraph(ARTICLE, "三小时") is None


def test_names_are_those_that_headlines_quote():
    """Each once; what is long is a sentence."""
    headlines = ["“民情通”上线", "“民情通”好用", "他说“我们这里一切都好极了”"]
    assert find_names([Article(str(at), text, []) for at, text in enumerate(headlines)]) == ["民情通"]


def test_a_paragraph_that_is_held_back_has_siblings_that_are_not():
    """Of an article with two paragraphs one stays; an article with one keeps it."""
    paragraphs = [Paragraph(Article(f"set.{n}.{at}", "", ["…"]), "", ()) for n in range(20) for at in range(1 + n % 2)]
    kept, back = hold_back(paragraphs, Random(1))
    assert back
    assert {one.source for one in back} <= {one.source for one in kept}
    assert len(kept) + len(back) == len(paragraphs)


def test_a_changed_number_is_another_one():
    """The first number of two digits or more; a question without one is no example."""
    assert {change_number("有80座山塘", Random(seed)) for seed in range(9)}.isdisjoint({"有80座山塘", None})
    assert change_number("有几座山塘", Random(1)) is None


def test_what_a_rule_takes_away_is_no_feature():
    """那公交车呢 alone is perhaps at most; the example has a confidence all the same."""
    maker = Maker("made")
    paper = Retriever.from_articles([Article("bus", "公交线路调整", ["106路公交车下月起改走滨江大道。"])])
    maker.ask(paper, "answerable", JudgedQuestion("那公交车呢", (), None, "滨江大道"))
    assert 0 < confidence.estimate(maker.examples[0]) < 1


def test_articles_are_put_together_of_whole_sentences():
    """All of them are sentences of the texts."""
    made = recombine(ARTICLE.paragraphs, 3, Random(1))
    assert len(made) == 3
    sentences = set(ARTICLE.paragraphs[0].split("。"))
    assert all(set(article.paragraphs[0].split("。")) <= sentences for article in made)


def test_a_question_without_an_answer_is_an_example_however_its_file_says_so():
    """Files say "" or nothing where there is no answer; words that are shown make it none."""
    retriever = Retriever.from_articles([ARTICLE])
    for words, count in ((None, 1), ("", 1), ("停水三小时", 0)):
        maker = Maker("own")
        maker.ask(retriever, "absent", JudgedQuestion("城东停水几小时", (), None, words))
        assert len(maker.examples) == count


def test_all_examples_of_a_kind_count_together():
    """Three absent ones of the own files count as their kind does, as one would; all count as many as they are."""
    kinds = [("own", "absent")] * 3 + [("public", "absent")]
    masses = weigh_examples([Example(source, 50, kind, "问", False, {}) for source, kind in kinds])
    public, own = MASSES["absent"]
    assert sum(masses[:3]) / own == pytest.approx(masses[3] / public)
    assert sum(masses) == pytest.approx(4)


def test_the_command_makes_examples_of_every_kind_and_the_report_counts_them(tmp_path, capsys):
    """Over a small public set of invented paragraphs and a question file over the seeds."""
    entries = [
        {
            "title": f"{name}镇",
            "paragraphs": [
                {
                    "context": f"{name}镇去年建成了{number}座水塘。水利队看管水塘，{name}镇的水稻因此丰收。",
                    "qas": [{"question": f"{name}镇的{number}座水塘由谁看管？", "answers": [{"text": "水利队"}]}],
                }
            ],
        }
        for number, name in enumerate(["白鹭", "青石", "红枫", "黄杨", "紫藤", "银杏", "金桂", "玉兰"] * 3, start=20)
    ]
    public = tmp_path / "set.json"
    public.write_text(json.dumps({"data": entries}), "utf-8")
    (tmp_path / "talk.txt").write_text("哈哈哈哈\n谢谢\n再见\n", "utf-8")
    (tmp_path / "pages").mkdir()
    pages = (f"第{n}号通知\n\n第{n}号通知说，码头的渡船每天开{n}班。\n" for n in range(1, 3))
    for number, text in enumerate(pages):
        (tmp_path / "pages" / f"{number}.txt").write_text(text, "utf-8")
    out = tmp_path / "examples.jsonl"
    options = ["--public", str(public), "--talk", str(tmp_path / "talk.txt"), "--pages", str(tmp_path / "pages")]
    assert main([str(out), *options]) == 0
    examples = read_examples(out)
    assert {"answerable", "absent", "changed", "talk"} <= {example.kind for example in examples}
    assert all(example.features.keys() in (set(), set(CONFIDENCE_MODEL.weights)) for example in examples)
    assert not any(example.right for example in examples if example.kind not in ("answerable", "named"))
    assert confidence.main([str(out), "--draw", str(tmp_path / "risk.svg")]) == 0
    assert "refused, of each kind" in capsys.readouterr().out
    assert "Risk against coverage" in (tmp_path / "risk.svg").read_text("utf-8")
