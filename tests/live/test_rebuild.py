"""The process that makes the index anew."""

from bot import Retriever
from bot.live.rebuild import Rebuilder
from bot.pages.load import MAX_BYTES
from bot.retrieval.storage.stored_index import open_index
from bot.text.user_dictionary import UserDictionary


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
