"""The web page: questions, follow-ups, the article beside its page, and what does not belong there."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from bot import Article, Retriever
from bot.chat.replies import CHINESE, ENGLISH
from bot.records import Span
from tests.support.paper import make_answer, make_hit
from tests.web.conftest import PAGE


def ask(client, question, *earlier, **others):
    return client.get("/", params={"q": question, "h": list(earlier), **others})


def follow(client, response, label):
    """What a link or button with this label leads to."""
    href = re.search(rf'href="([^"]*)"[^>]*>{re.escape(label)}</a>', response.text)
    assert href, response.text
    return client.get(unescape(href[1]))


def text_of(response):
    """What a person reads: no marks, no runs of white space."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", response.text)).split())


def test_a_question_gets_the_passage_with_its_source(client):
    """The exact words are marked, their sentence is strong, and the article and its lines are named."""
    response = ask(client, "电梯花了多少钱？")
    assert response.status_code == 200
    assert "<strong>电梯由社区出资</strong><mark>三十万元</mark><strong>。</strong>" in response.text
    assert "《敬老院新添电梯》 · 文：王芳 · 城东日报 2022年8月17日 第3版 · 老桥.txt 第" in text_of(response)


def test_a_follow_up_is_asked_after_the_questions_before_it(client):
    """The form carries them along; 换个问题 begins anew."""
    first = ask(client, "城西敬老院新添了什么？")
    assert '<input type="hidden" name="h" value="城西敬老院新添了什么？">' in first.text
    second = ask(client, "谁出的钱？", "城西敬老院新添了什么？")
    assert "电梯由社区出资三十万元" in text_of(second)
    assert 'name="h"' not in follow(client, second, CHINESE.web.another).text


def test_only_questions_are_listed_as_earlier_ones(client):
    """Those that a follow-up may refer to: five, and neither greetings, nor nonsense, nor 更多."""
    shown = ask(
        client, "谁出的钱？", *(f"第{number}座桥谁修的？" for number in "一二三四五六七"), "你好", "git push", "更多"
    )
    [listed] = re.findall(rf"{CHINESE.web.earlier}(.*?)</p>", shown.text, re.DOTALL)
    assert re.findall(r">([^<]+)</(?:a|b)>", listed) == [
        *(f"第{number}座桥谁修的？" for number in "三四五六七"),
        "谁出的钱？",
        CHINESE.web.another,
    ]
    assert CHINESE.web.earlier not in ask(client, "你好").text


@pytest.mark.parametrize("command", ["/lang en", "／help", "/全文"])
def test_a_command_of_the_terminal_is_not_looked_up(client, command):
    """The page says that it has none."""
    assert text_of(ask(client, command, "老桥哪天起封闭施工？")).count(CHINESE.web.no_command) == 1


def test_a_long_question_is_a_short_title(client):
    """And a short line above its answer."""
    shown = ask(client, "城西敬老院新添了什么，" * 200).text
    assert 10 < len(re.findall("<title>(.*)</title>", shown)[0]) < 60


def test_more_and_the_whole_article_are_asked_for_with_a_button(client):
    """As the words 更多 and 全文 in a conversation."""
    answered = ask(client, "老桥哪天起封闭施工？")
    whole = follow(client, answered, CHINESE.web.whole_article)
    assert "全长二百一十米" in text_of(whole)
    assert follow(client, answered, CHINESE.web.more).status_code == 200


def test_a_whole_article_is_cited_with_all_its_lines(client):
    """The headline's among them; the passage is cited with its own."""
    answered = ask(client, "老桥哪天起封闭施工？")
    assert "老桥.txt 第6—7行" in text_of(answered)
    assert "老桥.txt 全文第4—8行" in text_of(follow(client, answered, CHINESE.web.whole_article))
    assert "老桥.txt 全文第4—8行" in text_of(ask(client, "谁写的？", "老桥哪天起封闭施工？"))


def test_a_number_is_no_question(connect):
    """第二条 after an answer is its second passage."""
    articles = [Article(id=side, headline=f"{side}停水", paragraphs=[f"{side}周六停水。"]) for side in ("城东", "城西")]
    client = connect(Retriever.from_articles(articles))
    (other,) = {"城东", "城西"} - {
        side for side in ("城东", "城西") if f"《{side}停水》" in text_of(ask(client, "哪天停水？"))
    }
    assert f"《{other}停水》" in text_of(ask(client, "第二条", "哪天停水？"))


