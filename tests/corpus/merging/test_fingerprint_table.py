"""The sorted fingerprints of the texts of a corpus."""

from random import Random

import numpy as np

from bot.corpus.merging import fingerprint_table as module
from bot.corpus.merging.fingerprint_table import FingerprintTable
from bot.corpus.merging.merge import NewArticles
from tests.corpus.merging.test_duplicates import NOTICE, OTHER, WIRE, article


def test_a_base_in_a_file_is_that_in_memory(tmp_path, monkeypatch):
    """However few entries are sorted at a time."""
    random = Random(1)
    articles = [article(str(at), random.sample([*WIRE, *OTHER, NOTICE], 3)) for at in range(20)]
    new = NewArticles.of_all(articles).texts(np.ones(20, bool))
    whole, pairs = FingerprintTable.empty().with_texts(new, 20)
    for size in (1, 5, 100):
        monkeypatch.setattr(module, "_SORTED_AT_ONCE", size)
        monkeypatch.setattr(module, "_SLICE", size)
        table, found = FingerprintTable.empty().with_texts(new, 20, tmp_path / f"{size}.npy")
        assert table.base.tolist() == whole.base.tolist() == sorted(whole.base.tolist())
        assert found.tolist() == pairs.tolist() != []
