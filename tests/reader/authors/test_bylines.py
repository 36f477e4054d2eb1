"""Bylines and the names in them."""

import pytest

from bot.reader.authors.bylines import is_title, read_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("记者 李华 张斌", ["李华", "张斌"]),
        ("记者王家慧崔松云", ["王家慧", "崔松云"]),
        ("徐 卉 高昱曼", ["徐卉", "高昱曼"]),
        ("□ 本报记者 张三 通讯员 李四 文/图", ["张三", "李四"]),
        ("◎张三", ["张三"]),
        ("文/高山", ["高山"]),
        ("记者李华北京报道", ["李华"]),
        ("记者 李华 王小雨北京报道", ["李华", "王小雨"]),
        ("□　童心渡", ["童心渡"]),
        ("李文华 著", ["李文华"]),
        ("文/本报记者 张三 图/市博物馆", ["张三"]),
        ("记者邝伟贤", ["邝伟贤"]),
        ("（融媒记者 胡美樱子）", ["胡美樱子"]),
        ("全媒体记者 欧阳娜 实习生 王五", ["欧阳娜", "王五"]),
        ("记者 阿不都·热合曼", ["阿不都·热合曼"]),
        ("记者 李四/文 王五/摄", ["李四", "王五"]),
        ("本报驻美记者 李华", ["李华"]),
        ("本报记者阿斯哈提、程青", ["阿斯哈提", "程青"]),
        ("职工通讯员 陈一鸣", ["陈一鸣"]),
        ("本报记者 林一鸣 职工通讯员 吴海", ["林一鸣", "吴海"]),
    ],
)
def test_names_are_read_however_they_are_set(text, names):
    """Spread, glued, with titles, bullets and roles."""
    byline = read_byline(text)
    assert byline is not None
    assert list(byline.names) == names


@pytest.mark.parametrize(
    "text",
    [
        "2022-05-30 07:15 江州日报 记者林一鸣",
        "2022-05-30 07:15江州日报 记者林一鸣",
        "2022年5月30日 07:15　来源：江州网　作者：林一鸣　点击：12次",
        "发布时间：2022-05-30 作者：林一鸣 编辑：吴海 字号：大 中 小",
    ],
)
def test_when_and_where_a_story_came_out_is_no_name(text):
    """Day, hour, source, clicks and editors stand beside the author on web pages that were saved as text."""
    byline = read_byline(text)
    assert byline is not None and byline.names == ("林一鸣",)


def test_a_day_within_a_sentence_is_no_day_of_release():
    """Prose with the word 记者 and a day names nobody."""
    assert read_byline("告诉记者，企业7月24日提交联合") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("记者林一鸣／台北报道", ["林一鸣"]),
        ("记者林一鸣台北报道", ["林一鸣"]),
        ("记者林鸣台北市报道", ["林鸣"]),
        ("（中央社记者林一鸣、陈海台北2日电）", ["林一鸣", "陈海"]),
        ("中央社记者 林一鸣 高雄市 12 日电", ["林一鸣"]),
        ("（海州社记者林一鸣布鲁塞尔6日专电）", ["林一鸣"]),
        ("（海州社记者林鸣加拿大多伦多报道）", ["林鸣"]),
        ("记者林鸣渥太华综合报道", ["林鸣"]),
        ("记者林一鸣及吴海／台北报道", ["林一鸣", "吴海"]),
        ("本报记者 林一鸣 广州报道", ["林一鸣"]),
        ("本报记者 林一鸣 吴海报道", ["林一鸣", "吴海"]),
    ],
)
def test_the_place_of_a_report_is_no_name(text, names):
    """A place stands before 报道 or the day of a wire: after a slash or a space, or right after the last name."""
    byline = read_byline(text)
    assert byline is not None
    assert list(byline.names) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海州晚报记者 林一鸣 编辑 吴海 校对 陈帆", ["林一鸣"]),
        ("渔经记者 林一鸣 渔经编辑 吴海", ["林一鸣"]),
        ("统筹：吴海 采写：林一鸣", ["林一鸣"]),
        ("文丨林一鸣 编辑丨吴海", ["林一鸣"]),
        ("记者 林一鸣 实习生 吴海 文 受访者 供图", ["林一鸣", "吴海"]),
        ("文/本报记者 林一鸣 供图/视觉中国", ["林一鸣"]),
        ("记者林一鸣／特稿", ["林一鸣"]),
        ("文／记者林一鸣　图／渔港提供", ["林一鸣"]),
        ("海州传媒记者 林一鸣 吴海 发自台北、海州", ["林一鸣", "吴海"]),
        ("江州时报（www.jiangzhou.com.cn）记者 林一鸣 海州报道", ["林一鸣"]),
        ("22世纪渔业报道记者 林一鸣 海州报道", ["林一鸣"]),
        ("《渔港》作者 林一鸣", ["林一鸣"]),
        ("海州新闻网记者林一鸣", ["林一鸣"]),
        ("海州报业全媒体记者 林一鸣 通讯员 吴海", ["林一鸣", "吴海"]),
        ("文｜江河财经 林一鸣", ["林一鸣"]),
        ("文／林一鸣 编译／吴海", ["林一鸣", "吴海"]),
        ("图文／林一鸣", ["林一鸣"]),
        ("报道：林一鸣", ["林一鸣"]),
    ],
)
def test_what_stands_beside_authors_is_none(text, names):
    """Editors, those who gave the pictures and the kind of text wrote none of it."""
    byline = read_byline(text)
    assert byline is not None and byline.titled
    assert list(byline.names) == names


