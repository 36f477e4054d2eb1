"""The tables of a corpus, from those of an older one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.retrieval.update as module
from bot.corpus.serialization import digests, write_article
from bot.records import Article, Source
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.tables import Tables
from bot.retrieval.update import update_tables
from bot.text.segmenter import default_segmenter

texts = st.text(alphabet="停水医保樱花。，1a", max_size=30) | st.sampled_from(
    ["人力资源和社会保障局发布", "市场监督管理局（以下简称“市监局”）说。", "浙江省电力公司（简称省电力）。"]
)


@st.composite
def corpora(draw):
    """Two corpora that share articles, in any order."""
    articles = [
        Article(
            id=f"a{number}",
            headline=draw(texts),
            paragraphs=[draw(texts)],
            date=draw(st.sampled_from([None, "2022-08-17"])),
            newspaper=draw(st.sampled_from([None, "甲报", "乙报"])),
            others=[Source("b", (1, 2), "丙报")] if draw(st.booleans()) else [],
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return [draw(st.permutations(articles))[: draw(st.integers(0, 6))] for _ in range(2)]


def made(articles, before=(), old=None):
    old = old or Tables.empty(DEFAULT_CONFIG, default_segmenter())
    return update_tables(old, digests(map(write_article, articles)), articles.__getitem__, before.__getitem__)


def lists(postings):
    """The df of each term, its texts, and how often it occurs in each."""
    return [postings.df, *(array for number in range(len(postings.df)) for array in postings.of_term(number))]


def arrays(tables):
    """Everything in the tables, as plain lists."""
    flat = [tables.digests, tables.article_of, tables.first_sentence, tables.stop_sentence]
    publications = tables.publications
    flat += [publications.articles, publications.days, publications.newspapers, publications.article_days]
    for field in tables.fields.values():
        for model in (field.passages, field.articles):
            flat += [model.lengths, *lists(model.postings)]
            flat += [model.term_postings(number).impacts for number in range(len(field.terms))]
    flat += lists(tables.abbreviations.postings)
    return (
        [each.tolist() for each in flat],
        publications.newspaper_names,
        [list(field.terms) for field in (*tables.fields.values(), tables.abbreviations)],
    )


@given(st.lists(corpora(), min_size=1, max_size=3), st.sampled_from([(0.25, 4), (100, 100), (100, 2), (0, 4)]))
@settings(max_examples=120)
def test_a_revised_index_is_the_index_of_the_new_corpus(pairs, merging):
    """Whatever was added, removed, changed or moved, and whichever segments are merged, the terms, lists, impacts and
    columns equal those built from nothing, after each of several changes."""
    before, tables = (), None
    with pytest.MonkeyPatch.context() as patch:
        for name, value in zip(("MERGED_SHARE", "MOST_SEGMENTS"), merging, strict=True):
            patch.setattr(module, name, value)
        for after in (corpus for pair in pairs for corpus in pair):
            tables = made(after, before, tables)
            assert arrays(tables) == arrays(made(after))
            before = after


@given(corpora())
@settings(max_examples=20)
def test_only_new_articles_are_fetched(two):
    """Articles that both corpora have are not analyzed again."""
    before, after = two
    fetched = []
    tables = made(before)

    def fetch(number):
        fetched.append(number)
        return after[number]

    update_tables(tables, digests(map(write_article, after)), fetch, before.__getitem__)
    assert [after[number].id for number in fetched] == [a.id for a in after if a.id not in {b.id for b in before}]
