"""The features of a number or time that may be the exact answer, and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["QUANTITY_MODEL"]

_SHARE = "0 to 1"

# Fitted with "none" as a softmax over the candidates of an article.
QUANTITY_MODEL = LinearModel(
    features=(
        Feature("near", 1.51, "share of the question's terms in the sentence, less the farther away each is", _SHARE),
        Feature("clause", 0.38, "share of its terms in the same clause, by how few candidates have them there", _SHARE),
        Feature("segment", 1.24, "share of its terms between the mark or candidate before and the number", _SHARE),
        Feature("characters", 1.23, "share of its characters around, by how few candidates have them there", _SHARE),
        Feature("aligned", 1.13, "characters on both sides that stand beside the words that ask, over 4", _SHARE),
        Feature("verb", 0.99, "the verb before 多少 stands around"),
        Feature("context", 1.72, "share of the question's terms that only the sentence before has", _SHARE),
        Feature("sentence", 5.18, "points of the sentence as a share of the best one's", "up to 1", sign=1),
        Feature("best", 0.3, "in the best sentence"),
        Feature("focus", 1.6, "share of the characters of what is counted that stand beside", _SHARE, sign=1),
        Feature("unit", 0.82, "the very measure word that is asked for", sign=1),
        Feature("year", -3.28, "behind another year than the question's", sign=-1),
        Feature("other", -2.58, "another unit than that asked for, or the rate of something else", sign=-1),
        Feature("large", -0.39, "万 (0.5) or 亿 (1) where one of something is asked for", _SHARE, sign=-1),
        Feature("older", -1.58, "it became another value; or the newer where the older is asked for", sign=-1),
        Feature("newer", 0.39, "another value became it; or the older where that is asked for"),
        Feature("changed", 5.3, "behind 增长 … where a rise is asked for, -1 where a fall is", "-1 to 1", sign=1),
        Feature("unasked", -0.57, "behind 增长, 下降 … where no change is asked for", sign=-1),
        Feature("rate", -0.49, "behind 每天, 人均 … where the question is not about one of something", sign=-1),
        Feature("each", 0.79, "behind 每天, 人均 … where the question is about one of something", sign=1),
        Feature("most", 7.11, "behind 最高, 最多 … where the question says so", sign=1),
        Feature("vague", -2.17, "a time that depends on another", sign=-1),
        Feature("bound", 2.62, "at the end of a period that is asked for", "-1 to 1", sign=1),
        Feature("none", 3.35, "nothing of all this: no candidate is right"),
    ),
)
