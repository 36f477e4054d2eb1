"""Two configurations over the same questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.comparison import Pair, compare_means, compare_outcomes, compare_runs
from bot.evaluation.metrics import Outcome
from bot.evaluation.question_files import JudgedQuestion
from tests.support.paper import make_answer, make_hit


def outcomes(*ranks, marked=False):
    """An outcome for each rank; None means that no passage has the answer."""
    answer = make_answer(make_hit("停水。"))
    return [Outcome(JudgedQuestion("问", (), None, "停水"), answer, rank, marked) for rank in ranks]


def test_the_rates_stand_side_by_side_with_what_goes_up_and_down():
    """The first configuration has three of four questions right and the rival two: two go up, one goes down."""
    found = {entry.name: entry for entry in compare_outcomes(outcomes(1, 1, 1, 2), outcomes(None, 2, 1, 1))}
    first = found["answer in the first passage"]
    assert (first.mean, first.rival_mean, first.difference) == (0.75, 0.5, 0.25)
    assert (first.higher, first.lower) == (2, 1)
    assert found["answer in the first three"].rival_mean == 0.75
    assert "rightly refused" not in found


def test_a_rate_of_some_questions_counts_those_of_each_configuration():
    """\"marked, when first\" counts one question of the first configuration and two of the rival."""
    found = {entry.name: entry for entry in compare_outcomes(outcomes(1, 2), outcomes(1, 1, marked=True))}
    marked = found["marked, when first"]
    assert (marked.mean, marked.rival_mean) == (0.0, 1.0)
    assert (marked.higher, marked.lower) == (0, 1)


def test_where_nothing_differs_the_interval_is_nothing():
    """The interval of two equal configurations is 0 to 0."""
    assert compare_means("x", [Pair(1, 1, 1, 1), Pair(0, 1, 0, 1)]).interval == (0.0, 0.0)


def test_the_interval_of_one_difference_in_four_by_hand():
    """The mean of four draws is binomial: 0 to .75 is the middle 95 %, because p(4) = .4 % and p(0) = 32 %."""
    rows = [Pair(1, 1, 0, 1), Pair(0, 1, 0, 1), Pair(0, 1, 0, 1), Pair(0, 1, 0, 1)]
    found = compare_means("x", rows)
    assert found.difference == 0.25
    assert found.interval == (0.0, 0.75)


def test_no_questions_no_difference():
    """Means and interval of no questions are 0."""
    found = compare_means("x", [])
    assert (found.mean, found.rival_mean, found.interval) == (0.0, 0.0, (0.0, 0.0))


VALUES = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 0.5, 1.0])), min_size=1)


@given(VALUES)
def test_the_difference_is_that_of_the_means_and_within_its_interval(pairs):
    """With the configurations exchanged the difference has the other sign."""
    one = {"RR": {str(number): mine for number, (mine, _) in enumerate(pairs)}}
    other = {"RR": {str(number): theirs for number, (_, theirs) in enumerate(pairs)}}
    found, back = compare_runs(one, other)[0], compare_runs(other, one)[0]
    assert found.difference == pytest.approx(sum(mine - theirs for mine, theirs in pairs) / len(pairs))
    assert found.interval[0] - 1e-9 <= found.difference <= found.interval[1] + 1e-9
    assert back.difference == pytest.approx(-found.difference)
    assert (back.higher, back.lower) == (found.lower, found.higher)
