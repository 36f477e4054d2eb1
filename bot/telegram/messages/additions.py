"""What a message has beside its words that Telegram may refuse in a chat, and the same message without it.

The words that are quoted, a button that copies, and a date that is marked as one came with later versions of the Bot
API; a server of one's own may be older, and a person may have changed the words that are quoted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

# texts of people and pages are escaped, so that only our own marks are found
_DATE = re.compile(r"</?tg-time[^>]*>")
_MARK = re.compile(r"<[^>]+>")
_QUOTE = ("quote", "quote_position")


def without_additions(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a message without what may be refused; equal to `parameters` where there is none."""
    plain = dict(parameters)
    if "parse_mode" in plain:
        plain["text"] = _DATE.sub("", plain.get("text", ""))
    if replied_to := plain.get("reply_parameters"):
        plain["reply_parameters"] = {key: value for key, value in replied_to.items() if key not in _QUOTE}
    if rows := plain.get("reply_markup", {}).get("inline_keyboard"):
        kept = [[button for button in row if "copy_text" not in button] for row in rows]
        plain["reply_markup"] = {"inline_keyboard": [row for row in kept if row]}
    return plain


def without_marks(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a message with its words alone, for a chat where Telegram cannot read its HTML; equal to
    `parameters` where it has none."""
    plain = dict(parameters)
    if plain.pop("parse_mode", None):
        plain["text"] = html.unescape(_MARK.sub("", plain.get("text", "")))
    return plain
