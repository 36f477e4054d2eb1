"""The features of the boundary model (boundaries.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["BOUNDARY_MODEL"]

# Fitted by logistic regression on 5,000 boundaries of 1,200 generated pages, half of them set of real articles, a third
# in styles mixed at random, with the true roles of the rows. An L2 penalty held the weights near earlier ones. 0.4 % of
# the boundaries of other generated pages are misjudged (5 of 1,232).
# `python -m benchmarks.fit boundary --articles FILE` fits the weights again.
RARE = "generated pages have it hardly or not at all; set with real pages"
REAL = "set with real pages; the next fit may free it, because generated pages have it, too"

BOUNDARY_MODEL = LinearModel(
    # a story goes on more often than not
    bias=-1.6,
    features=(
        # what stands between the two texts
        Feature("byline", 5.2, "a byline"),
        Feature("jump", 8.4, "（上接第1版） below, or （下转第3版） above"),
        Feature("space", 4.8, "at least two blank lines more than usual"),
        Feature("nothing", -4.5, "neither display type nor byline nor （上接第1版）"),
        # display type between; all 0 where there is none
        Feature("display", 3.1, "display type"),
        Feature("several_rows", -0.5, "several rows of it"),
        Feature("long", 2.7, "as long as a headline, longer than a subheading"),
        Feature("short", -5.5, "as short as a subheading"),
        Feature("numbered", -5.2, "begins with a number: 一、 （二）"),
        Feature("quoted", -6.3, "a pull quote: the text above or below has the same words"),
        Feature("ruled", 7.5, "a line is drawn across above it", by_hand=RARE),
        Feature("mark", 6.0, "has “# ” before it", by_hand=REAL),
        Feature("unmarked", -4.0, "has none, where the headlines of all signed stories have it", by_hand=RARE),
        Feature("subheading", -9.0, "has “## ”, where headlines have “# ”", by_hand=RARE),
        Feature("apart", 3.0, "space above, where the headlines of all signed stories have it", by_hand=REAL),
        Feature("close", -4.0, "no space above, where the headlines of all signed stories have it", by_hand=REAL),
        Feature("goes_on", -8.0, "no byline, and the text below begins inside a sentence", by_hand=RARE),
        Feature("topic", 2.1, "how much nearer it is to the text below than to that above", values="0 to 1"),
        Feature("topic_above", -1.1, "its similarity with the text above", values="0 to 1"),
        # the text above
        Feature("closing_byline", 7.0, "ends with a byline in brackets"),
        Feature("unfinished", -4.5, "stops in mid-sentence, and no byline follows"),
        Feature("unfinished_above_byline", -3.1, "the same above a byline: its last characters may be displaced"),
        Feature("displaced_end", -8.1, "nothing but the last characters of a story, printed above its beginning"),
        Feature("introduction", -4.5, "sums up an unsigned story, whose byline stands below it", by_hand=RARE),
        # the text below
        Feature("leadin", 11.3, "begins with 本报讯 or the like, which nothing outweighs"),
        Feature("signed_again", 4.5, "ends with a byline, and the story above has one, too", by_hand=REAL),
        Feature("unsigned", -0.5, "has no byline: the share of this page's stories that have one", values="0 to 1"),
        Feature("introduces", 3.0, "one paragraph between display type and a byline"),
        Feature("notice", 12.0, "a classified notice: 遗失声明：…", by_hand=RARE),
        Feature("frame", 5.5, "a text frame of its own", by_hand=RARE),
        # both texts
        Feature("brief", -1.6, "the story above or the text below is shorter than most stories"),
        Feature("cohesion", -21.9, "the similarity of the two texts, less the usual", values="-0.08 to 0.92"),
    ),
)
