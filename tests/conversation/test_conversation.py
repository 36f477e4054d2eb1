"""Conversations: what the next message gets, and the state after it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Article, Conversation, Retriever, take_turn
from bot.chat.replies import CHINESE
from bot.chat.sentences import opening_sentence
from bot.conversation import LAST, show_passage
from tests.support.dialogues import play, read_dialogues
from tests.support.paper import make_answer, make_hit

PAPER = Retriever.from_articles(
    [
        Article(
            id="east",
            headline="城东停水通知",
            paragraphs=["5月3日城东停水八小时，居民请提前储水。", "水厂说，城东停水是为了换管道，工人连夜施工。"],
            authors=["张三"],
            newspaper="某某日报",
            date="2022-05-01",
        ),
        Article(id="west", headline="城西停水通知", paragraphs=["6月5日城西停水六小时，水厂派出送水车。"]),
        Article(id="library", headline="图书馆开馆", paragraphs=["图书馆新馆藏书五十万册，周末照常开放。"]),
        Article(id="grain", headline="夏粮收购", paragraphs=["全市夏粮收购全面展开，各粮站秩序井然。"]),
    ]
)
ASKED = "城东停水几小时？"


def say(*texts, conversation=None):
    """The reply to the last of some messages, and the conversation after it."""
    state = conversation or Conversation()
    for text in texts:
        reply, state = take_turn(PAPER.answer, state, text)
    return reply, state


def test_who_asks_for_newspapers_is_told_which_there_are():
    """哪天的报纸 is about the article at hand where there is one; the conversation stays as it was."""
    for text in ("昨天的报纸", "有哪些报纸", "哪天的报纸"):
        reply, after = say(text)
        assert (reply.kind, reply.answer.talk, reply.hit) == ("talk", "newspapers", None)
        assert [(paper.name, paper.articles, paper.last) for paper in reply.answer.newspapers] == [
            ("某某日报", 1, "2022-05-01"),
            ("", 3, ""),
        ]
        assert (reply.answer.question, after) == (text, Conversation())
        assert "《某某日报》：2022年5月1日" in opening_sentence(reply, CHINESE)
    reply, after = say(ASKED, "有哪些报纸", "哪天的报纸")
    assert (reply.kind, reply.hit.article.id) == ("date", "east")


def test_who_wants_something_of_the_newspaper_reads_the_address_that_it_prints():
    """What it prints is at hand from then on; where it prints no address, or none for this, a sentence says so."""
    printed = [
        "本版欢迎读者来稿，稿件请发至投稿邮箱 bao@example.com，来稿请注明姓名。",
        "本报新闻热线：0571-85310000，欢迎市民提供新闻线索，线索一经采用即付报酬。",
        "昨日下午解放路发生车祸，两人受伤。",
        "“我与图书馆”征文启事：征文稿件请投至邮箱 lib@example.com，截至5月底。",
    ]
    paper = Retriever.from_articles(
        [Article(id=str(number), headline="", paragraphs=[text]) for number, text in enumerate(printed)]
    )
    for text, number in (("怎么投稿", "0"), ("我有新闻线索", "1"), ("我要爆料", "1"), ("征文往哪投", "3")):
        reply, after = take_turn(paper.answer, Conversation(), text)
        assert reply.kind == "answer" and reply.hit and reply.hit.article.id == number
        whole, _ = take_turn(paper.answer, after, "全文")
        assert whole.hit and whole.hit.article.id == number
    for answer in (paper.answer, PAPER.answer):
        reply, after = take_turn(answer, Conversation(), "怎么订报纸")
        assert (reply.kind, reply.answer.talk, after) == ("talk", "newsroom", Conversation())


def test_who_asks_for_the_weather_is_shown_the_forecast_of_the_newest_paper():
    """Neither an older one, nor a report on the heat, nor any to who only says that it is hot."""
    forecast = "市气象台发布：明天多云，后天有小雨，气温8到15度，东南风3级。"
    report = Article("heat", "高温天气持续", ["持续高温天气，今天用电创新高，市民都说热。"], date="2021-05-03")
    older = Article("older", "天气预报", ["市气象台预计明天晴，气温20到28度。"], date="2021-05-01")
    newest = Article("newest", "天气预报", [forecast], date="2021-05-03")
    paper = Retriever.from_articles([report, older, newest])
    for text in ("天气", "明天多少度", "明天天气怎么样", "后天下不下雨"):
        reply, after = take_turn(paper.answer, Conversation(), text)
        assert (reply.kind, reply.hit and reply.hit.article.id) == ("answer", "newest"), text
        whole = take_turn(paper.answer, after, "全文")[0].hit
        assert whole and whole.article.id == "newest"
    assert take_turn(paper.answer, Conversation(), "热死了")[0].answer.talk == "weather"
    assert take_turn(Retriever.from_articles([report, older]).answer, Conversation(), "天气")[0].kind == "talk"


def test_a_refused_question_is_offered_without_words_that_no_article_has():
    """Where the rest is surely answered, and it is the question's beginning that no article has; else nothing is."""

    def answer(question, history, k):
        found = replace(make_answer(make_hit("八点开门。"), answered="青山镇" not in question), question=question)
        sure = 0.5 if "火锅店" in question else 0.9
        return replace(found, confidence=sure) if found.answered else replace(found, band="silent", unknown=("青山镇",))

    reply, after = take_turn(answer, Conversation(), "青山镇的图书馆几点开门？")
    assert (reply.answer.band, reply.rewording) == ("silent", "图书馆几点开门？")
    assert after.asked == ("青山镇的图书馆几点开门？",)
    for other in ("图书馆几点开门？", "图书馆在青山镇几点开门？", "青山镇的火锅店几点开门？"):
        assert take_turn(answer, Conversation(), other)[0].rewording == ""
    asked = []

    def answer_once(question, history, k):
        asked.append(question)
        return answer(question, history, k)

    reply, _ = take_turn(answer_once, Conversation(), "青山镇的图书馆几点开门？", rewords=False)
    assert (reply.rewording, asked) == ("", ["青山镇的图书馆几点开门？"]), "who does not offer it need not wait for it"


