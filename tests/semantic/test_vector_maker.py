"""The making of vectors: what is missing, once, and nothing else."""

import pytest

from bot import Retriever
from bot.errors import StoredIndexError
from bot.retrieval.storage.folder_lock import lock_folder
from bot.semantic import vector_maker
from bot.semantic.vector_file import FOLDER, find_vector_file, read_vector_file
from bot.semantic.vector_maker import make_stored_vectors
from tests.support.concept_encoder import ConceptEncoder


@pytest.fixture
def encoder():
    """An encoder that counts."""
    return ConceptEncoder()


def content(stored):
    """What the file beside an index holds."""
    return read_vector_file(find_vector_file(stored.folder, "concepts"))


def test_every_passage_gets_a_vector_once(stored, encoder):
    """A second time there is nothing to do."""
    assert make_stored_vectors(stored, encoder) == 4
    file = content(stored)
    assert (len(file), file.generation, sorted(file.passages)) == (4, stored.manifest["generation"], [0, 1, 2, 3])
    assert make_stored_vectors(stored, encoder) == 0
    assert encoder.encoded == 4


def test_a_changed_page_costs_its_own_passages_only(stored, pages, encoder):
    """Vectors of texts that are gone are dropped; those that stay are not made again."""
    make_stored_vectors(stored, encoder)
    (pages / "fish.txt").write_text("湖区开放捕捞\n\n　　湖区从十月起开放捕捞。\n", encoding="utf-8")
    changed = Retriever.refreshed([pages], stored.folder, encoder="none").stored
    assert changed is not None and make_stored_vectors(changed, encoder) == 1
    assert (len(content(changed)), content(changed).generation) == (4, changed.manifest["generation"])
    assert encoder.encoded == 5


def test_what_was_saved_before_a_kill_is_not_made_again(stored, monkeypatch):
    """The process ends at the second passage; the first is there."""
    monkeypatch.setattr(vector_maker, "_BATCH", 1)
    monkeypatch.setattr(vector_maker, "_SAVED_TOGETHER", 1)

    class Killed(ConceptEncoder):
        def encode_passages(self, texts):
            if self.encoded:
                raise KeyboardInterrupt
            return super().encode_passages(texts)

    with pytest.raises(KeyboardInterrupt):
        make_stored_vectors(stored, Killed())
    assert len(content(stored)) == 1
    assert make_stored_vectors(stored, ConceptEncoder()) == 3


def test_a_broken_file_is_made_anew(stored, encoder):
    """And so is what a killed process left beside it removed."""
    path = find_vector_file(stored.folder, "concepts")
    path.parent.mkdir()
    path.write_bytes(b"broken")
    (path.parent / f".{path.name}.1.new").write_bytes(b"half")
    assert make_stored_vectors(stored, encoder) == 4
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, "lock"]


def test_one_process_at_a_time_makes_them(stored, encoder):
    """Another one is told so, after it has waited as long as it was allowed to."""
    with lock_folder(stored.folder / FOLDER), pytest.raises(StoredIndexError, match="another process"):
        make_stored_vectors(stored, encoder, patience=0.0)


def test_progress_is_told(stored, encoder, monkeypatch):
    """From the first batch to the last, with several threads as well."""
    monkeypatch.setattr(vector_maker, "_BATCH", 1)
    told = []
    make_stored_vectors(stored, encoder, lambda done, total: told.append((done, total)), threads=3)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
