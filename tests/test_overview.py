"""What a corpus is."""

from __future__ import annotations

from bot.overview import FoundOut, survey
from tests.support.telegram_screens import ARTICLES


def test_the_size_of_a_corpus():
    """Articles, newspapers and days."""
    overview = survey(ARTICLES)
    assert (overview.articles, overview.newspapers) == (3, ("江州日报",))
    assert (overview.first, overview.last) == ("2022-09-27", "2022-09-28")


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