def test_of_several_questions_at_once_the_first_that_is_answered_is_offered():
    """The paper does not say both; who asks for the part that it says is answered."""

    def answer(question, history, k):
        found = replace(make_answer(make_hit("馆长是李某。"), answered="馆长" in question), question=question)
        return (
            replace(found, confidence=0.9) if "电话" not in question else replace(found, answered=False, band="silent")
        )

    for asked in ("馆长是谁，电话多少？", "电话多少？馆长是谁"):
        assert take_turn(answer, Conversation(), asked)[0].rewording.strip("？") == "馆长是谁"
    assert take_turn(answer, Conversation(), "馆长，电话多少？")[0].rewording == "", "one question is no several"


def test_of_several_questions_at_once_the_one_that_is_left_open_is_offered():
    """The passage shown answers one of them; the other is asked by itself, and leans on what stands before it."""
    asked = []

    def answer(question, history, k):
        asked.append((question, tuple(history)))
        says = "电话是 85310000。" if "电话" in question and "馆长" not in question else "馆长是李某。"
        return replace(make_answer(make_hit(says, highlights=[(0, len(says))])), question=question, confidence=0.9)

    reply, _ = take_turn(answer, Conversation(), "馆长是谁，电话多少？")
    assert reply.hit is not None
    assert (reply.hit.passage.text, reply.rewording) == ("馆长是李某。", "电话多少")
    assert asked[-1] == ("电话多少", ("馆长是谁",))


def test_a_correction_without_marks_is_no_remark():
    """不对我问城西 is what who dictates sends."""
    reply, _ = say(ASKED, "不对我问城西")
    assert (reply.hit.article.id, reply.answer.rule) == ("west", "replaced")


def test_a_new_subject_stands_alone():
    """A short question after another one keeps its own article, and says why."""
    reply, _ = say(ASKED, "图书馆藏书多少册？")
    assert (reply.hit.article.id, reply.answer.rule) == ("library", "alone")


@pytest.mark.parametrize(("text", "article"), [("那城西呢？", "west"), ("那6月5日呢？", "west"), ("为什么？", "east")])
def test_a_follow_up_goes_with_what_was_asked(text, article):
    """Another place or day replaces the first one; a question without a subject has the earlier one."""
    assert say(ASKED, text)[0].answer.hits[0].article.id == article


def test_a_part_of_a_question_is_no_answer_by_itself():
    """那夏粮呢 is never answered by an article on another subject: what is asked of it was asked of 城东."""
    reply, _ = say(ASKED, "那夏粮呢？")
    assert not reply.answer.answered


@pytest.mark.parametrize("text", ["猪肉多少钱一斤？", "护照去哪里办？"])
def test_a_new_subject_that_the_paper_lacks_shows_nothing(text):
    """The article at hand has no word of it, so that it is not even one that may be related."""
    assert say(ASKED, text)[0].hit is None


