from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.replies import CHINESE, ENGLISH
from bot.conversation import recall, take_turn
from bot.records import Span
from bot.reply import Reply
from bot.telegram.messages.formatting import FormattedReply, StyledText, format_reply
from tests.support.bot_api_rules import check_markup, check_text
from tests.support.paper import make_answer, make_hit, reply_with


def test_a_reply_holds_the_passage_and_its_article():
    """The passage comes first, word for word, then headline, authors, newspaper, date; with file and lines only where
    nothing else says where it stands, or its source is asked for."""
    cited = "📰 《医保缓缴政策出台》\n文：胡美樱子、李四 某某日报 2022年8月17日"
    reply = format_reply(reply_with(make_answer(make_hit("缓缴到年底。"))), CHINESE)
    assert reply.plain() == f"缓缴到年底。\n\n{cited}"
    alone = make_hit("缓缴到年底。", headline="", authors=[], newspaper=None, date=None)
    assert format_reply(reply_with(make_answer(alone)), CHINESE).plain() == "缓缴到年底。\n\n000_page.txt 第12—31行"
    source = f"{CHINESE.source}\n\n{cited}\n000_page.txt 第12—31行"
    assert turn("出处", make_hit("缓缴到年底。")).plain() == source


def test_highlights_are_bold():
    """Each highlight, and nothing else, stands in <b>."""
    reply = format_reply(reply_with(make_answer(make_hit("政策缓缴到年底。", highlights=[(2, 4), (5, 7)]))), CHINESE)
    assert reply.html().startswith("政策<b>缓缴</b>到<b>年底</b>。\n")


def test_exact_words_are_bold_and_their_sentences_underlined():
    """The words that answer, escaped like all else; the other passages are shown without marks."""
    first = make_hit("政策 <免> 缓缴到年底。", highlights=[(0, 13)])
    answer = replace(make_answer(first, make_hit("别的。", 2, highlights=[(0, 2)])), span=Span(10, 12))
    reply = format_reply(reply_with(answer), CHINESE)
    assert reply.html().startswith("<u>政策 &lt;免&gt; 缓缴到</u><b>年底</b><u>。</u>\n")
    assert check_text(reply.html(), "HTML")[0] == reply.plain()
    assert format_reply(reply_with(answer, 2), CHINESE).html().startswith("别的。\n")


def test_a_long_passage_is_folded_below_the_sentences_that_answer():
    """They stand first, with their marks, each on a line of its own; the passage keeps its own marks."""
    text = "前面的话很长。" * 20 + "五点开门。" + "后面的话也很长。" * 20
    hit = make_hit(text, highlights=[(140, 145)], breaks=[70])
    reply = format_reply(reply_with(replace(make_answer(hit), span=Span(140, 142))), CHINESE)
    shown, entities = check_text(reply.html(), "HTML")
    assert shown == reply.plain()
    assert reply.html().startswith("<b>五点</b><u>开门。</u>\n\n<blockquote expandable>前面的话")
    [folded] = [entity for entity in entities if entity["type"] == "expandable_blockquote"]
    assert shown[folded["offset"] :][: folded["length"]] == f"{text[:70]}\n{text[70:]}"
    assert "</b><u>开门。</u>后面的话也很长。" in reply.html()
    for short in (
        make_hit(text[130:160], highlights=[(10, 15)]),
        make_hit(text, highlights=[(0, 280)]),
        make_hit(text),
    ):
        assert "blockquote" not in format_reply(reply_with(make_answer(short)), CHINESE).html()


def test_sentences_that_perhaps_answer_are_underlined():
    """Nothing is bold, because it is not sure that it answers."""
    first = make_hit("政策缓缴到年底。别的。", highlights=[(0, 8)])
    answer = replace(make_answer(first), span=Span(5, 7), confidence=0.18)
    assert (
        format_reply(reply_with(answer), CHINESE)
        .html()
        .startswith(f"{CHINESE.unsure}\n\n<u>政策缓缴到年底。</u>别的。\n\n")
    )


