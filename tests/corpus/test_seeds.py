"""The five pages that come with the package, read whole.

seeds.jsonl beside this file says what a person who reads the pages finds there; it was compared with them by eye.
"""

import hashlib
import json
from pathlib import Path

import pytest

from bot.corpus.passages import build_passages
from bot.reader.page import read_page
from bot.records import Page
from tests.support.pages import read_pages

GOLDEN = [json.loads(line) for line in (Path(__file__).parent / "seeds.jsonl").read_text("utf-8").splitlines()]
FILES = sorted({entry["file"] for entry in GOLDEN})


@pytest.fixture(scope="module")
def pages(seeds):
    found = list(read_pages([seeds]))
    assert all(isinstance(page, Page) for page in found)
    return {page.file: page for page in found}


def test_the_seeds_are_the_five_pages(pages):
    """No page is missing, and none is added."""
    assert sorted(pages) == FILES


@pytest.mark.parametrize("file", FILES)
def test_every_page_comes_out_as_its_own_articles(pages, file):
    """Headline, authors, kind, lines, number of paragraphs, first and last words are as seeds.jsonl has them."""
    found = [
        {
            "file": file,
            "kind": article.kind,
            "headline": article.headline,
            "authors": list(article.authors),
            "lines": list(article.lines or ()),
            "paragraphs": len(article.paragraphs),
            "first": article.paragraphs[0][:16],
            "last": article.paragraphs[-1][-16:],
        }
        for article in read_page(pages[file]).articles
    ]
    assert found == [entry for entry in GOLDEN if entry["file"] == file]


@pytest.mark.parametrize("file", FILES)
def test_every_paragraph_and_passage_can_be_traced_to_the_page(pages, file):
    """Each piece is where it says, each piece is on the line it says, and the pieces cover the text."""
    page = pages[file]
    for article in read_page(page).articles:
        passages = list(build_passages(article).values())
        texts = [(text, pieces) for text, pieces in zip(article.paragraphs, article.layout, strict=True)]
        texts += [(passage.text, passage.pieces) for passage in passages]
        for text, pieces in texts:
            covered = "".join(page.text[piece.span.start : piece.span.end] for piece in pieces)
            assert covered == text
            for piece in pieces:
                line = page.lines[piece.line - 1]
                assert line.start <= piece.span.start <= piece.span.end <= line.end
        for passage in passages:
            assert passage.lines == (
                min(piece.line for piece in passage.pieces),
                max(piece.line for piece in passage.pieces),
            )


@pytest.mark.parametrize("file", FILES)
def test_every_character_of_a_page_is_one_thing(pages, file):
    """Every visible character is in exactly one part: a headline, a byline, a paragraph, or furniture."""
    page = pages[file]
    seen = [0] * len(page.text)
    for part in read_page(page).parts:
        for at in range(part.span.start, part.span.end):
            seen[at] += 1
    assert all(count == 1 for count, character in zip(seen, page.text, strict=True) if not character.isspace())
    assert max(seen) == 1


def test_passages_are_whole_short_and_together_the_article(pages):
    """At most 350 characters, no line breaks, and nothing of the article is missing or doubled."""
    for page in pages.values():
        for article in read_page(page).articles:
            passages = list(build_passages(article).values())
            assert all(0 < len(passage.text) <= 350 and "\n" not in passage.text for passage in passages)
            assert "".join("".join(passage.text.split()) for passage in passages) == "".join(
                "".join(paragraph.split()) for paragraph in article.paragraphs
            )


def test_ids_are_unique(retriever):
    """No two articles and no two passages share an id."""
    articles = [article.id for article in retriever.articles]
    passages = [passage.id for article in retriever.articles for passage in build_passages(article).values()]
    assert len(set(articles)) == len(articles)
    assert len(set(passages)) == len(passages)


def test_the_seeds_are_unchanged(seeds):
    """Byte for byte: the hash of the five files one after the other."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(seeds.glob("*.txt"))))
    assert digest.hexdigest() == "2185690f1b39d6ad58152e2aaa27499e7d5d7df99dc915b0e1b3ca5e195785d1"
