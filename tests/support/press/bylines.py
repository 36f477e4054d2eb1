"""How papers say who wrote a story: on top of it, in its first line, or after its last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from random import Random

from tests.support.press.stories import SURNAMES, Person

_PLACES = (
    "成都",
    "南昌",
    "济南",
    "广州",
    "沈阳",
    "哈尔滨",
    "长春",
    "青岛",
    "赣州",
    "绵阳",
    "汕头",
    "大连",
    "宜宾",
    "临沂",
)
_COMPOUND = {surname for surname in SURNAMES if len(surname) == 2}


def can_be_glued(by: Sequence[Person]) -> bool:
    """Glued names can be told apart for certain only if each has three characters, or if each has its own title."""
    titles = [person.title for person in by]
    return all(titles) and (len(set(titles)) == len(titles) or all(len(person.name) == 3 for person in by))


def top(by: Sequence[Person], form: str, rng: Random, spread_names: float) -> list[str]:
    """The lines of a byline that stands by itself."""
    gap = rng.choice((" ", " ", " ", "　", "  "))
    show = spread_all([person.name for person in by], rng, spread_names)
    if form == "names":
        return [gap.join(show)]
    if form == "stacked":
        return [f"{title} {' '.join(names)}" for title, names in _by_title(by, show)]
    if form == "apart":
        return [by[0].title or "本报记者", gap.join(show)]
    if form == "colon":
        return [gap.join(f"{title}：{' '.join(names)}" for title, names in _by_title(by, show))]
    if form == "glued":
        return ["".join(f"{title}{''.join(names)}" for title, names in _by_title(by, [p.name for p in by]))]
    titled = gap.join(f"{title}{rng.choice((' ', ' ', gap))}{gap.join(names)}" for title, names in _by_title(by, show))
    if form == "boxed":
        return [rng.choice(("□ ", "□", "■ ", "□　")) + titled]
    if form == "circled":
        return [rng.choice(("◎", "◎ ", "○ ")) + rng.choice((titled, titled, gap.join(show)))]
    if form == "media":
        after = rng.choice(("文/图", "文/摄", "文图", "文"))
        if len(by) == 2 and rng.random() < 0.3:
            return [f"{by[0].title} {show[0]} 文 {show[1]} 图"]
        return [rng.choice((f"文/图 {titled}", f"{titled} {after}", f"文/{titled}", f"{titled}/文"))]
    return [titled]


def leadin(by: Sequence[Person], form: str, rng: Random) -> str:
    """What stands before the first sentence: 本报讯（记者 张三）."""
    if form == "both" or not by:
        return rng.choice(("本报讯 ", "本报讯　", "【本报讯】", "本报讯 "))
    dense = can_be_glued(by) and rng.random() < 0.2
    between = rng.choice((" ", " ", "、", "　"))
    groups = [
        (title, (between if len(names) > 1 else "").join(names))
        for title, names in _by_title(by, [person.name for person in by])
    ]
    who = " ".join(f"{title}{'' if dense else ' '}{names}" for title, names in groups)
    after = rng.choice(("", " ", "　"))
    if form == "wire":
        day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
        return f"本报{rng.choice(_PLACES)}{day}{rng.choice(('电', '讯', '电 '))}（{who}）{after}"
    if rng.random() < 0.12:
        return f"本报讯 {who.replace(' ', '')}报道：" if dense else f"本报讯（{who}报道）{after}"
    return f"本报讯{rng.choice(('', '', ' '))}（{who}）{after}"


def end(by: Sequence[Person], rng: Random) -> str:
    """The brackets after the last sentence: （张三 李四）."""
    names = [person.name for person in by]
    if rng.random() < 0.5:
        who = rng.choice((" ", " ", "、", "　")).join(names)
    else:
        who = " ".join(f"{title} {' '.join(some)}" for title, some in _by_title(by, names))
    return f"（{who}）"


def _by_title(by: Sequence[Person], shown: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Neighbours with the same title share it: 记者 张三 李四 通讯员 王五."""
    pairs = zip((person.title or "记者" for person in by), shown, strict=True)
    return [(title, [name for _, name in group]) for title, group in groupby(pairs, key=lambda pair: pair[0])]


def spread_all(names: Sequence[str], rng: Random, chance: float) -> list[str]:
    """Each name, some of them spread."""
    return [_spread(name, rng, chance) for name in names]


def _spread(name: str, rng: Random, chance: float) -> str:
    """李华 as 李 华, so that it is as wide as a name of three characters; others stay as they are."""
    if len(name) == 2 and name not in _COMPOUND and rng.random() < chance:
        return name[0] + rng.choice((" ", " ", "　")) + name[1]
    return name
