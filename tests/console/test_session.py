"""The conversation in the terminal: lines in, the whole transcript out."""

import io
import re
from dataclasses import replace
from typing import get_args

import pytest
from rich.console import Console

from bot import Article, Conversation, Retriever, take_turn
from bot.answering.confidence.confidence import AnswerFeatures, weigh_features
from bot.answering.exact.certainty import weigh_certainty
from bot.chat.corpus_summary import CorpusSummary
from bot.chat.replies import CHINESE, ENGLISH
from bot.console.explanation import CERTAINTY_PARTS, show_explanation
from bot.console.screen import Screen
from bot.console.session import AskedCorpus, Session
from bot.errors import ServiceError
from bot.explanation import Explanation, Origin, Reason, Rule, ScorePart
from bot.intent.intent import QuestionKind
from bot.records import Newspaper, Span
from bot.retrieval.analyzer import FIELDS
from tests.support.paper import make_answer, make_hit, paper


def converse(*lines, ask=paper, k=3):
    """What the screen shows when these lines are typed, or raised, and then Ctrl-D."""
    typed = iter(lines)
    out = io.StringIO()

    def read_line():
        line = next(typed, EOFError)
        if isinstance(line, str):
            return line
        raise line

    corpus = AskedCorpus(ask, ask, lambda: CorpusSummary(2, (Newspaper("城东日报", 2, 1, *["2022-08-17"] * 2),)))
    Session(corpus, Screen(Console(file=out, width=200), CHINESE), k).run(read_line)
    return out.getvalue()


def print_answer(console, answer, replies):
    Screen(console, replies).show_answer(answer)


def test_a_whole_conversation():
    """Greeting, best passage with what answers set off, its article, authors, file and lines, and a farewell."""
    assert converse("几点开门？", "/quit") == (
        f"{CHINESE.console.start}\n"
        "1. **几点开门？**：原话第1段。\n"
        "   —— 《医保缓缴政策出台》 · 文：胡美樱子、李四 · 某某日报 2022年8月17日 · 000_page.txt 第12—31行\n"
        "（还有 2 段，/more 看下一段）\n"
        "再见。\n"
    )


def test_ctrl_d_ends_it_cleanly():
    """The end of the input says goodbye on a line of its own."""
    assert converse() == f"{CHINESE.console.start}\n\n再见。\n"


def test_ctrl_c_leaves_only_when_pressed_twice_in_a_row():
    """Once it takes back the line, and says how to leave; a line in between begins the count anew."""
    asked = []

    def ask(question, history, k):
        asked.append(question)
        return paper(question, history, k)

    shown = converse(KeyboardInterrupt, "甲", KeyboardInterrupt, KeyboardInterrupt, "乙", ask=ask)
    assert asked == ["甲"]
    assert shown.count(CHINESE.console.interrupted) == 2
    assert shown.endswith("再见。\n")


def test_ctrl_c_while_an_answer_is_looked_for_gives_the_prompt_back():
    """The next question is answered."""
    ends = iter([KeyboardInterrupt])

    def ask(question, history, k):
        raise next(ends)

    shown = converse("甲", "/help", ask=ask)
    assert CHINESE.console.help in shown
    assert shown.endswith("再见。\n")


def test_a_service_that_is_away_is_said_and_the_conversation_goes_on():
    """An index on another machine may not answer for a moment."""
    where = "http://milvus:19530"
    troubles = [ServiceError("Milvus at {uri} cannot be used ({reason})", uri=where, reason="away")]

    def ask(*arguments, **options):
        if troubles:
            raise troubles.pop()
        return paper(*arguments, **options)

    said = converse("樱花什么时候开？", "樱花什么时候开？", ask=ask)
    assert "对不起，刚才出了点问题" in said
    assert "http://milvus:19530 的 Milvus 用不了（away）" in said
    assert said.index("Milvus") < said.index("原话第1段")


