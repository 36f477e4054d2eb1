"""The features of the confidence model (confidence.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["CONFIDENCE_MODEL"]

CONFIDENCE_MODEL = LinearModel(
    bias=-3.52,
    features=(
        Feature(
            "covered",
            4.48,
            "the share of the question's words that headline and passage have, times how much that is in all",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "gap", 2.15, "how far the best hit of another article stays behind, as a share", values="0 to 1", sign=1
        ),
        Feature("sentence", 1.15, "the largest share of the question that one sentence of the passage has", sign=1),
        Feature("typed", 1.0, "the marked sentences show words of the kind that is asked for", sign=1),
        Feature("unmeasured", 0.0, "a number or time is asked for, and the passage shows none of its kind", sign=-1),
        Feature("short", -3.87, "1 less the length of the question in characters, over 8", values="0 to 1", sign=-1),
        Feature(
            "lacking", -4.6, "the passage shows no sign of what is asked for: no telephone number, no price …", sign=-1
        ),
        Feature(
            "elsewhere", -4.46, "the question names a number, year or place that the article does not have", sign=-1
        ),
        Feature(
            "contradicted",
            -4.08,
            "the article is about another place or year than the question, or its page lacks the question's town",
            sign=-1,
        ),
    ),
)
