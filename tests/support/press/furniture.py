"""The lines that belong to the page and to no story."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.support.press.stories import invent_name

SECTIONS = (
    "要闻",
    "综合",
    "民生",
    "社会",
    "教育",
    "健康",
    "经济",
    "县域",
    "文体",
    "专题",
    "城事",
    "时政",
    "三农",
    "深度",
)
LABELS = (
    "要闻",
    "社会",
    "民生",
    "公益彩票",
    "经济",
    "关注",
    "时评",
    "教育",
    "健康",
    "简讯",
    "图片新闻",
    "综合",
    "县区动态",
)
PAPERS = (
    ("赣江晚报", "www.gjwb-demo.com", "0791-86849110"),
    ("蜀南日报", "www.snrb-demo.cn", "0831-2330110"),
    ("齐州早报", "https://qzzb-demo.com.cn", "0531-82010000"),
    ("岭东都市报", "www.ldds-demo.com", "0754-96330"),
    ("松辽日报", "http://epaper.slrb-demo.cn", "024-22690000"),
)
SLOGANS = ("做有温度的新闻", "读懂身边事 传递向上力", "权威 贴近 可读", "新闻改变生活")


@dataclass(frozen=True)
class Masthead:
    """What all furniture of one page agrees on."""

    paper: str
    site: str
    hotline: str
    year: int
    month: int
    day: int
    weekday: str
    page: int
    section: str


def masthead(rng: Random) -> Masthead:
    """A paper, a day and a page."""
    paper, site, hotline = rng.choice(PAPERS)
    month, day, weekday = rng.randint(1, 12), rng.randint(1, 28), "星期" + rng.choice("一二三四五六日")
    return Masthead(
        paper, site, hotline, rng.randint(2019, 2024), month, day, weekday, rng.randint(2, 16), rng.choice(SECTIONS)
    )


def top_lines(head: Masthead, count: int, rng: Random) -> list[str]:
    """Date, page number, section and the paper's name."""
    date = f"{head.year}年{head.month}月{head.day}日"
    number = rng.choice(
        (f"A{head.page:02}", f"{head.page:02}", f"第{head.page}版", f"{head.page:02}版", f"A{head.page}")
    )
    spaced = rng.choice((head.section, " ".join(head.section)))
    choices = (
        (f"{date} {head.weekday}", f"{number} {spaced}", head.paper, head.site),
        (f"{number} {spaced}", f"{head.weekday} {date}", f"{head.paper} {head.site}", rng.choice(SLOGANS)),
        (f"{date} {head.weekday} {number} {head.section}", head.paper, f"新闻热线：{head.hotline}", head.site),
        (f"{head.year}.{head.month}.{head.day} {head.weekday}", number, head.section, head.paper),
        (number, head.section, f"{date}　{head.weekday}", f"责任编辑：{invent_name(rng)}"),
    )
    return list(rng.choice(choices)[:count])


def bottom_lines(head: Masthead, count: int, rng: Random) -> list[str]:
    """Editors, hotline, address and slogan."""
    editor, layout, proof = (invent_name(rng) for _ in range(3))
    editors = rng.choice(
        (
            f"责任编辑：{editor} 版式：{layout} 校对：{proof}",
            f"责编/{editor} 美编/{layout} 校对/{proof}",
            f"编辑 {editor} 美编 {layout} 校对 {proof}",
            f"■责编 {editor} ■版式 {layout} ■校对 {proof}",
        )
    )
    others = [
        f"新闻热线：{head.hotline}",
        f"本报网址：{head.site}",
        f"E-mail：news@{head.site.split('.')[-2]}.com",
        rng.choice(SLOGANS),
        f"广告热线：{head.hotline} 发行热线：{head.hotline[:-1]}9",
        f"{head.paper} {head.year}年{head.month}月{head.day}日",
    ]
    rng.shuffle(others)
    return [editors, *others][:count]


def guide_lines(headlines: list[str], rng: Random) -> list[str]:
    """A box that tells what stands on other pages."""
    forms = ("{} 详见{}版", "{}　▶{}版", "{}……{}版", "{} >>A0{}版")
    form = rng.choice(forms)
    rows = [form.format(headline, rng.randint(2, 8)) for headline in headlines]
    return [rng.choice(("导读", "今日导读", "【导读】")), *rows]


def between_line(head: Masthead, rng: Random) -> str:
    """What may stand between two stories."""
    return rng.choice(
        ("广告", f"广告热线：{head.hotline}", f"新闻热线：{head.hotline}", "·广告·", f"本报热线 {head.hotline}")
    )
