"""An index that is brought up to date equals one that is built from nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.fingerprints import Fingerprints
from bot.corpus.serialization import read_article
from bot.records import Article
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage import refresh as module
from bot.retrieval.storage.refresh import refresh
from bot.retrieval.storage.stored_articles import ArticleRange
from tests.corpus.test_corpus_reader import LIMIT, PAGES, write
from tests.retrieval.test_update import arrays

# a page that goes on elsewhere, the page with its other half, a wire story and a shorter copy; a second copy of each
COPIES = {f"copy/{name}": text for name, text in PAGES.items()}
# and the same files with something else in them
OTHERS = {name: text.replace("医保", "社保") for name, text in PAGES.items()}
ALL = {**PAGES, **COPIES}


def stored(folder, index_folder):
    """Everything in an index but its name."""
    index, _ = refresh(index_folder, [folder], LIMIT, DEFAULT_CONFIG)
    assert index is not None
    known = index.fingerprints
    return (
        list(index.articles),
        arrays(index.tables),
        [column.tolist() for column in (known.fragments, known.lengths, known.digests, known.counts, known.hashes)],
        index.verdicts.tolist(),
        [(file.name, list(file.articles), file.digests.tolist(), file.jumps) for file in index.file_results()],
        index.problems,
    )


states = st.dictionaries(st.sampled_from(sorted(ALL)), st.booleans(), min_size=1)


def test_a_change_shares_the_segments_that_stay(tmp_path, monkeypatch):
    """The packed postings of unchanged pages are not written again, and the new index answers as one made from nothing;
    when the index is made anew, nothing of the old generation is left."""
    monkeypatch.setattr("bot.retrieval.update.MERGED_SHARE", 100)
    folder = write(tmp_path / "pages")
    first, _ = refresh(tmp_path / "index", [folder], LIMIT, DEFAULT_CONFIG)
    segments = {path.name: path.stat().st_ino for path in tmp_path.glob("index/generation-*/segment-*.data.npy")}
    write(folder, {"wire2.txt": OTHERS["wire2.txt"] + "停水三天。\n"})
    after = stored(folder, tmp_path / "index")
    shared = {path.name: path.stat().st_ino for path in tmp_path.glob("index/generation-*/segment-*.data.npy")}
    assert segments.items() < shared.items()
    assert after == stored(folder, tmp_path / "anew")
    assert first is not None and list(first.articles) != after[0]
    for path in tmp_path.glob("index/baowen-index.json"):
        path.write_text("damaged")
    assert stored(folder, tmp_path / "index") == after
    assert not set(segments) & {path.name for path in tmp_path.glob("index/generation-*/*")}


def test_where_there_are_no_links_segments_are_copied(tmp_path, monkeypatch):
    """As on a disk without hard links."""
    monkeypatch.setattr("bot.retrieval.update.MERGED_SHARE", 100)

    def refused(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", refused)
    folder = write(tmp_path / "pages")
    refresh(tmp_path / "index", [folder], LIMIT, DEFAULT_CONFIG)
    write(folder, {"wire2.txt": OTHERS["wire2.txt"]})
    assert stored(folder, tmp_path / "index") == stored(folder, tmp_path / "anew")


@pytest.mark.slow
@given(st.lists(states, min_size=2, max_size=4))
@settings(max_examples=8, deadline=None)
def test_halves_and_copies_that_come_and_go_leave_no_trace(corpora):
    """After every change the stored index equals the one made from nothing: articles, arrays and fingerprints."""
    with TemporaryDirectory() as place:
        for number, wanted in enumerate(corpora):
            pages = {name: ALL[name] if plain else OTHERS.get(name, ALL[name]) for name, plain in wanted.items()}
            folder = Path(place) / "pages"
            for path in folder.rglob("*.txt"):
                if path.relative_to(folder).as_posix() not in pages:
                    path.unlink()
            write(folder, pages)
            after = stored(folder, Path(place) / "index")
            assert after == stored(folder, Path(place) / f"anew{number}")


def test_only_articles_that_may_belong_with_others_are_looked_at(tmp_path, monkeypatch):
    """Of the stored articles, only those are parsed that resemble an article of the new page."""
    write(tmp_path / "pages", {name: PAGES[name] for name in ("01.txt", "wire.txt")})
    plain = "公园樱花开了\n\n　　本报讯 人民公园的樱花昨天开了，花期十天，市民可以免费入园观赏，周末延长到晚上十点。\n"
    write(tmp_path / "pages", {"a.txt": plain})
    refresh(tmp_path / "index", [tmp_path / "pages"], LIMIT, DEFAULT_CONFIG)
    read: list[Article] = []

    def reading(data: bytes) -> Article:
        read.append(read_article(data))
        return read[-1]

    monkeypatch.setattr(module, "read_article", reading)
    write(tmp_path / "pages", {"wire2.txt": PAGES["wire2.txt"]})
    refresh(tmp_path / "index", [tmp_path / "pages"], LIMIT, DEFAULT_CONFIG)
    assert "wire2.txt" in {article.file for article in read}
    assert "a.txt" not in {article.file for article in read}


def test_articles_that_were_read_lie_in_a_file(tmp_path):
    """While an index is made, so that the memory does not grow with the corpus."""
    _, built = refresh(tmp_path / "index", [write(tmp_path / "pages")], LIMIT, DEFAULT_CONFIG)
    assert built is not None
    assert all(isinstance(file.articles, ArticleRange) for file in built.files)


def test_a_fingerprint_is_that_of_the_article(tmp_path):
    """The stored fingerprints are those of the articles as read, before continuations and copies are merged."""
    index, built = refresh(tmp_path / "index", [write(tmp_path / "pages")], LIMIT, DEFAULT_CONFIG)
    assert index is not None and built is not None
    written = [read_article(article) for filed in built.files for article in filed.articles]
    anew = Fingerprints.from_articles(written)
    assert np.array_equal(index.fingerprints.hashes, anew.hashes)
    assert index.fingerprints.fragments.tolist() == [article.kind == "fragment" for article in written]
