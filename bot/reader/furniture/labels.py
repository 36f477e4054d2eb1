"""Labels: names of sections (要闻) and columns (今日谈), beside page numbers and above headlines; headings of notices.

To read a new kind of notice, add what its title ends with to `_KINDS`, what it is about to `_SUBJECTS`.
"""

from __future__ import annotations

from functools import lru_cache

from bot.reader.authors.bylines import is_title, read_byline
from bot.text.characters import BULLETS, CJK, SPACE
from bot.text.names import is_name
from bot.text.normalization import fold
from bot.text.patterns import compile_pattern
from bot.text.segmenter import default_segmenter

DECORATION = f"{BULLETS}【】[]［］〔〕〖〗<>《》|│┃·•-—=＝*＊ 　\t"
"""Characters that newspapers put around the names of sections and beside furniture."""

SECTIONS = frozenset(
    (
        "要闻 综合 综合新闻 本地 本地新闻 本埠 本埠新闻 社会 社会新闻 民生 民生新闻 经济 经济新闻 财经 "
        "时政 时事 国内 国内新闻 国际 国际新闻 文化 文体 体育 教育 健康 法治 法制 城事 都市 都市新闻 "
        "专题 专版 副刊 评论 观察 观点 聚焦 关注 特别报道 深度 深度报道 热点 视点 焦点 头条 县域 "
        "县域新闻 区县 镇街 乡镇 基层 三农 农业 农村 科技 科教 卫生 旅游 文旅 生活 便民 公益 公益彩票 "
        "福彩 体彩 金融 楼市 房产 汽车 消费 市场 图片新闻 图片报道 新闻 新闻速递 简讯 时评 速览 动态 资讯 快讯 "
        "短新闻 读者来信 人物 理论 党建 政法 交通 环保 生态 天下 中国 视界 影像 广角 连线 公示 服务 "
        "导读 今日导读 本期导读 目录 本期目录 今日目录 核心提示 阅读提示 编者按 天气 气象 看点 直通车 "
        "现场 回音壁 今日关注 民声 小说 连载 小说连载 长篇连载 广告 分类广告 分类信息"
    ).split()
)
"""Names that sections have on many papers."""

# A section's own name ends with one of these: 县区动态, 海州简讯.
_SECTION = compile_pattern(
    rf"[{CJK}]{{0,4}}(?:新闻|动态|快讯|资讯|要闻|看点|聚焦|关注|视点|广角|速递|播报|在线|时评|评论|专栏|专题|专版|副刊|"
    r"天地|之窗|简讯|(?:公告|启事|服务|广告)栏)"
)
_COLUMN = compile_pattern(
    rf"[{CJK}]{{0,4}}(?:谈|漫笔|随笔|走笔|杂谈|漫谈|短评|微评|快评|絮语|手记|夜话|茶座|论坛|札记|特写|特稿|访谈|话题|"
    r"之声|速写|侧记|来信|信箱|专访|对话|调查)"
)
# Names of sections and columns are no longer than this.
_LONGEST = 6
_PROSE = compile_pattern("[，。；！？“”]")


def is_known_section(text: str) -> bool:
    """Whether a line is one of the names that sections have on many papers: 要闻, 【公益彩票】, 综 合."""
    return _bare(text) in SECTIONS


def is_section_label(text: str) -> bool:
    """Whether a line is the name of a page's section and not a headline: 要闻, 公益彩票, 县区动态."""
    if _PROSE.search(text):
        return False
    bare = _bare(text)
    return bare in SECTIONS or (0 < len(bare) <= _LONGEST and bool(_SECTION.fullmatch(bare)))


def is_column_label(text: str) -> bool:
    """Whether a line above a headline is the name of a column that the story stands in: ●特写, 今日谈."""
    bare = _bare(text)
    if not 0 < len(bare) <= _LONGEST:
        return False
    return bool(_COLUMN.fullmatch(bare)) or (text[0] in BULLETS and not _names_reporter(text))


def _names_reporter(text: str) -> bool:
    """Whether a line with a mark before it names a reporter: □ 记者 王小雨, □本报评论员, but not ●记者观察."""
    byline = read_byline(text)
    if byline is None:
        return is_title(text)
    if not byline.titled:
        return False
    return any(is_name(name) or not default_segmenter().is_word(name) for name in byline.names)


