"""`baowen chat`."""

from tests.support.command_line import ANSWER, QUESTION, baowen


def test_chat_over_a_pipe():
    """Lines in, answers out, and a clean end at the end of the input."""
    status, out, err = baowen("chat", stdin=f"{QUESTION}\n/quit\n")
    assert (status, err) == (0, "")
    assert ANSWER in out
    assert out.rstrip().endswith("再见。")
