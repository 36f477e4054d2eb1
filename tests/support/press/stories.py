"""The stories and photographs that the press sets, and the people who sign them."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).resolve().parents[2] / "data"

# What stands before a name in a byline; longest first, because 见习记者 ends in 记者.
TITLES = (
    "全媒体见习记者",
    "特约通讯员",
    "全媒体记者",
    "融媒体记者",
    "见习记者",
    "首席记者",
    "特约记者",
    "本报记者",
    "融媒记者",
    "实习生",
    "通讯员",
    "记者",
)

# Surnames by how a newsroom of fifty might have them, with a few compound ones.
SURNAMES = (
    *(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢"
        "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文"
        "牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛"
    ),
    "欧阳",
    "司徒",
    "上官",
    "诸葛",
    "司马",
    "皇甫",
)

# Second and third characters of given names; none of them is a common surname, so that glued names can be parted.
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞鹏辉玲桂兰英华慧建文斌宇浩凯秀健俊帆雪晨婷倩琳佳欣怡瑶志刚国荣思远"
GIVEN_LAST = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞鹏辉玲英慧斌宇浩凯健俊帆雪晨婷倩琳欣怡瑶刚荣远颖璐媛莹锋翔峰"


@dataclass(frozen=True)
class Person:
    """Somebody in a byline."""

    # 记者, 通讯员, …
    title: str
    name: str


@dataclass(frozen=True)
class Story:
    """A story as its author handed it in."""

    # unique among all stories
    key: str
    beat: str
    # kicker, main, sub and 破折号 line, in the order printed
    decks: tuple[str, ...]
    by: tuple[Person, ...]
    paragraphs: tuple[str, ...]
    # which of the paragraphs are subheadings
    subheads: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Photo:
    """A photograph's text."""

    key: str
    # "" where it has none of its own
    title: str
    text: str
    # "" where the text begins with 图为
    credit: str
    authors: tuple[str, ...]


def people(by: str) -> tuple[Person, ...]:
    """Parses `记者 张三 李四 通讯员 王五` as the data files write it."""
    found = []
    title = ""
    for word in by.split():
        if word in TITLES:
            title = word
        else:
            found.append(Person(title, word))
    return tuple(found)


@cache
def load_stories() -> tuple[Story, ...]:
    """All stories of the data files, in their order."""
    stories = []
    for path in sorted(DATA.glob("stories*.toml")):
        for number, entry in enumerate(tomllib.loads(path.read_text("utf-8"))["story"]):
            lines = entry["body"].strip().splitlines()
            stories.append(
                Story(
                    key=f"{path.stem}-{number}",
                    beat=entry["beat"],
                    decks=tuple(entry["decks"]),
                    by=people(entry["by"]),
                    paragraphs=tuple(line.removeprefix("## ") for line in lines),
                    subheads=frozenset(at for at, line in enumerate(lines) if line.startswith("## ")),
                )
            )
    return tuple(stories)


def read_stories(path: Path) -> tuple[Story, ...]:
    """The stories of a file from elsewhere, in its order: real articles that are set anew.

    Each line is a JSON object with `headline` (the decks as printed), `paragraphs` and, where known, `authors` and
    `subheads`: the numbers of the paragraphs, from 0, that are subheadings.
    An article whose authors are not known is signed by invented people.

    Raises:
        ValueError: a line is no such object.
    """
    stories = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            article = json.loads(line)
            authors, decks, paragraphs = article.get("authors", ()), article["headline"], article["paragraphs"]
        except (ValueError, KeyError, AttributeError) as error:
            raise ValueError(f"{path}: line {number} is no article with headline and paragraphs") from error
        by = tuple(Person("记者", name) for name in authors)
        subheads = frozenset(article.get("subheads", ()))
        story = Story(f"{path.stem}-{number}", "", tuple(decks), by, tuple(paragraphs), subheads)
        stories.append(story if by else recast(story, Random(story.key)))
    return tuple(stories)


@cache
def load_photos() -> tuple[Photo, ...]:
    """All photographs of the data file, in its order."""
    entries = tomllib.loads((DATA / "captions.toml").read_text("utf-8"))["photo"]
    return tuple(
        Photo(f"photo-{number}", entry["title"], entry["text"], entry["credit"], photographers(entry["credit"]))
        for number, entry in enumerate(entries)
    )


def photographers(credit: str) -> tuple[str, ...]:
    """The names in a credit such as `记者 张三 摄`; none in `（图片由…提供）`."""
    if "提供" in credit:
        return ()
    return tuple(person.name for person in people(credit.removesuffix("摄")))


def invent_name(rng: Random) -> str:
    """A name of two or three characters, now and then with a compound surname."""
    surname = rng.choice(SURNAMES)
    last = rng.choice(GIVEN_LAST)
    middle = "" if rng.random() < 0.3 else rng.choice(GIVEN)
    return f"{surname}{middle}{last}"


def recast(story: Story, rng: Random) -> Story:
    """The same story signed by other people, so that few stories give many bylines."""
    count = rng.choice((1, 1, 1, 2, 2, 2, 3))
    names: list[str] = []
    while len(names) < count:
        name = invent_name(rng)
        # a name that the story itself mentions would not be the author's
        if name not in names and not any(name in paragraph for paragraph in story.paragraphs):
            names.append(name)
    titles = [
        rng.choice(("记者", "记者", "记者", "融媒记者", "全媒体记者", "见习记者", "通讯员", "首席记者", "本报记者"))
    ]
    for _ in names[1:]:
        after = {"通讯员": ("通讯员",), "特约通讯员": ("特约通讯员",)}.get(
            titles[-1], (titles[-1], "通讯员", "见习记者", "实习生", "特约通讯员")
        )
        titles.append(rng.choice(after))
    return replace(story, by=tuple(map(Person, titles, names)))


def shorten(story: Story, rng: Random) -> Story:
    """The story cut from the bottom, as a page editor does."""
    keep = rng.randint(max(1, len(story.paragraphs) // 2), len(story.paragraphs))
    while keep > 1 and keep - 1 in story.subheads:
        keep -= 1
    subheads = frozenset(at for at in story.subheads if at < keep)
    return replace(story, paragraphs=story.paragraphs[:keep], subheads=subheads)


_SPACE = re.compile(r"\s+")


def length(stories: tuple[Story, ...]) -> int:
    """How many characters the bodies have together."""
    return sum(len(_SPACE.sub("", paragraph)) for story in stories for paragraph in story.paragraphs)
