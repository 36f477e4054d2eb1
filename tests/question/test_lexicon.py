"""Everyday and official words for the same thing."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bot import Retriever
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.question import lexicon
from bot.question.lexicon import Lexicon, default_lexicon, find_expansions, read_lexicon
from bot.question.question import Question
from bot.retrieval.config import DEFAULT_CONFIG
from bot.text.normalization import fold

PENSION = "养老金 退休金 < 养老钱"


def expand(lexicon, text, borders=None):
    places = set(range(len(text) + 1)) if borders is None else borders
    return [(found.typed, found.added) for found in lexicon.expand(text, lambda: places)]


def test_an_everyday_word_leads_to_the_official_ones():
    """What stands right of < leads to the left."""
    assert expand(Lexicon([PENSION]), "养老钱几号发") == [("养老钱", ("养老金", "退休金"))]


def test_an_official_word_does_not_lead_to_the_everyday_one():
    """It leads to the others left of < only."""
    assert expand(Lexicon([PENSION]), "养老金几号发") == [("养老金", ("退休金",))]


def test_the_longest_word_is_taken():
    """养老金上调 is one thing, not 养老金 and 上调."""
    lexicon = Lexicon([PENSION, "养老金上调 养老金调整"])
    assert expand(lexicon, "养老金上调了吗") == [("养老金上调", ("养老金调整",))]


def test_a_short_word_must_be_a_word_of_the_question():
    """建行 in 构建行政 is no bank."""
    lexicon = Lexicon(["建设银行 < 建行"])
    assert expand(lexicon, "构建行政体系", {0, 2, 4, 6}) == []
    assert expand(lexicon, "去建行取钱", {0, 1, 3, 5}) == [("建行", ("建设银行",))]


def test_a_word_alone_left_of_the_mark_leads_nowhere():
    """低保 < 吃低保, written with or without spaces: 低保 has no other word."""
    for line in ("低保 < 吃低保", "低保<吃低保"):
        assert expand(Lexicon([line]), "低保") == []
        assert expand(Lexicon([line]), "吃低保") == [("吃低保", ("低保",))]


def test_left_of_a_double_mark_no_word_leads_to_another():
    """赔多少 may mean either; who types 赔偿 means 赔偿."""
    for line in ("赔偿 补偿 << 赔多少", "赔偿 补偿<<赔多少"):
        assert expand(Lexicon([line]), "赔偿") == []
        assert expand(Lexicon([line]), "赔多少") == [("赔多少", ("赔偿", "补偿"))]


def test_a_broken_line_is_named_and_the_rest_is_used(tmp_path):
    """File and line of each problem; the good groups count."""
    path = tmp_path / "words.lexicon"
    path.write_bytes(
        "# 说明\n养老金 < 养老钱\n孤单\n甲 乙丙\n低保 <\n\n".encode() + b"\xff\xfe\n" + "公积金 住房公积金\n".encode()
    )
    lexicon, problems = read_lexicon(path)
    assert [problem.file.rsplit(" ", 1)[1] for problem in problems] == ["3", "4", "5", "7"]
    assert all(str(path) in str(problem) for problem in problems)
    assert expand(lexicon, "养老钱") == [("养老钱", ("养老金",))]
    assert expand(lexicon, "公积金") == [("公积金", ("住房公积金",))]


def test_two_lexicons_are_one():
    """An operator's words are added to those that come along."""
    merged = Lexicon([PENSION]).merge(Lexicon(["养老金 劳保"]))
    assert expand(merged, "养老金") == [("养老金", ("退休金", "劳保"))]


def test_a_word_of_two_groups_leads_to_each_word_once():
    """补贴 stands in two groups that share a word."""
    lexicon = Lexicon(["补贴 补助", "补贴 补助 补助资金"])
    assert expand(lexicon, "补贴") == [("补贴", ("补助", "补助资金"))]


def test_width_and_script_do_not_matter_in_the_file(tmp_path):
    """A Traditional word is found by a Simplified question."""
    path = tmp_path / "words.lexicon"
    path.write_text("醫療保險 ＜ 看病錢\n", encoding="utf-8")
    assert expand(read_lexicon(path)[0], "看病钱") == [("看病钱", ("医疗保险",))]


def test_the_lexicon_that_comes_along_is_large_and_whole():
    """At least 4,500 groups, and no line of it is broken."""
    from pathlib import Path

    import bot.question.lexicon as module

    path = Path(module.__file__).with_name("data").joinpath("lexicon.txt")
    lexicon, problems = read_lexicon(path)
    groups = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    assert problems == []
    assert len(groups) >= 4500
    words = {word for group in groups for word in group.replace("<", " ").split()}
    assert [word for word in words if lexicon._groups(word) != default_lexicon()._groups(word)] == []


def test_a_list_beside_the_corpus_is_used(tmp_path):
    """The words of `local.lexicon` in the corpus folder lead to what the pages say; its broken lines are reported."""
    (tmp_path / "p.txt").write_text("停水通知\n\n城东泵站检修，5月3日停水。\n", encoding="utf-8")
    (tmp_path / "local.lexicon").write_text("泵站 < 打水房\n坏\n", encoding="utf-8")
    retriever = Retriever.from_folder(tmp_path)
    assert [str(problem).rsplit(": ", 1)[0][-6:] for problem in retriever.problems] == ["line 2"]
    assert "泵站" in retriever.search("打水房哪天修？")[0].passage.text


