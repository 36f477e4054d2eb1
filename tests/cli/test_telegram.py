"""`baowen telegram`."""

from tests.support.command_line import baowen_process


def test_telegram_without_a_token_is_one_sentence():
    """It says where to get a token, before the corpus is read."""
    status, out, err = baowen_process("telegram")
    assert (status, out) == (1, "")
    assert "@BotFather" in err
    assert len(err.splitlines()) == 1
