"""报问 (baowen): ask the newspaper.

>>> from bot import Article, Retriever
>>> retriever = Retriever.from_articles([Article(id="a1", headline="停水通知", paragraphs=["5月3日停水。"])])
>>> retriever.search("哪天停水？")[0].passage.text
'5月3日停水。'
"""

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.conversation import Conversation, take_turn
    from bot.errors import BaowenError, CorpusError, MissingExtraError, PageError
    from bot.records import Answer, Article, Hit, Page, Passage, Span
    from bot.reply import Reply
    from bot.retriever import Retriever

__all__ = [
    "Answer",
    "Article",
    "BaowenError",
    "Conversation",
    "CorpusError",
    "Hit",
    "MissingExtraError",
    "Page",
    "PageError",
    "Passage",
    "Reply",
    "Retriever",
    "Span",
    "__version__",
    "take_turn",
]

__version__ = "0.2.0"
"""The version of the distribution; pyproject.toml reads it here."""

# A library stays silent unless its user sets up logging.
logging.getLogger(__name__).addHandler(logging.NullHandler())

# The names above are imported when they are first used: the commands of `baowen` need few of them, and completing a
# word in a shell none.
_HOMES = {
    **dict.fromkeys(("Conversation", "take_turn"), "bot.conversation"),
    **dict.fromkeys(("BaowenError", "CorpusError", "MissingExtraError", "PageError"), "bot.errors"),
    **dict.fromkeys(("Answer", "Article", "Hit", "Page", "Passage", "Span"), "bot.records"),
    "Reply": "bot.reply",
    "Retriever": "bot.retriever",
}

if not TYPE_CHECKING:

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
