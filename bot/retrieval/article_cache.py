"""What is made of an article, remembered for as long as the article is: an index made anew has most of them again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

__all__ = ["REMEMBERED", "remembered"]

REMEMBERED = 4096
"""So many articles are remembered with what was made of them."""

_Of = TypeVar("_Of")
_How = TypeVar("_How", bound=Hashable)
_Made = TypeVar("_Made")


class _Same:
    """Something that equals itself only: to compare two articles takes as long as what is made of them."""

    __slots__ = ("own",)

    def __init__(self, own: Any) -> None:
        self.own = own

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.own is other.own

    def __hash__(self) -> int:
        return id(self.own)


def remembered(make: Callable[[_Of, _How], _Made]) -> Callable[[_Of, _How], _Made]:
    """The same function, that makes nothing twice of the same object.

    Args:
        make: makes something of an object and of a setting.
    """

    @lru_cache(maxsize=REMEMBERED)
    def made(same: _Same, setting: _How) -> _Made:
        return make(same.own, setting)

    return lambda own, setting: made(_Same(own), setting)
