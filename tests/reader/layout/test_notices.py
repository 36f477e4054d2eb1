"""Notices in a row: each is an article under the title that names its kind, however the page is set."""

from dataclasses import dataclass
from itertools import product

import pytest

from bot.reader.furniture.labels import is_notice_title
from tests.support.reading import read_text

STORY = (
    "渔港添了一座灯塔",
    (
        "柳溪渔港昨天添了一座灯塔，夜里归航的渔船隔着十里海面就能看见光，老渔民说比从前踏实多了。",
        "灯塔由渔民合资修建，前后花了两年。",
    ),
)
# the title, the paragraphs, who signs and when
NOTICES = {
    "停电通知": (("因变电所检修，5月8日8:00至17:00，北门街、柳荫巷停电，请用户做好准备。",), ("青岚供电公司",)),
    "停水公告": (
        ("因水管改造，5月10日22:00至次日5:00，滨江路以东停水，请提前储水。", "给您带来不便，敬请谅解。"),
        ("青岚市自来水公司", "2024年5月7日"),
    ),
    "遗失声明": (
        ("周小满遗失身份证，号码330211199001010000，声明作废。", "青岚市南枫面馆遗失营业执照副本，声明作废。"),
        (),
    ),
    "讣告": (
        (
            "青岚大学退休教授何大田同志因病医治无效，于2024年5月3日逝世，享年八十六岁。",
            "5月7日上午九时在青岚殡仪馆送别。",
        ),
        ("青岚大学", "2024年5月4日"),
    ),
    "旺铺出租": (("北门街临街商铺两间，共六十平方米，月租四千元，有意者面谈。", "电话：13900000000"), ()),
    "招聘启事": (("本店招厨师一名、帮工两名，月薪六千元，包吃住。", "联系人：谭师傅　63210001"), ("南枫面馆",)),
    "天气预报": (("今天多云转晴，东北风3级，气温9℃～17℃；明天有小雨，气温8℃～13℃。", "空气质量：良"), ()),
    "应急电话": (("报警：110　火警：119　急救：120", "供水抢修：63211000　供电抢修：95598"), ()),
    "今日菜价（元/斤）": (("西红柿　4.5", "黄瓜　3.8", "土豆　2.2"), ()),
    "更正": (("本报6月1日第三版《渡口添了新渡船》一文中，“八百人”应为“八十人”，特此更正。",), ()),
    "校名更改公告": (
        ("白石县第二小学自2024年9月1日起更名为白石县滨河小学，原债权债务由更名后的学校承担。",),
        ("白石县滨河小学",),
    ),
}
ROWS_OF_FOUR = [tuple(NOTICES)[first : first + 4] for first in (0, 3, 7)]


@dataclass(frozen=True)
class Setting:
    """How a page is set."""

    # blank lines below a title, between paragraphs, and between one article and the next
    below_title: int
    between_paragraphs: int
    between_articles: int
    # characters of a line; 0 where each paragraph is one line
    width: int
    indent: int
    signature: int
    mark: str

    def draw(self, title, paragraphs, signature):
        """The lines of an article."""
        lines = [self.mark.format(title), *[""] * self.below_title]
        for number, paragraph in enumerate(paragraphs):
            lines += [""] * self.between_paragraphs if number else []
            listed = "　" in paragraph or "：" in paragraph[:8]
            lines += self.wrap("　" * self.indent + paragraph, 0 if listed else self.width)
        return [*lines, *("　" * self.signature + line for line in signature)]

    @staticmethod
    def wrap(text, width):
        """A paragraph in lines; a closing mark hangs at the end of its line."""
        lines = []
        while width and len(text) > width:
            end = width + (text[width] in "，。；：、）”")
            lines.append(text[:end])
            text = text[end:]
        return [*lines, text] if text else lines


SETTINGS = [
    Setting(below_title, between, apart, width, indent, signature, mark)
    for below_title, between, apart, width, indent, signature, mark in product(
        (0, 1), (0, 1), (0, 1, 2), (0, 24), (0, 2), (0, 8), ("{}", "【{}】")
    )
    # titles that nothing sets apart, and lines of which nothing tells where a paragraph begins
    if (apart or not (below_title or between)) and (indent or between or not width)
]


