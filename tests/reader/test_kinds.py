"""What papers print around and beside their stories: small pages of each kind with the right reading (kinds/*.toml)."""

import tomllib
from pathlib import Path

import pytest

from tests.support.reading import read_text

FILES = sorted((Path(__file__).parent / "kinds").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["page"]
]


@pytest.mark.parametrize("case", CASES)
def test_a_page_of_a_kind_is_read_as_a_person_reads_it(case):
    """Headline, authors, kind and paragraphs of each article are those in the table."""
    articles = [
        {
            "headline": article.headline,
            "authors": list(article.authors),
            "kind": article.kind,
            "paragraphs": list(article.paragraphs),
        }
        for article in read_text(case["text"])
    ]
    expected = [{"authors": [], "kind": "article"} | article for article in case["article"]]
    assert articles == expected