def test_more_shows_the_next_passages_until_there_are_none():
    """/more goes through the passages of the last question."""
    shown = converse("问", "/more", "/more", "/more")
    assert [f"原话第{rank}段" in shown for rank in (1, 2, 3)] == [True] * 3
    assert [shown.count(CHINESE.console.more_hint.format(count=count)) for count in (2, 1, 0)] == [1, 1, 0]
    assert CHINESE.no_more in shown


def test_who_browses_sees_headlines_and_reads_one():
    """A numbered list with where each stands; 第二条 shows the second article."""
    corpus = Retriever.from_articles(
        [Article(id=name, headline=name, paragraphs=[f"{name}今天开工。"]) for name in ("修桥", "铺路")]
    )
    shown = converse("有哪些新闻", "第二条", ask=corpus.answer)
    assert f"{CHINESE.headlines}\n1. 《修桥》\n2. 《铺路》\n" in shown
    assert "《铺路》\n铺路今天开工。\n" in shown
    shown = converse("有哪些新闻", "/full 2", "/full 9", "/more 9", "9", ask=corpus.answer, k=1)
    assert "《铺路》\n铺路今天开工。\n" in shown
    assert shown.count(CHINESE.console.no_passage.format(argument="9", count=2)) == 3


def test_a_long_message_is_answered_with_what_was_looked_up():
    """The question at its end is named."""
    shown = converse("我家住在河边。" * 100 + "河上那座桥到底几时开通？")
    assert CHINESE.cut_to.format(question="河上那座桥到底几时开通？") in shown


def test_more_before_a_question():
    """There is nothing to show yet."""
    assert CHINESE.talk["more"] in converse("/more")


def test_words_do_what_the_command_does():
    """还有吗 shows the next passage, 出处 says where it stands, 换个问题 ends it."""
    shown = converse("问", "还有吗", "出处", "换个问题", "继续")
    assert f"{CHINESE.same_article}\n2. 问：原话第2段。" in shown
    assert f"{CHINESE.source}\n—— 《医保缓缴政策出台》" in shown
    assert shown.index(CHINESE.talk["clear"]) < shown.index(CHINESE.talk["more"])


def test_a_whole_article_is_printed_with_its_source():
    """Its headline, its paragraphs and where it stands."""
    hit = make_hit("原话。")
    hit = replace(hit, article=replace(hit.article, paragraphs=("第一段。", "第二段。")))
    shown = converse("问", "全文", ask=lambda *_: make_answer(hit))
    assert "《医保缓缴政策出台》\n第一段。\n第二段。\n—— 文：" in shown


def test_earlier_questions_are_passed_on():
    """The answer is asked for with the questions before it, the last five at most."""
    seen = []

    def ask(question, history, k):
        seen.append(tuple(history))
        return paper(question, history, k)

    converse(*"甲乙丙丁戊己庚", ask=ask)
    assert seen[0] == ()
    assert seen[-1] == tuple("乙丙丁戊己")


def test_blank_lines_are_passed_over_and_commands_explained():
    """An empty line asks nothing; /help helps; an unknown command is named."""
    shown = converse("", "  ", "/help", "/nichts")
    assert CHINESE.console.help in shown
    assert CHINESE.console.unknown_command.format(command="/nichts") in shown


def test_silence_is_said():
    """No hit at all, and hits that do not answer, each get their sentence."""
    assert CHINESE.not_found in converse("问", ask=lambda *_: make_answer())
    assert CHINESE.nearest in converse("问", ask=lambda *_: make_answer(make_hit("原话。"), answered=False))