def test_paragraphs_stand_on_lines_of_their_own():
    """What one paragraph says is not taken for the next one's; marks go on over a break, and every word is there."""
    hit = make_hit("旺铺出租空气质量：良小雨转阴。", breaks=[4, 10], highlights=[(2, 12)])
    reply = format_reply(reply_with(replace(make_answer(hit), span=Span(9, 10))), CHINESE)
    assert reply.plain().startswith("旺铺出租\n空气质量：良\n小雨转阴。\n\n")
    assert reply.html().startswith("旺铺<u>出租</u>\n<u>空气质量：</u><b>良</b>\n<u>小雨</u>转阴。\n\n")
    assert check_text(reply.html(), "HTML")[0] == reply.plain()
    assert format_reply(reply_with(make_answer(hit, answered=False)), CHINESE).plain().count("\n空气质量：良\n") == 1


def test_exact_words_beyond_what_is_shown_do_no_harm():
    """A passage that is cut has its whole beginning, and no character twice."""
    text = "停水通知。" * 700
    answer = replace(make_answer(make_hit(text, highlights=[(3400, 3499)])), span=Span(3450, 3460))
    reply = format_reply(reply_with(answer), CHINESE)
    assert reply.plain().startswith("停水通知。停水通知。")
    check_text(reply.html(), "HTML")


def test_text_of_pages_is_escaped():
    """Markup in a passage or a headline is shown as text, inside and outside highlights."""
    hit = make_hit("a<b & c>d</b>", highlights=[(1, 7)], headline="<i>&amp;", file="<x>.txt")
    reply = format_reply(reply_with(make_answer(hit)), CHINESE)
    shown, _ = check_text(reply.html(), "HTML")
    assert shown == reply.plain()
    assert "a<b & c>d</b>" in shown
    assert "《<i>&amp;》" in shown


def test_highlights_beyond_the_text_do_no_harm():
    """Spans that overlap or lie outside the passage are cut to what is there, and no character is lost or doubled."""
    hit = make_hit("缓缴到年底。", highlights=[(0, 3), (2, 4), (4, 99), (50, 60)])
    assert format_reply(reply_with(make_answer(hit)), CHINESE).plain().startswith("缓缴到年底。\n")


def test_what_an_article_lacks_is_left_out():
    """Without headline, authors, newspaper, date, file and lines there is only the passage."""
    hit = make_hit("缓缴到年底。", lines=None, headline="", authors=[], newspaper=None, date=None, file=None)
    assert format_reply(reply_with(make_answer(hit)), CHINESE).plain().strip() == "缓缴到年底。"


def test_the_authors_of_a_caption_are_photographers():
    """A photo's author took the photo; a single line is one line."""
    hit = make_hit("村民在收稻。", kind="caption", authors=["张三"], lines=(7, 7), date=None)
    text = turn("出处", hit).plain()
    assert "图：张三" in text
    assert "第7行" in text


def test_english_clients_get_english_around_the_quotation():
    """What is not quoted is in the reader's language."""
    text = format_reply(reply_with(make_answer(make_hit("缓缴到年底。", page="4"))), ENGLISH).plain()
    assert "By 胡美樱子, 李四" in text
    assert "2022-08-17" in text
    assert "page 4" in text


def test_an_unanswered_question_says_so_first():
    """The nearest passage comes after the sentence that it is only near, and nothing in it is marked."""
    answer = make_answer(make_hit("别的事情。", highlights=[(0, 2)]), answered=False)
    reply = format_reply(reply_with(answer), CHINESE)
    assert reply.html().startswith(f"{CHINESE.nearest}\n\n别的事情。\n")


def test_nothing_near_is_one_sentence():
    """Without hits there is neither a passage nor a button."""
    reply = format_reply(reply_with(make_answer()), CHINESE)
    assert (reply.html(), reply.buttons) == (CHINESE.not_found, ())


def test_buttons_lead_to_both_neighbours():
    """The first passage has a button forward, the last one back, those between them both."""
    answer = make_answer(*(make_hit(f"第{rank}段。", rank) for rank in (1, 2, 3)))
    labels = [
        [button.label for button in format_reply(reply_with(answer, rank), CHINESE).buttons] for rank in (1, 2, 3)
    ]
    assert labels == [["下一段（2/3）"], ["上一段（1/3）", "下一段（3/3）"], ["上一段（2/3）"]]


def test_one_passage_has_no_button():
    """There is nothing to leaf through."""
    assert format_reply(reply_with(make_answer(make_hit("只有一段。"))), CHINESE).buttons == ()


