"""The features of a phrase that may be the exact answer, and their weights by the kind of phrase asked for."""

from bot.intent.phrase_kind import PhraseKind
from bot.linear_model import Feature, LinearModel

_KINDS: tuple[PhraseKind, ...] = ("person", "body", "place", "thing", "what", "reason", "keywords")
# Fitted with "none" as a softmax over the phrases of an article (benchmarks/phrases.py): the name of a feature, what it
# measures, and its weight for each kind, which the fit holds near one for all kinds.
_TABLE = (
    ("sentence", "points of the sentence as a share of the best one's", (4.68, 4.68, 4.36, 4.71, 5.03, 4.69, 4.20)),
    ("own", "share of its characters that are the question's", (-3.66, -2.80, -3.29, -3.15, -3.09, -3.38, -3.40)),
    (
        "left",
        "how near the question's characters stand before it in its clause",
        (0.23, 0.76, 0.91, 0.03, 0.69, -0.02, 1.15),
    ),
    ("right", "and behind it", (1.33, 1.34, 1.31, 1.23, 1.46, 0.60, 1.08)),
    ("clause", "share of the question's terms in its clause", (1.00, 0.74, 1.05, 1.06, 0.20, 0.22, -0.18)),
    ("near", "share of the question's terms near it", (1.06, 1.77, 1.07, 1.89, 1.74, 2.72, 1.79)),
    (
        "order",
        "share of these on the side of it on which they stand to the words that ask",
        (-0.02, -0.04, 0.38, 0.26, 0.31, -0.00, 0.52),
    ),
    (
        "follows",
        "how near before it the two characters stand that stand before the words that ask",
        (2.26, 1.72, 2.01, 1.99, 2.13, 1.17, 1.89),
    ),
    ("precedes", "and behind it those behind them", (1.63, 1.76, 2.27, 0.69, 2.06, 1.05, 1.51)),
    ("whole", "a whole clause", (-0.36, -0.42, -0.61, -0.32, -0.49, -0.14, -0.01)),
    ("length", "characters, as a share of 24", (1.15, 1.00, 0.72, 0.69, 0.84, 1.24, 1.12)),
    ("long", "more than 12 characters", (-0.43, -0.53, -0.31, -0.62, 0.05, -0.12, -0.47)),
    ("quoted", "in quotation marks", (-0.37, 0.10, 0.68, 2.11, 0.26, -0.18, -0.12)),
    ("list", "with 、 in it", (-1.54, -1.29, -1.53, -2.36, -0.78, -1.22, -0.79)),
    ("modified", "with 的 in it", (-0.20, -0.38, 0.28, -0.56, -0.34, 0.45, -0.58)),
    ("clause_like", "with 是, 在, 由, 以, 因, 把 … in it", (-0.90, -0.87, -0.44, -0.92, -0.47, -1.14, -0.53)),
    ("digit", "with a digit", (-1.19, -1.01, -0.92, -1.30, -1.07, -0.89, 1.52)),
    ("person", "the name of a person", (1.34, 1.42, 0.45, 0.08, 0.42, 0.22, 0.54)),
    (
        "office",
        "the name of a person behind the office that is asked for",
        (0.53, 0.42, 0.42, 0.42, 0.42, 0.42, 0.42),
    ),
    ("unknown", "two to four characters, of which no two are a word", (0.59, 0.22, 0.07, 0.23, 0.09, -0.19, -0.00)),
    ("place", "ends like the name of a place", (-0.61, -0.65, 0.58, 0.22, -0.08, -0.47, 0.09)),
    ("begins_place", "begins with the name of a place", (0.18, 0.24, 1.32, 0.64, 0.02, -0.04, 0.95)),
    ("body", "ends like the name of a body", (-0.36, 0.20, 0.15, 0.34, 0.35, -0.26, -0.13)),
    ("named", "the name of something of the kind asked for", (0.64, 0.36, 0.64, 1.07, 0.64, 0.64, 0.64)),
    ("ending", "ends like what is asked for", (0.81, 0.96, -0.28, 1.95, 0.81, 0.81, 0.81)),
    ("begins_verb", "begins with a verb", (-1.72, -0.98, -0.99, -1.69, -0.12, 0.11, -0.22)),
    ("begins_adjective", "begins with an adjective", (-0.81, -0.44, -0.25, -0.77, -0.07, 0.31, -0.10)),
    ("begins_function", "begins with a function word", (-1.00, -1.03, -1.00, -1.79, -0.77, -0.47, -1.16)),
    ("begins_time", "begins with a time", (-0.68, -0.42, -0.48, -0.42, -0.56, -0.10, -0.51)),
    ("ends_verb", "ends with a verb", (-1.83, -1.53, -1.13, -1.03, -0.92, -0.58, -1.41)),
    ("ends_adjective", "ends with an adjective", (-0.66, -0.80, -1.02, -1.34, -0.95, -0.19, -0.36)),
    ("ends_function", "ends with a function word", (-1.20, -1.20, -1.22, -1.39, -1.01, -1.38, -1.32)),
    ("ends_time", "ends with a time", (-0.49, -0.19, -0.42, 0.06, 0.42, -0.33, -0.26)),
    ("behind_adjective", "behind an adjective", (-0.59, -0.73, -0.66, -0.59, -0.71, -0.63, -0.63)),
    ("before_adjective", "before an adjective", (-1.17, -0.66, -0.43, -1.05, -0.55, -0.75, -0.74)),
    ("behind_function", "behind a function word", (-0.77, -1.15, -1.29, -0.87, -1.19, -0.69, -1.04)),
    ("before_function", "before a function word", (0.16, -0.02, -0.63, -0.03, -0.37, 0.22, -0.20)),
    ("behind_time", "behind a time", (-0.59, -0.67, -0.69, -0.67, -0.56, -0.70, -0.71)),
    ("before_time", "before a time", (-0.22, -0.42, -0.30, -0.51, -0.45, -0.42, -0.41)),
    (
        "beside_named",
        "in a sentence with other names of the kind asked for",
        (-0.49, -0.63, -0.24, -0.26, -0.96, -0.38, -0.59),
    ),
    (
        "behind_noun",
        "right behind the noun that says what is asked for: 漫画家 of 哪位漫画家",
        (1.04, 0.99, 0.84, 1.47, 0.71, 1.12, 0.99),
    ),
    ("ends_noun", "ends like it", (1.15, 1.34, 1.48, 0.80, 2.50, 1.35, 1.38)),
    ("counted", "begins with a number or pronoun: 一项, 这些, 许多", (-1.55, -1.37, -1.29, -1.20, -0.75, -1.20, -1.39)),
    ("holds_verb", "a verb between its first and its last word", (-1.42, -1.12, -0.72, -0.93, -0.36, 0.25, -0.89)),
    ("holds_function", "a function word between them", (-1.16, -1.53, -1.14, -1.57, -0.98, -0.36, -0.85)),
    ("single", "one character", (-2.18, -2.01, -2.09, -1.82, -2.27, -2.14, -2.01)),
    ("common", "one word that is frequent, and no name", (-0.46, -0.18, 0.13, -0.07, -0.60, -0.32, -1.02)),
    ("none", "nothing of all this: no phrase is right", (5.73, 5.70, 6.75, 5.71, 6.49, 6.82, 6.20)),
    ("behind_start", "at the beginning of a clause", (0.54, 0.23, 0.22, 0.28, 0.20, -0.38, 0.19)),
    ("before_end", "at the end of a clause", (-0.18, -0.05, 0.52, 0.39, 0.67, 0.74, 0.29)),
    ("behind_item", "behind 、", (-0.96, -1.36, -0.90, -1.04, -0.97, -1.47, -1.30)),
    ("before_item", "before 、", (-0.24, -0.59, -0.36, -0.37, -0.55, -0.73, -0.10)),
    ("behind_asked", "behind a word of the question", (-0.92, -1.34, -0.95, -0.91, -1.42, -1.35, -0.99)),
    ("before_asked", "before a word of the question", (-1.59, -0.87, -1.32, -1.31, -1.46, -1.85, -1.19)),
    ("behind_other", "behind any other word", (-0.04, 0.14, -0.26, -0.76, -1.09, -0.96, -0.69)),
    ("before_other", "before any other word", (-1.08, -1.07, -0.52, -0.39, -1.03, -0.96, -1.04)),
    ("behind_is", "behind 是, 为, 担任 …", (-0.20, -0.10, -0.49, -0.08, -0.17, 0.52, -0.03)),
    ("before_is", "before 是, 为, 担任 …", (0.11, 0.15, 0.59, 0.34, 0.44, 0.17, -0.19)),
    ("behind_called", "behind 叫, 名为 …", (0.39, 0.58, 0.50, 0.58, 0.90, 0.80, 0.60)),
    ("before_called", "before 叫, 名为 …", (-0.12, -0.12, -0.15, -0.27, 0.04, -0.15, -0.12)),
    ("behind_at", "behind 在, 位于, 到 …", (-0.45, -0.49, 0.80, -0.13, -0.24, -0.08, -0.03)),
    ("before_at", "before 在, 位于, 到 …", (0.61, 0.67, -0.31, 0.23, -0.10, -0.36, -0.13)),
    ("behind_by", "behind 由, 被 …", (0.42, 1.20, -0.04, 0.23, -0.42, -0.15, 0.07)),
    ("before_by", "before 由, 被 …", (-0.12, -0.16, -0.15, 0.05, 0.21, -0.09, -0.05)),
    ("behind_with", "behind 用, 通过 …", (-0.72, -0.24, -0.07, 0.08, 0.43, 0.34, -0.17)),
    ("before_with", "before 用, 通过 …", (0.31, 0.18, -0.34, 0.08, -0.74, -0.26, 0.65)),
    ("behind_because", "behind 因, 为了, 导致 …", (0.77, 0.83, 0.54, 0.64, 0.93, 1.59, 0.79)),
    ("before_because", "before 因, 为了, 导致 …", (-0.25, -0.27, -0.28, -0.67, 0.12, -0.33, -0.28)),
    ("behind_lists", "behind 包括, 有 …", (-0.66, -0.44, -0.82, -0.29, -0.44, -0.91, -0.58)),
    ("before_lists", "before 包括, 有 …", (-0.79, -0.89, -0.94, -1.15, -0.84, -0.67, -0.85)),
    ("behind_and", "behind 和, 与 …", (-0.45, -0.58, -0.65, -0.73, -0.96, -0.42, -0.29)),
    ("before_and", "before 和, 与 …", (-0.76, -0.69, -0.90, -0.12, -0.24, -0.79, -0.79)),
    ("behind_of", "behind 的", (-0.44, -0.71, -1.15, -0.43, -0.77, -1.03, -0.94)),
    ("before_of", "before 的", (-0.58, -0.89, -0.62, -0.32, -0.93, -0.64, -1.16)),
    ("behind_happens", "behind 举行, 成立, 出版 …", (-0.41, -0.33, -0.50, -0.44, 0.16, -0.46, -0.35)),
    ("before_happens", "before 举行, 成立, 出版 …", (-0.01, -0.16, 0.12, -0.29, 0.03, -0.29, 0.28)),
    ("behind_verb", "behind a verb, or 将, 把, 表示, 了 …", (-0.66, -0.55, -0.35, -0.58, -0.16, -0.84, -0.09)),
    ("before_verb", "before a verb, or 将, 把, 表示, 了 …", (0.19, 0.14, -0.73, -0.31, -0.73, 0.34, -0.16)),
)
# These were fitted on top of the others: one weight for all kinds.
_ALIKE = (
    ("because", "of a reason: in a clause that begins with 因, 为了, 怕 …", 1.05),
    ("therefore", "of a reason: before a clause that begins with 所以, 因此, 只好 …", 1.20),
    ("purpose", "of a reason: begins with 防止, 便于, 怕 …", 2.30),
    ("behind_title", "right behind an office or occupation", 0.66),
    ("behind_same", "right behind the very word that stands before the words that ask: 用 of 用什么", 1.02),
    ("behind_same_cue", "behind another word that says the same: 以 for 用", 0.93),
    ("crosses", "how near before it the two characters stand that stand behind the words that ask", 0.47),
    ("cut", "a part of what stands in quotation marks", -0.58),
    ("listed", "several where several are asked for: 哪些, 哪三个", 2.41),
    ("of_list", "one of several there", -1.37),
)

PHRASE_MODELS = {
    kind: LinearModel(
        [
            *(Feature(name, weights[number], meaning, "0 to 1") for name, meaning, weights in _TABLE),
            *(Feature(name, weight, meaning, "0 to 1") for name, meaning, weight in _ALIKE),
        ]
    )
    for number, kind in enumerate(_KINDS)
}
"""For each kind the model of its phrases."""