def test_a_terminal_gets_colour_and_nothing_but_the_words():
    """In a terminal the answering words are bold, without the asterisks; square brackets are text, not markup."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=100, color_system="standard", markup=False)
    print_answer(console, make_answer(make_hit("[red]停水到五点。", highlights=[(5, 9)])), CHINESE)
    assert "\x1b[1;33m停水到五\x1b[0m" in out.getvalue()
    assert "[red]" in out.getvalue()
    assert "**" not in out.getvalue()


def test_exact_words_are_bold_and_their_sentence_is_not():
    """The sentence around them keeps its colour; where there is none, it stands whole between **."""
    answer = replace(make_answer(make_hit("停水到五点。", highlights=[(0, 6)])), span=Span(3, 5))
    out = io.StringIO()
    print_answer(Console(file=out, force_terminal=True, width=100, color_system="standard"), answer, CHINESE)
    assert "\x1b[33m停水到\x1b[0m\x1b[1;33m五点\x1b[0m\x1b[33m。\x1b[0m" in out.getvalue()
    out = io.StringIO()
    print_answer(Console(file=out, width=100), answer, CHINESE)
    assert out.getvalue().splitlines()[0] == "1. **停水到五点。**"


def test_sentences_that_perhaps_answer_are_underlined():
    """Bold would say that this is the answer; without colour nothing is marked."""
    hit = make_hit("前面的话很长。" * 20 + "停水到五点。", highlights=[(140, 146)])
    answer = replace(make_answer(hit), span=Span(143, 145), confidence=0.18)
    out = io.StringIO()
    print_answer(Console(file=out, force_terminal=True, width=80, color_system="standard"), answer, CHINESE)
    assert out.getvalue().startswith(f"{CHINESE.unsure}\n\x1b[1m1. \x1b[0m\x1b[4m停水到五点。\x1b[0m\n\n")
    assert out.getvalue().count("\x1b[4m") == out.getvalue().count("停水到五点。") == 1
    assert "\x1b[1;33m" not in out.getvalue()
    out = io.StringIO()
    print_answer(Console(file=out, width=80), answer, CHINESE)
    assert "**" not in out.getvalue()


def test_an_article_made_by_hand_has_no_file_to_show():
    """What is not known is left out, without stray separators."""
    hit = make_hit("原话。", lines=None, headline="", authors=[], newspaper=None, date=None, file=None)
    out = io.StringIO()
    print_answer(Console(file=out, width=100), make_answer(hit), ENGLISH)
    assert out.getvalue().splitlines()[0] == "1. 原话。"


def test_a_narrow_terminal_shows_every_word():
    """A passage without a space is folded, not cut short."""
    passage = "今年以来，市场监管部门组织开展了涉案物资集中销毁行动，" * 9
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=40, color_system=None)
    print_answer(console, make_answer(make_hit(passage, file="报纸" * 30)), CHINESE)
    assert passage in "".join(out.getvalue().split())
    assert "报纸" * 30 in "".join(out.getvalue().split())


def test_paragraphs_stand_on_lines_of_their_own():
    """In a terminal and on a pipe: 旺铺出租 says nothing of the weather; a mark over a break is closed and opened."""
    hit = make_hit("旺铺出租空气质量：良小雨转阴。", breaks=[4, 10], highlights=[(0, 10)])
    piped, terminal = io.StringIO(), io.StringIO()
    print_answer(Console(file=piped, width=200), make_answer(hit), CHINESE)
    print_answer(Console(file=terminal, width=200, force_terminal=True, no_color=True), make_answer(hit), CHINESE)
    assert piped.getvalue().startswith("1. **旺铺出租**\n   **空气质量：良**\n   小雨转阴。\n   —— 《")
    assert [line.strip() for line in terminal.getvalue().splitlines()[1:3]] == ["**空气质量：良**", "小雨转阴。"]


def test_a_short_answer_comes_before_its_long_passage():
    """In a terminal the sentence that answers stands alone at first, each paragraph's part on a line of its own."""
    text = "前面的话很长。" * 20 + "五点开门。" + "后面的话也很长。" * 20
    hit = make_hit(text, highlights=[(140, 145)])
    terminal, piped = io.StringIO(), io.StringIO()
    console = Console(file=terminal, width=80, force_terminal=True, color_system=None)
    print_answer(console, make_answer(hit), CHINESE)
    print_answer(Console(file=piped, width=80), make_answer(hit), CHINESE)
    assert terminal.getvalue().startswith("1. 五点开门。\n\n   前后原文：\n   前面的话很长。")
    assert piped.getvalue().startswith("1. 前面的话很长。")