def test_what_names_no_subject_is_asked_of_the_article_at_hand():
    """涨了多少 after income is about the article shown, though another has more of both questions' words.

    草原呢 names a part of the article at hand, which a question that was not answered in between did not change.
    """
    paper = Retriever.from_articles(
        [
            Article(id="income", headline="居民收入公布", paragraphs=["去年全省居民人均收入31280元，同比增长9.7%。"]),
            Article(
                id="wages",
                headline="收入涨了",
                paragraphs=["居民收入涨了，人均涨了一成。", "居民都说收入涨了，涨得多。"],
            ),
            Article(id="fires", headline="山火减少", paragraphs=["去年全省森林火灾2345起，草原火灾45起。"]),
            Article(id="meadow", headline="草原风光", paragraphs=["草原上牛羊成群，草原的夏天最美。", "草原欢迎您。"]),
        ]
    )
    for asked, article in (
        (("去年全省居民人均收入多少元？", "涨了多少？"), "income"),
        (("去年森林火灾几起？", "护照去哪里办？", "草原呢？"), "fires"),
    ):
        state = Conversation()
        for text in asked:
            reply, state = take_turn(paper.answer, state, text)
        assert reply.hit and reply.hit.article.id == article


def test_what_belongs_to_something_is_asked_of_the_article_at_hand():
    """门票多少钱 after the library is not answered by the park, which the person did not speak of."""
    paper = Retriever.from_articles(
        [
            Article(id="park", headline="公园开放", paragraphs=["东湖公园门票每张二十元，老年人免票。"]),
            Article(id="library", headline="图书馆开馆", paragraphs=["图书馆新馆藏书五十万册，周末照常开放。"]),
        ]
    )
    _, state = take_turn(paper.answer, Conversation(), "图书馆藏书多少册？")
    assert take_turn(paper.answer, state, "门票多少钱？")[0].hit is None
    _, state = take_turn(paper.answer, Conversation(), "东湖公园老年人免票吗？")
    assert take_turn(paper.answer, state, "门票多少钱？")[0].answer.answered


def test_the_subject_is_remembered_through_questions_that_name_none():
    """However many there are, they are about what was named before them."""
    for number in range(4):
        reply, _ = say(ASKED, *["在哪里？", "几点？", "怎么办？"][:number], "为什么？")
        assert reply.answer.hits[0].article.id == "east"


def test_who_did_it_is_asked_of_what_was_spoken_of():
    """谁设计 and 多大了 are about the bot only where nothing was asked before, or where it is spoken to."""
    paper = Retriever.from_articles(
        [
            Article("stage", "新剧院开工", ["新剧院由建筑师王小梅设计，占地八亩。"]),
            Article("fish", "", ["养鱼能手开讲。"]),
        ]
    )
    asked = take_turn(paper.answer, Conversation(), "新剧院占地几亩")[1]
    hit = take_turn(paper.answer, asked, "谁设计的")[0].hit
    assert hit and hit.article.id == "stage"
    assert take_turn(paper.answer, asked, "谁设计的你")[0].answer.talk == "who"
    assert take_turn(paper.answer, Conversation(), "谁设计的")[0].answer.talk == "who"


def test_the_only_headline_is_the_article_at_hand():
    """谁写的 and the next question are about it without a choice."""
    assert say("夏粮新闻", "出处")[0].hit.article.id == "grain"
    assert say("夏粮新闻", "什么时候？")[0].answer.hits[0].article.id == "grain"


def test_nothing_follows_a_question_whose_words_no_article_has():
    """还有吗 after 台风到哪了 has no passage to show."""
    assert say("台风到哪了？", "还有吗")[0].kind == "no_more"


def test_words_of_assent_may_ask():
    """都是啥 asks on, and 是的 does not."""
    assert say(ASKED, "都是啥")[0].answer.talk is None
    assert say(ASKED, "是的")[0].answer.talk == "assent"


@pytest.mark.parametrize("text", ["国足真菜", "笑死 这也能上报纸", "你怎么老说这个"])
def test_an_opinion_asks_nothing(text):
    """It gets a sentence, as do laughter and complaints beside a clause that tells."""
    assert say(ASKED, text)[0].kind == "talk"


def test_what_a_person_heard_is_doubt_and_no_new_question():
    """不对，我听说… gets the sentence for doubt; 不对，我问的是… asks."""
    assert say(ASKED, "不对吧，我听说不停了")[0].answer.talk == "doubt"
    assert say(ASKED, "不对，我问的是城西停水几小时")[0].hit.article.id == "west"


