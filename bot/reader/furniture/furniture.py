"""Furniture: the lines that belong to a page and to no article (date, page number, editors, hotlines, slogans).

To read a new kind of furniture, add its pattern to `_LINES` (a whole line) or `_BEGINNINGS` (how a line begins).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.reader.authors.bylines import read_byline
from bot.reader.furniture.crew import CREW, names_crew
from bot.reader.furniture.head_lines import CONTACTS, ISSUE, PUBLICATION_CODE, normalize_line, parse_head_line
from bot.reader.furniture.labels import DECORATION, is_known_section, is_section_label
from bot.text.characters import BULLETS, CJK, SPACE, narrow
from bot.text.normalization import fold
from bot.text.patterns import DATE, DESK_NOTE, DOTTED_DATE, LUNAR_DATE, READ_ON, WEEKDAY, compile_pattern

_GAP = rf"[{SPACE}|·／/:：]+"
_SECTION_NAME = rf"[{CJK}]{{2,8}}"
_NUMBER = r"(?:第? *[A-Z]\d{1,3}版?|第? *\d{1,3} *版)"
# A line drawn across, however long.
_DRAWN = compile_pattern(rf"[-—–=_*·.…~～{SPACE}□■◆●|│┃━─]+")
# Furniture that takes a whole line.
_LINES = (
    rf"{DOTTED_DATE}(?:[{SPACE}].{{0,12}})?|{DATE}[{SPACE}]*作者[:：]",
    # what web pages print below a headline: 2019-02-28 来源：… 字体：…
    rf"(?:{DOTTED_DATE})?[{SPACE}]*(?:\d\d?:\d\d(?::\d\d)?)?[{SPACE}]*(?:来源|字体|字号|编辑|浏览|点击|阅读)[:：].*",
    rf"(?:{LUNAR_DATE})[{SPACE}]*(?:{WEEKDAY})?",
    # which paper a copied article comes from, below its text: 《江州日报》（2026年6月12日 06版）
    rf"《[^《》]{{2,16}}》[{SPACE}]*[（(][{SPACE}]*(?:{DATE})[^（()）]{{0,16}}[)）]",
    # whose the photos of the page are
    r"本[版期](?:图片|照片)[^，。]{0,16}(?:资料(?:图片|照片)?|提供)",
    # over the captions of a page's photos
    r"图片[:：]",
    # A03 综合, 综合 3版, A03综合
    rf"{_NUMBER}{_GAP}{_SECTION_NAME}|{_SECTION_NAME}{_GAP}{_NUMBER}|[A-Z]\d{{1,2}}[{CJK}]{{2,6}}",
    # where more of it stands: ［相关新闻见第6版］
    rf"[［\[（(【]?(?:相关|更多)(?:新闻|报道|内容|评论|图片)[{SPACE}]*(?:请?详?见|刊)[{SPACE}]*(?:今日)?第?[{SPACE}]*[A-Z]?\d{{1,3}}[{SPACE}]*版[］\]）)】]?",
    DESK_NOTE,
    _DRAWN.pattern,
)
_LINE = compile_pattern("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
_BULLETS = rf"[{BULLETS}│|·{SPACE}]*"
# Furniture that is known by how its line begins.
_BEGINNINGS = (
    rf"{_BULLETS}(?:{CONTACTS})[{SPACE}]*(?:[:：(（]|\d{{3}}|https?:|www\.)",
    rf".{{0,30}}?(?:{PUBLICATION_CODE})",
    # 月费订户 网址：www.…
    rf"[^，。：:]{{0,12}}[{SPACE}]网址[{SPACE}]*[:：]",
    # what evening papers print at a page's head: who may not drive, what petrol costs
    rf"(?:[今明]日|今天|明天|本周)?(?:机动车)?(?:尾号)?限[行号][{SPACE}:：]*(?:尾号)?[\d和、,及{SPACE}]+$",
    # (one price alone may be an item of a report on petrol)
    rf"(?:(?:0|8\d|9\d)号[汽柴]油[{SPACE}:：]*\d+\.\d+[^，。\d]{{0,8}}){{2}}",
    # what a site says of the headline that it changed
    "[（(【]?原(?:文?标题|题为)[:：《]",
    # what a chart was drawn from
    "(?:数据|资料|图表)来源[:：]",
    # 编辑 某某 电话：…
    rf"(?:{CREW}|记者)[{SPACE}]*[{CJK}]{{2,4}}[{SPACE}]+(?:电话|热线|邮箱|E-?mail|QQ|微信)[{SPACE}]*[:：]",
    # the weather in one line
    rf"(?:(?:今日|今天|明日|明天|今明|本地|本市|我市|城区|全市)[{SPACE}]*)?(?:天气|气象)(?:预报)?[{SPACE}]*"
    # 天气预报　明天有雨 may be a headline
    rf"(?:[:：|].*(?:℃|级|云|雨|晴)|(?<=[{SPACE}]).*(?:℃|\d级))",
)
_BEGINNING = compile_pattern("|".join(_BEGINNINGS))
# 投稿邮箱：…@…, and nothing else: a page's foot has its telephone, too; 招生电话：5536688　联系人：何老师, but not the
# paper's own 新闻热线 and 本报电话
_ANSWER_TO = compile_pattern(
    rf"[{CJK}]{{0,6}}(?:[邮信]箱|投稿|[寄发]至?|e-?mail)[{SPACE}]*[:：][{SPACE}]*[\w.+-]+@[\w.-]+\w[。.]?"
    rf"|(?:(?!.{{0,4}}(?:本[报版刊台]|编辑|新闻|[报爆]料|广告|发行|订[阅报]|投[递稿诉]|读者|值班))[{CJK}]{{0,6}}(?:电话|手机)|联系人)"
    rf"[{SPACE}]*[:：](?=.*\d{{5}})[^，。；！？]{{5,30}}",
    re.IGNORECASE,
)
_EDITOR_LABEL = compile_pattern(rf"(?:{CREW})[{SPACE}]*[:：/／|]")
_NOT_NEWS = frozenset("广告 小广告 分类小广告 公益广告 专版 广而告之 公告 遗失启事 声明 分类信息 分类广告".split())
# A headline of another page with its number, in a box that leads there: 老街重开……3版, 3版　老街重开.
_GUIDE = compile_pattern(
    rf"[^。]{{4,40}}(?:[{SPACE}（(](?:详?见)?|[▶►→>》]+|…+|[.·]{{3,}})[{SPACE}]*第?[A-Z]?\d{{1,2}}版[)）]?"
    rf"|第?[A-Z]?\d{{1,2}}版[{SPACE}:：]+[^。]{{4,40}}"
)
# What a reader may do with a code, and what nobody may do with the page.
_ADVICE = compile_pattern(
    # but not 扫码点餐 within a sentence that the line's end breaks
    rf"(?:请?(?:扫描?|长按|扫一扫)|微信扫)[^，。]{{0,10}}码(?:[{SPACE}，]?(?:关注|[观查收]?看|阅读|收?听|了解|下载|进入|加入|参与)[^，。]{{0,16}})?$"
    r"|[^，。]{0,14}(?:未经|不得擅自)[^，。]{0,12}(?:转载|摘编|使用|复制)[^，。]{0,8}$"
    # where a text came out first
    r"|[^，。]{0,2}(?:本文|原文|[本此]稿)于?(?:首发|原载|原刊|刊[载登]|发表|转载|选自|摘自|摘编自|节选自)"
    r"[^。]{2,40}。?$"
    # of letters that a paper sends out
    rf"|[>》\s]*(?:{READ_ON})(?:[:：>》»→].{{0,60}})?$"
    r"|.{0,14}在浏览器中?(?:查看|打开|阅读).{0,60}$"
    r"|(?:[您你]收到|(?:如果?)?不想)[^。]{0,20}(?:邮件|收到|订阅|退订).{0,40}$"
    r"|(?:退订|取消订阅|修改订阅)(?:[|｜/／].*)?$|(?:发件人|收件人|寄件者|收件者)[:：].*"
)
_PROSE = compile_pattern("[，。；！？“”]")
_COLON = compile_pattern("[:：/／|]")


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and to no article: its date, number, editors, hotline, address, 广告."""
    guides = ("版" in text[-2:] or "版" in text[:5]) and _GUIDE.fullmatch(text)
    if guides or _ADVICE.match(text) or _DRAWN.fullmatch(text):
        return True
    if _is_prose(text):
        return False
    text = narrow(text)
    if fold(text.strip(DECORATION)) in _NOT_NEWS or _LINE.fullmatch(text) or _BEGINNING.match(text) or is_imprint(text):
        return True
    return bool(_EDITOR_LABEL.search(text)) or names_crew(text) or _is_head_line(text)