def test_a_terminal_gets_a_link_to_the_page(tmp_path):
    """The file is a link where the page is there, in a terminal only."""
    page = tmp_path / "000_page.txt"
    out = io.StringIO()
    screen = Screen(Console(file=out, force_terminal=True, width=100), CHINESE, lambda file: page)
    screen.show_answer(make_answer(make_hit("停水到五点。")))
    assert "]8;" in out.getvalue() and page.as_uri() in out.getvalue()
    assert "000_page.txt" in out.getvalue()


@pytest.mark.parametrize(
    ("file", "shown"), [("003_10dbadb9071d3c99.txt", "003_10db….txt"), ("202208170102.txt", "202208170102.txt")]
)
def test_a_checksum_in_a_files_name_is_cut_off_in_a_terminal(file, shown):
    """Nobody reads it; who asks for the source, and a program, gets the whole name. A date is no checksum."""
    answer = make_answer(make_hit("停水到五点。", file=file))
    terminal, piped, source = io.StringIO(), io.StringIO(), io.StringIO()
    print_answer(Console(file=terminal, width=200, force_terminal=True, color_system=None), answer, CHINESE)
    print_answer(Console(file=piped, width=200), answer, CHINESE)
    screen = Screen(Console(file=source, width=200, force_terminal=True, color_system=None), CHINESE)
    screen.show_reply(take_turn(lambda *_: answer, Conversation(("问题？",)), "出处")[0])
    assert f" {shown} 第" in terminal.getvalue()
    assert f"{file} 第" in piped.getvalue() and f"{file} 第" in source.getvalue()


@pytest.mark.parametrize("typed", ["/full 2", "／full 2", "/全文 2"])
def test_a_passages_whole_article_is_shown(typed):
    """Also with the stroke of a Chinese input method; the passage is then the one that is shown."""
    corpus = Retriever.from_articles(
        [Article(id=name, headline=name, paragraphs=[f"{name}今天开工，市民关心。"]) for name in ("修桥", "修路")]
    )
    shown = converse("今天开工的是什么？", typed, "出处", ask=corpus.answer)
    second = "修桥" if "1. **修路" in shown else "修路"
    assert f"《{second}》\n{second}今天开工，市民关心。\n" in shown
    assert shown.rindex(f"—— 《{second}》") > shown.index(CHINESE.source)


@pytest.mark.parametrize("command", ["/full", "/why", "/more"])
@pytest.mark.parametrize("argument", ["9", "0", "abc", "９９９９９"])
def test_a_number_that_no_passage_has_is_said_with_those_that_there_are(command, argument):
    """Before a question there is no passage at all."""
    shown = converse("问", f"{command} {argument}", k=2)
    assert CHINESE.console.no_passage.format(argument=argument, count=2) in shown
    assert CHINESE.console.one_passage.format(argument=argument) in converse("问", f"{command} {argument}", k=1)
    assert CHINESE.talk["article"] in converse(f"{command} {argument}")


def test_why_explains_the_passage_that_is_shown():
    """Its parts, its score, and the confidence; before a question, and after a list, there is nothing to explain."""
    corpus = Retriever.from_articles([Article(id="a", headline="修桥", paragraphs=["老桥今天开工。"])])

    def ask(question, history, k):
        return corpus.answer(question, history, k, why=True)

    assert CHINESE.console.nothing_scored in converse("有哪些新闻", "第一条", "/why", ask=ask)
    shown = converse("/why", "老桥哪天开工？", "why", ask=ask)
    parts = shown.index(CHINESE.console.parts[:2])
    assert shown.index(CHINESE.console.nothing_to_explain) < parts
    assert "老桥哪天开工？" in shown[parts:]
    assert "“今天”说得对的把握" in shown[parts:]


