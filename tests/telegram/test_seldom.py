"""What is said once in a while."""

from bot.telegram.seldom import Seldom


def test_it_is_said_once_to_each_until_the_time_has_passed():
    """Then once more; who has not heard it hears it meanwhile, and nobody is remembered longer than needed."""
    now = [100.0]
    seldom = Seldom(60, lambda: now[0])
    assert [seldom.may(key) for key in (1, 1, 2, 1)] == [True, False, True, False]
    now[0] += 59
    assert not seldom.may(1)
    now[0] += 1
    assert seldom.may(1)
    assert len(seldom._said) == 1
