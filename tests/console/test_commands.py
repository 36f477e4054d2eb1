"""What a line of the terminal means."""

import pytest

from bot.console.commands import read_command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/more", ("more", "")),
        ("／MORE", ("more", "")),
        (" /full  2 ", ("full", "2")),
        ("/全文", ("full", "")),
        ("more", ("more", "")),
        ("Quit", ("quit", "")),
        ("/?", ("help", "")),
        ("/h", ("help", "")),
        ("/nichts 3", (None, "3")),
        ("/", (None, "")),
        ("more water", None),
        ("全文", None),
        ("1", None),
        ("老桥封多久？", None),
        ("", None),
    ],
)
def test_a_line_is_a_command_or_none(line, command):
    """全文 and 1 are left to the conversation, which is the same in Telegram."""
    assert read_command(line) == command
