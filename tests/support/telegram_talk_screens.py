"""What people see who talk with the bot, look through the news, or read pages that say little of themselves; part of
`telegram_screens`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from bot import Article

Say = Callable[[str], Awaitable[tuple[str, str]]]
"""Gives what somebody does, and what they then see."""

UNNAMED = [
    Article(
        id="b1",
        headline="老街修好了",
        paragraphs=[
            f"老街第{number}号院修好了，住户搬了回来，门前铺了石板，屋檐换了新瓦。" for number in range(1, 101)
        ],
        file="011.txt",
        lines=(1, 200),
    ),
    Article(
        id="b2",
        headline="东湖荷花开了",
        paragraphs=["东湖的荷花开了，湖边搭起三座凉棚，游人可以坐着看花。"],
        authors=["李果"],
        kind="caption",
        file="012.txt",
        lines=(3, 4),
    ),
]
"""Pages that name neither newspaper nor day: a long article, and a photo."""

_TALK = (
    *(
        "真的吗",
        "看不懂",
        "好的",
        "你是谁？",
        "怎么用",
        "你真笨",
        "你真棒",
        "几点了",
        "今天天气怎么样",
        "1+1",
        "好累啊",
    ),
    *("想自杀", "我家着火了", "我要投稿", "孩子发烧了", "哈哈", "what is the weather today", "再见"),
)
# Of a long article so many characters are shown, and so many behind them.
_HEAD, _TAIL = 100, 130


async def talk_screens(say: Say) -> AsyncIterator[tuple[str, str]]:
    """Talk, the news, and what is said of passages."""
    for text in ("那个呢？", "更多", "有哪些新闻", "谁写的", "第二条", "上一条", "有没有火箭的新闻"):
        yield await say(text)
    for text in (
        "南湖公园哪天免费？",
        "还有吗",
        "还有吗",
        "再说一遍",
        "上一条",
        "上一条",
        "上一条",
        "哪天的报纸",
        "昨天的报纸",
    ):
        yield _shorten(await say(text))
    for text in ("游船多少钱？", "不对", "不对", "不对", "西山水库的鱼多少钱一斤？", "全文"):
        yield _shorten(await say(text))
    # no article has the words of the first; of the second the nearest article has some
    for text in ("东海大桥几点封路？", "更多", "管理员工资多少钱？", "更多"):
        yield _shorten(await say(text))
    for text in (
        "南湖公园哪天免费，游船多少钱一个人",
        "江心洲的孔明灯能放吗",
        "我家在河边住了很多年。" * 60 + "游船每人要多少钱？",
        *_TALK,
    ):
        yield _shorten(await say(text))


async def unnamed_screens(say: Say, press: Say, labels: tuple[str, str]) -> AsyncIterator[tuple[str, str]]:
    """What is said of `UNNAMED`, where there is no desk.

    Args:
        say: of a message.
        press: of the button with a label below the answer to the last one.
        labels: how the labels begin that lead on in an article, and back.
    """
    for text in (
        "/about",
        "转人工",
        "东湖的荷花开了吗？",
        "老街几号院修好了？",
        "谁写的",
        "哪天的报纸",
        "有哪些报纸",
        "全文",
    ):
        yield _shorten(await say(text))
    for label in labels:
        yield _shorten(await press(label))


def _shorten(screen: tuple[str, str]) -> tuple[str, str]:
    """A screen without the middle of a long text."""
    did, seen = (
        text if len(text) <= 2 * (_HEAD + _TAIL) else f"{text[:_HEAD]}……\n……{text[-_TAIL:]}" for text in screen
    )
    return did, seen
