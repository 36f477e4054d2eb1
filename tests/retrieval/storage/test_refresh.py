"""An index that is brought up to date equals one that is built from nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.merging.fingerprint_table import _relabelled
from bot.corpus.merging.fingerprints import Fingerprints
from bot.corpus.serialization import read_article
from bot.records import Article
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage import collect as module
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
    merging, files = index.merging(), index.files()
    return (
        list(index.articles),
        arrays(index.tables),
        [texts_of(table) for table in (merging.fragments, merging.stories)],
        sorted(merging.dates[merging.fragments.numbers >= 0].tolist()),
        merging.joined.tolist(),
        files,
        index.digests.tolist(),
        index.merged_at.tolist(),
        index.problems,
    )


def texts_of(table):
    """The fingerprints of the articles of a table, their measures, and the pairs that are the same story."""
    entries = np.sort(np.concatenate([_relabelled(part, table.numbers) for part in (table.base, table.added)]))
    measures = table.of_articles(int(table.numbers.max(initial=0)) + 1)
    columns = measures.lengths, measures.days, measures.counts
    return entries.tolist(), [column.tolist() for column in columns], table.same.tolist()


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
@given(st.lists(states, min_size=2, max_size=4), st.sampled_from([0.25, 100]))
@settings(max_examples=8)
def test_halves_and_copies_that_come_and_go_leave_no_trace(corpora, share):
    """After every change the stored index equals the one made from nothing: articles, arrays and fingerprints; also
    where the fingerprints of new texts are always added to those that are there."""
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.corpus.merging.fingerprint_table.MADE_ANEW_SHARE", share)
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
    assert [type(part) for part in built.corpus.serialized.parts[:-1]] == [ArticleRange]


def test_a_fingerprint_is_that_of_the_story(tmp_path):
    """The stored fingerprints are those of the articles after continuations were joined, and of the fragments as they
    were read."""
    index, _ = refresh(tmp_path / "index", [write(tmp_path / "pages")], LIMIT, DEFAULT_CONFIG)
    assert index is not None
    merging = index.merging()
    of_files = [read_article(index.articles.serialized[number]) for number in range(len(index.digests))]
    fragments = [number for number, article in enumerate(of_files) if article.kind == "fragment"]
    assert sorted(merging.fragments.numbers.tolist()) == fragments
    anew = Fingerprints.from_articles(of_files[number] for number in fragments)
    assert np.array_equal(merging.fragments.base, np.sort(anew.entries(np.arange(len(fragments)))))
    # 01.txt goes on in 03.txt, whose first article has left
    assert merging.joined.tolist() == [0]
    assert sorted(merging.stories.numbers.tolist()) == [0, 2, 3, 4]


def test_a_changed_page_adds_its_fingerprints_to_those_there(tmp_path):
    """The file with the fingerprints of the others is shared by the generations."""
    folder = write(
        tmp_path / "pages",
        {
            f"{name}/{number}.txt": PAGES["wire.txt"].replace("医保", f"{name}{number}")
            for name in "甲乙丙丁"
            for number in range(3)
        },
    )
    refresh(tmp_path / "index", [folder], LIMIT, DEFAULT_CONFIG)
    before = {path.name: path.stat().st_ino for path in tmp_path.glob("index/generation-*/stories.base.npy")}
    write(folder, {"子.txt": PAGES["01.txt"]})
    after = stored(folder, tmp_path / "index")
    assert before == {path.name: path.stat().st_ino for path in tmp_path.glob("index/generation-*/stories.base.npy")}
    assert after == stored(folder, tmp_path / "anew")
