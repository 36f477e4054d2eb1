"""The features of the confidence model (confidence.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["CONFIDENCE_MODEL"]

CONFIDENCE_MODEL = LinearModel(
    bias=-3.31,
    features=(
        Feature(
            "covered",
            2.42,
            "the share of the question's words that headline and passage have, times how much that is in all",
            values="0 to 1",
        ),
        Feature("found", 3.21, "how many nats of the question headline and passage have", values="0 to 1: 40 or more"),
        Feature("gap", 2.61, "how far the best hit of another article stays behind, as a share", values="0 to 1"),
        Feature("above", 2.2, "twice the score, as a share of the highest, less the mean of others", values="0 to 1"),
        Feature("sentence", 1.22, "the largest share of the question that one sentence of the passage has"),
        Feature("typed", 1.79, "the marked sentences show words of the kind that is asked for"),
        Feature("short", -3.34, "1 less the length of the question in characters, over 8", values="0 to 1"),
        Feature("lacking", -5.6, "the passage shows no sign of what is asked for: no telephone number, no price …"),
        Feature("elsewhere", -1.51, "the question names a number, year or place that the article does not have"),
        Feature(
            "contradicted",
            -7.84,
            "the article is about another place or year than the question, or its page lacks the question's town",
        ),
    ),
)
