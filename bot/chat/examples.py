"""Questions that a corpus really answers, for people who do not know what to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.records import AnswerFunction, Article

_HAN = "[\u4e00-\u9fff]"
# A name that the newspaper puts into quotation marks in the headline: readers ask what it is.
_NAME = re.compile(rf"[“‘「『]({_HAN}{{2,6}})[”’」』]")
# What happens on a day, where something lies: 城东大桥将于8月20日通车. What stands before begins a clause.
_DAY = re.compile(
    rf"(?<![^，。；：])({_HAN}{{4,12}}?)将?[于在]\d{{1,2}}月\d{{1,2}}日(?:正式)?({_HAN}{{2,6}})(?=[，。；])"
)
_PLACE = re.compile(
    rf"(?<![^，。；：])({_HAN}{{2,10}}(?:[岛村馆园桥站院厂校寺湖街路楼塔]|中心|基地))(?:坐落|位)于{_HAN}{{2,}}"
)
# A headline of one deck that reads as one statement.
_STATEMENT = re.compile(rf"{_HAN}{{6,14}}")
# A name that is news stands so often in its article.
NAMED = 3
# So many questions are tried at most, because each is looked up.
MOST_TRIED = 15
# So many articles of a large corpus are read, the last ones.
MOST_READ = 1000


def find_examples(articles: Sequence[Article], answer: AnswerFunction, most: int = 3) -> tuple[str, ...]:
    """Questions that are answered surely, each from another article, those of the newest pages first.

    Args:
        articles: the corpus.
        answer: answers from it.
        most: how many questions.

    Returns:
        Always the same for the same corpus; none where no question of this kind is answered.
    """
    read = [articles[number] for number in range(max(0, len(articles) - MOST_READ), len(articles))]
    newest = sorted(read, key=lambda article: article.date or "", reverse=True)
    questions = (
        (question, one.id) for write in (_ask_for_facts, _ask_for_news) for one in newest for question in write(one)
    )
    tried = islice(questions, MOST_TRIED)
    found: dict[str, str] = {}
    for question, article in tried:
        if article in found:
            continue
        given = answer(question, (), 1)
        if given.answered and given.hits[0].article.id == article:
            found[article] = question
            if len(found) == most:
                break
    return tuple(found.values())


def _ask_for_facts(article: Article) -> Iterator[str]:
    """What a name means, when something happens, where something lies."""
    if article.kind != "article":
        return
    body = "".join(article.paragraphs)
    for name in _NAME.findall(article.headline):
        # what is quoted once is a figure of speech
        if body.count(name) >= NAMED:
            yield f"{name}是什么？"
    for subject, event in _DAY.findall(body):
        yield f"{subject}什么时候{event}？"
    for subject in _PLACE.findall(body):
        yield f"{subject}在哪里？"


def _ask_for_news(article: Article) -> Iterator[str]:
    """What somebody may ask who has seen the headline."""
    if article.kind == "article" and _STATEMENT.fullmatch(article.headline):
        yield f"{article.headline}是怎么回事？"