def test_the_passage_is_read_in_its_article_beside_its_page(client):
    """In the article the passage and the words that answer are marked, and on the page the passage's lines."""
    article = follow(client, ask(client, "老桥哪天起封闭施工？"), CHINESE.web.in_article)
    assert "<strong>城东老桥</strong><mark>八月二十日起</mark><strong>封闭施工，" in article.text
    lines = re.findall(r'<li id="L(\d+)" value="\1"(?: class="([^"]*)")?>([^<]*)</li>', article.text)
    assert [unescape(text) for _, _, text in lines] == PAGE.splitlines()
    kinds = {int(number): kind for number, kind, _ in lines}
    assert (kinds[1], kinds[6], kinds[7], kinds[12]) == ("", "passage first", "passage", "")
    assert kinds[8] in ("article", "passage")
    assert 'href="#L6"' in article.text


def test_a_page_that_has_changed_is_not_shown_with_wrong_lines(connect, tmp_path):
    """Nor one that is gone: the article is shown without it, and says why."""
    page = tmp_path / "老桥.txt"
    page.write_text(PAGE, encoding="utf-8")
    client = connect(Retriever.from_folder(tmp_path), [tmp_path])
    page.write_text("新的一行\n" + PAGE, encoding="utf-8")
    changed = follow(client, ask(client, "老桥哪天起封闭施工？"), CHINESE.web.in_article)
    assert CHINESE.web.changed_page in changed.text
    page.unlink()
    gone = follow(client, ask(client, "老桥哪天起封闭施工？"), CHINESE.web.in_article)
    assert CHINESE.web.no_page in gone.text
    assert "<li " not in changed.text + gone.text


def test_who_does_not_know_what_to_ask_sees_questions_that_are_answered(client):
    """As links, before anything is asked."""
    home = client.get("/")
    assert "八月二十日起" in follow(client, home, "老桥哪天起封闭施工？").text
    assert "<ul>" not in ask(client, "老桥哪天起封闭施工？").text


def test_silence_and_talk_are_said_and_headlines_are_links(client):
    """The sentences are those of the console and of Telegram."""
    assert "报上没有" in text_of(ask(client, "地铁五号线票价多少？"))
    assert CHINESE.talk["greeting"] in text_of(ask(client, "你好"))
    browsed = ask(client, "有哪些新闻")
    assert CHINESE.headlines in text_of(browsed)
    read = follow(client, browsed, "《敬老院新添电梯》")
    assert "新添两部电梯" in text_of(read)


def test_what_people_and_papers_write_is_text_and_no_markup(client, connect):
    """In questions, headlines and passages; also in the addresses of links."""
    nasty = '<script>alert(1)</script>"><img src=x onerror=y>'
    response = ask(client, nasty, nasty, newspaper=nasty)
    assert "<script" not in response.text and "<img" not in response.text
    passage = ask(client, "桥上的公交为什么改道？")
    assert "<b>桥上</b>" not in passage.text and "&lt;b&gt;桥上&lt;/b&gt;" in passage.text
    hostile = Retriever.from_articles([Article(id="a", headline="<i>停水</i>", paragraphs=["<u>城东</u>周六停水。"])])
    shown = ask(connect(hostile), "城东哪天停水？")
    assert "<i>" not in shown.text and "<u>" not in shown.text
    assert "《&lt;i&gt;停水&lt;/i&gt;》" in shown.text


def test_nothing_may_be_loaded_from_elsewhere_and_nothing_is_cached(client):
    """There is no script at all, and no other site may frame the page."""
    response = client.get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "script-src" not in policy
    assert response.headers["cache-control"] == "no-store"
    assert "<script" not in response.text
    assert client.get("/style.css").headers["content-type"].startswith("text/css")


