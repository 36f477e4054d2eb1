"""When a stored index is rebuilt although its pages have not changed."""

import json
import os
import shutil
import subprocess
import sys
import zlib
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.corpus.serialization import write_article
from bot.pages.inventory import CorpusFile, take_inventory
from bot.retrieval.analyzer import FIELDS
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.storage import freshness
from bot.retrieval.storage.freshness import READER_VERSION, find_changed_files, library_versions, open_if_current
from bot.retrieval.storage.refresh import build_index, refresh
from bot.retrieval.storage.stored_index import open_index
from bot.text.user_dictionary import NO_USER_DICTIONARY, UserDictionary

MAX_BYTES = 1 << 23
ROOT = Path(__file__).resolve().parents[3]
RECORD = Path(__file__).with_name("reader_version.json")
RECORD_IT = "python -m tests.retrieval.storage.test_freshness"
OUTDATED = f"""
The program makes other articles, passages or terms of the golden pages than it did at READER_VERSION {{}}.
If that is intended, so that stored indexes have to be rebuilt:
  1. raise READER_VERSION in bot/retrieval/storage/freshness.py (once between two releases is enough);
  2. run {RECORD_IT}, which records the new fingerprint in {RECORD.name};
  3. commit both.
"""


def golden_pages(folder: Path) -> Path:
    """A folder with the seeds and the pages of tests/corpus/papers.jsonl as text files."""
    folder.mkdir()
    for seed in (ROOT / "seeds").iterdir():
        shutil.copyfile(seed, folder / seed.name)
    lines = (ROOT / "tests" / "corpus" / "papers.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        (folder / f"{number:02}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
    return folder


def reader_fingerprint() -> str:
    """A hash of the articles, passages and terms that the program makes of the golden pages."""
    with TemporaryDirectory() as place:
        pages = golden_pages(Path(place) / "pages")
        built = build_index(take_inventory([pages]), [pages], MAX_BYTES, DEFAULT_CONFIG)
    seen = blake2b(digest_size=16)
    for article in built.articles:
        seen.update(json.dumps(json.loads(zlib.decompress(write_article(article))), separators=(",", ":")).encode())
    tables = built.tables
    for column in (tables.article_of, tables.first_sentence, tables.stop_sentence):
        seen.update(repr(column.tolist()).encode())
    for terms in (*(tables.fields[name].terms for name in FIELDS), tables.abbreviations.terms):
        seen.update("\n".join(terms).encode("utf-8", "surrogatepass"))
    for name in FIELDS:
        counts = [counts for _, _, counts in tables.fields[name].passages.postings.blocks()]
        texts, times = (
            [text for one in counts for text in one.texts().tolist()],
            [time for one in counts for time in one.counts.tolist()],
        )
        seen.update(repr([texts, times]).encode())
    return seen.hexdigest()


def test_the_reader_version_is_raised_with_the_readers_output():
    """READER_VERSION and the fingerprint of the golden pages change together, so that no stored index is outdated."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    assert reader_fingerprint() == record["fingerprint"], OUTDATED.format(record["reader_version"])
    assert record["reader_version"] == READER_VERSION, f"record the new version: {RECORD_IT}"


@pytest.fixture
def corpus(tmp_path):
    """A page, and its stored index."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("城东停水三天\n\n　　本报讯 8月17日起城东停水三天，居民请提前储水备用。\n", "utf-8")
    refresh(tmp_path / "index", [folder], MAX_BYTES, DEFAULT_CONFIG)
    return folder


def current(corpus, max_bytes=MAX_BYTES, config=DEFAULT_CONFIG, user_dictionary=NO_USER_DICTIONARY):
    return open_if_current(corpus.parent / "index", [corpus], max_bytes, config, user_dictionary)


@pytest.mark.slow
def test_a_copy_of_the_program_opens_the_index_without_rebuilding_it(corpus, tmp_path):
    """Another path and other file times, as after a git checkout or in another installation, change nothing."""
    index = tmp_path / "index"
    generation = open_index(index).manifest["generation"]
    shutil.copytree(ROOT / "bot", tmp_path / "elsewhere" / "bot", copy_function=shutil.copyfile)
    for place in (tmp_path / "elsewhere", ROOT):
        command = [sys.executable, "-m", "bot", "ask", "停水几天？", "--corpus", str(corpus), "--index", str(index)]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(place)})
        assert "停水三天" in done.stdout, done.stderr
        assert open_index(index).manifest["generation"] == generation


def test_an_unchanged_program_and_corpus_keep_the_index(corpus):
    """`open_if_current` opens the index."""
    assert current(corpus) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"max_bytes": 1 << 22},
        {"config": RankingConfig(lead=40)},
        {"user_dictionary": UserDictionary((("湾塘头", 20),))},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_other_settings_need_another_index(corpus, changes):
    """An index is not current for another page limit, other ranking parameters or other user words."""
    assert current(corpus, **changes) is None


@pytest.mark.parametrize("name", ["READER_VERSION", "FORMAT"])
def test_another_version_of_the_program_needs_another_index(corpus, monkeypatch, name):
    """An index is not current when READER_VERSION or FORMAT was raised."""
    monkeypatch.setattr(freshness, name, 99)
    assert current(corpus) is None


def test_another_version_of_a_library_needs_another_index(corpus, monkeypatch):
    """An index is not current after an upgrade of jieba, which may split text differently."""
    monkeypatch.setattr(freshness, "_installed_versions", lambda: {"jieba": "99"})
    assert current(corpus) is None


def test_added_and_changed_files_are_found(tmp_path):
    """A file that could not be examined has no stamp and counts as changed."""
    files = [CorpusFile(tmp_path, name, stamp) for name, stamp in (("a", "1"), ("b", "2"), ("c", "1"), ("d", ""))]
    changed = find_changed_files(files, {"a": "1", "b": "1", "d": "", "gone": "1"})
    assert [file.name for file in changed] == ["b", "c", "d"]


def test_library_versions_are_those_of_the_metadata():
    """They equal those of importlib.metadata, which takes longer to import."""
    versions = library_versions(sys.path)
    assert {"jieba", "opencc"} <= versions.keys()
    assert versions == {name: version(name) for name in versions}


def test_the_first_folder_with_a_library_counts(tmp_path):
    """As for imports; case, Python tags and egg-info do not matter, and missing folders are skipped."""
    for name in ("one/OpenCC-1.1.9.dist-info", "two/opencc-2.0.dist-info", "two/jieba-0.42.1-py3.11.egg-info"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "one" / "jieba_fast-0.53.dist-info").mkdir()
    folders = [str(tmp_path / name) for name in ("missing", "one", "two")]
    assert library_versions(folders) == {"opencc": "1.1.9", "jieba": "0.42.1"}


if __name__ == "__main__":
    RECORD.write_text(
        json.dumps({"reader_version": READER_VERSION, "fingerprint": reader_fingerprint()}, indent=1) + "\n",
        encoding="utf-8",
    )
