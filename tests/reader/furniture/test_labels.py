"""Labels: the names of sections and columns, and headings of notices."""

import pytest

from bot.reader.furniture.labels import (
    begins_notice,
    is_column_label,
    is_known_section,
    is_list_line,
    is_notice_heading,
    is_section_label,
)


@pytest.mark.parametrize("text", ["要闻", "【公益彩票】", "综 合", "■ 民生新闻"])
def test_names_that_many_papers_use_are_known(text):
    """With decoration around and spaces inside."""
    assert is_known_section(text) and is_section_label(text)


def test_a_sections_own_name_is_told_by_its_ending():
    """县区动态 stands in no list; a longer line with the same ending is a headline."""
    assert is_section_label("县区动态") and not is_known_section("县区动态")
    assert is_section_label("便民服务栏") and is_section_label("公告栏")
    assert not is_section_label("老街改造有了新动态")
    assert not is_section_label("昨天，本市新闻")


def test_a_columns_name_has_a_bullet_or_an_ending():
    """●特写 and 今日谈 name columns; a headline of several words does not."""
    assert is_column_label("●特写") and is_column_label("今日谈")
    assert not is_column_label("渔港醒得早，商贩笑开颜")
    assert is_column_label("●记者观察") and not is_column_label("□ 记者 罗飞")


@pytest.mark.parametrize("byline", ["□本报记者 田野", "□ 本报记者 田野", "■本报记者 高山", "□记者 罗飞"])
def test_a_reporter_whose_name_is_a_word_is_no_column(byline):
    """A field is a name, too, where it begins with a surname."""
    assert not is_column_label(byline)


def test_a_classified_notice_says_what_it_is():
    """遗失声明：…, 停电预告：…, with a bullet or without, or in brackets."""
    assert begins_notice("遗失声明：方记小吃店遗失公章一枚。") and begins_notice("■停电预告 本周六检修")
    assert begins_notice("【招租】临街商铺两间。") and begins_notice("招领启事：拾得钱包一只。")
    assert not begins_notice("停电以后，船老大点起了灯") and not begins_notice("【人物】船老大老周")


def test_the_heading_of_a_notice_ends_with_its_kind():
    """Spread out or with its unit in brackets; a sentence that ends alike is none."""
    assert all(map(is_notice_heading, ["停电预告", "公　示", "便民电话", "今日菜价（元/斤）", "关于封路的通告"]))
    assert not is_notice_heading("渔港醒得早") and not is_notice_heading("昨天，他打来电话")


def test_a_line_of_a_list_has_a_mark_a_colon_or_cells():
    """A sentence and a headline in two halves are none."""
    assert all(map(is_list_line, ["●招聘厨师一名", "停电范围：北门街、柳荫巷", "西红柿　4.5元", "青岚　多云　9～17℃"]))
    assert not any(map(is_list_line, ["渔港醒得早。", "渔港醒得早 商贩笑开颜", "老周说：“船到了。"]))