def test_more_shows_another_article_first():
    """Then the rest, then the sentence that there is none, which leaves everything as it is."""
    reply, state = say("停水几小时？", "还有别的吗？")
    assert (reply.kind, reply.position, reply.hit.article.id) == ("passage", 2, "east")
    for _ in range(5):
        reply, after = take_turn(PAPER.answer, state, "继续")
        assert reply.kind in ("passage", "no_more")
        assert reply.kind == "passage" or after == state
        state = after
    assert reply.kind == "no_more"


@pytest.mark.parametrize(
    ("text", "kind"), [("谁写的", "author"), ("出处", "source"), ("哪天的报纸", "date"), ("全文", "article")]
)
def test_the_article_at_hand_is_spoken_of(text, kind):
    """Also after thanks, and after a question that nothing answers."""
    for before in ([ASKED], [ASKED, "谢谢"], [ASKED, "猪肉价格呢？"]):
        reply, _ = say(*before, text)
        assert (reply.kind, reply.hit.article.id) == (kind, "east")


def test_who_wrote_about_a_subject_is_told_by_the_byline():
    """Of the article, or of the photo where it was taken; who wrote a book that the paper speaks of is no byline."""
    articles = [
        Article("market", "河边夜市开张", ["河边夜市昨晚开张，有五十个摊位。"], authors=["周敏"]),
        Article("boats", "", ["龙舟在东湖竞渡。 高原 摄"], authors=["高原"], kind="caption"),
        Article("race", "龙舟赛落幕", ["东湖龙舟赛昨天落幕，二十支队伍竞渡。"], authors=["何悦"]),
        Article("novel", "小说《盐路》首发", ["长篇小说《盐路》首发，由盐工老耿写成。"], authors=["林晓"]),
    ]
    paper = Retriever.from_articles(articles)

    def ask(text):
        return take_turn(paper.answer, Conversation(), text)

    for text, id in (
        ("河边夜市谁写的", "market"),
        ("河边夜市那篇是谁写的？", "market"),
        ("夜市的报道作者是谁", "market"),
        ("东湖龙舟的照片是谁拍的", "boats"),
        ("龙舟赛的新闻是哪个记者写的", "race"),
    ):
        reply, after = ask(text)
        assert (reply.kind, reply.hit.article.id) == ("author", id), text
    whole = take_turn(paper.answer, after, "全文")[0].hit
    assert whole and whole.article.id == "race"
    assert ask("小说《盐路》谁写的")[0].kind == "answer"
    assert ask("盐路谁写的")[0].kind == "answer"
    assert ask("滑雪场那篇谁写的")[0].answer.band == "silent"


def test_what_an_earlier_question_showed_is_cited_as_such():
    """After a question that nothing answers, and not after one that is answered."""
    assert say(ASKED, "高铁几点开？", "出处")[0].is_earlier
    assert not say(ASKED, "出处")[0].is_earlier


def test_who_browses_gets_headlines():
    """The newest first, then in the order of the corpus; 更多 shows the next ones until there are none."""
    reply, state = say("有哪些新闻")
    assert (reply.kind, reply.answer.talk, reply.answer.answered) == ("headlines", "browse", False)
    assert [hit.article.id for hit in reply.answer.hits] == ["east", "west", "library"]
    reply, state = take_turn(PAPER.answer, state, "更多")
    assert ([hit.article.id for hit in reply.answer.hits], reply.position) == (["grain"], 4)
    assert take_turn(PAPER.answer, state, "更多")[0].kind == "no_more"


def test_a_subject_has_its_headlines():
    """Only articles that speak of it, whatever else is asked of it afterwards; where none does a sentence says so."""
    reply, state = say("停水新闻")
    assert {hit.article.id for hit in reply.answer.hits} == {"east", "west"}
    assert say("城西几小时？", conversation=state)[0].hit.article.id == "west"
    assert say("有什么足球新闻")[0].kind == "talk"


