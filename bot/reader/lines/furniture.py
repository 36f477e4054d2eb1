"""Furniture: what a line looks like that belongs to the page and to no article; the names of sections and columns."""

from __future__ import annotations

import re

from bot.reader.lines.bylines import read_byline
from bot.reader.lines.phrases import narrow
from bot.text.names import merge_spread

__all__ = ["is_column_label", "is_furniture", "is_section", "is_section_label", "is_slogan", "may_be_furniture"]

_CJK = "\u3400-\u9fff"

# Who made the page, anywhere on a line; and what a line of furniture begins with.
_MAKERS = re.compile(
    r"(?:责任?编辑?|责编|执行主编|主编|编辑|版式|美编|美术编辑|校对|检校|审读|责校|组版|值班编委|编审|签发|视觉|排版|制图|一审|二审|三审|电话编辑)[ 　]*[:：/／|]"
)
_FURNITURE = re.compile(
    # the date line, with weekday, lunar date, issue number in any order
    r"^(?:\d{4}[ ]*年[ ]*)?\d{1,2}[ ]*月[ ]*\d{1,2}[ ]*日[ 　,，|]*(?:星期[一二三四五六日天]|周[一二三四五六日])?[ 　]*(?:(?:农历|夏历|阴历).{2,16})?(?:第?\d+期|[A-Z]?\d{1,3}版)?$"
    r"|^(?:星期|周)[一二三四五六日天]$"
    r"|^\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:[ 　].{0,12})?$"
    r"|^(?:农历|夏历)[^，。]{2,20}$"
    # page number, section and page number
    r"|^第[ ]*[A-Z]?\d{1,3}[ ]*版?$|^[A-Z]\d{1,3}[ ]*版?$|^\d{1,3}[ ]*版$|^第[一二三四五六七八九十]{1,3}版$"
    r"|^(?:[A-Z]\d{1,3}版?|\d{1,3}版)[ 　|·／/]+[\u4e00-\u9fff]{2,8}$|^[\u4e00-\u9fff]{2,8}[ 　|·／/]+(?:[A-Z]\d{1,3}版?|\d{1,3}版)$|^[A-Z]\d{1,2}[\u4e00-\u9fff]{2,6}$"
    # who made the page
    r"|^(?:(?:责任编辑|本版编辑|编辑|版式设计?|美编|校对|责编|责校|审读|组版|一审|二审|三审)[ 　]*[\u4e00-\u9fff]{1,4}(?:[ 　]+[\u4e00-\u9fff]{1,3})?[ 　/／|]*)+$"
    rf"|^(?:[■□●◆▍|│ 　]*(?:责任编辑|责编|编辑|版式设计|版式|美编|校对|责校|审读|组版|签发|值班编委|一审|二审|三审)[ 　:：/／]*[{_CJK}]{{2,4}}(?:[ 　、]+[{_CJK}]{{2,4}})*[ 　]*){{2,}}$"
    # how to reach the paper
    r"|^[■□●◆▍│|· 　]*(?:新闻热线|热线电话|服务热线|报料热线|投稿邮箱|投稿|读者热线|广告热线|广告部|发行热线|电子邮箱|E-?mail|邮编|社址|本报地址|订阅热线|客户端下载|扫码关注|值班电话|联系电话|本报热线|本报网址|本报电话|热线|网址|邮箱|官网|微信公众号|微博)[ 　]*(?:[:：(（]|\d{3}|https?:|www\.)"
    r"|^(?:https?://|www\.)[^\u4e00-\u9fff]*$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org)(?:\.cn)?/?$"
    r"|^(?:国内统一(?:连续)?刊号|国内统一连续出版物号|CN[ ]?\d{2}[-—]\d{4}|邮发代号|总第?\d+期|今日\d+版|第\d+期)"
    r"|^[-—–=_*·.…~～ 　□■◆●|│┃━─]+$"
    # 编辑 某某 电话：…; the weather in one line
    rf"|^(?:责任编辑|本版编辑|责编|编辑|值班编辑|记者)[ 　]*[{_CJK}]{{2,4}}[ 　]+(?:电话|热线|邮箱|E-?mail|QQ|微信)[ 　]*[:：]"
    r"|^(?:(?:今日|今天|明日|明天|今明|本地|本市|我市|城区|全市)[ 　]*)?(?:天气|气象)(?:预报)?[ 　]*[:：|].*(?:℃|级|云|雨|晴)"
)