# What a paper prints of itself at a page's foot: where it is, what it costs, who prints it.
_IMPRINT = compile_pattern(
    rf"{_BULLETS}(?:(?:{ISSUE})[{SPACE}]+)?(?:(?:本报(?:地址|社址|电话)|社址|编辑部地址|广告(?:经营)?许可证号?)[{SPACE}]*[:：]"
    rf"|(?:零售(?:每份|价)|[全月年季][月年]?[定订]价)[:：{SPACE}]*(?:每份)?[{SPACE}]*[\d.]+元(?=[{SPACE}]|$)"
    rf"|(?:承印|印[{SPACE}]*刷)[:：][^，。；]*(?:厂|公司|中心|社)(?=[{SPACE}]|$))"
)


def is_imprint(text: str) -> bool:
    """Whether a line is what a paper prints of itself at a page's foot: 本报地址：…, 零售每份1元　印刷：…."""
    return _IMPRINT.match(narrow(text)) is not None


def _is_prose(text: str) -> bool:
    """Whether a line has commas or full stops, as of a page's own lines only those with a colon have, or is long."""
    return len(text) > 60 or (_PROSE.search(text) is not None and not _COLON.search(text))


# A head line has at most so many numbers with no unit: those of the day, the page and the issue.
MOST_NUMBERS = 4
# Characters: a label of the people who made a page ends within so many.
LABEL_CHARACTERS = 8


