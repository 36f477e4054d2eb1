"""The parameters of ranking in one record that is passed down, so that two configurations can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.sentence import Sentence

_SWITCHES = {"on": True, "off": False, "true": True, "false": False}
# b is a share and at most 1; every other number may be of any finite size.
_MAXIMA = {"passage_b": 1.0, "article_b": 1.0}


@dataclass(frozen=True, slots=True)
class RankingConfig:
    """The parameters of ranking. People get the defaults; other values are for measuring (`baowen eval --with`).

    The article's weight, the passages' b and the lead were measured before the project began, on questions about
    government notices. Results change little around these values; docs/ranking.md shows the effect of each parameter on
    this project's questions.

    Raises:
        ValueError: when a number is below 0, or a b above 1.
    """

    # weights of the three fields of terms; 0 switches a field off. Characters count most, because people's words share
    # characters with the paper's rather than whole words: 种稻 and 种植水稻. These, k1 and b were found together, with
    # `benchmarks.ablation --with`: docs/ranking.md
    words: float = 1.0
    pairs: float = 1.0
    singles: float = 1.5
    # of characters where the sentences of one article are compared: there they tell less than words, because the
    # article was found by them
    sentence_singles: float = 0.5
    passage_k1: float = 0.5
    passage_b: float = 0.4
    article_k1: float = 0.5
    # a long article has some characters of any question
    article_b: float = 0.8
    # the weight with which the score of the whole article is added to the scores of its passages
    article_weight: float = 1.0
    # whether the headline, and how many first characters of the article, are indexed with every passage, because a
    # passage rarely repeats what its article is about
    headline: bool = True
    lead: int = 80
    # whether Traditional characters match Simplified ones
    traditional: bool = True
    # whether question words (什么, 多少) are removed from the question
    drop_asking: bool = True
    # whether synonyms are added to the query, and misspelt words are repaired
    lexicon: bool = True
    slips: bool = True
    # as shares of the highest possible score: what a passage loses if another sentence of its article answers better;
    # what an article gains if one sentence contains the whole question; and what it gains for all of its numbers.
    # Fitted on one half of two public sets, under the condition that tests/data/questions_work.jsonl got no worse;
    # docs/ranking.md shows both halves
    sentence_weight: float = 0.2
    coverage_weight: float = 0.25
    number_weight: float = 0.1
    # how much the nearness in meaning of question and article counts, with vectors: bot/semantic/meaning.py
    meaning_weight: float = 8.0
    # whether the excerpt that is shown is chosen around the best sentence
    window: bool = True

    def __post_init__(self) -> None:
        for field in fields(self):
            value, maximum = getattr(self, field.name), _MAXIMA.get(field.name, math.inf)
            if not isinstance(value, bool) and not (0 <= value <= maximum and math.isfinite(value)):
                limits = "0 or more" if maximum == math.inf else f"0 to {maximum:g}"
                raise ValueError(
                    Sentence("{name} is {value:g}: it takes {limits}", name=field.name, value=value, limits=limits)
                )

    @property
    def fields(self) -> dict[str, float]:
        """The weight of each field of terms."""
        return {"words": self.words, "pairs": self.pairs, "singles": self.singles}

    @property
    def sentence_fields(self) -> dict[str, float]:
        """The weight of each field of terms where the sentences of one article are compared."""
        return {**self.fields, "singles": self.sentence_singles if self.singles else 0.0}

    def changed(self, values: Mapping[str, Any]) -> RankingConfig:
        """This configuration with other values.

        Args:
            values: by name; each as it is or as text (0.5, on, off).

        Raises:
            ValueError: when a name is unknown or a value does not fit it; one sentence that names both.
        """
        parsed: dict[str, float | bool] = {}
        for name, value in values.items():
            if name not in self.__slots__:
                raise ValueError(
                    Sentence("ranking has no {name!r}: it has {names}", name=name, names=", ".join(self.__slots__))
                )
            parsed[name] = _parse(name, type(getattr(self, name)), value)
        return replace(self, **parsed)  # type: ignore[arg-type]


def _parse(name: str, kind: type, value: object) -> float | bool:
    text = str(value).strip().lower()
    if kind is bool:
        if text not in _SWITCHES:
            raise ValueError(Sentence("{name} is on or off, not {value!r}", name=name, value=value))
        return _SWITCHES[text]
    try:
        return int(text) if kind is int else float(text)
    except ValueError:
        pattern = "{name} is a whole number, not {value!r}" if kind is int else "{name} is a number, not {value!r}"
        raise ValueError(Sentence(pattern, name=name, value=value)) from None


DEFAULT_CONFIG = RankingConfig()
"""The configuration that people's questions are answered with."""


def read_config(settings: Iterable[str]) -> RankingConfig:
    """The configuration with settings as typed on the command line; a later one overrides an earlier one.

    Args:
        settings: each NAME=VALUE.

    Raises:
        ValueError: when one is not, or does not fit; one sentence.
    """
    config = DEFAULT_CONFIG
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise ValueError(Sentence("{value!r} is not NAME=VALUE", value=setting))
        config = config.changed({name.strip(): value})
    return config
