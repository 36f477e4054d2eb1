"""Reading: files → Page → Article → Passage."""

from bot.ingest.articles import analyse_page, read_page, read_text
from bot.ingest.pages import read_pages
from bot.ingest.passages import cut_passages

__all__ = ["analyse_page", "cut_passages", "read_page", "read_pages", "read_text"]
