"""What is shown of an article."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.excerpt import choose_excerpt
from bot.corpus.passages import MAX_CHARACTERS, split_sentences
from bot.records import Article

texts = st.lists(st.integers(1, 200).map(lambda size: "字" * size + "。"), min_size=1, max_size=12)


@given(texts, st.data())
def test_a_window_holds_its_sentence_and_fits(sentences, data):
    """It has the best sentence, neighbours only, and 350 characters at most."""
    found = split_sentences(Article(id="a", headline="", paragraphs=["".join(sentences)]))
    best = data.draw(st.integers(0, len(found) - 1))
    part = choose_excerpt(found, best)
    assert best in part
    assert sum(len(found[number].joined.text) for number in part) <= MAX_CHARACTERS
    assert 0 <= part.start < part.stop <= len(found)


def test_it_begins_one_sentence_before_and_runs_on():
    """The sentence before gives the context, the ones after the rest of the answer."""
    text = ["一" * 60 + "。" + "二" * 60 + "。", "三" * 250 + "。"]
    found = split_sentences(Article(id="a", headline="", paragraphs=text))
    assert choose_excerpt(found, 0) == range(0, 2)
    assert choose_excerpt(found, 1) == range(0, 2)
    assert choose_excerpt(found, 2) == range(1, 3)


def test_what_another_passage_shows_is_left_out():
    """The sentences of a better passage are not shown again."""
    found = split_sentences(
        Article(id="a", headline="", paragraphs=["一" * 60 + "。" + "二" * 60 + "。" + "三" * 60 + "。"])
    )
    assert choose_excerpt(found, 2, {0, 1}) == range(2, 3)


def shown(text, best, **options):
    """The text of the excerpt around one of an article's sentences."""
    found = split_sentences(Article(id="a", headline="", paragraphs=text))
    part = choose_excerpt(found, best, **options)
    return "".join(found[number].joined.text for number in part)


def test_no_passage_ends_at_a_semicolon():
    """A sentence with semicolons is shown whole if it fits."""
    text = ["东河修桥。" + "甲" * 140 + "；" + "乙" * 100 + "；" + "丙" * 90 + "。" + "丁" * 40 + "。"]
    assert shown(text, 1) == shown(text, 3) == text[0][:-41]


def test_a_sentence_longer_than_a_passage_ends_where_it_must():
    """350 characters at most, the best part among them."""
    text = ["；".join(character * 120 for character in "甲乙丙丁戊") + "。"]
    assert "丙" * 120 in shown(text, 2)
    assert len(shown(text, 2)) <= MAX_CHARACTERS
    assert shown(text, 4).endswith("戊。")


def test_what_is_needed_is_shown_with_what_it_leans_on():
    """The sentence before 他 and 该, what follows a colon, and all from the first to the last that is needed."""
    text = [
        "王大山是渔民。",
        "他每天出海。",
        "船有三条。",
        "收入如下：",
        "一是卖鱼；二是租船。",
        "夜里休息不出海，白天补网也晒网。",
    ]
    assert shown(text, 1, needed=[1]) == "王大山是渔民。他每天出海。"
    assert shown(text, 3, needed=[3]).endswith("收入如下：一是卖鱼；二是租船。")
    assert (
        shown(["一" * 30 + "。", "二" * 30 + "。", "三" * 30 + "。", "四" * 30 + "。"], 1, needed=[1, 2])
        == "二" * 30 + "。" + "三" * 30 + "。"
    )


def test_no_passage_begins_with_the_end_of_a_quotation():
    """Nor with who spoke: what was said stands above. A sentence that answers stays, whatever it is."""
    text = ["“渡口修好了。" + "船票没有涨价。”老艄公说。" + "镇里今年又添了两条渡船。" + "渡" * 345 + "。"]
    assert shown(text, 3, shown={0}) == "镇里今年又添了两条渡船。"
    assert shown(text, 3, shown={0, 1}) == "镇里今年又添了两条渡船。"
    assert shown(text, 1, shown={0}).startswith("船票没有涨价。”老艄公说。")


def test_a_whole_quotation_stays():
    """It begins in the passage."""
    text = ["“船票没有涨价。”老艄公说。" + "镇里今年又添了两条渡船。" + "渡" * 345 + "。"]
    assert shown(text, 2) == "“船票没有涨价。”老艄公说。镇里今年又添了两条渡船。"
