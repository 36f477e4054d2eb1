"""The features of a phrase that may be the exact answer, and their weights by the kind of phrase asked for."""

from bot.intent.phrase_kind import PhraseKind
from bot.linear_model import Feature, LinearModel

_KINDS: tuple[PhraseKind, ...] = ("person", "body", "place", "thing", "what", "reason", "keywords")
# Fitted with "none" as a softmax over the phrases of an article (benchmarks/phrases.py): the name of a feature, what it
# measures, and its weight for each kind, which the fit holds near one for all kinds.
_TABLE = (
    ("sentence", "points of the sentence as a share of the best one's", (3.64, 3.51, 3.31, 3.87, 4.05, 4.01, 3.23)),
    ("own", "share of its characters that are the question's", (-4.08, -3.26, -3.56, -2.95, -3.14, -3.42, -2.93)),
    (
        "left",
        "how near the question's characters stand before it in its clause",
        (0.67, 0.10, 0.41, 0.27, 0.23, -0.20, 0.25),
    ),
    ("right", "and behind it", (0.65, 1.05, 0.93, 0.79, 1.20, 0.25, 0.97)),
    ("clause", "share of the question's terms in its clause", (1.24, 0.74, 0.96, 1.14, 0.47, -0.11, 0.77)),
    ("near", "share of the question's terms near it", (2.40, 2.83, 2.72, 2.48, 2.86, 2.89, 2.51)),
    (
        "order",
        "share of these on the side of it on which they stand to the words that ask",
        (0.10, 0.20, 0.27, 0.06, 0.89, 0.07, 0.87),
    ),
    (
        "follows",
        "how near before it the two characters stand that stand before the words that ask",
        (2.54, 2.56, 2.00, 2.12, 2.85, 2.07, 2.11),
    ),
    ("precedes", "and behind it those behind them", (2.00, 1.87, 1.90, 0.65, 0.89, 1.11, 1.35)),
    ("whole", "a whole clause", (-0.49, -0.49, -0.34, -0.13, -0.51, -0.47, -0.55)),
    ("length", "characters, as a share of 24", (2.10, 1.76, 2.00, 1.25, 1.88, 2.52, 2.12)),
    ("long", "more than 12 characters", (-0.59, -0.67, -0.45, -1.09, -0.18, 0.11, -0.38)),
    ("quoted", "in quotation marks", (-0.02, 0.27, 0.69, 1.63, 0.65, 0.37, 0.77)),
    ("list", "with 、 in it", (-0.89, -1.02, -1.08, -1.52, 0.02, -0.86, -0.94)),
    ("modified", "with 的 in it", (-0.68, -1.16, -0.12, -1.68, -0.50, -0.46, -0.62)),
    ("clause_like", "with 是, 在, 由, 以, 因, 把 … in it", (-1.76, -1.52, -1.03, -2.19, -0.72, -0.48, -0.66)),
    ("digit", "with a digit", (-2.36, -0.95, -1.64, -1.03, -0.82, -1.10, 0.49)),
    ("person", "the name of a person", (1.79, 0.93, 0.53, 0.71, 0.46, 0.49, 1.07)),
    (
        "office",
        "the name of a person behind the office that is asked for",
        (-0.13, -0.10, -0.10, -0.10, -0.10, -0.10, -0.10),
    ),
    ("unknown", "two to four characters, of which no two are a word", (1.06, 0.94, 0.65, 0.81, 0.60, 0.17, 0.87)),
    ("place", "ends like the name of a place", (-0.02, 0.04, 0.59, 0.49, 0.13, -0.21, 0.12)),
    ("begins_place", "begins with the name of a place", (0.80, 0.67, 1.17, 0.95, 0.71, 1.02, 1.31)),
    ("body", "ends like the name of a body", (0.73, 0.91, 1.07, 0.94, 0.41, 0.23, 0.49)),
    ("named", "the name of something of the kind asked for", (0.00, 2.50, 0.00, 2.50, 0.00, 0.00, 0.00)),
    ("ending", "ends like what is asked for", (1.75, 1.82, 1.22, 2.66, 1.75, 1.75, 1.75)),
    ("none", "nothing of all this: no phrase is right", (6.43, 6.60, 6.99, 5.79, 7.23, 6.67, 6.54)),
    ("behind_start", "at the beginning of a clause", (0.59, 0.21, 0.08, 0.16, -0.21, -0.38, 0.02)),
    ("before_end", "at the end of a clause", (-0.41, 0.08, 0.64, 0.29, 0.85, 0.91, 0.53)),
    ("behind_item", "behind 、", (-1.08, -1.55, -1.23, -1.12, -1.24, -1.51, -1.17)),
    ("before_item", "before 、", (-0.79, -1.17, -0.79, -0.55, -0.93, -0.96, -0.98)),
    ("behind_asked", "behind a word of the question", (-1.04, -1.40, -1.40, -1.41, -1.46, -1.35, -1.47)),
    ("before_asked", "before a word of the question", (-0.81, -0.98, -1.03, -0.96, -1.08, -1.28, -1.10)),
    ("behind_other", "behind any other word", (-0.76, -1.16, -0.76, -1.41, -1.26, -1.11, -1.37)),
    ("before_other", "before any other word", (-0.45, -0.38, -0.46, -0.22, -0.55, -0.26, -0.42)),
    ("behind_is", "behind 是, 为, 担任 …", (-0.05, 0.06, -0.54, -0.13, -0.22, 0.95, 0.12)),
    ("before_is", "before 是, 为, 担任 …", (0.14, 0.39, 0.67, 0.47, 0.69, 0.68, 0.66)),
    ("behind_called", "behind 叫, 名为 …", (0.39, 0.46, 0.29, 1.16, 0.62, 0.44, 0.35)),
    ("before_called", "before 叫, 名为 …", (-0.83, -0.97, -1.07, -0.98, -1.23, -0.98, -0.99)),
    ("behind_at", "behind 在, 位于, 到 …", (-1.17, -0.84, 1.11, -0.13, -0.85, -0.34, -0.52)),
    ("before_at", "before 在, 位于, 到 …", (0.29, -0.01, -0.80, 0.04, -0.49, -0.56, -0.34)),
    ("behind_by", "behind 由, 被 …", (0.37, 1.38, -0.34, 0.21, -0.28, 0.07, 0.19)),
    ("before_by", "before 由, 被 …", (-0.83, -0.74, -0.72, -0.87, -0.38, -0.71, -0.69)),
    ("behind_with", "behind 用, 通过 …", (-0.53, -0.48, -0.16, -0.44, 0.54, 0.16, -0.21)),
    ("before_with", "before 用, 通过 …", (-1.08, -0.73, -0.94, -0.87, -1.04, -0.98, -0.80)),
    ("behind_because", "behind 因, 为了, 导致 …", (0.59, 0.70, 0.48, 0.65, 0.46, 1.33, 0.96)),
    ("before_because", "before 因, 为了, 导致 …", (0.34, 0.32, 0.28, 0.31, 0.24, 0.54, 0.31)),
    ("behind_lists", "behind 包括, 有 …", (-0.34, -0.31, -0.50, -0.35, -0.54, -0.73, -0.11)),
    ("before_lists", "before 包括, 有 …", (-1.08, -1.04, -1.11, -0.94, -1.20, -1.08, -1.07)),
    ("behind_and", "behind 和, 与 …", (-0.83, -0.94, -1.27, -0.68, -1.23, -1.27, -1.05)),
    ("before_and", "before 和, 与 …", (-0.24, -0.22, -0.64, -0.10, -0.59, -0.63, -0.55)),
    ("behind_of", "behind 的", (-0.92, -0.95, -0.74, -0.64, -0.81, -1.39, -1.02)),
    ("before_of", "before 的", (-0.60, -0.69, -1.05, -0.35, -0.54, -0.50, -0.45)),
    ("behind_happens", "behind 举行, 成立, 出版 …", (-0.99, -0.88, -1.29, -0.82, -0.42, -0.92, -0.80)),
    ("before_happens", "before 举行, 成立, 出版 …", (0.14, -0.02, 0.47, -0.13, 0.01, -0.10, 0.16)),
    ("behind_verb", "behind 将, 把, 表示, 了 …", (-0.66, -0.90, -0.71, -0.84, -0.32, -0.62, -0.46)),
    ("before_verb", "before 将, 把, 表示, 了 …", (-0.22, -0.45, -0.44, -0.95, -0.98, -0.76, -0.82)),
)

PHRASE_MODELS = {
    kind: LinearModel([Feature(name, weights[number], meaning, "0 to 1") for name, meaning, weights in _TABLE])
    for number, kind in enumerate(_KINDS)
}
"""For each kind the model of its phrases."""
