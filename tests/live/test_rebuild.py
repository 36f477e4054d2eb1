"""The process that makes the index anew."""

import pytest

from bot import Retriever
from bot.errors import StoredIndexError
from bot.live.helper import Limits
from bot.live.rebuild import Rebuilder
from bot.pages.load import MAX_BYTES
from bot.retrieval.storage.stored_index import open_index
from bot.text.user_dictionary import NO_USER_DICTIONARY, UserDictionary


def test_what_another_process_builds_is_cut_with_the_same_words(tmp_path):
    """The process is given the operator's words themselves: the index then fits a corpus that is opened with them."""
    corpus, index, words = tmp_path / "pages", tmp_path / "index", UserDictionary((("湾塘头", 20),))
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "城东停水三天\n\n　　本报讯 8月17日起湾塘头停水三天，20日恢复供水。\n", encoding="utf-8"
    )
    Rebuilder([corpus], index, MAX_BYTES, words).rebuild()
    assert "湾塘头" in open_index(index).tables.fields["words"].terms
    generation = open_index(index).manifest["generation"]
    Retriever.refreshed([corpus], index, user_dictionary=words)
    assert open_index(index).manifest["generation"] == generation


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limits", "reason"), [(Limits(memory_mb=1), "is as it was: "), (Limits(seconds=0.3), "longer than")]
)
def test_a_build_that_takes_too_much_fails_alone(tmp_path, limits, reason):
    """The index stays as it was, the error says why, and without it the next build succeeds."""
    corpus, index = tmp_path / "pages", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text("城东停水三天\n\n　　本报讯 8月17日起湾塘头停水三天。\n", encoding="utf-8")
    Retriever.refreshed([corpus], index)
    generation = open_index(index).manifest["generation"]
    (corpus / "b.txt").write_text("城西通车\n\n　　本报讯 8月18日城西大桥通车。\n", encoding="utf-8")
    with pytest.raises(StoredIndexError, match=reason):
        Rebuilder([corpus], index, MAX_BYTES, NO_USER_DICTIONARY, limits).rebuild()
    assert open_index(index).manifest["generation"] == generation
    assert Rebuilder([corpus], index, MAX_BYTES, NO_USER_DICTIONARY, Limits(1000, 600)).rebuild().new == 1
