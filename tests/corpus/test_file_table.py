"""The table of the files of a corpus."""

import pytest

from bot.corpus.file_table import FileTable
from tests.corpus.test_corpus_reader import PAGES, write
from tests.corpus.test_file_cache import results


def table_of(found):
    table = FileTable()
    for result in found:
        table.add(result)
    return table


def test_a_table_comes_back_from_json(tmp_path):
    """With the jump lines and what was wrong with the files."""
    table = table_of(results(write(tmp_path, {**PAGES, "01.txt.fix": "nonsense\n"})))
    again = FileTable.from_json(table.to_json())
    assert again.to_json() == table.to_json()
    assert (again.names, again.sizes, again.all_jumps()) == (list(PAGES), [1, 2, 1, 1], table.all_jumps())
    assert "01.txt#1" in again.all_jumps()
    assert list(map(str, again.all_problems())) == list(map(str, table.all_problems())) != []


def test_a_file_of_another_table_is_as_it_was_there(tmp_path):
    """Whatever its number."""
    table = table_of(results(write(tmp_path, {**PAGES, "01.txt.fix": "nonsense\n"})))
    other = FileTable()
    for number in (2, 0):
        other.add_from(table, number)
    assert (other.names, other.sizes) == (["wire.txt", "01.txt"], [1, 1])
    assert (other.jumps, other.problems) == ({1: table.jumps[0]}, {1: table.problems[0]})


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"names": []}'])
def test_something_else_is_an_error(text):
    """One of those that a damaged index is known by."""
    with pytest.raises((ValueError, KeyError, TypeError)):
        FileTable.from_json(text)
