"""Terms in blocks: they are found as in a list in memory."""

from random import Random

import numpy as np
import pytest

from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.milvus.blobs import BlobReader, Kind
from bot.retrieval.milvus.term_blocks import BlockedTerms, first_terms, term_blocks
from tests.retrieval.milvus.test_blobs import Rows


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 1000])
def test_terms_are_found_as_in_memory(count):
    """Numbers, prefixes and values, of terms that are there and of others; first, last and at the borders of blocks."""
    random = Random(count)
    texts: set[str] = set()
    while len(texts) < count:
        texts.add("".join(random.choices("水电一人a9\n\ud800𠀀", k=random.randint(1, 4))))
    terms = TermList.from_terms(texts)
    ends = np.arange(0, 10 * count + 1, 10).astype("<u8")
    columns = [np.arange(count, dtype=np.uint32), ends]
    rows = Rows(list(term_blocks(Kind.WORDS, terms, columns)))
    blobs = BlobReader(rows.read, "Milvus", 10**6)
    blocked = BlockedTerms(blobs, Kind.WORDS, count, first_terms(terms))
    assert len(blocked) == count
    assert list(blocked) == list(terms) == [blocked[number] for number in range(count)]
    for term in [*texts, "", "0", "水水水水水", "\U0010ffff"]:
        assert blocked.number(term) == terms.number(term)
        assert (term in blocked) == (term in terms)
        for size in (1, 2):
            alike = terms.starting_with(term[:size])
            assert list(blocked.starting_with(term[:size])) == list(alike)
            assert list(blocked.numbered_from(term[:size])) == [(terms[number], number) for number in alike]
        found = blocked.find(term)
        if found is not None:
            assert found.values == (found.number, 10 * found.number, 10 * found.number + 10)
            assert blocked.values(found.number) == found.values
        assert len(blocked.keys_of([term])) <= 1


def test_what_was_fetched_is_not_asked_for_again():
    """All blocks of some terms take one request."""
    terms = TermList.from_terms(f"{number:05}" for number in range(2000))
    rows = Rows(list(term_blocks(Kind.WORDS, terms, [np.arange(2000, dtype=np.uint32)])))
    blobs = BlobReader(rows.read, "Milvus", 10**6)
    blocked = BlockedTerms(blobs, Kind.WORDS, 2000, first_terms(terms))
    wanted = ["00000", "00001", "01000", "01999", "zzz"]
    blobs.get_all(blocked.keys_of(wanted))
    assert [blocked.number(term) for term in wanted] == [0, 1, 1000, 1999, -1]
    assert rows.requests == [3]