def test_a_call_by_another_name_is_refused(client):
    """A hostile page that names this machine by a domain of its own gets nothing."""
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_newspaper_and_days_choose_the_articles(client):
    """What is chosen stays chosen in links and in the form; days that cannot be read are said in one sentence."""
    chosen = ask(client, "老桥哪天起封闭施工？", newspaper="城东日报", since="2022-08-01")
    assert "<mark>" in chosen.text and "<option selected>城东日报</option>" in chosen.text
    [link] = re.findall(r'href="(/article[^"]*)"', chosen.text)
    assert parse_qs(urlsplit(unescape(link)).query)["since"] == ["2022-08-01"]
    assert "<mark>" not in ask(client, "老桥哪天起封闭施工？", since="2022-09-01").text
    for since, until in (("昨天", ""), ("2022-09-01", "2022-08-01")):
        bad = ask(client, "老桥哪天起封闭施工？", since=since, until=until)
        assert (bad.status_code, CHINESE.web.bad_choice in bad.text) == (400, True)


def test_who_chooses_days_where_no_page_has_a_date_hears_so(connect):
    """Silence would look as if the paper said nothing."""
    undated = connect(Retriever.from_articles([Article(id="a", headline="停水", paragraphs=["城东周六停水。"])]))
    assert CHINESE.web.undated in ask(undated, "城东哪天停水？", since="2022-08-01").text
    assert CHINESE.web.undated not in ask(undated, "城东哪天停水？").text


def test_days_and_newspapers_are_offered_where_pages_have_them(client, connect):
    """A corpus without either has nothing to choose."""
    undated = connect(Retriever.from_articles([Article(id="a", headline="停水", paragraphs=["城东周六停水。"])]))
    assert 'type="date"' in client.get("/").text and "<select" in client.get("/").text
    assert CHINESE.web.choose not in undated.get("/").text and 'type="date"' not in undated.get("/").text


def test_sentences_that_perhaps_answer_are_underlined_and_not_strong(connect):
    """Strong and marked words would say that this is the answer."""
    answer = replace(make_answer(make_hit("停水到五点。", highlights=[(0, 6)])), span=Span(3, 5), confidence=0.18)
    unsure = connect(Retriever.from_articles([]), answer=lambda *_, **__: answer)
    shown = ask(unsure, "停到几点？").text
    assert CHINESE.unsure in shown and '<span class="perhaps">停水到五点。</span>' in shown
    assert "<strong>" not in shown and "<mark>" not in shown


@pytest.mark.parametrize("at", ["0", "4", "99", "-1", "一", "²", "1" * 400, ""])
def test_a_passage_that_is_not_there_is_no_page(client, at):
    """Forged places are answered with 404 and one sentence."""
    response = client.get("/article", params={"q": "老桥哪天起封闭施工？", "at": at})
    assert (response.status_code, CHINESE.web.not_found in response.text) == (404, True)


@pytest.mark.parametrize("path", ["/article", "/article?at=1", "/nix", "/../../etc/passwd"])
def test_other_addresses_are_no_page(client, path):
    """One kind sentence."""
    response = client.get(path)
    assert (response.status_code, CHINESE.web.not_found in response.text) == (404, True)


@pytest.mark.parametrize("question", ["%ED%A0%80", "%00%01", "%E6%A1%A5" * 3000, "%FF%FE", "a", "%E2%80%AE%E6%A1%A5"])
def test_strange_questions_get_a_page(client, question):
    """Lone surrogates, control characters, much too much, no UTF-8, one character, turned writing."""
    response = client.get(f"/?q={question}&h={question}")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")


def test_the_language_is_that_of_the_browser_or_of_the_setting(client, connect, pages):
    """Chinese where the browser asks for neither."""
    english = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert ENGLISH.web.promise in text_of(english) and '<html lang="en">' in english.text
    assert CHINESE.web.promise in client.get("/", headers={"Accept-Language": "de"}).text
    fixed = connect(Retriever.from_folder(pages), [pages], language="zh")
    assert CHINESE.web.promise in fixed.get("/", headers={"Accept-Language": "en"}).text


def test_a_fault_is_an_apology(connect, pages):
    """What went wrong is in the log of the server, not on the page."""

    def fail(*_, **__):
        raise RuntimeError("secret")

    client = connect(Retriever.from_folder(pages), answer=fail)
    response = client.get("/?q=桥")
    assert response.status_code == 500
    assert CHINESE.failed in response.text and "secret" not in response.text