def test_the_day_of_a_paper_or_an_author_has_its_headlines():
    """Those of that day alone, or by that author; a day without a paper has none."""
    paper = Retriever.from_articles(
        [
            Article("bridge", "新桥通车", ["城南新桥通车。"], authors=["李建国"], date="2021-05-02"),
            Article("market", "夜市开张", ["河边夜市开张。"], authors=["王小梅", "李建国"], date="2021-05-03"),
            Article("school", "学校搬迁", ["二小搬到城北。"], date="2020-05-02"),
        ]
    )

    def headlines(text):
        reply, _ = take_turn(paper.answer, Conversation(), text)
        return [hit.article.id for hit in reply.answer.hits] if reply.kind == "headlines" else reply.kind

    assert headlines("5月2日有什么新闻") == ["bridge"]
    assert headlines("2020年5月2日的报纸登了什么") == ["school"]
    assert headlines("5月4日有什么新闻") == "talk"
    # who names such a day is told which papers there are
    assert take_turn(paper.answer, Conversation(), "5月4日的头条")[0].answer.talk == "newspapers"
    assert headlines("李建国写了哪些报道") == ["market", "bridge"]
    assert headlines("王小梅写了什么") == ["market"]


def test_a_newspaper_and_a_page_have_their_headlines():
    """By the whole name or a part of it, in either script, and by the number of the page with or without a letter."""
    printed = {
        "flood": ("临川日报", "2021-05-02", "1"),
        "opera": ("临川日报", "2021-05-02", "03"),
        "chess": ("临川晚报", "2021-05-02", "A03"),
        "pears": ("临川晚报", "2021-05-01", "A01"),
    }
    paper = Retriever.from_articles(
        [
            Article(id, f"{id} 见报", ["全文在此。"], newspaper=name, date=day, page=page)
            for id, (name, day, page) in printed.items()
        ]
    )

    def headlines(text):
        reply, _ = take_turn(paper.answer, Conversation(), text)
        return [hit.article.id for hit in reply.answer.hits] if reply.kind == "headlines" else reply.kind

    assert headlines("临川晚报上有什么") == ["chess", "pears"]
    assert headlines("臨川晚報登了什麼") == ["chess", "pears"]
    assert headlines("晚报5月1日有什么新闻") == ["pears"]
    assert headlines("5月2日的日报") == ["flood", "opera"]
    assert headlines("5月2日第3版有什么") == ["opera", "chess"]
    assert headlines("临川日报第三版有什么") == ["opera"]
    assert headlines("A3版有什么新闻") == ["chess"]
    assert headlines("临川晚报关于见报的消息") == ["chess", "pears"]
    assert sorted(headlines("第3版关于见报的消息")) == ["chess", "opera"]
    reply, _ = take_turn(paper.answer, Conversation(), "江口日报上有什么")
    assert [one.name for one in reply.answer.newspapers] == ["临川晚报", "临川日报"], "they are told"
    assert headlines("临川日报第8版有什么") == "talk"


def test_a_newspaper_that_a_caller_leaves_out_is_not_listed():
    """Who may read one newspaper only reads no other by naming it; of two parts of a name both must be in it."""
    papers = ("临川日报", "临川晚报", "江口晚报")
    paper = Retriever.from_articles([Article(name, "见报", ["全文在此。"], newspaper=name) for name in papers])

    def listed(text, newspaper):
        return [hit.article.id for hit in paper.answer(text, newspaper=newspaper).hits]

    assert listed("临川晚报上有什么", "日报") == []
    assert listed("晚报上有什么", "临川") == ["临川晚报"]
    assert listed("晚报上有什么", "江口晚报") == ["江口晚报"]
    assert listed("江口晚报上有什么", "晚报") == ["江口晚报"]
    assert listed("晚报上有什么", None) == ["临川晚报", "江口晚报"]


def test_a_headline_is_chosen_and_spoken_of():
    """第二条 shows that article; then 谁写的 and 出处 are about it. Before a choice there is no article at hand."""
    reply, state = say("有哪些新闻", "第二条")
    assert (reply.kind, reply.hit.article.id) == ("article", "west")
    assert say("出处", conversation=state)[0].hit.article.id == "west"
    assert say("有哪些新闻", "更多", "4", "出处")[0].hit.article.id == "grain"
    for asked in ("出处", "谁写的", "第九条"):
        assert opening_sentence(say("有哪些新闻", asked)[0], CHINESE) == CHINESE.which, "none of several is at hand"


def test_a_chosen_headline_is_spoken_of_in_one_message():
    """第二条谁写的 is about the second headline, 最后一条 is the last one listed, and 上一条 goes back by one."""
    assert say("有哪些新闻", "第一条谁写的")[0].kind == "author"
    assert say("有哪些新闻", "最后一条")[0].hit.article.id == "library"
    assert say("有哪些新闻", "最后一条", "上一条")[0].hit.article.id == "west"
    assert say("有哪些新闻", "更多", "上一条")[0].answer.hits[0].article.id == "east"


