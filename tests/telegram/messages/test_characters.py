"""Characters that neither Telegram nor a database takes."""

from __future__ import annotations

from bot.telegram.messages.characters import whole_characters


def test_halves_of_characters_and_nul_are_replaced_in_their_places():
    """In texts at any depth; whole characters, numbers and positions stay as they are."""
    content = {"text": "停\ud800水🙂\x00吗", "rows": [("a\udfff", 1)], "none": None}
    assert whole_characters(content) == {"text": "停?水🙂 吗", "rows": [["a?", 1]], "none": None}
