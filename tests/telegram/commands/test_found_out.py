"""What is found out about a corpus."""

from __future__ import annotations

from bot.telegram.commands.found_out import FoundOut
from tests.support.telegram_screens import ARTICLES


def test_what_is_found_out_is_kept_until_another_corpus_is_served():
    """Once for each; before that the default."""
    served, looked = [ARTICLES], []

    def find(articles):
        looked.append(articles)
        return len(articles)

    known = FoundOut(lambda: served[0], find, 0)
    assert (known.known(), known.get(), known.get(), known.known(), len(looked)) == (0, 3, 3, 3, 1)
    served[0] = ARTICLES[:1]
    assert (known.known(), known.get(), len(looked)) == (3, 1, 2)
