"""The features of the boundary model (boundaries.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["BOUNDARY_MODEL"]

# Fitted by logistic regression on 7,600 boundaries of 1,700 generated pages, half of them set of real articles, a
# quarter in styles mixed at random, with the roles that the reader gives the rows, faults included. The decisions of
# 36 pages that are read rightly count ten times, own articles twice. An L2 penalty held the weights near earlier ones.
# .7 % of the boundaries of other such pages are misjudged (11 of 1,543); the earlier weights misjudged 1.0 %.
# Two features came later, byline_again and furniture, with the weights that a fit of all gives them, because the other
# weights of that fit are no better. `python -m benchmarks.fit boundary --articles FILE` fits the weights again.
RARE = "generated pages have it hardly or not at all; set with real pages"
REAL = "set with real pages; the next fit may free it, because generated pages have it, too"
PULL = "generated pages have pull quotes of a clause only, real ones of whole sentences"

BOUNDARY_MODEL = LinearModel(
    # a story goes on more often than not
    bias=-3.5,
    features=(
        # what stands between the two texts
        Feature("byline", 6.2, "a byline"),
        Feature("jump", 10.9, "（上接第1版） below, or （下转第3版） above"),
        Feature("space", 4.9, "at least two blank lines more than usual"),
        Feature("nothing", -4.5, "neither display type nor byline nor （上接第1版）"),
        # display type between; all 0 where there is none
        Feature("display", 3.4, "display type"),
        Feature("several_rows", -0.4, "several rows of it"),
        Feature("decks", 2.8, "several decks on one row: 两项政策出台 农户直接受益"),
        Feature("long", 0.9, "as long as a headline, longer than a subheading"),
        Feature("very_long", 0.6, "longer than nearly all subheadings"),
        Feature("short", -4.5, "as short as a subheading"),
        Feature("short_over_news", 4.2, "as short, and the text below names the day of the news"),
        Feature("numbered", -7.5, "begins with a number: 一、 （二）"),
        Feature(
            "quoted", -3.0, "a pull quote: the text above or below, but for its lead, has the same words", by_hand=PULL
        ),
        Feature("ruled", 7.5, "a line is drawn across above it", by_hand=RARE),
        Feature("mark", 6.0, "has “# ” before it", by_hand=REAL),
        Feature("unmarked", -4.0, "has none, where the headlines of all signed stories have it", by_hand=RARE),
        Feature("subheading", -9.0, "has “## ”, where headlines have “# ”", by_hand=RARE),
        Feature("apart", 3.0, "space above, where the headlines of all signed stories have it", by_hand=REAL),
        Feature("close", -4.0, "no space above, where the headlines of all signed stories have it", by_hand=REAL),
        Feature("goes_on", -8.0, "no byline, and the text below begins inside a sentence", by_hand=RARE),
        Feature("topic", -0.4, "how much nearer it is to the text below than to that above", values="0 to 1"),
        Feature("topic_above", -1.4, "its similarity with the text above", values="0 to 1"),
        # the text above
        Feature("closing_byline", 10.5, "ends with a byline in brackets"),
        Feature("unfinished", -3.1, "stops in mid-sentence, and no byline follows"),
        Feature("unfinished_above_byline", -2.3, "the same above a byline: its last characters may be displaced"),
        Feature("displaced_end", -10.5, "nothing but the last characters of a story, printed above its beginning"),
        Feature("introduction", -4.5, "sums up an unsigned story, whose byline stands below it", by_hand=RARE),
        # the text below
        Feature("leadin", 13.9, "begins with 本报讯 or the like, which nothing outweighs"),
        Feature(
            "news_day",
            2.7,
            "names the day of the news in its first clauses, under display type or a byline: 近日, 12月3日",
        ),
        Feature("signed_again", 6.0, "ends with a byline, and the story above has one, too", by_hand=REAL),
        Feature("byline_again", 2.2, "a byline stands above, and the story above has one, too"),
        Feature("furniture", 3.2, "the page's own lines or the name of a section stand above, beside other things"),
        Feature("unsigned", -0.3, "has no byline: the share of this page's stories that have one", values="0 to 1"),
        Feature("introduces", 2.4, "one paragraph between display type and a byline"),
        Feature("notice", 12.0, "a classified notice: 遗失声明：…", by_hand=RARE),
        Feature("frame", 6.6, "a text frame of its own", by_hand=RARE),
        # both texts
        Feature("brief", -2.0, "the story above or the text below is shorter than most stories"),
        Feature("cohesion", -27.5, "the similarity of the two texts, less the usual", values="-0.08 to 0.12"),
    ),
)