# What stands above a summary, a note of the editors or a text beside the story, on a line of its own. Matches
# folded text.
_NOTE_LABEL = compile_pattern(
    r"(?:记者|采访|编辑|编者|编后|专家|开栏|开篇)(?:的?话|语|按|注|手记|札记|感言|(?<!记者)点评|提示)|编按|编后记?"
    r"|(?:核心|阅读|内容|新闻|本文|文章)?(?:提要|摘要|导[语读引])|(?:核心|阅读|内容|新闻)(?:提示|阅读)|引[子言]"
    r"|(?:新闻|相关|背景|事件|知识|资料|延伸|数据|人物)(?:链接|背景|资料|阅读|新闻|回[顾放]|简介|档案|名片)|链接"
)
# The label of a box that has a headline of its own. Right above a text these words are its headline.
_BOX_LABELS = frozenset("小贴士 温馨提示 温馨提醒 特别提醒 小知识 知识点 名词解释 新闻多一点 相关案例 新闻延伸".split())


# Who speaks in a column of letters and answers, and in an interview.
_TURN = compile_pattern(
    rf"(?:[{CJK}]{{0,4}}(?:读者|市民|网友|居民|村民)[{CJK}]{{0,5}}|[{CJK}]{{2,10}}(?:回复|答复|回应)|[问答]|记者|编辑|编者|编后)[：:]"
)


def begins_turn(text: str) -> bool:
    """Whether a text begins with who speaks: 读者小赵：…, 城管局回复：…, 问：…."""
    return _TURN.match(text) is not None


_LABEL_BEHIND = compile_pattern("[（(]([^（()）]+)[)）]$")


@lru_cache(maxsize=4096)
def is_note_label(text: str) -> bool:
    """Whether a line is the label of a summary, a note of the editors or a text beside the story: 核心阅读, 编者按."""
    return _NOTE_LABEL.fullmatch(_bare_label(text)) is not None


def is_box_label(text: str) -> bool:
    """Whether a line is the label of a text beside the story that may have a headline of its own: 链接, 小贴士."""
    return is_note_label(text) or _bare_label(text) in _BOX_LABELS


def names_box(text: str) -> bool:
    """Whether a headline says that it stands over a text beside the story: 古井保护办法（链接）, or 小贴士 alone."""
    label = _LABEL_BEHIND.search(text)
    return (label is not None and is_box_label(label[1])) or _bare_label(text) in _BOX_LABELS


def begins_note(text: str) -> bool:
    """Whether a paragraph is a summary or a note of the editors that begins with its label: 编者按：…."""
    label, colon, note = text.replace(":", "：").partition("：")
    return bool(colon and note) and len(label) <= _LONGEST and is_note_label(label)


def _bare_label(text: str) -> str:
    """A label that may have a mark before it and a colon behind."""
    return _bare(text.strip(DECORATION + ":："))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """A label in Simplified characters, without marks and spaces; "" where it is too long for one."""
    bare = "".join(text.strip(DECORATION).split())
    return fold(bare) if len(bare) <= _LONGEST + 2 else ""


# --- notices ---------------------------------------------------------------------------------------------------------

_BULLET = rf"[{BULLETS}{SPACE}]*"
# What a notice is; what it offers or asks for, which may be its whole title; and what else it is about.
_KINDS = "声明|启事|公告|通告|公示|讣告|讣闻|哀启|告示|预告"
_NOTICES = f"{_KINDS}|通知"
_OFFERS = "招聘|招租|出租|出售|转让|求购|求租|招领|寻人|寻物|征婚|更正|致歉|鸣谢"
_SUBJECTS = (
    f"{_OFFERS}|遗失|作废|挂失|拍卖|招标|注销|清算|减资|债权|寻亲|认领|停电|停水|停气|搬迁|迁址|开业|公示|律师|迁移"
)
_NOTICE = compile_pattern(
    rf"{_BULLET}(?:{_SUBJECTS})[{CJK}]{{0,4}}(?:{_NOTICES})?[:：{SPACE}]"
    rf"|{_BULLET}[【\[〔](?:[{CJK}]{{0,2}}(?:{_SUBJECTS})|[{CJK}]{{0,4}}(?:{_NOTICES}))[】\]〕]"
    rf"|{_BULLET}(?:{_NOTICES})[:：]"
)


