"""The features of the confidence model (confidence.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["CONFIDENCE_MODEL"]

# Fitted by logistic regression on questions.jsonl, questions_work.jsonl and questions_everyday.jsonl of tests/data;
# questions_report.jsonl took no part. An L2 penalty held the weights near values found on other questions.
# `python -m benchmarks.fit confidence` fits the weights again.
FEW = "few of the questions are follow-ups"

CONFIDENCE_MODEL = LinearModel(
    bias=-2.1,
    features=(
        Feature("share", 4.5, "the score as a share of the highest that any passage could have", values="0 to 1"),
        Feature("gap", 1.5, "that share less the share of the best hit of another article", values="-1 to 1"),
        # positive: a long question in everyday words has more that is missing, and for that alone a smaller share
        Feature(
            "missing",
            2.0,
            "the share, by idf, of the question's words that neither the article nor the lexicon has",
            values="0 to 1",
        ),
        Feature("found", 0.6, "how many of the question's words the passage has, each by its idf", values="0 to 3"),
        Feature("run", 0.55, "the longest run of the question's characters in the article", values="0 to 1: 6 or more"),
        Feature("lacking", -5.7, "the passage shows no sign of what is asked for: no telephone number, no price …"),
        Feature("elsewhere", -2.1, "the question names a number, year or place that the article does not have"),
        Feature(
            "contradicted",
            -4.8,
            "the article is about another place or year than the question, or its page lacks the question's town",
        ),
        Feature(
            "absent",
            -1.0,
            "the share of the question's words in the lexicon of which the article has neither word nor synonym",
            values="0 to 1",
        ),
        Feature("nothing", -1.3, "`missing`, where few words are found: times 1 less `found`", values="0 to 1"),
        Feature("on_topic", 0.3, "a follow-up, and the passage is of the article that answered before", by_hand=FEW),
        Feature("strayed", -1.0, "a follow-up, and the passage is of another article", by_hand=FEW),
    ),
)
