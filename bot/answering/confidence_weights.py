"""The features of the confidence model (confidence.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["CONFIDENCE_MODEL"]

CONFIDENCE_MODEL = LinearModel(
    bias=-6.82,
    features=(
        Feature(
            "covered",
            6.51,
            "the root of: the share of the question's words in headline and passage, times how much that is in all",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "gap",
            3.23,
            "the root of the share by which the best hit of another article stays behind",
            values="0 to 1",
            sign=1,
        ),
        Feature("sentence", 2.02, "the largest share of the question that one sentence of the passage has", sign=1),
        Feature(
            "exact", 1.23, "how likely some words of the article are the exact ones asked for", values="0 to 1", sign=1
        ),
        Feature(
            "unsure",
            -1.01,
            "how unlikely it is that the likeliest such words are the ones asked for; 0 where there are none",
            values="0 to 1",
            sign=-1,
        ),
        Feature("short", -1.48, "1 less the length of the question in characters, over 8", values="0 to 1", sign=-1),
        Feature(
            "lacking", -7.31, "the passage shows no sign of what is asked for: no telephone number, no price …", sign=-1
        ),
        Feature(
            "elsewhere", -6.36, "the question names a number, year or place that the article does not have", sign=-1
        ),
        Feature(
            "contradicted",
            -3.21,
            "the article is about another place or year than the question, or its page lacks the question's town",
            sign=-1,
        ),
    ),
)
