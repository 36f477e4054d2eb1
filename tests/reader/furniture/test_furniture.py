"""Furniture: lines that belong to a page and to no article."""

import pytest

from bot.reader.furniture.furniture import is_furniture, is_slogan, may_be_furniture


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月18日 星期四 农历癸卯年三月廿九",
        "２０２３年５月１８日",
        "二〇二三年五月十八日 星期四",
        "2023-05-18 星期四",
        "第3版",
        "A03 综合",
        "综合 3版",
        "海州日报 ｗｗｗ.ｈｚｒｂ.ｃｎ",
        "第1234期 今日8版",
        "国内统一刊号：CN33-0012",
        "责任编辑：王小雨 版式：李晓明",
        "编辑 王小雨 版式设计 李 华",
        "版式设计：李 华",
        "新闻热线：85310000",
        "news@hzrb.cn",
        "━━━━━━",
        "老街重新开张……3版",
        "“换脸”卖货被罚……8版",
        "今日天气：多云转晴 9℃~17℃",
        "今日天气　多云转晴　26℃～14℃",
        "92号汽油6.71元/升　95号汽油7.14元/升",
        "扫描二维码 关注我们",
        "公益广告",
        "零售每份1元　印刷：海州日报印刷厂",
        "月定价：28元",
        "江州市融媒体中心主办　国内统一连续出版物号CN00-0000",
        "分类信息　　热线：0579-85550000　　地址：江州路12号一楼",
        "投诉热线 85550000　邮箱：news@hzrb.cn",
        "校园天地·第219期",
        "江中校讯　第五十七期　　二零一八年三月",
        "_" * 70,
        "■" + " " * 70 + "■",
        "本文首发于《江州生活》周刊。",
        "《 江州日报 》（ 2026年06月12日   06 版）",
        "图片：",
        "月费订户　网址：hzrb.cn/aboutus",
    ],
)
def test_a_pages_own_lines_are_furniture(text):
    """Dates, numbers, editors, contacts, pointers to other pages and what no story says."""
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "渔港醒得早",
        "视觉盛宴",
        "编辑部的故事",
        "要闻",
        "海州市人民政府令第724号",
        "第3期培训班开班",
        "供热热线24小时在线",
        "第二期学员结业",
        "5月18日上午，新桥通车。",
        "王小雨 李华",
        "《江州往事》（2026年6月修订）",
        "专业搬家　服务热线　88881234",
        "92号汽油6.71元/升",
        "红球 03 08 15 19 27 31 蓝球 09",
        "零售价5元一斤的西瓜",
        "天气预报　明天有雨",
        "",
    ],
)
def test_headlines_sections_and_prose_are_none(text):
    """A word of an editor's work may begin a headline, a section's name stand above one, a small ad have a number."""
    assert not is_furniture(text)


def test_a_bare_number_is_furniture_only_where_nothing_else_stands_around():
    """Beside a section's name it looks like a line of a column; a sentence never does."""
    assert may_be_furniture("8 城市周刊") and may_be_furniture("今日海州报")
    assert not may_be_furniture("8 个路口，两段上下坡道")


def test_slogans_and_mottos_fill_gaps_between_stories():
    """What towns ask of people, and what a paper says of itself; names of people are no motto."""
    assert is_slogan("节约用水人人有责") and is_slogan("权威 贴近 好看") and is_slogan("讲海州好故事")
    assert is_slogan("阅读点亮人生") and not is_slogan("阅读点亮小巷")
    assert not is_slogan("王敏 李强 张华")
    assert is_slogan("关注身边事 传播正能量") and not is_slogan("关注身边事 邻居搭把手")


@pytest.mark.parametrize(
    "text",
    [
        "5月18日 星期四 海州日报 第3版",
        "HAIZHOU DAILY 2023年5月18日",
        "三版 综合",
        "法治·社会 A05 2023年5月18日 编辑/王小雨",
        "农村大众报 2023年5月18日",
    ],
)
def test_the_parts_of_a_head_line_stand_in_any_order(text):
    """Date with or without its year, the paper's name in Chinese or Latin letters, section, number and editors."""
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        *("5月18日上午，新桥通车。", "渔港今日迎来了第一批鲜鱼", "去年 9月12日 18", ""),
        *("2023年5月18日出版的第9期", "据统计,2022年5月1日—2023年4月30日,全市"),
    ],
)
def test_prose_is_no_head_line(text):
    """A sentence, a long word, a day with an hour whose sign stands on the next line, words with 的, and a period."""
    assert not is_furniture(text)