@pytest.mark.parametrize("text", ["（示意图／记者林一鸣摄）", "（资料照，记者林一鸣摄）", "（图／记者林一鸣摄）"])
def test_what_kind_of_picture_it_is_is_no_photographer(text):
    """示意图 and 资料照 stand before who took the picture."""
    byline = read_byline(text)
    assert byline is not None and byline.photo and byline.names == ("林一鸣",)


@pytest.mark.parametrize("text", ["N本报记者 林一鸣 吴海", "n海州都市报记者 林一鸣 通讯员 吴海"])
def test_a_letter_that_was_a_bullet_is_one(text):
    """The font of signs is gone from a file of text, and its letters are left."""
    byline = read_byline(text)
    assert byline is not None and byline.names == ("林一鸣", "吴海")


@pytest.mark.parametrize(
    "text", ["海青报·海青网见习记者 林一鸣", "海州日报·海州经济网记者 林一鸣", "海州新闻·渔港壹点记者 林一鸣"]
)
def test_a_paper_that_is_joined_to_its_website_is_no_name(text):
    """The point between a paper and its website or app is not that of a name."""
    byline = read_byline(text)
    assert byline is not None and byline.names == ("林一鸣",)


def test_phrases_of_a_headline_that_are_equally_long_are_no_names():
    """水 is a rare surname and 天 is none; 解 is a surname, but all three end alike. An office is no person either."""
    assert read_byline("天更蓝 水更清", lenient=True) is None
    assert read_byline("办实事、做好事、解难事", lenient=True) is None
    assert read_byline("国台办", lenient=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "记者近日从市市场监管局获悉",
        "有记者问：日前",
        "，是木雕工作者新的",
        "张帆：享受",
        "记者分别前往",
        "前接受海州社记者专访",
        "阿利·卡布拉尔日前接受海州社记者",
        "青苗计划 培优练强",
        "帮困更有力度 家园更有温度",
        "公益彩票",
        "5月27日",
        "",
        "李",
    ],
)
def test_what_says_more_than_names_is_no_byline(text):
    """Parts of sentences with 记者 or 工作者, headlines in two halves, and a name with a word are no names."""
    assert read_byline(text) is None
    assert read_byline(text, lenient=True) is None


def test_a_credit_is_told_from_a_byline():
    """摄 makes people photographers."""
    credit, byline = read_byline("通讯员 何佩荣 摄"), read_byline("通讯员 何佩荣")
    assert credit is not None and credit.photo
    assert byline is not None and not byline.photo


def test_one_name_with_a_surname_is_enough_where_a_byline_is_expected():
    """边巴扎西 has no surname that the list knows; 尤佳 stands beside it."""
    assert read_byline("边巴扎西 尤佳") is None
    expected = read_byline("边巴扎西 尤佳", lenient=True)
    assert expected is not None and expected.names == ("边巴扎西", "尤佳")


def test_a_title_or_a_mark_leaves_little_doubt():
    """记者 or □ before names; names alone may be something else."""
    assert [byline and byline.titled for byline in map(read_byline, ["记者 李华", "□ 李华", "李华"])] == [
        True,
        True,
        False,
    ]


def test_a_title_alone_is_told():
    """The names stand on the next line, or nowhere."""
    assert is_title("本报记者") and is_title("◎海州日报全媒体记者") and not is_title("记者 李华")
    assert all(map(is_title, ["江报记者", "文：江口新闻记者", "江口新闻记者　2020-06-18"]))
    # who wrote for an outlet is not said
    assert all(map(is_title, ["文／海州周刊", "图文／江州旅游网", "文／HCNU"])) and not is_title("文／林一鸣")


@pytest.mark.parametrize("text", ["本报" * 150 + "讯", "报道" * 100 + "摄", "摄日报" * 66 + "文", "报道" * 100])
def test_what_stands_before_titles_over_and_over_is_no_byline(text):
    """Nor does it take endless time to see, though it can be taken apart in very many ways."""
    assert not is_title(text) and read_byline(text) is None
    assert read_byline("江报记者") is None


def test_a_name_that_is_set_with_spaces_below_a_mark_is_a_byline():
    """A word that is set so is a heading."""
    byline = read_byline("■ 李 文")
    assert byline is not None and byline.titled and byline.names == ("李文",)
    assert read_byline("■ 导 读") is None


def test_a_photographer_may_have_any_name():
    """A single token before 摄 is one, whatever the surname, unless it is a word."""
    credit = read_byline("艾力摄")
    assert credit is not None and credit.photo
    assert read_byline("记录摄") is None


@pytest.mark.parametrize(
    "text",
    [
        "本报记者 林一帆 摄影 吴海",
        "记者林一帆 摄影吴海",
        "文字：林一帆 摄影：吴海",
        "文/林一帆 摄影/吴海",
        "文／林一帆　摄影／吴海",
    ],
)
def test_a_line_with_writer_and_photographer_is_the_story_s(text):
    """It names both, and begins no caption: nobody reads a picture's text by its writer."""
    byline = read_byline(text)
    assert byline is not None
    assert (byline.names, byline.photo) == (("林一帆", "吴海"), False)


@pytest.mark.parametrize(
    "text", ["截至记者发稿时，现场", "记者昨往该", "记者注意到", "截至记者离开时", "记者连日", "记者首先"]
)
def test_what_a_reporter_does_is_no_byline(text):
    assert read_byline(text) is None


@pytest.mark.parametrize("name", ["曾庆红", "来光明", "向明", "高峰", "边巴次仁"])
def test_a_name_right_behind_the_title_may_begin_like_a_verb(name):
    byline = read_byline(f"记者{name}")
    assert byline is not None and byline.names == (name,)
