"""Which passages can be shown after the first one."""

from dataclasses import replace

import pytest

from bot.conversation.passage_order import find_near, order_passages
from tests.support.paper import make_answer, make_hit


@pytest.mark.parametrize(
    ("rule", "answered", "related", "places"),
    [
        ("first", True, True, [1, 2, 4]),
        # whether it is asked for no passage or is only perhaps answered, the question is about one article
        ("asks on", False, True, [1, 2, 4]),
        ("surer after", False, True, [1, 2, 4]),
        # nobody knows which article is meant
        ("first", False, True, [1, 2, 3, 4]),
        ("surer after", False, False, [1, 2, 3, 4]),
    ],
)
def test_far_articles_are_left_out_where_the_question_is_about_one(rule, answered, related, places):
    """An article with less than .6 of the first one's score follows an answer only where the first was not wanted."""
    scores = {1: ("a", 10.0), 2: ("b", 8.0), 3: ("c", 3.0), 4: ("a", 2.0)}
    hits = tuple(
        replace(make_hit("停水八小时。", number, id=article), score=score)
        for number, (article, score) in scores.items()
    )
    found = replace(make_answer(*hits), rule=rule, answered=answered, band="answer" if answered else "related")
    assert [hit.rank for hit in order_passages(found, 10, related=related)] == places


def test_who_asks_for_many_passages_is_shown_those_that_are_near():
    """Those from .62 of the first one's score on, of whatever article."""
    hits = [replace(make_hit(f"第{rank}段。", rank), score=score) for rank, score in ((1, 10.0), (2, 6.2), (3, 6.1))]
    assert [hit.rank for hit in find_near(make_answer(*hits))] == [1, 2]
    assert find_near(make_answer()) == []
