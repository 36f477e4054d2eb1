"""Numerals in any form, read and written."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.numbers import read_digits, read_integer, read_number, write_arabic, write_han


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("230", "230"),
        ("二百三十", "230"),
        ("两百", "200"),
        ("1.5万", "15000"),
        ("15,000", "15000"),
        ("一万五", "15000"),
        ("一万五千", "15000"),
        ("三百四", "340"),
        ("一万零五", "10005"),
        ("一亿二千万", "120000000"),
        ("1.21亿", "121000000"),
        ("三点五", "3.5"),
        ("十", "10"),
        ("贰佰", "200"),
    ],
)
def test_a_number_has_one_value_whatever_its_form(text, value):
    """Digits, Chinese numerals, 万 and 亿, the short way of speaking."""
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "百", "万", "三五", "农", "一" * 17, "二〇二二", "点五", "三点", "1.2点五"])
def test_what_is_no_number_has_no_value(text):
    """Units alone, two numbers at once, digits one by one, other characters."""
    assert read_number(text) is None


@given(st.integers(min_value=1, max_value=10**9))
@example(100_100_000)
def test_what_is_written_is_read_back(number):
    """Every form of a number has its value."""
    value = Decimal(number)
    assert all(read_number(form) == value for form in (*write_arabic(value), *write_han(value)) if len(form) <= 16)


@given(st.text(alphabet="〇零一二两三十百千万亿点0123456789.,农", max_size=20))
def test_any_text_is_read_or_refused(text):
    """Never an error."""
    value = read_number(text)
    assert value is None or value >= 0


def test_digits_one_by_one():
    """A year in Chinese numerals; other characters are none."""
    assert read_digits("二〇二二") == read_digits("二零二二") == "2022"
    assert read_digits("二十") is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("二〇二三", 2023), ("二十三", 23), ("十", 10), ("○", 0), ("03", 3), ("三点五", None), ("版", None), ("", None)],
)
def test_an_integer_is_read_digit_by_digit_or_with_tens(numeral, value):
    """As years and page numbers are printed; anything else is None."""
    assert read_integer(numeral) == value