def join(texts):
    """Texts without white space, which a line's end may have been."""
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize("titles", ROWS_OF_FOUR, ids=lambda titles: titles[0])
def test_notices_are_read_alike_however_they_are_set(titles, setting):
    """Each of four notices below a story has its title, its paragraphs and its signature, and nothing of the others."""
    articles = [(*STORY, ()), *((title, *NOTICES[title]) for title in titles)]
    lines = []
    for number, article in enumerate(articles):
        lines += [""] * (setting.between_articles or int(number == 1)) if number else []
        lines += setting.draw(*article)
    read = [
        (join([article.headline.strip("【】")])[0], join(article.paragraphs)) for article in read_text("\n".join(lines))
    ]
    for title, paragraphs, signature in articles[1:]:
        assert (title, join([*paragraphs, *signature])) in read


def test_a_report_under_a_headline_that_ends_like_a_notice_is_read_with_its_lead_in():
    """A headline that ends with 公告 over 本报讯 begins a report, whose reporter is its author."""
    (article,) = read_text(
        "市里发布限行公告\n　　本报讯　（记者　南枫）市里昨天发布公告，滨江路五月起单双号限行。\n　　限行为期一年。\n"
    )
    assert article.authors == ("南枫",) and article.paragraphs[0].startswith("市里昨天发布公告")


def test_a_day_that_signs_a_notice_may_be_cut_by_the_line_end():
    """20 | 23年5月8日 is one number, where the row above fills its column."""
    text = "　　因水管改造，5月10日22\n:00至5月11日6:00，滨江路、\n柳荫巷暂停供水，请储水。水务公司"
    (notice,) = read_text(f"停水通知\n{text} 20\n23年5月8日\n")
    assert notice.paragraphs == (text.strip().replace("\n", "") + " 2023年5月8日",)


def test_a_story_below_a_notice_keeps_its_headline():
    """The text below a blank line and a headline is no part of the notice, signed or not."""
    story = "河边开起音乐会\n柳溪边昨天开起了音乐会，三百多人坐在草地上听到天黑。\n音乐会每周六都有。\n"
    articles = read_text(f"停水通知\n5月10日22:00起滨江路停水。\n\n{story}")
    assert [article.headline for article in articles] == ["停水通知", "河边开起音乐会"]


def test_the_family_signs_an_obituary_and_a_list_keeps_its_days():
    """Those who mourn and the lunar day sign the notice; 谨此讣告 begins no other; a day stands above its streets."""
    page = (
        "讣　告\n慈母何氏于甲辰年四月初三寿终，享年九十一岁。\n谨此讣告\n"
        "孝子　罗飞　罗翔\n女儿　罗燕\n农历甲辰年四月初四\n\n"
        "停电信息\n5月8日\n停电范围：北门街、柳荫巷、\n七星里一带\n5月9日\n停电范围：白石小学\n青岚供电公司\n"
    )
    obituary, power = read_text(page)
    assert obituary.paragraphs[1:] == ("谨此讣告", "孝子　罗飞　罗翔", "女儿　罗燕", "农历甲辰年四月初四")
    assert power.paragraphs == (
        *("5月8日", "停电范围：北门街、柳荫巷、七星里一带", "5月9日", "停电范围：白石小学"),
        "青岚供电公司",
    )
    assert not (obituary.authors or power.authors)


def test_titles_name_nothing_but_a_kind_of_notice():
    """停电通知 and 讣　告 are titles; the columns of a table, a sentence and an ordinary headline are none."""
    assert all(
        map(
            is_notice_title,
            ["停电通知", "讣　告", "讣闻", "【招领启事】", "■旺铺出租", "今日菜价（元/斤）", "停电信息"],
        )
    )
    assert not any(
        map(is_notice_title, ["品种　本周　价格", "停电不停工", "停水了。", "老桥夜里封闭检修", "电话：13900000000"])
    )
