"""Pages that no newspaper prints, of any size: what a program that reads pages might take endless time for."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple


class Shape(NamedTuple):
    """A kind of hostile page."""

    # how the file ends, which says how it is read
    suffix: str
    # the text of a page of about so many bytes
    make: Callable[[int], str]


def _repeat(part: str) -> Callable[[int], str]:
    return lambda size: part * (size // len(part.encode()))


def _table(size: int) -> str:
    side = math.isqrt(size // len("<td>新闻</td>".encode()))
    return f"<table>{('<tr>' + '<td>新闻</td>' * side + '</tr>') * side}</table>"


def _nest(size: int) -> str:
    depth = size // len("<div></div>")
    return f"{'<div>' * depth}新闻{'</div>' * depth}"


SHAPES = {
    "short lines": Shape(".txt", _repeat("新闻\n")),
    "one line": Shape(".txt", _repeat("今天的新闻很多，")),
    "blank lines": Shape(".txt", lambda size: f"新闻{chr(10) * size}新闻"),
    "lines between blank lines": Shape(".txt", _repeat("新闻\n\n\n")),
    "brackets": Shape(".txt", _repeat("（“【\n")),
    "numbers": Shape(".txt", _repeat("2020年1月1日 12.5%\n")),
    "names": Shape(".txt", _repeat("记者 王小雨 李华\n")),
    "names on one line": Shape(".txt", _repeat("王小雨 李华 ")),
    "lead-ins": Shape(".txt", _repeat("本报讯（记者 李华）新闻。\n")),
    "captions": Shape(".txt", _repeat("图为夜市。王小雨 摄\n")),
    "headings": Shape(".md", _repeat("# 新闻\n")),
    "emphasis": Shape(".md", _repeat("*新闻")),
    "short paragraphs": Shape(".html", _repeat("<p>新闻</p>")),
    "a table": Shape(".html", _table),
    "nested elements": Shape(".html", _nest),
}
"""The kinds of hostile pages by name."""
