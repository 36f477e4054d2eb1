"""Facts about the page press itself: without them a reader's score would mean nothing."""

import json
import re
from random import Random

import pytest
from hypothesis import given, settings

from tests.support.press import STYLES, load_photos, load_stories, press_page
from tests.support.press.bylines import can_be_glued
from tests.support.press.compare import Score, bare, judge
from tests.support.press.layout import break_lines, display_width, spread
from tests.support.press.press import random_page
from tests.support.press.report import main, press_pages, score
from tests.support.press.stories import Person, invent_name, length, read_stories, recast
from tests.support.press.strategies import pages

STYLE_NAMES = sorted(STYLES)


def page_of(style, seed=0):
    return random_page(load_stories(), load_photos(), STYLES[style], Random(f"{seed}/{style}"))


def truth_as_read(page):
    """What a reader without mistakes returns."""
    return [
        {"headline": t.headline, "authors": list(t.authors), "kind": t.kind, "paragraphs": list(t.paragraphs)}
        for t in page.truth
    ]


def printed(page, key, *roles):
    """The characters that the page holds for an article in the given roles."""
    lines = page.text.replace("\r\n", "\n").split("\n")
    return bare(
        "".join(line for line, (role, owner) in zip(lines, page.roles, strict=True) if owner == key and role in roles)
    )


def test_there_is_enough_to_print():
    """There are at least 60 stories of 25,000 characters and 25 photographs."""
    assert len(load_stories()) >= 60
    assert length(load_stories()) >= 25_000
    assert len(load_photos()) >= 25


def test_no_text_occurs_twice():
    """No two stories share a headline or a paragraph, so that a match is never ambiguous."""
    texts = [text for story in load_stories() for text in (*story.decks, *story.paragraphs)]
    texts += [photo.text for photo in load_photos()]
    assert len(texts) == len(set(texts))


def test_every_story_has_an_author_and_a_body():
    """Every story can be set in every style: it has a headline, an author and a paragraph that is no subheading."""
    for story in load_stories():
        assert story.decks and story.by and all(person.title for person in story.by), story.key
        assert 0 not in story.subheads and len(story.paragraphs) - 1 not in story.subheads, story.key


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_every_style_gives_a_page(style):
    """Every named style gives pages with as many stories as it says, none twice."""
    for seed in range(10):
        page = page_of(style, seed)
        keys = [truth.key for truth in page.truth]
        stories = [truth for truth in page.truth if truth.kind != "caption"]
        assert len(keys) == len(set(keys))
        assert STYLES[style].stories[0] <= len(stories) <= STYLES[style].stories[1]
        assert page.style == style


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_the_same_seed_gives_the_same_page(style):
    """A page is decided by its seed alone, and another seed gives another page."""
    assert page_of(style, 1) == page_of(style, 1)
    assert page_of(style, 1).text != page_of(style, 2).text


def test_a_page_does_not_depend_on_the_other_styles():
    """A style's pages are the same whether it is pressed alone or with all others."""
    everything = dict(press_pages(len(STYLES) * 2, 0))
    assert all(everything[name] == page for name, page in press_pages(2, 0, "worst"))


@settings(max_examples=150)
@given(pages())
def test_the_truth_is_on_the_page(page):
    """Every character of a true body, headline and byline stands on the page, in order, in lines of that article."""
    for truth in page.truth:
        body = printed(page, truth.key, "body", "caption")
        wanted = bare("".join(truth.paragraphs))
        if truth.kind == "caption":
            assert bare(truth.headline) + wanted == body
            continue
        torn = printed(page, truth.key, "torn")
        # lead-in, brackets and marks stand before and after; what was torn off and not repeated stands on top
        assert wanted in body or (torn and wanted in body + torn), truth
        assert printed(page, truth.key, "headline").replace("#", "") == bare(truth.headline)
        signed = printed(page, truth.key, "byline") + body.replace(wanted, "", 1)
        assert all(name in signed for name in truth.authors), truth


@settings(max_examples=100)
@given(pages())
def test_every_line_is_accounted_for(page):
    """Each line has one role, and the lines of an article's truth hold all that is its own."""
    lines = page.text.replace("\r\n", "\n").split("\n")
    assert len(lines) == len(page.roles)
    for line, (role, _) in zip(lines, page.roles, strict=True):
        assert (role == "blank") == (not bare(line)), (line, role)
    for truth in page.truth:
        own = {
            number
            for number, (role, owner) in enumerate(page.roles, 1)
            if owner == truth.key and role not in ("pull", "mark")
        }
        assert (min(own), max(own)) == truth.lines


@settings(max_examples=100)
@given(pages())
def test_every_border_has_a_mark(page):
    """Between the bodies of two stories something tells a person that another story begins."""
    last = None
    marked = True
    lines = page.text.replace("\r\n", "\n").split("\n")
    traits = {truth.key: truth.traits for truth in page.truth}
    for line, (role, owner) in zip(lines, page.roles, strict=True):
        if role in ("headline", "byline", "mark"):
            marked = True
        if role != "body":
            continue
        if owner != last:
            opened = re.match(r"\W*本报", bare(line)) or {"tail"} & set(traits[owner])
            closed = last is not None and {"byline:end", "jump"} & set(traits[last])
            assert marked or opened or closed, (last, owner)
        last, marked = owner, False


