"""The features of the confidence model (confidence.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["CONFIDENCE_MODEL"]

CONFIDENCE_MODEL = LinearModel(
    bias=-4.24,
    features=(
        Feature(
            "covered",
            5.19,
            "the share of the question's words that headline and passage have, times how much that is in all",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "gap", 2.99, "how far the best hit of another article stays behind, as a share", values="0 to 1", sign=1
        ),
        Feature("sentence", 1.79, "the largest share of the question that one sentence of the passage has", sign=1),
        Feature(
            "exact", 1.72, "how likely some words of the article are the exact ones asked for", values="0 to 1", sign=1
        ),
        Feature("short", -3.61, "1 less the length of the question in characters, over 8", values="0 to 1", sign=-1),
        Feature(
            "lacking", -5.96, "the passage shows no sign of what is asked for: no telephone number, no price …", sign=-1
        ),
        Feature(
            "elsewhere", -6.47, "the question names a number, year or place that the article does not have", sign=-1
        ),
        Feature(
            "contradicted",
            -3.56,
            "the article is about another place or year than the question, or its page lacks the question's town",
            sign=-1,
        ),
    ),
)
