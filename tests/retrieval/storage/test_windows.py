"""Stored indexes where the system lacks what Windows lacks."""

import gc

import pytest

from bot import Retriever
from tests.support.windows import imitate_windows

STORY = "城东停水\n\n　　本报讯 城东小区周六停水三天，请居民备水，恢复时间另行通知。\n"
OTHER = "公园改造\n\n　　本报讯 人民公园下月起改造，为期半年，期间闭园谢绝游客入内参观。\n"


@pytest.fixture
def refreshed(tmp_path, monkeypatch):
    """Brings the index of a folder up to date; anything that is wrong with it fails the test."""
    (tmp_path / "pages").mkdir()
    imitate_windows(monkeypatch)

    def refresh():
        def complain(problem):
            raise problem

        return Retriever.refreshed([tmp_path / "pages"], tmp_path / "index", complain=complain)

    return refresh


def test_an_index_is_written_opened_and_follows_its_pages(tmp_path, refreshed):
    """Made, opened as it is, and made again while the old one is open; each answers with its own pages."""
    (tmp_path / "pages" / "a.txt").write_text(STORY, encoding="utf-8")
    first = refreshed()
    assert first.stored is not None
    assert Retriever.open(tmp_path / "index").answer("城东停水几天？").answered
    (tmp_path / "pages" / "b.txt").write_text(OTHER, encoding="utf-8")
    second = refreshed()
    assert second.stored is not None and len(second) == 2 and len(first) == 1
    assert second.search("公园改造多久？", k=1)[0].article.headline == "公园改造"
    assert first.answer("城东停水几天？").answered


# what earlier tests have left is collected here too, and is not this test's concern
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_old_generations_do_not_pile_up(tmp_path, refreshed):
    """That which a refresh reads is open, and cannot be deleted; the next refresh deletes it."""
    for number in range(4):
        (tmp_path / "pages" / f"{number}.txt").write_text(STORY.replace("三天", f"{number + 2}天"), encoding="utf-8")
        refreshed()
        # what holds the files of the old index may refer to itself, and another test may have put collections off
        gc.collect()
    assert len(list((tmp_path / "index").glob("generation-*"))) <= 2
