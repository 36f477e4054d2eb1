"""Patterns of dates, newspapers and addresses."""

import re

import pytest

from bot.text import patterns


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (patterns.DATE, "2023年5月18日"),
        (patterns.DATE, "5 月 18 日"),
        (patterns.DOTTED_DATE, "2023-05-18"),
        (patterns.WEEKDAY, "星期四"),
        (patterns.LUNAR_DATE, "农历癸卯年三月廿九"),
        (patterns.LUNAR_DATE, "三月廿九"),
        (patterns.LUNAR_DATE, "癸卯年"),
        (patterns.NEWSPAPER, "海州日报"),
        (patterns.NEWSPAPER, "海州法治报"),
        (patterns.WEB_ADDRESS, "www.hzrb.cn"),
        (patterns.WEB_ADDRESS, "news@hzrb.cn"),
        (patterns.OFFICES, "列车长"),
        (patterns.OCCUPATIONS, "护士"),
    ],
)
def test_a_pattern_takes_the_whole_of_its_example(pattern, text):
    """The examples of the docstrings and a few more."""
    assert re.fullmatch(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (patterns.DATE, "5月"),
        (patterns.LUNAR_DATE, "三月十八日"),
        (patterns.NEWSPAPER, "今日海州"),
        (patterns.WEB_ADDRESS, "3.5"),
    ],
)
def test_a_pattern_leaves_what_only_looks_like_it(pattern, text):
    """Half a date, a solar day, a paper without a paper's ending."""
    assert not re.fullmatch(pattern, text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年5月18日", "2023-05-18"),
        ("2023-05-18", "2023-05-18"),
        ("2023 . 5 . 18", "2023-05-18"),
        ("二〇二三年五月十八日", "2023-05-18"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("2023年2月30日", None),
        ("中華民國卅五年十月廿一日", "1946-10-21"),
        ("民國一〇五年八月三日", "2016-08-03"),
        ("中華民國113年7月2日", "2024-07-02"),
    ],
)
def test_a_date_with_its_year_is_read_as_iso_8601(text, day):
    """In digits and in Chinese numerals, by the years of the Republic too; a day that no calendar has is None."""
    match = patterns.FULL_DATE.search(text)
    assert match is not None
    assert patterns.read_date(match) == day


def test_a_year_without_newspapers_is_no_date():
    """Years before 1815 and after 2199 are other numbers."""
    assert patterns.iso_date(1814, 1, 1) is None
    assert patterns.iso_date("1949", "10", "1") == "1949-10-01"


@pytest.mark.parametrize(
    "number",
    "63201122 8812345 400-888-1234 4008881234 (0579)87123456 0579-87123456 13957912345 96390 12345 10086 95598".split(),
)
def test_every_kind_of_telephone_number_is_one(number) -> None:
    """With an area code or without, mobile, free of charge, or the short number of a service."""
    assert re.findall(patterns.PHONE_NUMBER, f"可以打电话{number}预订") == [number]


def test_an_emergency_number_is_one_where_it_is_dialled_and_amounts_are_none() -> None:
    """110 alone may be an amount, and so may eight digits before 元."""
    assert re.findall(patterns.PHONE_NUMBER, "请拨打110。") == ["110"]
    assert not any(
        re.search(patterns.PHONE_NUMBER, text) for text in ("110件", "63201122元", "12345人", "3.12345", "2022")
    )
