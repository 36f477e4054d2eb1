"""A stored index of four articles, and an encoder that is quick."""

import pytest

from bot import Retriever
from tests.support.concept_encoder import ConceptEncoder

ARTICLES = {
    "doctor": "医院新来医生\n\n　　市医院新来三位医生，周一起就诊。\n",
    "power": "城东停电\n\n　　城东8月17日停电三小时。\n",
    "fish": "湖区禁止捕捞\n\n　　湖区从九月起禁止捕捞。\n",
    "money": "种粮补贴发放\n\n　　种粮补贴每亩一百元，补助到账。\n",
}


@pytest.fixture
def encoder(monkeypatch):
    """The encoder, in place of whatever is installed."""
    encoder = ConceptEncoder()
    monkeypatch.setattr("bot.semantic.passage_vectors.load_encoder", lambda name: encoder)
    monkeypatch.setattr(
        "bot.semantic.passage_vectors.choose_encoder", lambda choice: None if choice == "none" else encoder.name
    )
    return encoder


@pytest.fixture
def pages(tmp_path):
    """Four pages with an article each."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def stored(pages, tmp_path):
    """Their stored index."""
    return Retriever.refreshed([pages], tmp_path / "index", encoder="none").stored
