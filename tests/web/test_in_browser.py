"""The web page and the listing of pages in a real browser, as wide as a phone and as a desk."""

from itertools import pairwise

import pytest

from bot import Retriever
from bot.chat.replies import CHINESE
from tests.support.chromium import DESK, PHONE, running_chromium
from tests.support.command_line import baowen

pytestmark = pytest.mark.slow
SAID = CHINESE.web
WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


@pytest.fixture(scope="module")
def browser():
    with running_chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(connect, pages):
    """Where the page over the small paper is served."""
    return str(connect(Retriever.from_folder(pages), [pages]).base_url).replace("127.0.0.1", "localhost") + "/"


@pytest.fixture(scope="module")
def listing(tmp_path_factory, pages, root):
    """The file that draws the pages beside their articles."""
    file = tmp_path_factory.mktemp("listing") / "pages.html"
    assert baowen("articles", str(pages), "--html", str(file))[0] == 0
    return file.as_uri()


@WIDTHS
def test_who_asks_reads_on_in_the_article_and_follows_up(browser, address, width):
    """By keyboard and links alone; nothing is wider than the window, and the browser has nothing to complain of."""
    browser.open(address, width)
    browser.submit("input[name=q]", "电梯花了多少钱？")
    assert browser.text("mark") == "三十万元"
    assert not browser.overflow()
    browser.chrome.find_element("link text", SAID.in_article).click()
    assert browser.text("article h2") == "《敬老院新添电梯》"
    assert browser.text("article mark") == "三十万元"
    first = browser.find("li.first")
    assert first.is_displayed() and "敬老院" in browser.text("ol")
    assert not browser.overflow()
    browser.chrome.find_element("partial link text", SAID.back).click()
    browser.submit("input[name=q]", "是谁写的？")
    assert "王芳" in browser.text("main")
    assert "电梯花了多少钱？" in browser.text(".earlier")
    assert not browser.overflow()
    assert not browser.complaints()


def test_a_choice_of_days_leaves_out_the_others(browser, address):
    """The choice is unfolded, and stays with the next question."""
    browser.open(address)
    browser.find("summary").click()
    browser.run("document.querySelector('input[name=since]').value = '2023-01-01'")
    browser.submit("input[name=q]", "电梯花了多少钱？")
    assert not browser.chrome.find_elements("css selector", "mark")
    assert browser.find("input[name=since]").get_attribute("value") == "2023-01-01"
    browser.run("document.querySelector('input[name=since]').value = '2022-08-17'")
    browser.submit("input[name=q]", "电梯花了多少钱？")
    assert browser.text("mark") == "三十万元"


def test_nothing_comes_from_outside_and_no_script_runs(browser, address):
    """The page loads its style from where it is itself, and nothing else."""
    for path in ("", "?q=电梯花了多少钱？", "article?q=电梯花了多少钱？&at=1"):
        browser.open(f"{address}{path}")
        assert [one.removeprefix(address) for one in browser.loaded()] == ["style.css"]
        assert browser.run("return document.scripts.length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_by_day_and_by_night(browser, address, scheme):
    """Contrast 4.5 or more for the text, the marked words, the dim line below it; dark means light text."""
    browser.open(f"{address}?q=电梯花了多少钱？", scheme=scheme)
    assert min(map(browser.contrast, ("section.hit p", "mark", "strong", ".facts", "footer p", "button"))) >= 4.5
    (red, *_) = browser.run("return getComputedStyle(document.querySelector('section.hit p')).color.match(/\\d+/g)")
    assert (int(red) > 128) == (scheme == "dark")


def test_the_focus_goes_down_the_page(browser, address):
    """It begins in the line for the question; each step is further down or to the right, and can be seen."""
    browser.open(address)
    assert browser.run("return document.activeElement.name") == "q"
    browser.open(f"{address}?q=电梯花了多少钱？")
    seen = []
    for _ in range(12):
        browser.press("\ue004")
        found = browser.run(
            """const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one)
            return one === document.body ? null
              : [one.tagName, Math.round(box.top + scrollY), style.outlineStyle + style.boxShadow]"""
        )
        if found is None:
            break
        seen.append(found)
    assert {"A", "INPUT", "BUTTON", "SUMMARY"} <= {name for name, _, _ in seen}
    places = [top for _, top, _ in seen]
    # a button may stand some pixels above the line beside it
    assert all(after >= before - 12 for before, after in pairwise(places)), seen
    assert all(outline != "nonenone" for _, _, outline in seen), seen


@WIDTHS
def test_the_listing_fits_and_loads_nothing(browser, listing, width):
    """On a phone too; each heading is there, and what is folded unfolds."""
    browser.open(listing, width, "dark")
    assert browser.text("h1") == CHINESE.listing.title
    for details in browser.chrome.find_elements("css selector", "summary"):
        details.click()
    assert not browser.overflow()
    assert not browser.loaded() and not browser.complaints()
    assert browser.contrast("p") >= 4.5


def test_an_article_in_the_listing_shows_its_lines(browser, listing):
    """A click marks the article and its lines on the page; a second one takes the marks off."""
    browser.open(listing)
    article = browser.find("article")
    article.click()
    marked = browser.chrome.find_elements("css selector", ".lines .marked")
    assert marked and all(one.get_attribute("data-article") == "0" for one in marked)
    article.click()
    assert not browser.chrome.find_elements("css selector", "article.marked")