@pytest.mark.parametrize(
    ("question", "typed"),
    [("医保交没交", "医保"), ("办个证", "办证"), ("领过证", "领证"), ("种一颗牙多少钱", "种牙"), ("修一下路", "修路")],
)
def test_what_stands_apart_is_put_together(question, typed):
    """A verb and its object with something between them are the word of the lexicon."""
    lexicon = Lexicon(["证件 官方 < 办证 领证 种牙 修路 医保"])
    assert typed in [found.typed for found in find_expansions(Question(question), lexicon)]


def test_a_word_of_one_character_must_be_a_word_of_the_question():
    """砍 in 山上的树不让砍, but not in 砍伐."""
    lexicon = Lexicon(["采伐 伐木 << 砍"])
    assert [found.typed for found in find_expansions(Question("山上的树不让砍"), lexicon)] == ["砍"]
    assert list(find_expansions(Question("砍伐几亩"), lexicon)) == []


@pytest.mark.parametrize(("question", "typed"), [("推出3种补贴", []), ("第3批名单", []), ("新庄种啥果子", ["种"])])
def test_one_character_behind_a_number_counts(question, typed):
    """种 in 3种 plants nothing."""
    lexicon = Lexicon(["种植 栽培 << 种", "批准 许可 << 批"])
    assert [found.typed for found in find_expansions(Question(question), lexicon)] == typed


@pytest.mark.parametrize("asked", ["这条路花多少钱修的", "修路一共花多少钱？"])
def test_a_word_may_have_a_word_that_asks(asked):
    """Of 花多少钱 the bare question keeps 花 and 钱 only."""
    lexicon = Lexicon(["造价 << 花多少钱"])
    assert [found.typed for found in find_expansions(Question(asked), lexicon)] == ["花多少钱"]


@pytest.mark.parametrize("asked", ["啥时候办起来的", "什么时候办起来的"])
def test_the_words_that_ask_are_spelt_in_one_way(asked):
    """什么 and 啥 are the same in a word of the lexicon."""
    lexicon = Lexicon(["成立 << 啥时候办起来"])
    assert [found.typed for found in find_expansions(Question(asked), lexicon)] == ["啥时候办起来"]


def test_what_is_only_said_around_a_question_leads_nowhere():
    """Who says 想问问 does not ask about asking."""
    lexicon = Lexicon(["咨询 << 问问"])
    assert list(find_expansions(Question("想问问停水到几点"), lexicon)) == []


def test_the_words_of_a_title_lead_nowhere():
    """《宇宙奇兵》 is a name; 宇宙 beside it is the universe."""
    lexicon = Lexicon(["太空 << 宇宙"])
    assert list(find_expansions(Question("《宇宙奇兵》在日本播出"), lexicon)) == []
    assert [found.typed for found in find_expansions(Question("宇宙有多老"), lexicon)] == ["宇宙"]


def test_the_list_that_comes_along_is_written_as_it_is_matched():
    """It is read at every start: folding it then would take longer than the answer."""
    lines = Path(lexicon.__file__).with_name("data").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    groups = [line for line in lines if line and not line.startswith("#")]
    assert groups == [fold(line) for line in groups]
    everyday = [line.partition("<")[2] for line in groups]
    assert everyday == [lexicon.spell_asking(words) for words in everyday]


def test_no_left_side_of_the_list_that_comes_along_stands_twice():
    """What leads to the same words stands on one line, whichever mark it has and in whatever order the words are."""
    lines = Path(lexicon.__file__).with_name("data").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    sides = Counter(frozenset(line.partition("<")[0].split()) for line in lines if line and not line.startswith("#"))
    assert [side for side, count in sides.items() if count > 1] == []


def test_no_word_leads_to_many_things():
    """A word that may mean more than six things says too little to be looked up."""
    leads_to = default_lexicon()._other_words
    lines = Path(lexicon.__file__).with_name("data").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if "<" in line for word in line.replace("<", " ").split()}
    assert [word for word in words if len(leads_to(word)) > 8] == []


def test_no_group_leads_astray(root, seeds):
    """Every question in the paper's own words that finds its answer first without the lexicon does so with it."""
    with_lexicon = Retriever.from_folder(seeds)
    without = with_lexicon.with_config(replace(DEFAULT_CONFIG, lexicon=False))
    lost = []
    for name in ("questions", "questions_work", "questions_report"):
        for judged in read_questions(root / "tests" / "data" / f"{name}.jsonl"):
            assert isinstance(judged, JudgedQuestion)
            if judged.kind != "everyday" and judged.answer and not judged.history:
                first = [one.search(judged.question, 1)[0].passage.text for one in (without, with_lexicon)]
                if judged.answer in first[0] and judged.answer not in first[1]:
                    lost.append(judged.question)
    assert lost == []
