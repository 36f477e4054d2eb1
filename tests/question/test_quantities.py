"""Quantities in any form match each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import Article, Retriever
from bot.question.quantities import find_quantities


def forms(question):
    return {form for quantity in find_quantities(question) for form in quantity.added}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("二百三十户", "230户"),
        ("230户", "二百三十户"),
        ("两百人", "200人"),
        ("200人", "两百人"),
        ("三成", "30%"),
        ("30%", "三成"),
        ("百分之三十", "30%"),
        ("30%", "百分之三十"),
        ("七成半", "75%"),
        ("九成八的", "98%"),
        ("三成五以上", "35%"),
        ("1.5万亩", "15000亩"),
        ("15000亩", "一万五千亩"),
        ("一万五", "1.5万"),
        ("两千块", "2000元"),
        ("2000元", "两千块"),
        ("8月17日", "八月十七号"),
        ("八月十七号", "8月17日"),
        ("2022年", "二〇二二年"),
        ("二零二二年", "2022年"),
        ("22年", "2022年"),
        ("98年", "1998年"),
        ("三个月", "3个月"),
        ("3个月", "三个月"),
        ("早上八点半", "8:30"),
        ("8:30", "8时30分"),
        ("8时30分", "八点半"),
        ("下午三点", "15:00"),
        ("15时", "下午三点".removeprefix("下午")),
        ("二十几个", "20个"),
        ("两点", "2时"),
    ],
)
def test_each_form_leads_to_the_other(typed, printed):
    """Numbers, shares, money, dates, years, spans of time and clocks."""
    assert printed in forms(typed)


@pytest.mark.parametrize(
    "question",
    [
        "三农政策",
        "上半年",
        "一个村",
        "四川",
        "万一",
        "什么时候",
        "几千块",
        "哪两天",
        "早一点",
        "三成为",
        "五一",
        "9月40日",
        "13月",
        "25:00",
    ],
)
def test_what_is_no_quantity_has_no_other_form(question):
    """Names, words, what is asked for, days that the calendar does not have."""
    assert forms(question) == set()


PAPER = Retriever.from_articles(
    Article(id=name, headline=headline, paragraphs=[text])
    for name, headline, text in (
        ("east", "拆迁", "该片区二百三十户居民八月十七号搬家，占三成。"),
        ("west", "拆迁", "该片区150户居民9月7日搬家，占45%。"),
        ("first", "学校", "第一小学有两千名学生，上午8时30分上课。"),
        ("second", "学校", "第二小学有900名学生，上午九点上课。"),
        ("park", "公园", "人民公园周末免费开放，樱花已开。"),
        ("water", "停水", "城东小区3日停水，请居民备水。"),
    )
)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("230户居民的片区", "east"),
        ("8月17日搬家的片区", "east"),
        ("30%居民搬家的片区", "east"),
        ("2000名学生的小学", "first"),
        ("八点半上课的小学", "first"),
        ("九百名学生的小学", "second"),
        ("9:00上课的小学", "second"),
    ],
)
def test_a_quantity_finds_its_other_form_and_says_so(question, article):
    """The right one of two stories that differ in their numbers alone; the term is shown as another form."""
    hit = PAPER.search(question)[0]
    assert hit.article.id == article
    reasons = PAPER.explain(question, hit).reasons
    assert any(reason.origin == "number" and reason.points > 0 for reason in reasons)


def test_a_number_in_another_form_is_not_missing():
    """230户 is in an article that prints 二百三十户, 231户 is not."""
    assert PAPER.answer("230户居民的片区").confidence > PAPER.answer("231户居民的片区").confidence


@given(st.text(alphabet="〇一二两十百万亿成半年月日号时点分0129.:%-几个元块下午", max_size=16))
def test_any_text_has_forms_or_none(text):
    """Never an error, and never the typed form again."""
    assert all(quantity.typed not in quantity.added for quantity in find_quantities(text))