def test_the_next_question_is_about_the_article_that_was_chosen():
    """No word of it says which article is meant: it is the one at hand, not the one that the question before found."""
    assert say("有哪些新闻", "第二条", "几小时？")[0].hit.article.id == "west"
    assert say("停水几小时？", "更多", "几小时？")[0].hit.article.id == "east"
    assert say("有哪些新闻", "第二条", "图书馆藏书多少册？")[0].hit.article.id == "library"


def test_what_was_shown_before_is_shown_again():
    """上一条 is the passage before the one that is shown, and then what the question before found; before the first
    there is nothing, which is said."""
    first = say("停水几小时？")[0].hit.passage
    assert say("停水几小时？", "更多", "上一条")[0].hit.passage == first
    assert say(ASKED, "图书馆藏书多少册？", "上一条")[0].hit.article.id == "east"
    assert say("上一条")[0].kind == "talk"
    for before in (("停水几小时？",), ("停水几小时？", "更多", "上一条"), ("有哪些新闻",), ("有哪些新闻", "第一条")):
        reply = say(*before, "上一条")[0]
        assert (reply.kind, opening_sentence(reply, CHINESE)) == ("no_more", CHINESE.first)


def test_a_long_message_is_read_for_its_question():
    """What stands at its end is asked, not its first 500 characters."""
    story = "我住在河边，天天看见船来船往，日子过得很平静。" * 30
    reply, state = say(f"{story}想问一下，图书馆藏书多少册？")
    assert reply.hit.article.id == "library"
    assert state.asked == ("图书馆藏书多少册？",)


def test_what_is_shown_now_is_spoken_of():
    """After 还有吗 出处 is that of the passage that it showed, and 再说一遍 shows that one again; so after 不对."""
    for asked, other in (("停水几小时？", "还有吗"), (ASKED, "不对")):
        more, _ = say(asked, other)
        assert say(asked, other, "出处")[0].hit.passage == more.hit.passage
        assert say(asked, other, "再说一遍")[0].hit.passage == more.hit.passage


def test_what_has_little_to_do_with_the_answer_is_not_shown():
    """After an answer 更多 shows articles that are nearly as good, and else that there are none; 不对 shows any."""
    assert say(ASKED, "更多")[0].kind == "no_more"
    assert say(ASKED, "不对")[0].hit.article.id == "west"


def test_what_was_not_asked_for_is_followed_by_the_next_best():
    """不对 shows another passage, and its talk says that it is offered."""
    reply, _ = say(ASKED, "不对")
    assert (reply.kind, reply.answer.talk, reply.position) == ("passage", "wrong", 2)


def test_another_subject_clears_the_conversation():
    """换个问题 leaves nothing, and what comes behind it in one message is asked alone."""
    assert say(ASKED, "换个问题")[1] == Conversation()
    assert say(ASKED, "换个问题，图书馆藏书多少册？")[1].asked == ("图书馆藏书多少册？",)


@pytest.mark.parametrize(
    "text", ["你好", "谢谢", "转人工", "什么破机器人", "讲个笑话", "几点了", "1+1", "hhhhhhh", "0", "？？"]
)
def test_talk_gets_a_sentence_and_changes_nothing(text):
    """No passage, and the conversation is as before."""
    _, before = say(ASKED)
    reply, after = say(text, conversation=before)
    assert (reply.kind, reply.hit, reply.answer.rule) == ("talk", None, "talk")
    assert after == before


@pytest.mark.parametrize("text", ["继续", "出处", "不对", "几点？"])
def test_nothing_at_hand_gets_a_sentence(text):
    """Before any question."""
    reply, after = say(text)
    assert (reply.kind, after) == ("talk", Conversation())


def test_a_remark_that_nothing_answers_is_no_question():
    """我们小区就没人管 is told and not asked."""
    assert say(ASKED, "我们那里根本就没人来管，真气人啊")[0].kind == "talk"


@pytest.mark.parametrize(("confidence", "kind"), [(0.3, "talk"), (0.9, "answer")])
def test_who_tells_something_gets_a_passage_only_if_it_surely_fits(confidence, kind):
    """孩子发烧了 asks nothing: that some article has children is no answer."""
    found = replace(make_answer(make_hit("孩子们在课堂上做手工。")), confidence=confidence, band="answer")
    reply, _ = take_turn(lambda *_: found, Conversation(), "孩子发烧了")
    assert reply.kind == kind