def test_an_explanation_is_in_one_language():
    """In Chinese nothing of it is English but what the page has; in English the program's own names are."""
    corpus = Retriever.from_articles(
        [
            Article(
                id="a",
                headline="修桥",
                paragraphs=["老桥8月3日开工，为期两个月。"],
                date="2022-08-03",
                newspaper="江州日报",
            )
        ]
    )

    def ask(question, history, k):
        return corpus.answer(question, history, k, why=True, since="2022-08-01")

    shown = converse("江州日报说老桥哪天开工？", "/why", "那要修多久", "/why", "西山的鱼多少钱？", "/why", ask=ask)
    explained = shown[shown.index(CHINESE.console.parts[:2]) :].replace("a.1", "").replace("/more", "")
    assert not re.findall("[a-z]{2,}", explained)
    shown = converse("/lang en", "老桥哪天开工？", "/why", ask=ask)
    assert "looked up" in shown and "rule first" in shown


def test_what_an_explanation_names_has_a_chinese_name():
    """Every part of a score, origin, rule, kind of question and feature of confidence and certainty."""
    kinds = [kind.value for kind in QuestionKind]
    features = [name for name, *_ in weigh_features(AnswerFeatures(*[0.0] * len(AnswerFeatures._fields)))]
    certainty = [name for name, *_ in weigh_certainty(0.5, 0.5, rivalled=False, phrase=False)]
    assert len(certainty) == CERTAINTY_PARTS
    named = [*get_args(ScorePart), *get_args(Origin), *get_args(Rule), *kinds, *features, *FIELDS, *certainty]
    assert not {name for name in named if name} - CHINESE.console.names.keys()


@pytest.mark.parametrize("width", [30, 45, 80])
def test_the_table_of_an_explanation_fits_the_screen(width):
    """Nothing in it is cut off or broken: a narrow one has what each part is for and its points alone."""
    reason = Reason("passage", "words", "补缴", "typed", 1.0, 4.71, 4.39)
    hit, out = make_hit("补缴到年底。"), io.StringIO()
    screen = Screen(Console(file=out, width=width, force_terminal=True, no_color=True), CHINESE)
    explanation = Explanation(30.73, (reason,) * 7, (), 0.9)
    show_explanation(screen, make_answer(hit), hit, explanation, 1, all_reasons=True)
    said = CHINESE.console
    lines = [line.split() for line in re.sub("\x1b\\[[0-9;]*m", "", out.getvalue()).splitlines()]
    wide = ["这一段", "词", "补缴", "问的话", "1.00", "4.71", "4.39"]
    expected = wide if width > 45 else ["这一段", "补缴", "4.39"]
    assert lines.count(expected) == 7 and [said.score, "30.73"] in lines


def test_an_explanation_sums_up_the_parts_of_a_score():
    """4.39 and 2.5 of the passage are 6.9; the terms with most of it come first; 80 columns take it without a table."""
    reasons = (
        Reason("passage", "words", "补缴", "typed", 1.0, 4.71, 4.39),
        Reason("passage", "words", "医保", "typed", 1.0, 4.0, 2.5),
        Reason("article", "pairs", "医保", "typed", 1.0, 4.0, -1.0),
    )
    hit, out = make_hit("补缴到年底。"), io.StringIO()
    answer = replace(make_answer(hit), span=Span(3, 5))
    words = (
        ("near", 1.0, 2.0),
        ("bias", 1.0, 0.4),
        ("likelihood", 0.9, 2.0),
        ("confidence", 0.9, -0.1),
        ("rivalled", 0, 0),
        ("phrase", 0, 0),
    )
    explanation = Explanation(5.89, reasons, (("covered", 1.0, 5.2),), 0.9, certainty=0.91, words=words)
    show_explanation(Screen(Console(file=out, width=80), CHINESE), answer, hit, explanation, 1)
    lines = out.getvalue().splitlines()
    assert lines[1:3] == ["总分 5.9：这一段 6.9，整篇 -1.0", "靠这些词：补缴，医保"]
    assert lines[-2] == "“年底”说得对的把握 0.91：比文中别的字更像 +2.0，起点 +0.4，整段的把握 -0.1"


