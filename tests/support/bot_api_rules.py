"""What the Bot API refuses in a text: the checks of the stand-in in `bot_api`, as functions of their own."""

from __future__ import annotations

import re
from typing import Any

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_CALLBACK_DATA = 64
LONGEST_COPY = 256
LONGEST_QUOTE = 1024

_ENTITY_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "tg-time": "date_time",
}
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TAG = re.compile(r'<(/?)([a-z][a-z0-9-]*)((?:\s+[a-z]+="[^"<>]*")*|\s+expandable)\s*>')
# What has attributes, and which.
_ATTRIBUTES = {"a": "=", "blockquote": "expandable", "tg-time": ' unix="'}
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")


class Refused(Exception):
    """The answer to a call that the Bot API does not carry out."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The text and the entities of a message in Telegram's HTML; stricter than Telegram about < > & left bare."""
    text: list[str] = []
    entities: list[dict[str, Any]] = []
    opened: list[tuple[str, int]] = []
    at = length = 0
    is_folded = False
    while at < len(source):
        character = source[at]
        if character == "<":
            tag = _TAG.match(source, at)
            if (
                tag is None
                or tag[2] not in _ENTITY_TYPES
                or (tag[3] and (tag[1] or _ATTRIBUTES.get(tag[2], "?") not in tag[3]))
            ):
                raise _unparsable(f"unsupported start tag at byte offset {len(source[:at].encode())}")
            if not tag[1]:
                opened.append((tag[2], length))
                is_folded |= bool(tag[3]) and tag[2] == "blockquote"
            elif not opened or opened[-1][0] != tag[2]:
                raise _unparsable(f'unexpected end tag "{tag[2]}"')
            else:
                name, start = opened.pop()
                if length > start:
                    kind = "expandable_blockquote" if name == "blockquote" and is_folded else _ENTITY_TYPES[name]
                    entities.append({"type": kind, "offset": start, "length": length - start})
            at = tag.end()
            continue
        if character == ">":
            raise _unparsable('">" must be written as "&gt;"')
        if character == "&":
            reference = _REFERENCE.match(source, at)
            if reference is None:
                raise _unparsable('"&" must be written as "&amp;"')
            named, decimal, hexadecimal = reference.groups()
            character = _CHARACTERS[named] if named else chr(int(decimal) if decimal else int(hexadecimal, 16))
            at = reference.end()
        else:
            at += 1
        text.append(character)
        length += units(character)
    if opened:
        raise _unparsable(f'can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return "".join(text), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def check_text(text: str, parse_mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    """The text as it will be shown and its entities; refuses what is empty or too long after parsing."""
    plain, entities = parse_html(text) if parse_mode else (text, [])
    plain = plain.rstrip()
    if not plain.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if units(plain) > LONGEST_TEXT:
        raise Refused(400, "Bad Request: message is too long")
    return plain, entities


def check_markup(markup: dict[str, Any] | None) -> None:
    """Refuses buttons without a label, callback data that is empty or longer than 64 bytes, and what is to be copied
    and is empty or longer than 256."""
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise Refused(400, "Bad Request: can't parse inline keyboard button: text is empty")
            if "copy_text" in button:
                if "callback_data" in button or not 1 <= units(button["copy_text"]["text"]) <= LONGEST_COPY:
                    raise Refused(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
                continue
            if not 1 <= len(button.get("callback_data", "").encode()) <= LONGEST_CALLBACK_DATA:
                raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def check_quote(quote: str, text: str) -> None:
    """Refuses a quote that does not stand in the message that is replied to, or is too long."""
    if not quote or quote not in text or units(quote) > LONGEST_QUOTE:
        raise Refused(400, "Bad Request: QUOTE_TEXT_INVALID")


def command_entities(text: str) -> list[dict[str, Any]]:
    """The entity of a command at the beginning of what a person typed."""
    command = re.match(r"/[A-Za-z0-9_]{1,32}+(@[A-Za-z0-9_]{3,32}+)?+(?!\w)", text)
    return [{"type": "bot_command", "offset": 0, "length": command.end()}] if command else []


def _unparsable(reason: str) -> Refused:
    return Refused(400, f"Bad Request: can't parse entities: {reason}")
