"""Reads a page that a test gives as a string."""

from __future__ import annotations

from bot.reader.page import read_page
from bot.records import Article, Page


def read_text(text: str, file: str = "page.txt") -> list[Article]:
    """The articles of a page; `file` is the name that they carry as their source."""
    return list(read_page(Page(file, text)).articles)
