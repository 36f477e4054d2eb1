"""Every sentence that a person reads in a conversation, in one place: Chinese, and English for clients set to it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHINESE", "ENGLISH", "Replies", "replies_for"]


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of one language. Those with {fields} are filled with `str.format`."""

    # the paper does not answer the question
    not_found: str
    # as not_found, with the nearest passages below it
    nearest: str
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
    # {first} and {last} line of the file
    headline: str
    written_by: str
    photo_by: str
    name_separator: str
    date: str
    line: str
    lines: str

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
    not_found="报上没有说到这个。换个说法再问问看？",
    nearest="报上没有直接说到这个，下面是最接近的一段：",
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
    also_near="报上没有直接说到这个，这一段也有些接近：",
    expired="这个按钮用不了了，请把问题再发一次。",
    next_passage="下一段（{rank}/{total}）",
    previous_passage="上一段（{rank}/{total}）",
    headline="《{headline}》",
    written_by="文：{names}",
    photo_by="图：{names}",
    name_separator="、",
    date="{year}年{month}月{day}日",
    line="第{first}行",
    lines="第{first}—{last}行",
    console_start="报问：问一句，报上的原话找给您。（/more 下一段，/help 怎么用，/quit 退出）",
    console_help="直接打字提问，回车。/more 看下一段，/quit 退出，按 Ctrl-D 或 Ctrl-C 也行。",
    goodbye="再见。",
    prompt="问> ",
    no_more="没有别的段落了。",
    more_hint="（还有 {count} 段，/more 看下一段）",
    unknown_command="没有 {command} 这个命令。/help 看看怎么用。",
)

ENGLISH = Replies(
    not_found="The paper does not say. Try asking in other words.",
    nearest="The paper does not say this directly. The nearest passage:",
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
    line="line {first}",
    lines="lines {first}–{last}",
    console_start="baowen: ask, and get the paper's own words. (/more next passage, /help, /quit)",
    console_help="Type a question and press Enter. /more shows the next passage, /quit leaves, as does Ctrl-D.",
    goodbye="Goodbye.",
    prompt="ask> ",
    no_more="There are no more passages.",
    more_hint="({count} more: /more)",
    unknown_command="There is no command {command}. See /help.",
)


def replies_for(language: str | None) -> Replies:
    """The sentences for a client's IETF language tag (`zh-hans`, `en-GB`); Chinese where it says nothing."""
    return ENGLISH if language and language.lower().split("-")[0] == "en" else CHINESE
