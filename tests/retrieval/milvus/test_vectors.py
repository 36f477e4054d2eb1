"""Sparse vectors of passages and queries."""

import numpy as np

from bot.question.question import Question
from bot.retrieval.analyzer import FIELDS
from bot.retrieval.milvus.counted_range import counted_ranges
from bot.retrieval.milvus.vectors import passage_vectors, query_vector


# --- equality ------------------------------------------------------------------------------------------------------
def test_vectors_multiplied_by_hand_are_the_scores(index):
    """The product of a query's vector with a passage's is the score that the arrays give, for every passage."""
    query = Question("城东医保停水").query
    weights = {name: {term: 100 * int(count) for term, count in query.fields[name].items()} for name in FIELDS}
    wanted = query_vector(index.tables, weights)
    for in_range, at_once in ((11, 7), (1 << 15, 4096)):
        products = [0] * len(index.tables.article_of)
        for counted in counted_ranges(index.tables, in_range):
            for place, dimensions, values in passage_vectors(index.tables, counted, at_once):
                entries = zip(dimensions.tolist(), values.tolist(), strict=True)
                products[place] = sum(value * wanted.get(dimension, 0) for dimension, value in entries)
        assert products == added_up(index, weights).tolist()


def added_up(index, weights):
    """The score of every passage, added up from whole posting lists."""
    totals = np.zeros(len(index.tables.article_of), np.int64)
    for name in FIELDS:
        for term, weight in weights[name].items():
            number = index.tables.fields[name].terms.number(term)
            if number >= 0:
                own = index.tables.fields[name].passages.term_postings(number)
                whole = index.tables.fields[name].articles.term_postings(number)
                totals += weight * own.impacts_on(np.arange(len(totals)))
                totals += weight * whole.impacts_on(index.tables.article_of)
    return totals