def test_why_numbers_a_passage_as_it_was_shown():
    """After /more the second one is explained as the second, though it ranks third, behind one of the same article."""
    hits = [replace(make_hit(f"第{rank}段。", rank, id="a" if rank < 3 else "b"), score=9.0) for rank in (1, 2, 3)]
    reasons = tuple(Explanation(1.0, (), (), 0.9) for _ in hits)
    answer = replace(make_answer(*hits), explanations=reasons)
    shown = converse("问", "/more", "/why", "/why 3", "/why", ask=lambda *_: answer)
    assert "2. 第3段。" in shown and "2. a1.3" in shown
    assert shown.count("3. a1.2") == 2


def test_the_corpus_is_described_and_the_language_changed():
    """/corpus says what there is; /lang says which language is on, and changes our own sentences at once."""
    shown = converse("/corpus", "/lang fr", "/lang EN", "/lang", "/corpus")
    assert "一共 2 篇文章。\n《城东日报》：2022年8月17日，2 篇文章和图片\n" in shown
    assert "没有“fr”这种语言。\n现在用中文。可以换：/lang zh、/lang en。" in shown
    assert "This is English. There are /lang zh, /lang en." in shown
    assert "2 articles.\n《城东日报》: 2022-08-17; articles and photos: 2\n" in shown
    assert shown.endswith("Goodbye.\n")


def test_a_misspelt_command_is_guessed():
    """/mroe is nearest to /more."""
    assert CHINESE.console.nearest_command.format(command="/mroe", nearest="/more") in converse("/mroe")


@pytest.mark.parametrize("typed", ["quit", "EXIT", "退出", "/q", "／quit", "q", "Q", ":q", "quit()", "exit()"])
def test_leaving_needs_no_stroke(typed):
    """Bare words leave too."""
    assert converse(typed, "甲").endswith(f"{CHINESE.console.start}\n再见。\n")


def test_who_says_goodbye_learns_how_to_leave():
    """It may have been said to somebody else, or on the way to a last question."""
    assert CHINESE.console.leaving in converse("再见")
    assert CHINESE.console.leaving not in converse("你好")


def test_what_stands_behind_a_command_is_used_or_said_to_be_left_out():
    """/more 2 shows the second passage, /more and a word none; /new begins with a question; /help and /hot take
    nothing."""
    shown = converse("问", "/more 水")
    assert CHINESE.console.no_passage.format(argument="水", count=3) in shown and "第2段" not in shown
    shown = converse("问", "/more 2", "/new 另问")
    assert "2. 问：原话第2段。" in shown
    assert shown.index(CHINESE.talk["clear"]) < shown.index("1. **另问**：原话第1段。")
    shown = converse("/help me", "/corpus 城东日报", "/hot 3")
    for command, argument in (("/help", "me"), ("/hot", "3")):
        assert CHINESE.console.no_argument.format(command=command, argument=argument) in shown
    assert f"{CHINESE.console.other_corpus}\n一共 2 篇文章。" in shown


def test_hot_shows_headlines_and_new_clears():
    """/hot is 有哪些新闻, /new is 换个问题."""
    corpus = Retriever.from_articles([Article(id="a", headline="修桥", paragraphs=["老桥今天开工。"])])
    shown = converse("/hot", "/new", ask=corpus.answer)
    assert f"{CHINESE.headlines}\n1. 《修桥》\n" in shown
    assert CHINESE.talk["clear"] in shown
