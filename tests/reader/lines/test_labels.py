"""Labels: the names of sections and columns."""

import pytest

from bot.reader.lines.labels import is_column_label, is_known_section, is_section_label


@pytest.mark.parametrize("text", ["要闻", "【公益彩票】", "综 合", "■ 民生新闻"])
def test_names_that_many_papers_use_are_known(text):
    """With decoration around and spaces inside."""
    assert is_known_section(text) and is_section_label(text)


def test_a_sections_own_name_is_told_by_its_ending():
    """县区动态 stands in no list; a longer line with the same ending is a headline."""
    assert is_section_label("县区动态") and not is_known_section("县区动态")
    assert not is_section_label("老街改造有了新动态")
    assert not is_section_label("昨天，本市新闻")


def test_a_columns_name_has_a_bullet_or_an_ending():
    """●特写 and 今日谈 name columns; a headline of several words does not."""
    assert is_column_label("●特写") and is_column_label("今日谈")
    assert not is_column_label("渔港醒得早，商贩笑开颜")