def test_a_reader_without_mistakes_scores_all():
    """The truth read back scores 100 %, in every column and without extras."""
    result = Score()
    for name, page in press_pages(len(STYLES), 3):
        result.add(judge(page, truth_as_read(page), name))
    assert result.share_whole() == 1.0
    assert all(v.authors and v.kind and v.paragraphs for v in result.verdicts())
    assert not any(page.extra for page in result.pages)
    assert result.worst(5) == ""


def test_mistakes_are_counted_and_shown():
    """A wrong headline, a lost author and an invented article show in the score and in the report."""
    page = page_of("clean")
    read = truth_as_read(page)
    read[0] |= {"headline": "错了", "authors": ["无名"]}
    read[1]["paragraphs"] = read[1]["paragraphs"][1:] or ["别的"]
    read.append({"headline": "", "authors": [], "kind": "article", "paragraphs": ["天地玄黄宇宙洪荒"]})
    verdict = judge(page, read, "p")
    assert [v.headline for v in verdict.verdicts[:2]] == [False, True]
    assert [v.body for v in verdict.verdicts[:2]] == [True, False]
    assert not verdict.verdicts[0].authors
    assert len(verdict.extra) == 1
    result = Score([verdict])
    for shown in ("错了", "无名", "天地玄黄", "【"):
        assert shown in result.worst(1)


def test_white_space_and_noise_do_not_count_but_spelling_does():
    """White space, zero-width and private-use characters are no mistakes; a full-width letter for a narrow one is."""
    page = page_of("clean")
    read = truth_as_read(page)
    read[0]["paragraphs"] = [" \u200b\ue004".join(text) for text in read[0]["paragraphs"]]
    assert judge(page, read).verdicts[0].whole
    assert bare("５G") != bare("5G")


def test_the_report_runs_with_any_reader(tmp_path, capsys):
    """The command prints a line per style and writes pages, truth and readings where it is asked to."""
    stand_in = lambda text, file: [{"headline": "", "authors": [], "kind": "article", "paragraphs": [text]}]  # noqa: E731
    assert main(["--pages", str(len(STYLES)), "--dump", str(tmp_path), "--show", "2", "--traits"], reader=stand_in) == 0
    out = capsys.readouterr().out
    assert all(f"\n{style} " in out for style in STYLES)
    assert len(list(tmp_path.glob("*.txt"))) == len(STYLES)
    assert all(json.loads(path.read_text("utf-8")) for path in tmp_path.glob("*.truth.json"))
    assert score(stand_in, pages=2).share_whole() == 0


def test_articles_from_elsewhere_are_set(tmp_path, capsys):
    """Articles of a file are set instead of our own stories; whose authors are not known is signed by somebody."""
    file = tmp_path / "articles.jsonl"
    articles = [{"headline": ["渡口修好", "今起通船"], "paragraphs": [f"第{n}座渡口昨天修好。"]} for n in range(9)]
    articles[0]["authors"] = ["江小舟"]
    file.write_text("\n".join(json.dumps(article, ensure_ascii=False) for article in articles), "utf-8")
    stories = read_stories(file)
    assert [story.decks for story in stories] == [("渡口修好", "今起通船")] * 9
    assert stories[0].by == (Person("记者", "江小舟"),)
    assert all(story.by for story in stories)
    pressed = [page for _, page in press_pages(1, 0, "clean", stories)]
    assert {truth.headline for page in pressed for truth in page.truth if truth.kind == "article"} == {
        "渡口修好 今起通船"
    }
    assert main(["--pages", "1", "--style", "clean", "--articles", str(file)], reader=lambda text, name: []) == 0
    file.write_text("[]", "utf-8")
    with pytest.raises(ValueError, match="line 1"):
        read_stories(file)


def test_a_bare_page_has_no_blank_line():
    """Where a style has no blank lines, each paragraph is one line, flush left, right below the one before."""
    lines = page_of("bare").text.replace("\r\n", "\n").split("\n")
    assert all(line == line.lstrip() != "" for line in lines)


def test_lines_keep_to_their_width():
    """No line is wider than its column, but for one closing mark; nothing is lost."""
    for story in load_stories():
        for text in story.paragraphs:
            for kinsoku in (True, False):
                for break_words in (True, False):
                    lines = break_lines(text, 26, kinsoku=kinsoku, break_words=break_words)
                    assert "".join(lines) == text
                    assert all(display_width(line) <= (28 if kinsoku else 26) for line in lines)


def test_spread_keeps_numbers_whole():
    """Justified type parts characters, not numbers and Latin words."""
    assert spread("90%，涉村涉组APP") == "90% ， 涉 村 涉 组 APP"


def test_invented_names_are_names():
    """Invented names have two to four characters, and a recast story is not signed by someone it writes about."""
    rng = Random(0)
    assert {len(invent_name(rng)) for _ in range(300)} == {2, 3, 4}
    story = load_stories()[0]
    for _ in range(50):
        again = recast(story, rng)
        assert all(person.name not in "".join(again.paragraphs) for person in again.by)


def test_only_names_that_can_be_parted_are_glued():
    """Glued names are all of three characters, or each has a title of its own."""
    assert can_be_glued([Person("记者", "王家慧"), Person("记者", "崔松云")])
    assert can_be_glued([Person("记者", "李华"), Person("通讯员", "张斌")])
    assert not can_be_glued([Person("记者", "李华"), Person("记者", "张斌敏")])


def test_a_page_can_be_made_by_hand():
    """`press_page` sets exactly the stories it is given, in the order given."""
    chosen = load_stories()[:3]
    page = press_page(chosen, [], STYLES["clean"], Random(0))
    assert [truth.key for truth in page.truth] == [story.key for story in chosen]
