"""The features of a number or time that may be the exact answer, and their weights."""

from bot.linear_model import Feature, LinearModel

_SHARE = "0 to 1"

# Fitted with "none" as a softmax over the candidates of an article (benchmarks/fit.py) to 572 questions of 7 writers
# over a month of a daily, 2,500 that benchmarks/cloze.py made of that month's even days, and 1,800 of public sets.
QUANTITY_MODEL = LinearModel(
    features=(
        Feature("clause", 0.42, "share of its terms in the same clause, by how few candidates have them there", _SHARE),
        Feature("beside", 5.7, "share of its characters around, less the farther from what asks and here", _SHARE),
        Feature("verb", 0.53, "the verb before 多少 stands around"),
        Feature("context", 0.77, "share of the question's terms that only the sentence before has", _SHARE),
        Feature("meant", 10.47, "share of the terms looked up for the question's words that stand near", _SHARE),
        Feature("sentence", 3.35, "points of the sentence as a share of the best one's", "up to 1", sign=1),
        Feature("away", -0.53, "sentences to the best one, as a share of 5", _SHARE, sign=-1),
        Feature("crowded", -1.61, "candidates in the sentence, as a share of 6", _SHARE, sign=-1),
        Feature("focus", 1.3, "share of the characters of what is counted that stand beside", _SHARE, sign=1),
        Feature("noun", 1.29, "share of the beginning of what is counted that follows", _SHARE, sign=1),
        Feature("unit", 1.9, "the very measure word that is asked for", sign=1),
        Feature("year", -4.81, "behind another year than the question's, named last", sign=-1),
        Feature(
            "other",
            -2.9,
            "another unit than that asked for, or the rate of something else",
            by_hand="fitted -3.3, with which an article that answers in another unit is taken to have no number",
            sign=-1,
        ),
        Feature("large", -2.53, "亿 (1), 万, a sum (0.5) where one of something is asked for", _SHARE, sign=-1),
        Feature("older", -1.05, "it became another value; or the newer where the older is asked for", sign=-1),
        Feature("changed", 3.01, "behind 增长 … where a rise is asked for, -1 where a fall is", "-1 to 1", sign=1),
        Feature("each", 0.94, "behind 每天, 人均 … where the question is about one of something", sign=1),
        Feature("former", -2.94, "behind what speaks of earlier times, where today's value is asked for", sign=-1),
        Feature("contrast", -1.66, "in a clause about 女子 where 男子 is asked about", sign=-1),
        Feature(
            "most", 6.85, "behind 最高, 最多 … where the question says so, -1 where it says 最低", "-1 to 1", sign=1
        ),
        Feature("reached", 1.81, "behind 到 or 为 where the question asks what something rose or fell to", sign=1),
        Feature("small", -0.87, "a number up to ten in characters", sign=-1),
        Feature("plain", -1.85, "a count of things, where no measure word or a change is asked for", sign=-1),
        Feature("bracketed", -1.24, "at the border of brackets", sign=-1),
        Feature("vague", -1.52, "a time that depends on another", sign=-1),
        Feature("bound", 1.63, "at the end of a period that is asked for", "-1 to 1", sign=1),
        Feature(
            "foreign",
            -2.82,
            "what the question does not say between the mark or candidate before and here, beyond the least",
            _SHARE,
            sign=-1,
        ),
        Feature("foreign_behind", -1.22, "and up to the mark or candidate behind", _SHARE, sign=-1),
        Feature(
            "beside_other",
            -0.75,
            "share of its terms beside another candidate of the sentence and not here",
            _SHARE,
            sign=-1,
        ),
        Feature(
            "of_year", 1.56, "behind the year that is asked about (1), or in a sentence behind it (0.5)", _SHARE, sign=1
        ),
        Feature("grown", -1.37, "behind 增长 … where no change is asked for", sign=-1),
        Feature("share", -1.45, "a share where no measure word or a change is asked for", sign=-1),
        Feature("weighed", 2.4, "a weight or volume there"),
        Feature(
            "none",
            1.6,
            "nothing of all this: no candidate is right",
            by_hand="the confidence was fitted to margins at this level",
        ),
    ),
)