# What a reader may do with a code, and what nobody may do with the page.
_ADVICE = re.compile(
    r"(?:请?(?:扫描?|长按|扫一扫)|微信扫)[^，。]{0,10}码[^，。]{0,20}$|[^，。]{0,14}(?:未经|不得擅自)[^，。]{0,12}(?:转载|摘编|使用|复制)[^，。]{0,8}$"
)
# What towns print between stories to make people behave, and a paper's own motto.
_SLOGAN = re.compile(
    r".{2,8}(?:人人有责|从.{1,3}做起|你我同行|共建共享|有你有我|有我有你|人人参与|利国利民)|(?:讲文明|树新风|反诈热线|防诈热线|扫黄打非)[^，。]{0,10}"
    rf"|(?:做|办|讲|传)有?[{_CJK}]{{1,4}}的?(?:新闻|报纸|好故事|好声音)"
)
# A motto of three or four words, as likely the names of as many people.
_WORDS = re.compile(rf"[{_CJK}]{{2}}(?:[ 　·][{_CJK}]{{2}}){{2,3}}")
# Furniture with a bare number, and names that end as some papers' do: lines of a column of prose look like that, too.
_MAYBE_FURNITURE = re.compile(
    rf"\d{{1,3}}(?:[ 　|·／/]+[{_CJK}]{{2,8}})?|[{_CJK}]{{2,8}}[ 　|·／/]+\d{{1,3}}|\d{{1,3}}[{_CJK}·]{{2,4}}|[{_CJK}]{{1,8}}报"
)


_NOT_NEWS = frozenset("广告 公益广告 专版 广而告之 公告 遗失启事 声明 分类信息 分类广告".split())
_SECTIONS = frozenset(
    (
        "要闻 综合 综合新闻 本地 本地新闻 本埠 本埠新闻 社会 社会新闻 民生 民生新闻 经济 经济新闻 财经 "
        "时政 时事 国内 国内新闻 国际 国际新闻 文化 文体 体育 教育 健康 法治 法制 城事 都市 都市新闻 "
        "专题 专版 副刊 评论 观察 观点 聚焦 关注 特别报道 深度 深度报道 热点 视点 焦点 头条 县域 "
        "县域新闻 区县 镇街 乡镇 基层 三农 农业 农村 科技 科教 卫生 旅游 文旅 生活 便民 公益 公益彩票 "
        "福彩 体彩 金融 楼市 房产 汽车 消费 市场 图片新闻 新闻 新闻速递 简讯 速览 动态 资讯 快讯 "
        "短新闻 读者来信 人物 理论 党建 政法 交通 环保 生态 天下 中国 视界 影像 广角 连线 公示 服务 "
        "导读 今日导读 本期导读 核心提示 阅读提示 编者按 天气 气象 看点 直通车 现场 回音壁 今日关注 民声"
    ).split()
)


# The parts of a page's head line, in any order: 2023年5月18日 星期四 第3版 综合 某某日报.
_HEAD_PART = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2}|[〇零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
    r"|(?:星期|周)[一二三四五六日天]|(?:农历|夏历|阴历).{2,12}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年.{0,8}"
    r"|责任编辑|本版编辑|责编|编辑|版式|美编|校对|审读|组版"
    r"|第?[A-Z]?\d{1,3}版?|第?[一二三四五六七八九十]{1,3}版|版|总?第\d+期|今日\d+版"
    rf"|[{_CJK}]{{2,8}}(?:日报|晚报|晨报|早报|商报|快报|时报|都市报|周报|新报|导报|报)|[A-Z][A-Z .]{{5,30}}"
)
_NAME = re.compile(rf"[{_CJK}]{{2,6}}")
_SITE = re.compile(r"(?:https?://|www\.)[\w./-]+")
_HEAD_BORDER = re.compile(r"[ 　\t|│┃｜·•／/,，:：]+")


