"""Who asks what the weather is like is shown the forecast, if the newest paper prints one."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.newspapers import find_newspapers
from bot.records import Answer, AnswerFunction
from bot.speech.asking import asks
from bot.text.normalization import fold
from bot.text.patterns import compile_late

# Under this a paper prints it, whatever is asked of it.
_PRINTED_AS = "天气"
# A forecast says of a day what its weather will be; a report on the heat does not.
_FORECAST = compile_late(
    "(?=.*(?:气象|预报|预计|气温))(?=.*(?:[今明后][天日晚夜]|夜间|白天).{0,24}?(?:晴|阴|雨|雪|多云|雾|风|℃|度))"
)
_WEATHER = compile_late("天气|气温|温度|预报")


def find_forecast(answer: AnswerFunction, text: str, k: int) -> Answer | None:
    """The forecast of the newest day, for a message about the weather; None where there is none, or nothing is asked.

    热死了 asks nothing, and an older forecast is none.
    """
    folded = fold(text)
    if not asks(folded) and not _WEATHER.search(folded):
        return None
    newest = max((paper.last or "" for paper in find_newspapers(answer).newspapers), default="")
    for asked in (text, _PRINTED_AS) if newest else ():
        found = answer(asked, (), k)
        for at, hit in enumerate(found.hits if found.answered else ()):
            if hit.article.date == newest and _FORECAST.match(fold(hit.passage.text).replace("\n", "")):
                span = found.span if at == 0 and asked == text and asks(folded) else None
                return replace(
                    found, hits=(replace(hit, rank=1),), span=span, explanations=found.explanations[at : at + 1]
                )
    return None
