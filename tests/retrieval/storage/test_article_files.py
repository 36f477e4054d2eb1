"""The files of serialized articles, which generations share."""

import os
import subprocess
import sys

import pytest

from bot.retrieval.inverted_index.array_files import map_file
from bot.retrieval.storage import article_files
from bot.retrieval.storage.article_files import write_articles
from bot.retrieval.storage.stored_articles import ArticleRange, ArticleSpool, JoinedArticles, SerializedArticles


class Generations:
    """Generations in folders, one after the other."""

    def __init__(self, folder):
        self._folder = folder
        self._number = 0
        self.articles: SerializedArticles | None = None
        self.files = []

    def write(self, *parts):
        """Writes the next generation, of articles and of ranges of the last one; returns which files it shares."""
        self._number += 1
        generation = self._folder / str(self._number)
        generation.mkdir()
        written = write_articles(generation, JoinedArticles(parts), self.articles, self.files)
        self.files = [generation / name for name in written.files]
        self.articles = SerializedArticles([map_file(path) for path in self.files], written.places, written.sizes)
        return len(written.shared)

    def some(self, start, stop):
        """A range of the last generation."""
        assert self.articles is not None
        return ArticleRange(self.articles, start, stop)


def test_articles_that_stay_are_not_written_again(tmp_path):
    """The new ones lie in a file beside the old one; all come in the order given."""
    generations = Generations(tmp_path)
    assert generations.write([b"one", b"two"], [b"three"]) == 0
    assert generations.write(generations.some(1, 3), [b"four"], generations.some(0, 1)) == 1
    assert generations.articles is not None
    assert list(generations.articles) == [b"two", b"three", b"four", b"one"]
    assert [path.read_bytes() for path in generations.files] == [b"onetwothree", b"four"]
    assert generations.write(generations.some(0, 4)) == 2


def test_a_file_that_is_hardly_used_is_copied(tmp_path):
    """Of 30 bytes 20 are used, which is less than three quarters."""
    generations = Generations(tmp_path)
    generations.write([b"a" * 10, b"b" * 10, b"c" * 10])
    assert generations.write(generations.some(1, 3)) == 0
    assert generations.articles is not None
    assert list(generations.articles) == [b"b" * 10, b"c" * 10]
    assert [path.read_bytes() for path in generations.files] == [b"b" * 10 + b"c" * 10]


def test_there_are_never_many_files(tmp_path, monkeypatch):
    """The articles of the smallest ones go into the new one."""
    monkeypatch.setattr(article_files, "MOST_FILES", 2)
    generations = Generations(tmp_path)
    generations.write([b"first" * 9])
    for number in range(5):
        generations.write(generations.some(0, 1 + number), [b"%d" % number])
        assert len(generations.files) <= 3
    assert generations.articles is not None
    assert list(generations.articles) == [b"first" * 9, b"0", b"1", b"2", b"3", b"4"]


def test_where_there_are_no_links_all_is_written(tmp_path, monkeypatch):
    """As on a disk without hard links."""

    def refused(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", refused)
    generations = Generations(tmp_path)
    generations.write([b"one"])
    assert generations.write(generations.some(0, 1), [b"two"]) == 0
    assert generations.articles is not None
    assert list(generations.articles) == [b"one", b"two"]


def test_a_spool_gives_what_was_added(tmp_path):
    """Also between two additions; a range of it is that of the articles added."""
    spool = ArticleSpool(tmp_path / "articles")
    first = spool.add([b"one", b"two"])
    assert list(first) == [b"one", b"two"] and spool[1] == b"two"
    second = spool.add([b"", b"three"])
    assert list(second) == [b"", b"three"] and list(first) == [b"one", b"two"]
    assert len(spool) == 4
    with pytest.raises(IndexError):
        first[2]


@pytest.mark.skipif(os.name != "posix", reason="needs a limit to the size of files")
def test_a_spool_that_cannot_be_closed_leaves_no_traceback(tmp_path):
    """A disk may be full when the last bytes of a spool that nobody needs any more are written."""
    code = """if True:
        import resource, sys
        from pathlib import Path
        from bot.retrieval.storage.stored_articles import ArticleSpool

        spool = ArticleSpool(Path(sys.argv[1]))
        spool.add([b"one"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        del spool
        print("done")
    """
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "articles"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
    assert (tmp_path / "articles").read_bytes() == b""


def test_joined_articles_are_those_of_their_parts():
    """Parts without articles do not matter."""
    joined = JoinedArticles([[], [b"a"], [], [b"b", b"c"]])
    assert list(joined) == [b"a", b"b", b"c"] and joined[-1] == b"c"
