"""What is made of an article is made once."""

from bot.records import Article
from bot.retrieval.article_cache import remembered


def test_something_is_made_once_of_the_same_object_and_setting():
    """The same article gives the same list again; an equal one, or another setting, a list of its own."""

    def listed(article: Article, setting: bool) -> list[object]:
        return [article.id, setting]

    made = remembered(listed)
    one, equal = (Article(id="a", headline="", paragraphs=["报"]) for _ in range(2))
    assert made(one, True) is made(one, True)
    assert made(equal, True) is not made(one, True)
    assert made(one, False) == ["a", False]
