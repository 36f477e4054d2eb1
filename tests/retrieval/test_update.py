"""The tables of a corpus, from those of an older one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.serialization import write_article
from bot.records import Article, Source
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.tables import Tables, digest
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


def made(articles, old=None):
    digests = [digest(write_article(article)) for article in articles]
    return update_tables(old or Tables.empty(DEFAULT_CONFIG, default_segmenter()), digests, articles.__getitem__)


def arrays(tables):
    """Everything in the tables, as plain lists."""
    flat = [tables.digests, tables.article_of, tables.first_sentence, tables.stop_sentence]
    publications = tables.publications
    flat += [publications.articles, publications.days, publications.newspapers, publications.article_days]
    for field in tables.fields.values():
        for model in (field.passages, field.articles):
            postings = model.postings
            flat += [postings.offsets, postings.texts, postings.counts, postings.impacts, postings.max_impacts]
            flat.append(model.lengths)
    flat += [tables.abbreviations.offsets, tables.abbreviations.articles]
    return (
        [each.tolist() for each in flat],
        publications.newspaper_names,
        [list(field.terms) for field in (*tables.fields.values(), tables.abbreviations)],
    )


@given(corpora())
@settings(max_examples=80, deadline=None)
def test_a_revised_index_is_the_index_of_the_new_corpus(two):
    """Whatever was added, removed, changed or moved, the arrays equal those built from nothing."""
    before, after = two
    assert arrays(made(after, made(before))) == arrays(made(after))


@given(corpora())
@settings(max_examples=20, deadline=None)
def test_only_new_articles_are_fetched(two):
    """Articles that both corpora have are not analyzed again."""
    before, after = two
    fetched = []
    tables = made(before)
    digests = [digest(write_article(article)) for article in after]

    def fetch(number):
        fetched.append(number)
        return after[number]

    update_tables(tables, digests, fetch)
    assert [after[number].id for number in fetched] == [a.id for a in after if a.id not in {b.id for b in before}]
