"""Letters that papers send out, saved as plain text: heads, greetings, headlines between lines, and the foot."""

from __future__ import annotations

import pytest

from bot.pages.mail import read_mail
from bot.reader.page import read_page
from bot.records import Page

HEADS = "发件人: 江州早报 <a@example.org>\n收件人: 读者\n主题: 早报 | 渡口添船\n日期: Tue, 2 Mar 2021 06:30:00 +0800\n"
GREETING = "早上好，今天是3月2日，星期二。看不清请在浏览器中打开：\nhttps://example.org/m/1\n"
FOOT = "您收到这封邮件，是因为您订阅了“江州早报”。\n退订: https://example.org/u\n© 2021 江州早报\n"
FERRY = "清江渡口昨天添了一艘新渡船，能坐八十人。\n\n船长说，夜里也开，末班船晚一个小时。\n"
LAMPS = "南街的路灯昨晚换成了节能灯，比从前亮。\n"
TOLD = [
    ("渡口添了新渡船", ["清江渡口昨天添了一艘新渡船，能坐八十人。", "船长说，夜里也开，末班船晚一个小时。"]),
    ("南街路灯换新", ["南街的路灯昨晚换成了节能灯，比从前亮。"]),
]


def read(text):
    """Headline and paragraphs of each article of a letter, and its date."""
    page = read_mail(Page("a.txt", text, "utf-8"))
    return [(a.headline, list(a.paragraphs)) for a in read_page(page).articles], page.date


@pytest.mark.parametrize("rule", ["=====", "-" * 40, "*****", "————————", "- - - - - - -"])
@pytest.mark.parametrize(
    ("before", "after"),
    [("{rule}\n", "\n{rule}\n\n"), ("\n{rule}\n\n", "\n\n"), ("\n{rule}\n", "\n")],
)
def test_headlines_stand_between_lines_or_below_one(rule, before, after):
    """What stands between two lines, or first below one, is the headline of the text below."""
    before, after = before.format(rule=rule), after.format(rule=rule)
    stories = (
        f"{before}渡口添了新渡船{after}{FERRY}\n阅读全文: https://example.org/1\n\n{before}南街路灯换新{after}{LAMPS}\n"
    )
    assert read(f"{HEADS}\n{GREETING}\n{stories}{rule}\n{FOOT}") == (TOLD, "2021-03-02")


@pytest.mark.parametrize("headline", ["■ {}", "【{}】", "== {} ==", "*** {} ***", "▶{}"])
def test_headlines_with_a_mark_need_no_lines(headline):
    """A mark at the line's beginning, or around the line, makes it a headline where there are two of them."""
    one, other = headline.format("渡口添了新渡船"), headline.format("南街路灯换新")
    assert read(f"{HEADS}\n{GREETING}\n{one}\n{FERRY}\n{other}\n{LAMPS}\n\n退订 | 联系我们\n")[0] == TOLD


@pytest.mark.parametrize(
    "heads",
    [
        "From: a@example.org\nTo: b@example.org\nSubject: 早报\n\n",
        "寄件者：江州早報\n收件者：讀者\n主旨：早報\n\n",
        "---------- Forwarded message ---------\nFrom: a@example.org\nDate: 2021-03-02\nSubject: 早报\n\n",
        "-----原始邮件-----\n发件人：江州早报\n发送时间：2021年3月2日 06:30\n主题：早报\n\n",
    ],
)
@pytest.mark.parametrize("mark", ["", "> "])
def test_heads_of_mail_are_no_text(heads, mark):
    """Names, addresses and subject stand in no article, in whatever language, and quoted as forwarded letters are."""
    text = f"{heads}-----\n渡口添了新渡船\n-----\n\n{FERRY}\n-----\n南街路灯换新\n-----\n\n{LAMPS}"
    assert read("".join(f"{mark}{line}\n" for line in text.split("\n")))[0] == TOLD


def test_a_page_with_a_box_is_no_letter():
    """Without the heads of mail a text between two lines is a notice in a story."""
    page = Page("a.txt", f"渡口添了新渡船\n\n{FERRY}\n————————\n停水通知\n————————\n{LAMPS}", "utf-8")
    assert read_mail(page) is page


def test_a_story_above_the_foot_is_kept():
    """Where no line parts the last story from the foot, only the foot is left out."""
    text = f"{HEADS}\n-----\n渡口添了新渡船\n\n{FERRY}\n-----\n南街路灯换新\n\n{LAMPS}\n退订: https://example.org/u\n"
    assert read(text)[0] == TOLD


@pytest.mark.parametrize("line", ["→ 查看全文 https://example.org/1", "阅读原文", ">> 看全文：https://example.org/1"])
def test_what_leads_to_the_whole_text_ends_a_story(line):
    """The next line is a headline though nothing marks it; the name of a part over a line is none."""
    text = (
        f"{HEADS}\n{GREETING}\n■ 今日要闻\n{'-' * 20}\n\n渡口添了新渡船\n\n{FERRY}\n{line}\n\n"
        f"南街路灯换新\n\n{LAMPS}\n{line}\n\n{'-' * 20}\n{FOOT}"
    )
    assert read(text)[0] == TOLD


@pytest.mark.parametrize("line", [">> 我要报名：https://example.org/1", "网页版 » https://example.org/1"])
def test_a_few_words_with_an_address_are_no_text(line):
    """They lead out of the letter, wherever they stand; three stars with spaces between them are a line across."""
    text = (
        f"{HEADS}\n渡口添了新渡船\n\n{FERRY}\n\n{line}\n\n* * *\n\n南街路灯换新\n\n{LAMPS}\n\n{line}\n\n* * *\n{FOOT}"
    )
    assert read(text)[0] == TOLD


def test_a_list_of_the_headlines_is_no_text():
    """What stands above the first story and lists the stories is left out, with its heading."""
    contents = "看不到图片请打开网页\n\n本期内容\n1. 渡口添了新渡船\n2. 南街路灯换新"
    rule = "-" * 20
    stories = f"渡口添了新渡船\n\n{FERRY}\n\n{rule}\n\n南街路灯换新\n\n{LAMPS}"
    text = f"{HEADS}\n{contents}\n\n{rule}\n\n{stories}\n\n{rule}\n{FOOT}"
    assert read(text)[0] == TOLD


def test_a_letter_without_heads_needs_two_headlines_between_lines():
    """What was copied out of a letter begins with no heads; one line drawn around a headline may stand in any text."""
    one, other = "=====\n渡口添了新渡船\n=====\n" + FERRY, "=====\n南街路灯换新\n=====\n" + LAMPS
    assert read(f"{one}\n{other}")[0] == TOLD
    assert not read_mail(Page("a.txt", one, "utf-8")).marked
