"""Interruptions: the time that looking for them may take."""

from bot.reader.layout.interruptions import close_interruptions
from bot.reader.lines.rows import read_rows
from bot.records import Page

PAGE = """
水厂换管一个月
　　本报讯（记者 周小满）从三月六日
起，柳溪镇水厂换管，老街每晚停水两个
钟头。厂长罗飞说，旧管子是铁的，管子
　　停水期间，镇里派两辆水车停在石桥
头，每家可以接三桶，老人由人送到家。
石桥小学添了两位音乐老师
　　本报讯（记者 林一鸣）石桥小学上
学期只有一位音乐老师，这学期添了两位，
都是师范学校刚毕业的。
里面锈了，水就黄了。
"""


def test_a_page_stays_as_it_is_once_the_time_is_over():
    """With time the end of the paragraph moves up to its beginning; without, all rows stay where they are."""
    rows = read_rows(Page("page.txt", PAGE))
    moved = [row.text for row in close_interruptions(rows, lambda: True)]
    assert moved.index("里面锈了，水就黄了。") == moved.index("钟头。厂长罗飞说，旧管子是铁的，管子") + 1
    assert close_interruptions(rows, lambda: False) == rows
