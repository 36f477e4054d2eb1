"""The sentences of the terminal, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ConsoleReplies:
    """The sentences of the terminal, by default the Chinese ones. `str.format` fills in {fields}."""

    # how a conversation begins and ends, and what can be typed
    start: str = "报问：问一句，报上的原话找给您。（/more 下一段，/help 怎么用，/quit 退出）"
    help: str = (
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
    )
    goodbye: str = "再见。"
    prompt: str = "问> "
    # {count} more passages can be shown
    more_hint: str = "（还有 {count} 段，/more 看下一段）"
    # put between the sentences that answer and the rest of the passage that has them
    around: str = "前后原文："
    # stands above an article in the pager
    pager: str = "（空格往下翻，q 回到提问）"
    # {command} is none of ours; {nearest} may have been meant; it takes no {argument}
    unknown_command: str = "没有 {command} 这个命令。/help 看看怎么用。"
    nearest_command: str = "没有 {command} 这个命令，是不是 {nearest}？"
    no_argument: str = "{command} 后面不用写什么，“{argument}”没有用上。"
    other_corpus: str = (
        "/corpus 只说这里有哪些报纸。要问别处的版面，退出以后打 baowen chat --corpus 文件夹；只看一家报纸，打 "
        "baowen chat --newspaper 报纸名。"
    )
    # there are {count} passages or headlines, or one alone, and {argument} is the number of none
    no_passage: str = "没有“{argument}”这一条：一共 {count} 条，写 1 到 {count} 的数字。"
    one_passage: str = "没有“{argument}”这一条：只有一条。"
    # who says goodbye and is still here
    leaving: str = "（要离开，打 /quit，或者按 Ctrl-D。）"
    # Ctrl-C was pressed once
    interrupted: str = "再按一次 Ctrl-C 就退出。"
    # another language was chosen; this one is on, and {languages} can be chosen
    language: str = "好，用中文。"
    languages: str = "现在用中文。可以换：{languages}。"
    # there is no language {argument}
    no_language: str = "没有“{argument}”这种语言。"
    # the corpus: its {articles}, and what else it has
    corpus: str = "一共 {articles:,} 篇文章{others}。"
    others: str = "，另有{others}"
    captions: str = "图片说明 {count:,} 条"
    fragments: str = "残篇 {count:,} 篇"
    # nothing was looked up yet that could be explained
    nothing_to_explain: str = "还没有找过什么，先问一句吧。"
    # nor after a list of headlines
    nothing_scored: str = "列出来的是报上的文章，没有打过分，说不上为什么。问一句具体的再看。"
    # the parts of a score in short, and the terms that count most in it
    parts: str = "总分 {score:.1f}：{parts}"
    terms: str = "靠这些词：{terms}"
    # the columns of the explanation; the smaller parts; the sum; what else it says
    columns: tuple[str, str, str, str, str, str, str] = ("哪一部分", "按什么", "词", "来自", "权重", "稀有度", "分")
    separator: str = "，"
    smaller_parts: str = "其余"
    score: str = "总分"
    added: str = "{word} 也按这些词找：{words}{taught}"
    taught: str = "（从《{article}》学来）"
    looked_up: str = "{rule}，按这句找：{asked}{filters}"
    confidence: str = "答得对的把握 {confidence:.2f}：{evidence}"
    # the exact words {words} are marked; or none are, and the likeliest are as certain as this
    marked: str = "“{words}”说得对的把握 {certainty:.2f}：{evidence}"
    unmarked: str = "没有标出哪几个字，因为把握只有 {certainty:.2f}：{evidence}"
    # nothing was found by a rule; nothing was looked up
    rule: str = "没有找到。{rule}。"
    no_question: str = "这句话不是问报上的事，没有去找。"
    # what the explanation calls parts of scores, fields, origins, rules, kinds of questions, features and filters;
    # those that have no other name here are called as in the program
    names: Mapping[str, str] = field(
        default_factory=lambda: {
            # parts of a score
            **{
                "passage": "这一段",
                "article": "整篇",
                "coverage": "一句里有的",
                "number": "数字",
                "sentence": "最好的一句",
            },
            **{"kind": "问的那类", "ending": "句子没完", "before": "前一句", "newspaper": "报纸", "time": "时间"},
            **{"place": "地点", "topic": "前面那篇", "meaning": "意思相近"},
            # fields, and where a term comes from
            **{"words": "词", "pairs": "两个字", "singles": "单字"},
            **{
                "typed": "问的话",
                "history": "前面问的",
                "lexicon": "近义词",
                "corpus": "报上的简称",
                "repair": "改过的错字",
            },
            # kinds of questions
            **{"reason": "原因", "amount": "数量", "person": "人", "list": "好几条", "other": "别的"},
            # rules
            **{"first": "头一句", "alone": "单看这句就够", "no subject": "这句没说是什么事，接着前面的"},
            **{
                "surer alone": "单看这句更有把握",
                "surer after": "接着前面的更有把握",
                "replaced": "换掉前面问话的一部分",
            },
            **{"asks on": "接着问前面那篇", "part": "只说了一部分", "talk": "不是问话"},
            **{"filtered": "选定的报纸和日期里没有文章"},
            # features of the confidence
            **{"bias": "起点", "covered": "问的词有多少", "gap": "比别的文章强多少", "lost": "缺了多少字"},
            **{
                "exact": "有确切的词",
                "none": "没有问的那种数",
                "near": "意思相近",
                "short": "问得短",
                "long": "文章长",
            },
            **{"lacking": "没说问的那种事", "elsewhere": "说的是别处", "contradicted": "对不上"},
            **{"subject": "问话开头的词缺了多少", "rule": "这种问法的上限", "unstated": "没说问的地方、名字或原因"},
            **{"unnamed": "没有像问的那种名字"},
            # features of the certainty of exact words
            **{"likelihood": "比文中别的字更像", "confidence": "整段的把握", "rivalled": "另一篇也像"},
            **{"phrase": "不是数字和时间"},
            # filters
            **{"since": "从", "until": "到"},
        }
    )


CHINESE_CONSOLE = ConsoleReplies()

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
    around="Around it:",
    pager="(The space bar goes on, q goes back to the question.)",
    unknown_command="There is no command {command}. See /help.",
    nearest_command="There is no command {command}. Did you mean {nearest}?",
    no_argument="{command} takes nothing behind it: {argument} was left out.",
    other_corpus="/corpus only says which papers there are. To ask others, leave and run baowen chat --corpus FOLDER; "
    "for one newspaper, baowen chat --newspaper NAME.",
    no_passage="There is no number {argument}: give one from 1 to {count}.",
    one_passage="There is no number {argument}: there is only one.",
    leaving="(To leave, type /quit or press Ctrl-D.)",
    interrupted="Press Ctrl-C once more to leave.",
    language="English it is.",
    languages="This is English. There are {languages}.",
    no_language="There is no language {argument}.",
    corpus="{articles:,} articles{others}.",
    others="; beside these {others}",
    captions="captions: {count:,}",
    fragments="fragments: {count:,}",
    nothing_to_explain="Nothing was looked up yet. Ask a question first.",
    nothing_scored="These are articles of the paper, which were not scored: ask something in particular first.",
    parts="score {score:.1f}: {parts}",
    terms="for these terms: {terms}",
    columns=("part", "field", "term", "from", "weight", "idf", "points"),
    separator=", ",
    smaller_parts="the rest",
    score="score",
    added="added for {word}: {words}{taught}",
    taught=" (taught by {article})",
    looked_up="rule {rule}, looked up: {asked}{filters}",
    confidence="confidence {confidence:.2f}: {evidence}",
    marked="certainty of {words} {certainty:.2f}: {evidence}",
    unmarked="no words are marked, certainty {certainty:.2f}: {evidence}",
    rule="Nothing was found; rule {rule}.",
    no_question="This is no question to the paper, and nothing was looked up.",
    names={},
)
