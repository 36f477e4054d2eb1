"""The features of the confidence model (confidence.py) and their weights."""

from bot.linear_model import Feature, LinearModel

CONFIDENCE_MODEL = LinearModel(
    bias=-3.5,
    features=(
        Feature(
            "covered",
            6.1,
            "the root of: the share of the question's words in headline and passage (near the passage for less), times"
            " how much that is in all",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "gap",
            3.41,
            "the root of the share by which the best hit of another article stays behind",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "lost",
            -1.72,
            "the share of the question's characters, but for those of words that the article has, that the passage and"
            " the sentences beside it lack",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "exact",
            1.14,
            "how much likelier some words of the article are the exact ones asked for than that none are",
            values="0 to 1",
            sign=1,
        ),
        Feature(
            "none",
            -4.4,
            "how unlikely it is that any words of the article are the number or time asked for",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "near",
            1.8,
            "how near in meaning the article is to the question, by the vectors of a sentence encoder; less where it"
            " does not say what is asked for, and half where it is far",
            values="-1 to 2; 0 without vectors",
            by_hand="the examples have no vectors: of 1,028 right first hits to questions over a month of a daily 37"
            " are refused with half of it and 31 with this, of 334 questions without an answer 272 and 271",
            sign=1,
        ),
        Feature(
            "short",
            -2.03,
            "1 less the length of the question in characters, over 14; 0 for key words and what a name means",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "long",
            -1.34,
            "the length of the article in characters, over 2,000: a long one has some words of any question",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "subject",
            -1.27,
            "how much the article lacks of the first rare word of the question, times the word's rarity",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "unstated",
            -1.62,
            "how surely the article does not say the place, name or reason that is asked for",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "unnamed",
            -3.05,
            "how unlikely it is that any words of the article are the name asked for",
            values="0 to 1",
            sign=-1,
        ),
        Feature(
            "lacking",
            -5.3,
            "the passage shows no sign of what is asked for: no telephone number, no price …",
            sign=-1,
        ),
        Feature(
            "elsewhere",
            -9.0,
            "the question names a number, year, place or cut of power or water that the article does not have",
            by_hand="few examples name another number or year than the article: a fit gives a third, and refuses .58 of"
            " these, not .91",
            sign=-1,
        ),
        Feature(
            "contradicted",
            -2.67,
            "the article, or the sentence that answers, is about another place or year than the question, or its page"
            " lacks the question's town",
            sign=-1,
        ),
    ),
)
