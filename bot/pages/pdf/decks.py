"""Which blocks of a printed page look like the decks of a headline, and how close decks stand."""

from __future__ import annotations

from bot.pages.pdf.print.blocks import Block

# A deck: its size as a multiple of the body's at least, and its characters at most.
DECK_SIZE = 1.1
_DECK_LENGTH = 40
# Two decks of one headline are at most so many ems of the larger one apart.
_DECK_GAP = 1.5


def looks_like_deck(block: Block, body_size: float) -> bool:
    """Whether a block is a deck if it is close to a headline: short, larger than the body, and no sentence."""
    return block.size >= DECK_SIZE * body_size and len(block.text) <= _DECK_LENGTH and "。" not in block.text


def is_close(deck: Block, other: Block) -> bool:
    """Whether two blocks are as close to each other as the decks of one headline."""
    distance = max(deck.top - other.bottom, other.top - deck.bottom)
    return not deck.is_beside(other) and distance <= _DECK_GAP * max(deck.size, other.size)