def test_a_history_of_texts_is_the_same_conversation():
    """What `ask -` and the library are given as history leads to what the console shows."""
    texts = [ASKED, "谢谢", "还有吗", "那城西呢？", "继续"]
    for number, text in enumerate(texts):
        reply, _ = say(*texts[: number + 1])
        assert PAPER.reply(text, texts[:number]) == reply


def test_the_state_is_stored_as_json():
    """And is read back as it was; what is no such record is the beginning of a conversation."""
    _, state = say(ASKED, "还有吗")
    assert Conversation.from_dict(json.loads(json.dumps(state.to_dict()))) == state
    assert Conversation.from_dict({"asked": 3, "further": "x", "shown": []}) == Conversation()


def test_the_passages_are_leafed_through_by_position():
    """As the buttons in Telegram do; 出处 is then that of the passage leafed to."""
    _, state = say("停水几小时？")
    reply, leafed = show_passage(PAPER.answer, state, 2)
    assert reply and reply.hit
    assert (reply.position, reply.answer.talk) == (2, None)
    assert say("出处", conversation=leafed)[0].hit.passage == reply.hit.passage
    assert show_passage(PAPER.answer, state, 99) == (None, state)
    assert show_passage(PAPER.answer, Conversation(), 1)[0] is None


def test_a_corpus_that_changed_meanwhile_gives_no_other_article():
    """The passage that was shown is found by its id, wherever it now stands."""
    first, second = make_hit("甲", 1, passage_id="a.1", id="a"), make_hit("乙", 2, passage_id="b.1", id="b")
    _, state = take_turn(lambda *_: make_answer(first, second), Conversation(), "停水几天？")
    reply, _ = take_turn(lambda *_: make_answer(second, first), state, "出处")
    assert reply.hit and reply.hit.passage.id == "a.1"


HISTORIES = [None, "城东停水几小时？", [], ["", " "], ["\ud800"], ["还有吗"] * 1000, [ASKED] * 1000]


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize(
    "text", ["\ud800停水", "\x00\x1b[31m停水\x07", "停水" * 5000, "水", "", "　", "نص", "🙂" * 50, "出处"]
)
def test_bad_input_gets_a_reply(text, history):
    """Half characters, control characters, ten thousand characters, one, other scripts; whatever the history is."""
    reply = PAPER.reply(text, history)
    assert reply.answer.talk or reply.answer.band
    json.dumps(reply.answer.question).encode("utf-8")
    reply.answer.question.encode("utf-8")


@given(
    st.lists(
        st.text(max_size=12) | st.sampled_from(["继续", "不对", "全文", "换个问题", ASKED, "那城西呢"]), max_size=6
    )
)
@settings(max_examples=60)
def test_no_message_breaks_a_conversation(texts):
    """Whatever is said, a good question after 换个问题 is answered as at the beginning."""
    _, state = say("你好", *texts)
    assert take_turn(PAPER.answer, take_turn(PAPER.answer, state, "换个问题")[1], ASKED)[0] == say(ASKED)[0]


def test_the_dialogues_show_what_the_file_says(retriever):
    """The same reply, as sure, from the same page. Read what differs (python -m tests.support.dialogues), judge it as
    the person would, and run it with --update."""
    for dialogue in read_dialogues():
        shown = [text.split(" ", 3)[:3] for text in play(retriever, dialogue)]
        assert shown == [turn["shown"].split(" ", 3)[:3] for turn in dialogue["turns"]], dialogue["who"]


def test_only_words_of_the_message_itself_are_told_as_unknown(retriever):
    """Words of earlier questions are not, and those told stand in the order typed."""
    conversation = Conversation()
    for text in ("zzyzx在哪里？", "四海八荒有几座？"):
        reply, conversation = take_turn(retriever.answer, conversation, text)
    assert reply.answer.unknown and all(word in "四海八荒有几座" for word in reply.answer.unknown)
    assert list(reply.answer.unknown) == sorted(reply.answer.unknown, key="四海八荒有几座".index)


def test_a_number_chooses_a_passage_of_the_answer(retriever):
    """第二条 or 2 after an answer is its second passage; a number that it does not have, or without any answer, is
    no question either."""
    first, conversation = take_turn(retriever.answer, Conversation(), "职工医保缓缴最晚什么时候补缴？")
    second, conversation = take_turn(retriever.answer, conversation, "第二条")
    assert (second.kind, second.position, second.first) == ("passage", 2, first.first)
    again, conversation = take_turn(retriever.answer, conversation, "1")
    assert (again.kind, again.position) == ("answer", 1)
    assert take_turn(retriever.answer, conversation, "第九条")[0].kind == "no_more"
    assert take_turn(retriever.answer, Conversation(), "第二条")[0].kind == "talk"


