"""Reading: files → Page → Article → Passage."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.ingest.articles import analyse_page, read_page, read_text
    from bot.ingest.pages import read_pages
    from bot.ingest.passages import cut_passages

__all__ = ["analyse_page", "cut_passages", "read_page", "read_pages", "read_text"]

_HOMES = {
    "analyse_page": "articles",
    "cut_passages": "passages",
    "read_page": "articles",
    "read_pages": "pages",
    "read_text": "articles",
}


def __getattr__(name: str) -> Any:
    # the reader takes a tenth of a second to load: who only asks does not need it
    if name in _HOMES:
        return getattr(import_module(f"bot.ingest.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
