"""The features of the confidence model (confidence.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["CONFIDENCE_MODEL"]

CONFIDENCE_MODEL = LinearModel(
    bias=-6.45,
    features=(
        Feature(
            "covered",
            5.81,
            "the root of: the share of the question's words in headline and passage (near the passage for less), times"
            " how much that is in all",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "gap",
            2.84,
            "the root of the share by which the best hit of another article stays behind",
            values="0 to 1",
            sign=1,
        ),
        Feature("sentence", 2.2, "the largest share of the question that one sentence of the passage has", sign=1),
        Feature(
            "exact",
            1.45,
            "how much likelier some words of the article are the exact ones asked for than that none are",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "none",
            -2.19,
            "how unlikely it is that any words of the article are the number or time asked for",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "unsure",
            -0.91,
            "how unlikely it is that the likeliest such words are the ones asked for; 0 where there are none",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "near",
            0.9,
            "how near in meaning the article is to the question, by the vectors of a sentence encoder",
            values="-2 to 2; 0 without vectors",
            by_hand="vectors tell questions of other subjects, but not those of which the article lacks a fact: a fit"
            " to both gives a third",
            sign=1,
        ),
        Feature("short", -1.29, "1 less the length of the question in characters, over 8", values="0 to 1", sign=-1),
        Feature(
            "lacking",
            -5.5,
            "the passage shows no sign of what is asked for: no telephone number, no price …",
            by_hand="fitted, it is -4.2, and the surest passages are answers without a sign: of near misses over a"
            " month .635 are refused and not .647",
            sign=-1,
        ),
        Feature(
            "elsewhere",
            -6.0,
            "the question names a number, year or place that the article does not have",
            by_hand="fitted, it is -4.7, and the surest passages are answers for another year than the one asked for",
            sign=-1,
        ),
        Feature(
            "contradicted",
            -2.99,
            "the article is about another place or year than the question, or its page lacks the question's town",
            sign=-1,
        ),
    ),
)
