"""The features of a name that says which sentence answers, and their weights."""

from bot.linear_model import Feature, LinearModel

# Those that are also of QUANTITY_MODEL are measured alike. Fitted with "none" as a softmax over the candidates of an
# article.
NAME_MODEL = LinearModel(
    features=(
        Feature("clause", 0.98, "share of the question's terms in the same clause", "0 to 1", sign=1),
        Feature("characters", 1.79, "share of its characters around", "0 to 1", sign=1),
        Feature("aligned", 2.12, "characters on both sides that stand beside the words that ask", "0 to 1", sign=1),
        Feature("sentence", 3.73, "points of the sentence as a share of the best one's", "up to 1", sign=1),
        Feature("signed", 1.19, "in quotation marks, or between 在 and 举行, where such a thing is asked for"),
        Feature("office", 1.46, "a person behind the office that is asked for", sign=1),
        Feature("person", 0.16, "a person"),
        Feature("none", 4.26, "nothing of all this: no candidate is right"),
    ),
)
