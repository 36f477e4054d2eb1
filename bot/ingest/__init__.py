"""Reading: files → Page → Article → Passage."""

from bot.ingest.articles import read_page, read_text
from bot.ingest.pages import read_pages
from bot.ingest.passages import cut_passages

__all__ = ["cut_passages", "read_page", "read_pages", "read_text"]