def begins_notice(text: str) -> bool:
    """Whether a text begins as a classified notice does: 遗失声明：…, 停电预告：…, 【招租】…."""
    return bool(_NOTICE.match(text))


_NOTICE_HEADING = compile_pattern(
    rf"[^，。；：:]{{0,40}}(?:{_NOTICES}|预报|天气|电话|热线|行情|菜价|价格|广告|信息|时刻表|一览表?)"
    r"(?:[（(][^（()）]{1,10}[)）])?"
)


def is_notice_heading(text: str) -> bool:
    """Whether a line may be the heading of a notice or a list: 停电预告, 公 示, 便民电话, 今日菜价（元/斤）."""
    return bool(_NOTICE_HEADING.fullmatch("".join(text.split())))


# How the title of a notice ends: with its kind, whatever it is about; with what it is about; with the name of a list.
_WORKS = "招生|招商|租赁|房屋|人才|中奖|开奖|施工|封路|限行|断水|供水|供电|供气"
_LISTS = (
    "天气预报|天气|气象|水情|空气质量|电话|热线|行情|菜价|牌价|报价|油价|价格|汇率"
    "|积分榜|光荣榜|名单|影讯|时刻表|班次|开奖|小广告"
)
# Matches folded text; 谨此讣告 and 特此公告 are a notice's last words.
_TITLE = compile_pattern(
    rf"(?![特谨专哀]?此|兹)"
    rf"(?:[{CJK}]{{0,8}}(?:{_SUBJECTS}|{_WORKS})[{CJK}]{{0,4}}(?:{_NOTICES}|信息|计划|安排)"
    rf"|[{CJK}]{{0,6}}(?:{_KINDS}|{_OFFERS}|招生|{_LISTS})"
    # the institution that gives it: 江州市人民法院公告
    rf"|[{CJK}]{{2,10}}(?:法院|委员会|政府|公司|银行|[局厅院校])(?:{_KINDS})"
    rf"|(?:计划|临时|近期|本周|今日)?(?:停电|停水|停气|限电))"
    r"(?:[（(][^（()）]{1,10}[)）])?"
)
# Characters: the title of a notice has no more, besides what stands in brackets: the day, the unit.
_TITLE_LONGEST = 14


def is_notice_title(text: str) -> bool:
    """Whether a line is nothing but the kind of a notice or a list: 停电通知, 讣　告, 【招领】, 今日菜价（元/斤）."""
    words = text.strip(DECORATION).split()
    # 公　示 is spread, 品种　单位　价格 are cells
    bare = "".join(words)
    if len(bare.partition("（")[0].partition("(")[0]) > _TITLE_LONGEST or 1 < len(words) < len(bare):
        return False
    return bool(_TITLE.fullmatch(fold(bare)))


_LIST_TITLE = compile_pattern(
    rf"[^，。；：:！？]{{2,20}}(?:{_LISTS}|成绩|排名|赛程|课程表|价目表|一览表?)(?:[（(][^（()）]{{1,12}}[)）])?"
)


def is_list_title(text: str) -> bool:
    """Whether a line may stand over a list, and over a report as well: “河口杯”棋赛获奖名单."""
    return bool(_LIST_TITLE.fullmatch("".join(text.split())))


# An item with its mark, a name with what it has, and cells with a number among them.
_LIST_LINE = compile_pattern(
    rf"[{BULLETS}·•][{SPACE}]*\S.*|[^，。：:]{{1,10}}[：:].+|(?=.*\d)[^，。；{SPACE}]+(?:[{SPACE}]+[^，。；{SPACE}]+)+|[^，。；=＝]{{1,12}}[=＝][^，。；]{{1,16}}"
)


def is_list_line(text: str) -> bool:
    """Whether a line is an item of a list or a row of a table: ●…, 停电时间：…, 西红柿　4.5."""
    return bool(_LIST_LINE.fullmatch(text)) and not text.endswith("。")
