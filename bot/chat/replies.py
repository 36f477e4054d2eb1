"""Every sentence that a person reads in a conversation, in one place: Chinese, and English for clients set to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.records import Talk

__all__ = ["CHINESE", "ENGLISH", "Replies", "choose_replies"]


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of one language. Those with {fields} are filled with `str.format`."""

    # the paper does not answer the question
    not_found: str
    # as not_found, with the nearest passages below it
    nearest: str
    # the question has a slip: {question} is what may have been meant
    suggestion: str
    # what is said to each kind of small talk
    talk: Mapping[Talk, str]
    # the question is empty, or holds nothing that can be looked up
    empty_question: str
    # something went wrong on our side
    failed: str

    # the first words to a new person, and how to ask
    start: str
    help: str
    # what the commands do, in Telegram's menu of commands
    menu_ask: str
    menu_help: str
    # a photo, a voice message or a sticker instead of a question
    text_only: str
    # what is being done while an index is made
    reading: str
    indexing: str
    pushing: str
    encoding: str
    # put before an answer when only the beginning of the question was used: {limit} characters
    cut: str
    # as nearest, with another passage than the nearest one
    also_near: str
    # a button that can no longer be used
    expired: str
    # the buttons: {rank} of {total} is the passage that they lead to
    next_passage: str
    previous_passage: str
    # where a passage stands: {headline}; {names} of a text's and of a photo's authors; {year}, {month}, {day};
    # number of the {page} as printed; {first} and {last} line of the file; other {places} of the same article
    headline: str
    written_by: str
    photo_by: str
    name_separator: str
    date: str
    page: str
    line: str
    lines: str
    also: str
    place_separator: str

    # the terminal: how a conversation begins and ends, what can be typed
    console_start: str
    console_help: str
    goodbye: str
    prompt: str
    no_more: str
    # {count} more passages can be shown
    more_hint: str
    # {command} is none of ours
    unknown_command: str


CHINESE = Replies(
    reading="读报",
    indexing="编索引",
    pushing="送入 Milvus",
    encoding="编语义",
    not_found="报上没有说到这个。换个说法再问问看？",
    nearest="拿不太准，下面这段也许有关：",
    suggestion="您是不是要问：{question}",
    talk={
        "greeting": "您好！想知道报上说了什么，直接打字问我就行。",
        "thanks": "不客气。还想知道什么，接着问。",
        "farewell": "再见！想起什么再来问。",
        "who": "我是报问，替您在报上找原话：您问一句，我把报上说到的那段找出来，不添一个字。",
    },
    empty_question="请打一句问话，比如：职工医保缓缴最晚什么时候补缴？",
    failed="对不起，刚才出了点问题，请过一会儿再问一次。",
    start="您好！想知道报上说了什么，直接打字问我就行。\n比如：职工医保缓缴最晚什么时候补缴？",
    help=(
        "直接打字问我，我把报上的原话找给您看，不添一个字。\n"
        "原话下面写着出自哪篇文章。想多看几段，就点“下一段”。\n"
        "在群里，请这样问：/ask 医保缓缴到什么时候？"
    ),
    menu_ask="问一句，比如：/ask 医保缓缴到什么时候？",
    menu_help="怎么问",
    text_only="我只看得懂文字。请把想问的打成一句话发给我。",
    cut="您的问题有点长，我只按前{limit}个字来找。",
    also_near="拿不太准，这一段也许有关：",
    expired="这个按钮用不了了，请把问题再发一次。",
    next_passage="下一段（{rank}/{total}）",
    previous_passage="上一段（{rank}/{total}）",
    headline="《{headline}》",
    written_by="文：{names}",
    photo_by="图：{names}",
    name_separator="、",
    date="{year}年{month}月{day}日",
    page="第{page}版",
    line="第{first}行",
    lines="第{first}—{last}行",
    also="另见：{places}",
    place_separator="；",
    console_start="报问：问一句，报上的原话找给您。（/more 下一段，/help 怎么用，/quit 退出）",
    console_help="直接打字提问，回车。/more 看下一段，/quit 退出，按 Ctrl-D 或 Ctrl-C 也行。",
    goodbye="再见。",
    prompt="问> ",
    no_more="没有别的段落了。",
    more_hint="（还有 {count} 段，/more 看下一段）",
    unknown_command="没有 {command} 这个命令。/help 看看怎么用。",
)

ENGLISH = Replies(
    reading="reading",
    indexing="indexing",
    pushing="pushing to Milvus",
    encoding="encoding meanings",
    not_found="The paper does not say. Try asking in other words.",
    nearest="Not quite sure. This passage may have to do with it:",
    suggestion="Did you mean: {question}",
    talk={
        "greeting": "Hello! To learn what the paper says, just type your question in Chinese.",
        "thanks": "You are welcome. Ask on if you like.",
        "farewell": "Goodbye! Come back any time.",
        "who": "I am baowen. You ask, and I find the passage of the paper that says it, word for word.",
    },
    empty_question="Please type a question, in Chinese, about what is in the paper.",
    failed="Sorry, something went wrong. Please ask again in a moment.",
    start=(
        "Hello! To learn what the paper says, just type your question in Chinese.\n"
        "For example: 职工医保缓缴最晚什么时候补缴？"
    ),
    help=(
        "Type a question in Chinese. You get the paper's own words, nothing added, "
        "and the article that they stand in.\n"
        "To see more passages, press “Next”.\n"
        "In a group, ask like this: /ask 医保缓缴到什么时候？"
    ),
    menu_ask="Ask a question: /ask 医保缓缴到什么时候？",
    menu_help="How to ask",
    text_only="I can only read text. Please type your question.",
    cut="Your question is rather long. I searched for its first {limit} characters.",
    also_near="The paper does not say this directly. Another passage that comes near:",
    expired="This button no longer works. Please send the question again.",
    next_passage="Next ({rank}/{total})",
    previous_passage="Back ({rank}/{total})",
    headline="《{headline}》",
    written_by="By {names}",
    photo_by="Photo: {names}",
    name_separator=", ",
    date="{year}-{month:02d}-{day:02d}",
    page="page {page}",
    line="line {first}",
    lines="lines {first}–{last}",
    also="also: {places}",
    place_separator="; ",
    console_start="baowen: ask, and get the paper's own words. (/more next passage, /help, /quit)",
    console_help="Type a question and press Enter. /more shows the next passage, /quit leaves, as does Ctrl-D.",
    goodbye="Goodbye.",
    prompt="ask> ",
    no_more="There are no more passages.",
    more_hint="({count} more: /more)",
    unknown_command="There is no command {command}. See /help.",
)


def choose_replies(language: str | None) -> Replies:
    """The sentences for a client's IETF language tag (`zh-hans`, `en-GB`); Chinese where it says nothing."""
    return ENGLISH if language and language.lower().split("-")[0] == "en" else CHINESE