def _is_head_line(text: str) -> bool:
    """Whether a line consists of nothing but the parts of a page's head line.

    A section's name alone may be a label above a headline; together with a number or a date it is the page's, and then
    a name that no list has is the paper's.
    """
    parts = [part for part in _HEAD_BORDER.split(_SITE.sub(" ", text)) if part]
    if len(parts) == 1 and parts[0] in _SECTIONS:
        return False
    if len(parts) > 1:
        parts = merge_spread(parts)
    named = [part for part in parts if part in _SECTIONS]
    known = [part for part in parts if part not in _SECTIONS and _HEAD_PART.fullmatch(part)]
    others = [part for part in parts if part not in _SECTIONS and not _HEAD_PART.fullmatch(part)]
    if others:
        # the paper's name, and those of the people who made the page
        few = len(named) + len(known) >= max(2, len(others))
        return few and bool(known) and all(map(_NAME.fullmatch, others))
    return len(named) > 1 or (bool(known) and (bool(named) or not _MAYBE_FURNITURE.fullmatch(text)))


# a headline of another page with its number, in a box that leads there
_GUIDE = re.compile("[^。，]{4,40}(?:[ 　（(]详见|[▶►→>》]+|…+|[.·]{3,})[ 　]*第?[A-Z]?\\d{1,2}版[)）]?")
_PROSE = re.compile("[，。；！？“”]")
_COLON = re.compile("[:：/／|]")


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and to no article: its date, number, makers, hotline, address, 广告."""
    if ("版" in text[-2:] and _GUIDE.fullmatch(text)) or _ADVICE.match(text):
        return True
    # prose has commas and full stops; of the lines that belong to a page only those with a colon have them
    if len(text) > 60 or (_PROSE.search(text) and not _COLON.search(text)):
        return False
    text = narrow(text)
    bare = text.strip(_DECORATION)
    if bare in _NOT_NEWS or _FURNITURE.match(text) or _MAKERS.search(text):
        return True
    return _is_head_line(text)


def is_slogan(text: str) -> bool:
    """Whether a line is a slogan that fills gaps between stories, or a paper's motto: 权威 贴近 可读.

    A story may have the words of a slogan for its headline: see what stands below.
    """
    return bool(_SLOGAN.fullmatch(text) or (_WORDS.fullmatch(text) and read_byline(text) is None))


def may_be_furniture(text: str) -> bool:
    """Whether a line belongs to the page if it stands by itself; in a column it may be a line of prose."""
    if len(text) > 13 or _PROSE.search(text):
        return False
    return bool(_MAYBE_FURNITURE.fullmatch(narrow(text)) or (not is_section(text) and is_section_label(text)))


_SECTION = re.compile(
    rf"[{_CJK}]{{0,4}}(?:新闻|动态|快讯|资讯|要闻|看点|聚焦|关注|视点|广角|速递|播报|在线|时评|评论|专栏|专题|专版|副刊|天地|之窗|简讯)$"
)
_DECORATION = "【】[]［］〔〕<>《》■□●◆◇▍▌▎|│┃·•-—=＝*＊ 　\t"


def is_section(text: str) -> bool:
    """Whether a line is one of the names that sections have on many papers (要闻, 公益彩票)."""
    return "".join(text.strip(_DECORATION).split()) in _SECTIONS


def is_section_label(text: str) -> bool:
    """Whether a line is the name of a page's section (要闻, 公益彩票, 县区动态) and not a headline."""
    if _PROSE.search(text):
        return False
    bare = "".join(text.strip(_DECORATION).split())
    return bare in _SECTIONS or (len(bare) <= 6 and bool(_SECTION.match(bare)))


_COLUMN = re.compile(
    rf"[{_CJK}]{{0,4}}(?:谈|漫笔|随笔|走笔|杂谈|漫谈|短评|微评|快评|絮语|手记|夜话|茶座|论坛|札记|特写|特稿|访谈|话题|之声|速写|侧记|来信|信箱|专访|对话|调查)"
)
_BULLETS = "●■◆◇▍▌▎□★☆"


def is_column_label(text: str) -> bool:
    """Whether a line above a headline is the name of a column that the story stands in: ●特写, 今日谈."""
    bare = "".join(text.strip(_DECORATION + _BULLETS).split())
    return 0 < len(bare) <= 6 and (text[0] in _BULLETS or bool(_COLUMN.fullmatch(bare)))
