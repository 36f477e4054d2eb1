"""The commands of the conversation in a terminal: /more, /full 2, …"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Literal, cast, get_args

CommandName = Literal["more", "full", "why", "hot", "new", "corpus", "lang", "help", "quit"]

_OTHER_NAMES = {
    "m": "more",
    "下一段": "more",
    "更多": "more",
    "全文": "full",
    "为什么": "why",
    "热点": "hot",
    "新闻": "hot",
    "换题": "new",
    "报纸": "corpus",
    "语言": "lang",
    "h": "help",
    "帮助": "help",
    "?": "help",
    "？": "help",
    "q": "quit",
    ":q": "quit",
    "quit()": "quit",
    "exit": "quit",
    "exit()": "quit",
    "退出": "quit",
}
# Of these no stroke is needed: nobody asks a Chinese paper about them.
_BARE = frozenset(
    ("more", "full", "why", "help", "quit", *(other for other, name in _OTHER_NAMES.items() if name == "quit"))
)

NAMES = tuple(f"/{name}" for name in get_args(CommandName))
"""The commands as they are typed."""


def read_command(line: str) -> tuple[CommandName | None, str] | None:
    """The command on a line and what stands behind it; the name is None for one that is none of ours.

    None for what is no command. Capitals do not count, nor does the full-width stroke of Chinese input methods.
    """
    head, _, rest = line.strip().partition(" ")
    name = head.lower()
    if name.startswith(("/", "／")):
        name = name[1:]
    elif name not in _BARE or rest:
        return None
    name = _OTHER_NAMES.get(name, name)
    return cast(CommandName, name) if f"/{name}" in NAMES else None, rest.strip()


def find_nearest(typed: str) -> str | None:
    """The command that is spelt most like what was typed; None where none is."""
    return next(iter(get_close_matches(typed.lower().replace("／", "/"), NAMES, 1)), None)
