"""Articles cut into passages."""

from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.passages import build_passages, passage_texts, split_sentences
from bot.records import Article, Piece, Source, Span

# sentences of different lengths, one longer than a passage, with and without commas
SENTENCES = [
    "停水三天。",
    "请居民提前储水，关好水龙头。" * 3,
    "摊" * 360 + "。",
    "道路封闭，绕行。" * 60,
    "没有句号",
    " ",
]


def article(paragraphs, **fields):
    return Article(id="a", headline="", paragraphs=paragraphs, **fields)


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join), max_size=5))
def test_passages_are_short_and_together_the_whole_article(paragraphs):
    """At most 350 characters each, in order, nothing left out or repeated; ids count sentences."""
    found = build_passages(article(paragraphs))
    assert all(0 < len(passage.text) <= 350 for passage in found.values())
    assert "".join(passage.text for passage in found.values()).replace(" ", "") == "".join(paragraphs).replace(" ", "")
    assert [passage.id for passage in found.values()] == [f"a.{numbers.start + 1}" for numbers in found]
    ends = [0, *(numbers.stop for numbers in found)]
    assert all(numbers.start >= end for numbers, end in zip(found, ends, strict=False))


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join), max_size=5))
def test_the_texts_alone_are_those_of_the_passages(paragraphs):
    """The same sentences and the same text."""
    one = article(paragraphs)
    assert passage_texts(split_sentences(one)) == [
        (numbers, passage.text) for numbers, passage in build_passages(one).items()
    ]


def test_a_sentence_longer_than_a_passage_is_broken_at_a_comma():
    """Or anywhere, where it has none."""
    found = [len(sentence.text) for sentence in split_sentences(article(["绕行，" * 200 + "。", "摊" * 800]))]
    assert found == [348, 253, 350, 350, 100]


def test_a_passage_ends_with_its_paragraph_once_it_is_long_enough():
    """From 120 characters on; a shorter one takes in the next paragraph."""
    short, long = "停水三天。" * 5, "停水三天。" * 30
    assert [len(text) for _, text in passage_texts(split_sentences(article([short, long])))] == [175]
    assert [len(text) for _, text in passage_texts(split_sentences(article([long, short])))] == [150, 25]


def test_a_passage_stands_on_one_page():
    """Where an article goes on on another page a passage ends, and each has the file and lines of its own page."""
    other = Source("b.txt", (7, 9), None, None, None)
    layout = [(Piece(0, Span(0, 5), 3),), (Piece(0, Span(0, 5), 7, 1),)]
    one = article(["停水三天。", "请您储水。"], file="a.txt", lines=(3, 3), layout=layout, others=[other])
    found = [(passage.text, passage.file, passage.lines) for passage in build_passages(one).values()]
    assert found == [("停水三天。", "a.txt", (3, 3)), ("请您储水。", "b.txt", (7, 7))]
    assert [text for _, text in passage_texts(split_sentences(one))] == ["停水三天。", "请您储水。"]


def test_a_passage_knows_where_paragraphs_begin():
    """Its text has no line breaks; white space around it, and sentences within a paragraph, are no paragraphs."""
    one = article(["　", "旺铺出租", "空气质量：良。小雨转阴。", "　　雨", "\u3000"])
    (passage,) = build_passages(one).values()
    assert passage.text == "旺铺出租空气质量：良。小雨转阴。　　雨"
    shown = [passage.text[span.start : span.end] for span in passage.paragraphs]
    assert shown == ["旺铺出租", "空气质量：良。小雨转阴。", "　　雨"]
