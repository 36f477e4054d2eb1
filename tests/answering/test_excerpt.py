"""What is shown of an article."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.excerpt import choose_excerpt
from bot.corpus.passages import MAX_CHARACTERS, split_sentences
from bot.records import Article

texts = st.lists(st.integers(1, 200).map(lambda size: "字" * size + "。"), min_size=1, max_size=12)


@given(texts, st.data())
def test_an_excerpt_has_the_answering_sentence_and_fits(sentences, data):
    """It has the sentence that has to be shown, neighbours only, none that is shown, and 350 characters at most."""
    found = split_sentences(Article(id="a", headline="", paragraphs=["".join(sentences)]))
    points = data.draw(st.lists(st.floats(-1, 2), min_size=len(found), max_size=len(found)))
    must = data.draw(st.integers(0, len(found) - 1))
    already = data.draw(st.sets(st.integers(0, len(found) - 1))) - {must}
    part = choose_excerpt(found, points, already, must)
    assert must in part
    assert not already & set(part)
    assert sum(len(found[number].text) for number in part) <= MAX_CHARACTERS


def test_nothing_is_left_where_all_is_shown():
    """Then the excerpt is empty."""
    found = split_sentences(Article(id="a", headline="", paragraphs=["东河修桥。西河修路。"]))
    assert not choose_excerpt(found, [1, 0], {0, 1})


def shown(text, points, *already, **options):
    """The text of the excerpt of an article whose sentences have some points."""
    found = split_sentences(Article(id="a", headline="", paragraphs=text))
    part = choose_excerpt(found, points, already, **options)
    return "".join(found[number].text for number in part)


def test_two_good_sentences_are_worth_more_than_the_best_one():
    """What most likely has the answer is shown, around the best sentence or elsewhere; the rest is left out."""
    first, second, third, far = ("一" * 60 + "。", "二" * 60 + "。", "三" * 250 + "。", "四" * 300 + "。")
    assert shown([first + second + third + far], [0.8, 0.8, -2, 0.9]) == first + second
    assert shown([first + second + third + far], [-2, 0, -2, -2]) == second


def test_more_is_shown_the_less_clear_it_is():
    """Where less has to be kept, a sentence that hardly answers is left out."""
    text = ["一" * 60 + "。" + "二" * 60 + "。"]
    assert shown(text, [1, 0]) == text[0]
    assert shown(text, [1, 0], kept=0.98) == "一" * 60 + "。"


def test_what_another_passage_shows_is_left_out():
    """The sentences of a better passage are not shown again."""
    text = ["一" * 60 + "。" + "二" * 60 + "。" + "三" * 60 + "。"]
    assert shown(text, [1, 1, 0], 0, 1) == "三" * 60 + "。"


def test_no_passage_ends_at_a_semicolon():
    """A sentence with semicolons is shown whole if it fits."""
    text = ["东河修桥。" + "甲" * 140 + "；" + "乙" * 100 + "；" + "丙" * 90 + "。" + "丁" * 40 + "。"]
    assert shown(text, [0, 2, 0, 0, 0], kept=0.5) == shown(text, [0, 0, 0, 2, 0], kept=0.5) == text[0][5:-41]


def test_a_sentence_longer_than_a_passage_ends_where_it_must():
    """350 characters at most, the best part among them."""
    text = ["；".join(character * 120 for character in "甲乙丙丁戊") + "。"]
    assert "丙" * 120 in shown(text, [0, 0, 1, 0, 0])
    assert len(shown(text, [0, 0, 1, 0, 0])) <= MAX_CHARACTERS
    assert shown(text, [0, 0, 0, 0, 1]).endswith("戊。")


def test_what_a_sentence_leans_on_is_shown_with_it():
    """The sentence before 他 and 该, and what follows a colon."""
    text = [
        "王大山是渔民。",
        "他每天出海。",
        "船有三条。",
        "收入如下：",
        "一是卖鱼；二是租船。",
        "夜里休息不出海，白天补网也晒网。",
    ]
    assert shown(text, [0, 2, 0, 0, 0, 0, 0], kept=0.5) == "王大山是渔民。他每天出海。"
    assert shown(text, [0, 0, 0, 2, 0, 0, 0], kept=0.5).endswith("收入如下：一是卖鱼；二是租船。")


def test_no_passage_begins_with_the_end_of_a_quotation():
    """Nor with who spoke: what was said stands above. A sentence that answers stays, whatever it is."""
    text = ["“渡口修好了。" + "船票没有涨价。”老艄公说。" + "镇里今年又添了两条渡船。" + "渡" * 345 + "。"]
    assert shown(text, [0, 0, 0, 1, -2], 0) == "镇里今年又添了两条渡船。"
    assert shown(text, [0, 0, 0, 1, -2], 0, 1) == "镇里今年又添了两条渡船。"
    assert shown(text, [0, 1, 0, 0, -2], 0).startswith("船票没有涨价。”老艄公说。")


def test_a_whole_quotation_stays():
    """It begins in the passage."""
    text = ["“船票没有涨价。”老艄公说。" + "镇里今年又添了两条渡船。" + "渡" * 345 + "。"]
    assert shown(text, [0, 0, 1, -2]) == "“船票没有涨价。”老艄公说。镇里今年又添了两条渡船。"
