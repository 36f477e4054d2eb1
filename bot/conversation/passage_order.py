"""Which passages of an answer can be shown one after the other: 更多 shows the next one."""

from __future__ import annotations

from bot.explanation import Rule
from bot.records import Answer, Hit

# After an answer or a follow-up, 更多 only shows another article if it has this share of the first one's score. Of 15
# articles over a month of a daily that had the answer in place of the first one 14 have it, and .23 of those that
# follow a right answer.
RELATED_SHARE = 0.62
# The rules by which a question is answered after those before it.
AFTER: frozenset[Rule] = frozenset(("surer after", "replaced", "no subject", "asks on"))


def find_near(found: Answer) -> list[Hit]:
    """The hits that are shown to somebody who asked for many: without those that have little of the question."""
    return [hit for hit in found.hits if hit.score >= RELATED_SHARE * found.hits[0].score]


def order_passages(found: Answer, k: int, *, related: bool = True) -> list[Hit]:
    """The passages that can be shown, in that order: the best, the best of each other article, and the rest.

    None where the question is refused and has words that no article has: what has nothing of it but words that ask is
    no passage of it.

    Args:
        found: the answer that has them.
        k: how many at most.
        related: whether after an answer or a follow-up those of articles that have little to do with it are left out.
    """
    if found.band == "silent" and found.unknown:
        return []
    articles: set[str] = set()
    first: list[Hit] = []
    rest: list[Hit] = []
    for hit in found.hits:
        best = found.hits[0]
        is_far = hit.article.id != best.article.id and hit.score < RELATED_SHARE * best.score
        if not (related and (found.answered or found.rule in AFTER) and is_far):
            (rest if hit.article.id in articles else first).append(hit)
            articles.add(hit.article.id)
    return [*first, *rest][:k]
