"""Stories set anew in other layouts: what is read right in a base layout stays right."""

import pytest

from tests.support.relaying.layouts import CHANGES
from tests.support.relaying.report import load_own, read_kept

STORIES = 24

# How many of the stories become wrong in a change, where any do. Without indents and blank lines between paragraphs the
# layout does not tell whether a paragraph ends with a line that is full.
KNOWN = {
    ("indented", "width 16"): 1,
    ("indented", "width 22, no indent, gaps"): 1,
    ("indented", "byline lead-in bare"): 1,
    ("indented", "credit 记者 报道"): 1,
    ("blocks", "width 16"): 8,
    ("blocks", "width 22"): 8,
    ("blocks", "width 30"): 7,
    ("blocks", "width 40"): 4,
    ("blocks", "width 22, gaps"): 1,
    ("blocks", "width 22, no indent, gaps"): 1,
    ("blocks", "byline lead-in bare"): 1,
    ("blocks", "credit 记者 报道"): 1,
    ("columns", "indent none"): 8,
    ("columns", "width 16"): 1,
    ("columns", "width 22, no indent, gaps"): 1,
    ("columns", "byline lead-in, dateline"): 2,
    ("columns", "byline lead-in, wide space"): 1,
    ("columns", "byline lead-in bare"): 1,
    ("columns", "byline end （names）"): 1,
    ("columns", "credit 记者 报道"): 1,
    ("web", "credit names"): 24,
    ("web", "traditional"): 1,
    ("markdown", "width 30"): 6,
    ("markdown", "credit 记者 报道"): 1,
    ("markdown", "credit names"): 1,
}

CASES = [(base, name) for base, changes in CHANGES.items() for name in changes if name != "same"]


@pytest.fixture(scope="module")
def stories():
    return load_own()[:STORIES]


@pytest.fixture(scope="module")
def right(stories):
    """For each base the stories that are read right in it."""
    return {
        base: {story for story, kept, _ in read_kept(stories, changes["same"]) if kept}
        for base, changes in CHANGES.items()
    }


@pytest.mark.parametrize(("base", "name"), CASES)
def test_what_is_read_right_stays_right_in_another_layout(base, name, stories, right):
    """The truth is the same by construction; as many stories become wrong as KNOWN says, no more and no fewer."""
    wrong = [s.headline for s, kept, _ in read_kept(stories, CHANGES[base][name]) if not kept and s in right[base]]
    assert len(wrong) == KNOWN.get((base, name), 0), wrong


def test_bases_are_read_right(right):
    """Nearly all stories are read right in each base layout."""
    assert all(len(kept) >= STORIES - 1 for kept in right.values())
