"""What the reader made of a page, character by character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.records import Article, Page, Span

__all__ = ["Part", "PartRole", "Reading"]

PartRole = Literal["headline", "byline", "paragraph", "furniture"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some characters on one line of the page, and what they were taken for."""

    role: PartRole
    span: Span
    # the line of the page, 1-based
    line: int
    # the number of the article that they belong to, from 0; None for furniture
    article: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with its articles and its parts; every visible character is in exactly one part."""

    page: Page
    articles: tuple[Article, ...]
    # in the order of the page
    parts: tuple[Part, ...]