def test_what_more_does_not_show_no_number_shows():
    """A question whose words no article has has no passage, neither the next nor the first."""
    refused, state = say("火锅店的股价是多少？")
    assert (refused.answer.band, bool(refused.answer.unknown)) == ("silent", True)
    assert take_turn(PAPER.answer, state, "更多")[0].kind == "no_more"
    assert show_passage(PAPER.answer, state, 1) == show_passage(PAPER.answer, state, LAST) == (None, state)


def test_a_number_chooses_where_only_texts_are_known(retriever):
    """What follows is about the passage that was chosen, and its score is explained by the question."""
    asked = "职工医保缓缴最晚什么时候补缴？"
    second = retriever.reply("第二条", [asked])
    assert (second.kind, second.position) == ("passage", 2) and second.hit
    assert retriever.explain("第二条", second.hit, [asked]).score == pytest.approx(second.hit.score)
    back = retriever.reply("上一条", [asked, "最后一条"])
    assert back.position == back.total - 1
    whole = retriever.reply("全文", [asked, "第二条"])
    assert whole.hit and whole.hit.article.id == second.hit.article.id
    assert retriever.reply("第九条", [asked]).kind == "no_more"
    assert retriever.reply("第二条", ["zzyzx在哪里？"]).kind == "talk"


def test_the_article_that_was_chosen_is_known_from_texts_alone():
    """The next question is about it, and 谁写的 too, though the history says only 第二条 or 更多."""
    for history in (["有哪些新闻", "第二条"], ["停水几小时？", "更多"]):
        chosen = PAPER.reply(history[-1], history[:-1]).hit
        assert chosen and chosen.article.id == say(*history)[0].hit.article.id
        assert PAPER.reply("几小时？", history).hit == say(*history, "几小时？")[0].hit
    source = PAPER.reply("出处", ["有哪些新闻", "第二条"]).hit
    assert source and source.article.id == "west"


def test_an_article_far_down_the_headlines_can_be_spoken_of(retriever):
    """第9条 opens it, and 全文 and 谁写的 go on with it."""
    conversation = Conversation()
    for text in ("有哪些新闻", "第9条"):
        chosen, conversation = take_turn(retriever.answer, conversation, text)
    for text, kind in (("全文", "article"), ("谁写的", "author")):
        reply, conversation = take_turn(retriever.answer, conversation, text)
        assert reply.hit and chosen.hit
        assert (reply.kind, reply.hit.article.id) == (kind, chosen.hit.article.id)


def test_the_price_of_another_thing_is_not_that_of_the_thing_at_hand():
    """虾 and 蟹 are too short to be subjects; the article at hand is asked only of a thing that it has."""
    market = Retriever.from_articles(
        [
            Article(id="eels", headline="鳗苗价格跌了", paragraphs=["码头上每尾鳗苗的收购价为12元，每只蟹苗8元。"]),
            Article(id="grain", headline="夏粮收购", paragraphs=["全市夏粮收购全面展开，各粮站秩序井然。"]),
        ]
    )
    for text, shown in (
        ("虾多少钱", None),
        ("月嫂多少钱", None),
        ("那虾呢", None),
        ("蟹多少钱", "eels"),
        ("多少钱", "eels"),
    ):
        _, asked = take_turn(market.answer, Conversation(), "鳗苗什么价")
        reply, _ = take_turn(market.answer, asked, text)
        assert (reply.hit and reply.hit.article.id) == shown, text


def test_when_something_is_over_is_not_when_it_begins():
    """什么时候完 asks for the end of a period, as 什么时候结束 does."""
    works = Retriever.from_articles(
        [
            Article(
                id="works",
                headline="解放路施工",
                paragraphs=["解放路施工从11月28日起，公交车改道。施工预计到明年4月底结束。"],
            ),
            Article(id="grain", headline="夏粮收购", paragraphs=["全市夏粮收购全面展开，各粮站秩序井然。"]),
        ]
    )
    _, asked = take_turn(works.answer, Conversation(), "解放路施工")
    reply, _ = take_turn(works.answer, asked, "什么时候完")
    assert reply.answer.span is not None
    text = reply.answer.hits[0].passage.text
    assert text[reply.answer.span.start : reply.answer.span.end] == "明年4月底"
