"""The features of a number or time that may be the exact answer, and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["QUANTITY_MODEL"]

_SHARE = "0 to 1"

# Fitted with "none" as a softmax over the candidates of an article.
QUANTITY_MODEL = LinearModel(
    features=(
        Feature("clause", 0.52, "share of its terms in the same clause, by how few candidates have them there", _SHARE),
        Feature("segment", 1.04, "share of its terms between the mark or candidate before and the number", _SHARE),
        Feature("beside", 4.52, "share of its characters around, less the farther from what asks and here", _SHARE),
        Feature("verb", 0.53, "the verb before 多少 stands around"),
        Feature("context", 1.65, "share of the question's terms that only the sentence before has", _SHARE),
        Feature("sentence", 4.41, "points of the sentence as a share of the best one's", "up to 1", sign=1),
        Feature("best", 0.48, "in the best sentence"),
        Feature("focus", 1.86, "share of the characters of what is counted that stand beside", _SHARE, sign=1),
        Feature("unit", 0.79, "the very measure word that is asked for", sign=1),
        Feature("year", -6.05, "behind another year than the question's", sign=-1),
        Feature("other", -2.2, "another unit than that asked for, or the rate of something else", sign=-1),
        Feature("large", -0.82, "万 (0.5) or 亿 (1) where one of something is asked for", _SHARE, sign=-1),
        Feature("older", -1.76, "it became another value; or the newer where the older is asked for", sign=-1),
        Feature("newer", 0.85, "another value became it; or the older where that is asked for"),
        Feature("changed", 4.23, "behind 增长 … where a rise is asked for, -1 where a fall is", "-1 to 1", sign=1),
        Feature("unasked", -0.38, "behind 增长, 下降 … where no change is asked for", sign=-1),
        Feature("rate", -0.42, "behind 每天, 人均 … where the question is not about one of something", sign=-1),
        Feature("each", 0.88, "behind 每天, 人均 … where the question is about one of something", sign=1),
        Feature("most", 9.15, "behind 最高, 最多 … where the question says so", sign=1),
        Feature("vague", -1.61, "a time that depends on another", sign=-1),
        Feature("bound", 1.85, "at the end of a period that is asked for", "-1 to 1", sign=1),
        Feature("none", 3.82, "nothing of all this: no candidate is right"),
    ),
)
