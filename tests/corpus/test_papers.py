"""Pages of sixteen papers, with texts of their own, set by a hand that had no part in the reader or in its press.

papers.jsonl beside this file has two pages of each as they were drawn, none chosen for how it is read, and what a
person would cut out of them. A column of headlines above the stories, headlines below them, metro columns of eleven
characters, notices in boxes amid a sentence, text out of a PDF and out of a scan are among the styles.
"""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tests.support.reading import read_text

PAGES = [json.loads(line) for line in (Path(__file__).parent / "papers.jsonl").read_text("utf-8").splitlines()]


def plain(text):
    """A text without white space, narrow digits and letters alike."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def headline(text):
    """A headline without what may stand between its decks."""
    return re.sub(r"[—\-|/#]", "", plain(text))


@pytest.fixture(scope="module")
def verdicts():
    """For each article: its style, whether its headline and body were read, and whether its authors were."""
    found = []
    for page in PAGES:
        read = {plain("".join(article.paragraphs)): article for article in read_text(page["text"], "page.txt")}
        for article in page["articles"]:
            own = read.get(plain(article["body"]))
            heads = {headline(form) for form in article["headlines"]}
            whole = own is not None and headline(own.headline) in heads
            signed = own is not None and {plain(name) for name in own.authors} == set(map(plain, article["authors"]))
            found.append((page["style"], whole, signed))
    return found


def test_nineteen_of_twenty_articles_are_whole(verdicts):
    """Headline and body are those that a person would cut out."""
    assert sum(whole for _, whole, _ in verdicts) >= 0.95 * len(verdicts)


def test_nine_of_ten_articles_have_their_authors(verdicts):
    """All of them, and nobody else."""
    assert sum(signed for _, _, signed in verdicts) >= 0.9 * len(verdicts)
