"""The features of a number or time that may be the exact answer, and their weights."""

from bot.linear_model import Feature, LinearModel

_SHARE = "0 to 1"

# Fitted with "none" as a softmax over the candidates of an article.
QUANTITY_MODEL = LinearModel(
    features=(
        Feature("clause", 0.54, "share of its terms in the same clause, by how few candidates have them there", _SHARE),
        Feature("segment", 0.9, "share of its terms between the mark or candidate before and the number", _SHARE),
        Feature("beside", 4.28, "share of its characters around, less the farther from what asks and here", _SHARE),
        Feature("verb", 0.7, "the verb before 多少 stands around"),
        Feature("context", 1.5, "share of the question's terms that only the sentence before has", _SHARE),
        Feature("meant", 12.7, "share of the terms looked up for the question's words that stand near", _SHARE),
        Feature("sentence", 3.77, "points of the sentence as a share of the best one's", "up to 1", sign=1),
        Feature("away", -1.06, "sentences to the best one, as a share of 5", _SHARE, sign=-1),
        Feature("crowded", -2.03, "candidates in the sentence, as a share of 6", _SHARE, sign=-1),
        Feature("focus", 2.35, "share of the characters of what is counted that stand beside", _SHARE, sign=1),
        Feature(
            "noun",
            1.5,
            "share of the beginning of what is counted that follows",
            _SHARE,
            by_hand="fitted 2.13, with all weights on fewer questions than the others were fitted on",
            sign=1,
        ),
        Feature("unit", 0.49, "the very measure word that is asked for", sign=1),
        Feature("year", -5.42, "behind another year than the question's, named last", sign=-1),
        Feature("other", -2.9, "another unit than that asked for, or the rate of something else", sign=-1),
        Feature("large", -1.89, "亿 (1), 万, a sum (0.5) where one of something is asked for", _SHARE, sign=-1),
        Feature("older", -1.63, "it became another value; or the newer where the older is asked for", sign=-1),
        Feature("past", -0.35, "behind 曾, 以前 … where that is not asked for", sign=-1),
        Feature("changed", 1.97, "behind 增长 … where a rise is asked for, -1 where a fall is", "-1 to 1", sign=1),
        Feature("rate", -0.42, "behind 每天, 人均 … where the question is not about one of something", sign=-1),
        Feature("each", 0.47, "behind 每天, 人均 … where the question is about one of something", sign=1),
        Feature("former", -1.1, "behind what speaks of earlier times, where today's value is asked for", sign=-1),
        Feature("contrast", -1.0, "in a clause about 女子 where 男子 is asked about", sign=-1),
        Feature("most", 7.73, "behind 最高, 最多 … where the question says so", sign=1),
        Feature("plain", -1.58, "a count of things, where no measure word or a change is asked for", sign=-1),
        Feature("stated", 0.51, "behind 达, 为, 是, 有, 共, 至 or 到"),
        Feature("joined", -0.65, "a word follows without a mark"),
        Feature("bracketed", -3.0, "at the border of brackets", sign=-1),
        Feature("vague", -1.74, "a time that depends on another", sign=-1),
        Feature("bound", 1.52, "at the end of a period that is asked for", "-1 to 1", sign=1),
        Feature(
            "none",
            1.6,
            "nothing of all this: no candidate is right",
            by_hand="fitted 2.39, but the confidence was fitted to margins at this level",
        ),
    ),
)
