"""The features of the doubt model (doubts.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["DOUBT_MODEL"]

# Fitted by choice between all readings of 4,300 runs of doubtful rows of 1,200 generated pages, half of them set of
# real articles, a third in the layouts that are hardest to read, some in styles mixed at random, and of those of the
# seeds, each ten times. An L2 penalty held the weights near earlier ones, which did not know how characters follow.
# Of 3,320 runs of pages set of other articles a model with these features misjudges 26, and one without them 42.
# `python -m benchmarks.fit doubt --articles FILE --often STYLE…` fits the weights again.
DOUBT_MODEL = LinearModel(
    # a choice between readings has no bias, because all would have it
    features=(
        # the rows by themselves
        Feature("score", 0.77, "the headline model's scores of the rows of display type", values="sum"),
        Feature("ends_sentence", -1.22, "rows of display type at whose end a sentence ends", values="count"),
        Feature("wording", 0.45, "how likely the rows of display type are worded so", values="log odds"),
        Feature("kept", -0.07, "rows that keep the role which they had", values="count"),
        # two rows of body text
        Feature("body_body_apart", -0.29, "more space than usual between them", values="count"),
        Feature("body_body_comma", 1.61, "the upper one ends with ， 、 or ：", values="count"),
        Feature(
            "body_body_continues",
            0.32,
            "the lower one goes on the upper one rather than begins a text",
            values="log odds",
        ),
        Feature("body_body_seam", 0.58, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_body_closing", 1.32, "the lower one closes a bracket of the upper one", values="count"),
        Feature("body_body_flush", -0.61, "the lower one is not indented, on a page with indents", values="count"),
        Feature("body_body_same_width", 0.75, "they are equally wide", values="count"),
        Feature("body_body_narrower", 0.08, "the lower one is narrower", values="count"),
        Feature("body_body_first_line", 0.39, "the upper one is narrower by an indent", values="count"),
        Feature("body_body_inside", -1.81, "the lower one begins inside a sentence", values="count"),
        # body text over display type
        Feature("body_display_ended", 1.51, "a sentence ends above", values="count"),
        Feature("body_display_continues", 0.16, "the display type goes on the text above", values="log odds"),
        Feature("body_display_seam", -1.24, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_display_bracket", 0.08, "a bracket stays open in the body text", values="count"),
        Feature("body_display_same_width", 0.26, "they are equally wide", values="count"),
        # display type over body text
        Feature("display_body_border", -0.52, "such a border", values="count"),
        Feature("display_body_apart", 0.33, "more space than usual between them", values="count"),
        Feature("display_body_comma", -1.47, "the display type ends with ， 、 or ：", values="count"),
        Feature("display_body_seam", -0.09, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_body_report", 0.38, "the body text begins as reports do", values="count"),
        Feature("display_body_flush", -0.91, "it is not indented, on a page with indents", values="count"),
        Feature("display_body_skipped", -1.01, "a caption or furniture stands between them", values="count"),
        Feature("display_body_same_width", -0.53, "they are equally wide", values="count"),
        Feature("display_body_first_line", 0.5, "the display type is narrower by an indent", values="count"),
        # two rows of display type
        Feature("display_display_border", 1.66, "such a border", values="count"),
        Feature("display_display_seam", 0.75, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_display_report", -2.17, "the lower one begins as reports do", values="count"),
        Feature("display_display_flush", 1.62, "it is not indented, on a page with indents", values="count"),
        Feature("display_display_same_width", -0.48, "they are equally wide", values="count"),
        Feature("display_display_narrower", 0.06, "the lower one is narrower", values="count"),
        Feature("byline_display_border", -1.0, "display type under a byline or a jump mark", values="count"),
        Feature("display_byline_border", -0.35, "display type over a byline or a jump mark", values="count"),
        # stretches of body text and of display type
        Feature("tiny_text", -1.16, "stretches of body text that are shorter than any paragraph", values="count"),
        Feature("short_text", -0.65, "stretches that are shorter than most", values="count"),
        Feature("tiny_story", 0.5, "those shorter than any paragraph under display type", values="count"),
        Feature("repeated", -0.97, "rows of display type that stand elsewhere on the page, too", values="count"),
        Feature("clause", 0.07, "display type that is a whole clause of another text of the page", values="count"),
        Feature("clause_after_end", -0.01, "such clauses right below the end of a sentence", values="count"),
        Feature("interrupts", 0.05, "stretches of display type amid a sentence", values="count"),
        Feature("interrupting_clause", 1.21, "such stretches that are a whole clause of another text", values="count"),
        Feature("interrupting_quote", 2.63, "such stretches with a row that stands elsewhere, too", values="count"),
        Feature("bridged", 0.47, "the text below such a stretch goes on that above", values="log odds"),
        Feature("bridged_seam", 0.83, "what meets past such a stretch stands together elsewhere", values="sum"),
        Feature("rows", 0.27, "rows of display type beyond the third in a stretch", values="count"),
        Feature("lead", 1.51, "the share of the display type's character pairs in the first words below", values="sum"),
        Feature("story", 0.15, "the share of them in all the text below", values="sum"),
        Feature("above", -3.85, "the share of them in the text above", values="sum"),
        Feature("above_only", 6.11, "how much larger the share in the text above is than that below", values="sum"),
        Feature(
            "unlike_headlines",
            -1.35,
            "the share of sure headlines set otherwise: with space above, or without",
            values="sum",
        ),
    ),
)
