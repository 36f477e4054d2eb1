"""The time in which a notice is not repeated."""

from bot.telegram.cooldown import Cooldown


def test_a_notice_is_given_once_to_each_until_the_time_has_passed():
    """Then once more; who has not heard it hears it meanwhile, and nobody is remembered longer than needed."""
    now = [100.0]
    cooldown = Cooldown(60, lambda: now[0])
    assert [cooldown.begin(key) for key in (1, 1, 2, 1)] == [True, False, True, False]
    now[0] += 59
    assert not cooldown.begin(1)
    now[0] += 1
    assert cooldown.begin(1)
    assert len(cooldown._begun) == 1