@pytest.mark.parametrize("filler", ["长", "😀", "<", "&", "一句。"])
def test_no_reply_is_too_long_for_telegram(filler):
    """Whatever a corpus holds, the message is taken: at most 4,096 UTF-16 units, and the marks intact."""
    long = filler * 5000
    hit = make_hit(
        long, highlights=[(10, 20), (2000, 9000)], headline=long, authors=[long, long], newspaper=long, file=long
    )
    answer = make_answer(hit, make_hit("二", 2), answered=True)
    reply = format_reply(reply_with(answer), CHINESE, notice=CHINESE.cut)
    shown, _ = check_text(reply.html(), "HTML")
    check_markup({"inline_keyboard": [[{"text": b.label, "callback_data": b.data} for b in reply.buttons]]})
    assert shown == reply.plain()
    assert "《" in shown
    source, _ = check_text(turn("出处", hit).html(), "HTML")
    assert "第12—31行" in source


def test_headlines_are_a_list():
    """Each on a line with its number and its issue, escaped, below one sentence; no buttons."""
    hits = (make_hit("甲", headline="<修桥>"), make_hit("乙", 2, headline="铺路"))
    reply = format_reply(Reply("headlines", replace(make_answer(*hits), talk="browse"), 4), CHINESE)
    assert reply.plain() == (
        f"{CHINESE.headlines}\n4. 《<修桥>》 某某日报 2022年8月17日\n5. 《铺路》 某某日报 2022年8月17日"
    )
    assert not reply.buttons
    check_text(reply.html(), "HTML")


def test_an_over_long_passage_ends_with_a_whole_sentence():
    """What is left of it are whole sentences, and dots say that there is more."""
    text = format_reply(reply_with(make_answer(make_hit("这是一句话。" * 2000))), CHINESE).plain()
    assert "这是一句话。 ……\n" in text


def turn(text, *hits, history=("缓缴到几时？",)):
    """The message for a text after a question."""
    reply, _ = take_turn(lambda *_: make_answer(*hits), recall(lambda *_: make_answer(*hits), history), text)
    return format_reply(reply, CHINESE)


def test_a_whole_article_is_shown_with_its_headline_and_source():
    """Paragraph by paragraph; a long one ends with a whole sentence and dots."""
    hit = make_hit("缓缴到年底。")
    article = replace(hit.article, paragraphs=("第一段。", "第二段。"))
    shown = turn("全文", replace(hit, article=article)).plain()
    assert shown.startswith("《医保缓缴政策出台》\n\n第一段。\n第二段。\n\n文：胡美樱子、李四 某某日报")
    assert (
        turn("全文", replace(hit, article=replace(article, paragraphs=("一句话。" * 2000,)))).plain().count("。 ……")
        == 1
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("出处", CHINESE.source),
        ("谁写的", "这篇写着“文：胡美樱子、李四”。"),
        ("哪天的报纸", "这篇登在：某某日报 2022年8月17日。"),
    ],
)
def test_what_is_asked_of_an_article_comes_with_its_source(text, sentence):
    """No passage, no button."""
    reply = turn(text, make_hit("缓缴到年底。"), make_hit("二", 2))
    assert reply.plain().startswith(f"{sentence}\n\n📰 《医保缓缴政策出台》\n")
    assert "缓缴到年底" not in reply.plain()
    assert reply.buttons == ()


def test_another_passage_is_introduced_and_not_marked():
    """It says whether it stands in the same article; only the first passage is painted as the answer."""
    reply = turn("还有吗", make_hit("一", 1), make_hit("二。三", 2, highlights=[(0, 2)]))
    assert reply.html().startswith(f"{CHINESE.same_article}\n\n二。三\n")
    assert [button.label for button in reply.buttons] == ["上一段（1/2）"]


def test_a_whole_article_without_a_headline_is_cited_with_all_its_lines():
    """The lines of one passage would say that the rest stands elsewhere."""
    hit = make_hit("一", lines=(15, 20), headline="", newspaper=None, date=None)
    reply = turn("全文", replace(hit, article=replace(hit.article, lines=(12, 31))))
    assert "第12—31行" in reply.plain()


def test_a_whole_article_is_folded_until_it_is_tapped():
    """As Telegram's HTML has it; what a page prints cannot open or close it."""
    part = StyledText("第一段</blockquote>\n第二段", folded=True)
    assert FormattedReply((part,)).html() == ("<blockquote expandable>第一段&lt;/blockquote&gt;\n第二段</blockquote>")
