"""The parameters of ranking, by name: one record that is handed down, so that two configurations can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

__all__ = ["DEFAULT_CONFIG", "RankingConfig", "read_config"]

_SWITCH = {"on": True, "off": False, "true": True, "false": False}
# A share of length is at most 1; everything else may be any size that still makes a number.
_HIGHEST = {"passage_b": 1.0, "article_b": 1.0}


@dataclass(frozen=True, slots=True)
class RankingConfig:
    """What a score is made of. The defaults are what answers people; anything else is there to be measured.

    Weights, k1 and b of the passages, the article's weight and the lead were measured before the project began, on
    questions about government notices, and are flat around these values; docs/ablation.md shows what each brings here.

    Raises:
        ValueError: when a number is below 0, or a b above 1.
    """

    # the weights of the three fields of terms; 0 leaves one out
    words: float = 1.0
    pairs: float = 1.0
    singles: float = 0.5
    # passages are short and of one length: a term counts nearly once, and length hardly at all
    passage_k1: float = 0.2
    passage_b: float = 0.4
    article_k1: float = 0.5
    article_b: float = 0.4
    # the score of the whole article is added to its passages' with this weight
    article_weight: float = 1.0
    # headline and so many first characters of the article are part of every passage's own terms: a passage seldom
    # repeats what its story is about
    headline: bool = True
    lead: int = 80
    # whether Traditional characters match Simplified ones
    traditional: bool = True
    # whether the words that only ask are taken out of the question
    drop_asking: bool = True
    # whether other words for the same thing are added, and what sounds like a word that is not there
    lexicon: bool = True
    slips: bool = True
    # in shares of the highest score: what a passage loses for a better sentence elsewhere in its article, and what the
    # article gets for one sentence with all of the question, and for all of its numbers. Found on one half of two
    # public sets, as long as tests/data/questions_work.jsonl did not lose; docs/ablation.md has both halves
    sentence_weight: float = 0.2
    coverage_weight: float = 0.2
    number_weight: float = 0.1
    # whether what is shown is cut anew around the best sentence
    window: bool = True

    def __post_init__(self) -> None:
        for field in fields(self):
            value, highest = getattr(self, field.name), _HIGHEST.get(field.name, math.inf)
            if not isinstance(value, bool) and not (0 <= value <= highest and math.isfinite(value)):
                limits = "0 or more" if highest == math.inf else f"0 to {highest:g}"
                raise ValueError(f"{field.name} is {value:g}: it takes {limits}")

    @property
    def fields(self) -> dict[str, float]:
        """The weight of each field of terms."""
        return {"words": self.words, "pairs": self.pairs, "singles": self.singles}

    def changed(self, values: Mapping[str, Any]) -> RankingConfig:
        """This config with other values by name, given as they are or as text (0.5, on, off).

        Raises:
            ValueError: when there is no such name, or a value does not fit it; one sentence that names both.
        """
        found: dict[str, float | bool] = {}
        for name, value in values.items():
            if name not in self.__slots__:
                raise ValueError(f"a config has no {name!r}: it has {', '.join(self.__slots__)}")
            found[name] = _read(name, type(getattr(self, name)), value)
        return replace(self, **found)  # type: ignore[arg-type]


def _read(name: str, kind: type, value: object) -> float | bool:
    """A value of one kind; raises ValueError where it is none."""
    text = str(value).strip().lower()
    if kind is bool:
        if text not in _SWITCH:
            raise ValueError(f"{name} is on or off, not {value!r}")
        return _SWITCH[text]
    try:
        return int(text) if kind is int else float(text)
    except ValueError:
        raise ValueError(f"{name} is a {'whole number' if kind is int else 'number'}, not {value!r}") from None


DEFAULT_CONFIG = RankingConfig()
"""What answers people."""


def read_config(settings: Iterable[str]) -> RankingConfig:
    """The config of some settings as typed: each NAME=VALUE, or a TOML file of them; the last one counts.

    Raises:
        ValueError: when one is neither, cannot be read or does not fit; one sentence.
    """
    config = DEFAULT_CONFIG
    for setting in settings:
        name, equals, value = setting.partition("=")
        if equals:
            config = config.changed({name.strip(): value})
            continue
        if not setting.endswith(".toml"):
            raise ValueError(f"{setting!r} is neither NAME=VALUE nor a .toml file")
        # here and not above: who only asks reads none
        import tomllib

        try:
            values = tomllib.loads(Path(setting).read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise ValueError(f"the config {setting!r} cannot be opened ({error.strerror})") from None
        except ValueError as error:
            raise ValueError(f"the config {setting!r} is not TOML in UTF-8 ({error})") from None
        config = config.changed(values)
    return config