def is_layout_credit(text: str) -> bool:
    """Whether a line inside a story belongs to the page: who edited or drew, where data come from, how to reach it."""
    if _is_prose(text):
        return False
    text = narrow(text)
    if tells_where_to_answer(text):
        return False
    # 本版责编：… has its label near the beginning, and no sentence
    label = _EDITOR_LABEL.search(text, 0, LABEL_CHARACTERS)
    return bool(label or _BEGINNING.match(text)) or names_crew(text)


# The number of an issue after its name, at the end of a line.
_ISSUE_END = compile_pattern(rf"[{SPACE}·•|/／:：（(]+(?:{ISSUE})[)）]?$")
# A name that ends as most papers' do.
_PAPER = compile_pattern(rf"[{CJK}]{{2,9}}报")
# Furniture with a bare number, and names that end as some papers' do: lines of a column of prose look like that, too.
_MAYBE_FURNITURE = compile_pattern(
    rf"\d{{1,3}}(?:{_GAP}{_SECTION_NAME})?|{_SECTION_NAME}{_GAP}\d{{1,3}}|\d{{1,3}}[{CJK}·]{{2,4}}|[{CJK}]{{1,8}}报"
)


def tells_where_to_answer(text: str) -> bool:
    """Whether a line gives an address for letters or whom to call: below a text that asks for it, it belongs to it."""
    return bool(_COLON.search(text) and _ANSWER_TO.fullmatch(narrow(text)))


def _is_head_line(text: str) -> bool:
    """Whether a line consists of nothing but the parts of a page's head line.

    A section's name alone may be a label above a headline; together with a number or a date it is the page's, and then
    a name that no list has is the paper's.
    """
    line = parse_head_line(normalize_line(text))
    # a draw of a lottery has more numbers: 红球 03 08 15 19 27 31 蓝球 09
    if line is None or line.counts_something or len(line.numbers) > MOST_NUMBERS:
        return False
    sections = [word for word in line.words if is_known_section(word) or word in _NOT_NEWS]
    papers = [word for word in line.words if _PAPER.fullmatch(word)]
    others = len(line.words) - len(sections) - len(papers)
    # a day and an hour stand in prose: 去年 9月12日 18 | 时
    numbers = [] if line.days else line.numbers
    known = sum(map(len, (line.dates, line.pages, line.newspapers, numbers, papers))) + line.days + line.marks
    if others:
        # the paper's name, and those of the people who made the page
        few = len(sections) + known >= max(2, others) and len(line.dates) < 2
        # 校园天地·第219期
        supplement = others == 1 and _ISSUE_END.search(normalize_line(text)) is not None
        return (few or supplement) and all(len(word) > 1 for word in line.words)
    return len(sections) > 1 or (bool(known) and (bool(sections) or not _MAYBE_FURNITURE.fullmatch(text)))


def may_be_furniture(text: str) -> bool:
    """Whether a line belongs to the page if it stands by itself; in a column it may be a line of prose."""
    if len(text) > 13 or _PROSE.search(text):
        return False
    return bool(_MAYBE_FURNITURE.fullmatch(narrow(text)) or (not is_known_section(text) and is_section_label(text)))


# What towns print between stories to make people behave, and a paper's own motto.
_SLOGAN = compile_pattern(
    r".{2,8}(?:人人有责|从.{1,3}做起|你我同行|共建共享|有你有我|有我有你|人人参与|利国利民)"
    r"|(?:讲文明|树新风|反诈热线|防诈热线|扫黄打非)[^，。]{0,10}"
    rf"|(?:做|办|讲|传)有?[{CJK}]{{1,4}}的?(?:新闻|报纸|好故事|好声音)"
    r"|(?:新闻|阅读|读报)(?:改变|影响|温暖|点亮|丰富|记录)(?:生活|人生|时代|中国|世界)"
    # what the paper tells, and what it spreads: 关注身边事 传播正能量
    rf"|(?:读懂|关注|讲述|记录|聚焦|贴近|倾听)(?:身边事|身边人|百姓事|天下事|新鲜事|民生|民声|民情|时代|生活)[{SPACE}]+"
    r"(?:传递|传播|凝聚|汇聚|弘扬|唱响)(?:向上力|向上力量|正能量|正力量|主旋律|好声音|真善美|真情|温暖|力量)"
)
# A motto of three or four words, as likely the names of as many people.
_WORDS = compile_pattern(rf"[{CJK}]{{2}}(?:[{SPACE}·][{CJK}]{{2}}){{2,3}}")


def is_slogan(text: str) -> bool:
    """Whether a line is a slogan that fills gaps between stories, or a paper's motto: 权威 贴近 可读.

    A story may have the words of a slogan for its headline: see what stands below.
    """
    return bool(_SLOGAN.fullmatch(text) or (_WORDS.fullmatch(text) and read_byline(text) is None))
