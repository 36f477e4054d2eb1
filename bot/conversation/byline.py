"""Who asks by its subject who wrote an article or took a photo: the byline answers, which no passage has."""

from __future__ import annotations

from bot.conversation.passage_order import find_near
from bot.records import Answer, AnswerFunction, Hit
from bot.text.normalization import fold
from bot.text.patterns import compile_late

_WHO = "(?:谁|哪个|哪位)(?:记者)?"
# 夜市那篇谁写的, 赛龙舟的照片是谁拍的, 夜市报道的作者是谁
_ASKS = compile_late(
    r"\W*(?:请问|我?想?问一?下?)?(?P<subject>[^\W_]{2,20}?)(?:的?那?一?(?P<piece>[篇条则幅张]|文章|报道|新闻|稿子|稿件|照片|图片?|相片)){0,2}的?"
    rf"(?:是?{_WHO}(?:采?写|报道|撰写|(?P<takes>拍摄?|摄影?))[的了]?|(?:作者|记者|撰稿人|(?P<taker>摄影师?|拍摄者))(?:是{_WHO}|叫(?:什么|啥)(?:名字)?))"
    r"[啊呀呢]?\W*"
)
# What people write that is no article: who wrote it stands in the passage, if anywhere.
_WRITES = compile_late("[写撰著编]|作者|创作|[作填]词|作曲")
# The photo of a subject is looked for among so many hits.
AMONG = 5


def find_byline(answer: AnswerFunction, text: str, found: Answer) -> tuple[str, Hit] | None:
    """The subject of which a question asks who wrote or photographed it, and the article or photo; None for others.

    Where the article itself speaks of writing, the question may be about that, unless it says that it is about an
    article. A photo's caption answers by itself, as a rule.

    Args:
        answer: what answers questions.
        text: the question.
        found: its answer.
    """
    asked = _ASKS.fullmatch(fold(text))
    if asked is None or (found.answered and found.hits[0].article.kind == "caption"):
        return None
    takes = bool(asked["takes"] or asked["taker"])
    on_subject = answer(asked["subject"], (), AMONG)
    if on_subject.band == "silent":
        return None
    hits = [hit for hit in find_near(on_subject) if hit.article.kind == "caption"] if takes else on_subject.hits
    if not hits:
        return None
    hit = hits[0]
    if not takes and not asked["piece"] and _WRITES.search("".join(hit.article.paragraphs)):
        return None
    return asked["subject"], hit
