import pytest

from tests.corpus.test_corpus_reader import PAGES


def write_newspaper(folder):
    """Two pages of one day with a story that goes on from one to the other, one of them saved twice."""
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "03 (1).txt").write_text(PAGES["03.txt"], encoding="utf-8")


@pytest.fixture
def english(monkeypatch):
    """What is said is English, as errors are made."""
    monkeypatch.setenv("BAOWEN_LANGUAGE", "en")
