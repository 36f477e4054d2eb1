"""The sentences of the terminal, in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHINESE_CONSOLE", "ENGLISH_CONSOLE", "ConsoleReplies"]


@dataclass(frozen=True, slots=True)
class ConsoleReplies:
    """The sentences of the terminal in one language. Those with {fields} are filled with `str.format`."""

    # how a conversation begins and ends, and what can be typed
    start: str
    help: str
    goodbye: str
    prompt: str
    # {count} more passages can be shown
    more_hint: str
    # {command} is none of ours; {nearest} may have been meant
    unknown_command: str
    nearest_command: str
    # Ctrl-C was pressed once
    interrupted: str
    # another language was chosen; this one is on, and {languages} can be chosen
    language: str
    languages: str
    # what a person would say to see whole articles, the newest, another subject
    whole_article: str
    newest: str
    another: str
    # the corpus: its {articles}; a newspaper's {name}, its {articles} and the {days} of its pages
    corpus: str
    newspaper: str
    unnamed: str
    between: str
    undated: str
    # nothing was looked up yet that could be explained
    nothing_to_explain: str
    # nor after a list of headlines
    nothing_scored: str
    # the columns of the explanation; {count} smaller parts; the sum; what else it says
    columns: tuple[str, str, str, str, str, str, str]
    smaller_parts: str
    score: str
    added: str
    taught: str
    looked_up: str
    confidence: str
    rule: str


CHINESE_CONSOLE = ConsoleReplies(
    start="报问：问一句，报上的原话找给您。（/more 下一段，/help 怎么用，/quit 退出）",
    help=(
        "直接打字提问，回车。\n"
        "/more 下一段，也可以打 2、3 看第几段\n"
        "/full 全文；/full 2 第二段那篇的全文\n"
        "/why 为什么是这一段\n"
        "/hot 报上有哪些新闻\n"
        "/new 换个问题\n"
        "/corpus 都有哪些报纸\n"
        "/lang en 换成英文提示\n"
        "/quit 退出，按 Ctrl-D 或连按两次 Ctrl-C 也行\n"
        "也可以直接说“更多”“全文”“出处”“谁写的”“换个问题”。"
    ),
    goodbye="再见。",
    prompt="问> ",
    more_hint="（还有 {count} 段，/more 看下一段）",
    unknown_command="没有 {command} 这个命令。/help 看看怎么用。",
    nearest_command="没有 {command} 这个命令，是不是 {nearest}？",
    interrupted="再按一次 Ctrl-C 就退出。",
    language="好，用中文。",
    languages="现在用中文。可以换：{languages}。",
    whole_article="全文",
    newest="有哪些新闻",
    another="换个问题",
    corpus="一共 {articles:,} 篇文章。",
    newspaper="{name}：{articles:,} 篇，{days}",
    unnamed="没写报名的版面",
    between="{first} 至 {last}",
    undated="没写日期",
    nothing_to_explain="还没有找过什么，先问一句吧。",
    nothing_scored="列出来的是报上的文章，没有打过分，说不上为什么。问一句具体的再看。",
    columns=("哪一部分", "栏", "词", "来自", "权重", "idf", "分"),
    smaller_parts="另外 {count} 项",
    score="总分",
    added="{word} 也按这些词找：{words}{taught}",
    taught="（从《{article}》学来）",
    looked_up="规则 {rule}，按这句找：{asked}{filters}",
    confidence="把握 {confidence:.2f}：{evidence}",
    rule="规则 {rule}{talk}",
)

ENGLISH_CONSOLE = ConsoleReplies(
    start="baowen: ask in Chinese, and get the paper's own words. (/more next passage, /help, /quit)",
    help=(
        "Type a question and press Enter.\n"
        "/more the next passage; 2 or 3 for a certain one\n"
        "/full the whole article; /full 2 that of the second passage\n"
        "/why why this passage\n"
        "/hot what is in the paper\n"
        "/new another subject\n"
        "/corpus which papers there are\n"
        "/lang zh in Chinese\n"
        "/quit leaves, as does Ctrl-D, or Ctrl-C twice"
    ),
    goodbye="Goodbye.",
    prompt="ask> ",
    more_hint="({count} more: /more)",
    unknown_command="There is no command {command}. See /help.",
    nearest_command="There is no command {command}. Did you mean {nearest}?",
    interrupted="Press Ctrl-C once more to leave.",
    language="English it is.",
    languages="This is English. There are {languages}.",
    whole_article="全文",
    newest="有哪些新闻",
    another="换个问题",
    corpus="{articles:,} articles.",
    newspaper="{name}: {articles:,} articles, {days}",
    unnamed="pages that name no newspaper",
    between="{first} to {last}",
    undated="without a date",
    nothing_to_explain="Nothing was looked up yet. Ask a question first.",
    nothing_scored="These are articles of the paper, which were not scored: ask something in particular first.",
    columns=("part", "field", "term", "from", "weight", "idf", "points"),
    smaller_parts="{count} more",
    score="score",
    added="added for {word}: {words}{taught}",
    taught=" (taught by {article})",
    looked_up="rule {rule}, looked up: {asked}{filters}",
    confidence="confidence {confidence:.2f}: {evidence}",
    rule="rule {rule}{talk}",
)
