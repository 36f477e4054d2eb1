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
    # no article has these {words} of the question; each is put into quotation marks
    unknown: str
    quoted: str
    # all words of the question are in the paper: the {headline} of the article that comes nearest to it
    nearest_article: str
    # the question has a slip: {question} is what may have been meant
    suggestion: str
    # what is said to each kind of talk; to what concerns the article at hand, where there is none
    talk: Mapping[Talk, str]
    # put before another passage of the last question: one of the same article, one of another, one that is offered
    # because the first was not what was asked, the first once more
    same_article: str
    other_article: str
    offered: str
    once_more: str
    # put before headlines, the newest or those on a subject; and how one of them is read
    headlines: str
    # put before what is said of an article where the last question was not answered: it is that of the question before
    earlier: str
    # put before an article without a headline
    whole_article: str
    # what a person would say to see another passage
    more: str
    # there is no other passage, also after the first was not what was asked
    no_more: str
    nothing_offered: str
    # where the passage stands, who wrote it and when it was printed, each with the article below it
    source: str
    author: str
    no_author: str
    date_of: str
    no_date: str
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
    menu_new: str
    menu_privacy: str
    menu_forget: str
    # a photo, a voice message or a sticker instead of a question
    text_only: str
    # what is being done while an index is made
    reading: str
    indexing: str
    pushing: str
    encoding: str
    # put before an answer when only a part of a long message was used: its first {limit} characters, or one {question}
    cut: str
    cut_to: str
    # as nearest, with another passage than the nearest one
    also_near: str
    # a button that can no longer be used
    expired: str
    # a button below the answer to somebody else's question
    not_yours: str
    # somebody sends more messages in a minute than are answered
    too_many: str
    # put behind `failed`: what the operator finds in the log
    reference: str
    # what is kept about people, and that it was deleted
    privacy: str
    forgotten: str
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
    unknown="报上没有出现过{words}。",
    quoted="“{word}”",
    nearest_article="最接近的一篇是《{headline}》。",
    suggestion="您是不是要问：{question}",
    talk={
        **dict.fromkeys(
            ("more", "repeat", "article", "source", "author", "date", "wrong"),
            "现在手头还没有找到的文章。您想知道什么事，先问一句吧。",
        ),
        "clear": "好，您请问。",
        "browse": "没有找到这样的报道。换个说法再问问看？",
        "doubt": "我给您看的都是报上的原话，一个字没有改；报上说得准不准，我不知道。想看出自哪里，就说“出处”。",
        "explain": "我只会找报上的原话，不会解释，也不会改写。想把那篇从头看一遍，就说“全文”。",
        "greeting": "您好！想知道报上说了什么，直接打字问我就行。",
        "thanks": "不客气。还想知道什么，接着问。",
        "assent": "好的。还想知道什么，接着问。",
        "farewell": "再见！想起什么再来问。",
        "who": "我是报问，一个程序：您问一句，我把报上说到的那段找出来，不添一个字。别的事我不会。",
        "help": ("把想知道的事打成一句话就行，比如：职工医保缓缴最晚什么时候补缴？看了还可以说“更多”“全文”“出处”。"),
        "complaint": "对不起，没帮上您。把事情说得具体一点，换个说法再问一次试试；也可以说“更多”，看看别的段落。",
        "compliment": "谢谢夸奖！都是报上的原话，还想知道什么，接着问。",
        "human": "对不起，这里没有人工，我只是个查报的程序。急事请直接打报社或办事部门的电话。",
        "task": "这个我不会，我只会在报上找原话。想知道报上说了什么，打一句问话就行。",
        "clock": "我没有钟，也没有日历，只会查报。时间请看一下您的手机。",
        "weather": "我查的是报上登过的事，眼下的天气说不准，请看天气预报。",
        "sum": "算数我不会，只会查报。请用一下计算器。",
        "feeling": "听您说了。我只会查报，不会聊天；想知道报上说了什么，随时问。",
        "crisis": "听您这么说，我很担心。我只是个查报的程序，请您现在就拨打 12356（全国统一心理援助热线）或 120，"
        "也请告诉身边的人。",
        "remark": "听您说了。想知道报上有没有登过这样的事，请打成一句问话，比如“怎么办”“在哪里办”“什么时候”。",
        "laughter": "哈哈。想知道报上说了什么，打一句问话就行。",
        "nonsense": "这个我没看懂。把想知道的事打成一句话，我去报上找。",
        "foreign": "我只看得懂中文。请用中文问一句。",
        "vague": "您问的是哪件事？请把事情一起说上，比如：职工医保缓缴最晚什么时候补缴？",
        "nothing": "请打一句问话，比如：职工医保缓缴最晚什么时候补缴？",
    },
    same_article="同一篇里还有这一段：",
    other_article="另一篇里的，也许有关：",
    once_more="刚才那一段：",
    headlines="报上有这几篇，说“第二条”看第二篇，说“更多”看别的：",
    earlier="刚才那一问没有找到，下面是之前给您看的那篇。",
    whole_article="全文：",
    more="更多",
    offered="那看看这一段是不是：",
    no_more="没有别的段落了。可以换个说法再问。",
    nothing_offered="别的段落也没有了。请换个说法，把事情说得具体一点再问一次。",
    source="这是报上的原话，出自这里：",
    author="这篇写着：{authors}。",
    no_author="这篇报上没有写是谁写的。",
    date_of="这篇登在：{issue}。",
    no_date="这一版上没有看到日期，所以不知道是哪天的报。",
    empty_question="请打一句问话，比如：职工医保缓缴最晚什么时候补缴？",
    failed="对不起，刚才出了点问题，请过一会儿再问一次。",
    start="您好！想知道报上说了什么，直接打字问我就行。\n比如：职工医保缓缴最晚什么时候补缴？",
    help=(
        "直接打字问我，我把报上的原话找给您看，不添一个字。\n"
        "原话下面写着出自哪篇文章。想多看几段，就点“下一段”。\n"
        "在群里，请这样问：/ask 医保缓缴到什么时候？\n"
        "换个话题发 /new；记了您什么、怎么删，发 /privacy。"
    ),
    menu_ask="问一句，比如：/ask 医保缓缴到什么时候？",
    menu_help="怎么问",
    menu_new="换个问题",
    menu_privacy="记了您什么",
    menu_forget="把问过的话都删掉",
    text_only="我只看得懂文字。请把想问的打成一句话发给我。",
    cut="您的问题有点长，我只按前{limit}个字来找。",
    cut_to="您的话有点长，我只按这一句来找：{question}",
    also_near="拿不太准，这一段也许有关：",
    expired="这个按钮用不了了，请把问题再发一次。",
    not_yours="这是别人问的，请他来翻；您想问什么，请自己发一句。",
    too_many="您发得太快了，我一时答不过来。请过一分钟再问，没答的那几句请到时再发一次。",
    reference="（编号 {reference}）",
    privacy=(
        "我只记您最近问过的话，用来听懂您接着问的是什么；答过的消息，内容随即删去。"
        "记下的话到期自动删掉，最长{days}天；现在就要删，请发 /forget。"
    ),
    forgotten="好，您问过的话都删掉了。",
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
    console_help=(
        "直接打字提问，回车。/more 看下一段；也可以说“全文”“出处”“谁写的”“换个问题”。"
        "/quit 退出，按 Ctrl-D 或 Ctrl-C 也行。"
    ),
    goodbye="再见。",
    prompt="问> ",
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
    unknown="No article has {words}.",
    quoted="“{word}”",
    nearest_article="The article that comes nearest is 《{headline}》.",
    suggestion="Did you mean: {question}",
    talk={
        **dict.fromkeys(
            ("more", "repeat", "article", "source", "author", "date", "wrong"),
            "There is no article to speak of yet. Ask a question first.",
        ),
        "clear": "Fine, go ahead.",
        "browse": "No article on this was found. Try other words.",
        "doubt": "What I show is the paper's own words; whether they are true I do not know. For the source say 出处.",
        "explain": "I only find the paper's own words; I cannot explain or rewrite them. For all of it say 全文.",
        "greeting": "Hello! To learn what the paper says, just type your question in Chinese.",
        "thanks": "You are welcome. Ask on if you like.",
        "assent": "Good. Ask on if you like.",
        "farewell": "Goodbye! Come back any time.",
        "who": "I am baowen, a program. You ask, and I find the passage of the paper that says it, word for word.",
        "help": (
            "Type what you want to know, in Chinese. "
            "After an answer you can say 更多 (more), 全文 (all of it), 出处 (source)."
        ),
        "complaint": "Sorry that this did not help. Try asking in other words, or say 更多 to see more passages.",
        "compliment": "Thank you! It is all in the paper's own words. Ask on if you like.",
        "human": "Sorry, there is nobody here but a program that searches the paper.",
        "task": "I cannot do that. I only find what the paper says.",
        "clock": "I have no clock and no calendar. Your phone has both.",
        "weather": "I search what the paper has printed. For today's weather see a forecast.",
        "sum": "I cannot do sums. Please use a calculator.",
        "feeling": "I see. I can only search the paper; ask me what it says at any time.",
        "crisis": "I am worried to hear that. I am only a program that searches the paper: please call 12356 (mental "
        "health line, China) or 120 now, and tell somebody near you.",
        "remark": "I see. To learn whether the paper has printed something of the kind, make it a question.",
        "laughter": "Ha. To learn what the paper says, type a question.",
        "nonsense": "I do not understand. Type what you want to know, in Chinese.",
        "foreign": "I understand only Chinese. Please ask in Chinese.",
        "vague": "What is your question about? Please say so in one sentence.",
        "nothing": "Please type a question, in Chinese, about what is in the paper.",
    },
    same_article="The same article also has this:",
    other_article="From another article; it may have to do with it:",
    once_more="The passage once more:",
    headlines="The paper has these. Say 第二条 to read the second, 更多 to see others:",
    earlier="Your last question was not answered; this is the article shown before.",
    whole_article="The whole article:",
    more="more",
    offered="Perhaps it is this one:",
    no_more="There are no more passages. Try asking in other words.",
    nothing_offered="There is no other passage either. Please ask again in other words.",
    source="These are the paper's own words. They stand here:",
    author="The article names: {authors}.",
    no_author="The paper does not say who wrote this.",
    date_of="It was printed in: {issue}.",
    no_date="The page shows no date, so the day is not known.",
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
        "In a group, ask like this: /ask 医保缓缴到什么时候？\n"
        "For another subject send /new; for what is kept about you, and how to delete it, /privacy."
    ),
    menu_ask="Ask a question: /ask 医保缓缴到什么时候？",
    menu_help="How to ask",
    menu_new="Another subject",
    menu_privacy="What is kept about you",
    menu_forget="Delete what I asked",
    text_only="I can only read text. Please type your question.",
    cut="Your question is rather long. I searched for its first {limit} characters.",
    cut_to="Your message is rather long. I searched for this: {question}",
    also_near="The paper does not say this directly. Another passage that comes near:",
    expired="This button no longer works. Please send the question again.",
    not_yours="Somebody else asked this. To see more, ask a question of your own.",
    too_many="You send more than I can answer. Please wait a minute, and send again what was not answered.",
    reference=" (reference {reference})",
    privacy=(
        "I keep what you asked lately, to understand what you ask next; the content of a message that is answered "
        "is deleted at once. What is kept is deleted after {days} days at most; to delete it now, send /forget."
    ),
    forgotten="Done: everything that you asked is deleted.",
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
    more_hint="({count} more: /more)",
    unknown_command="There is no command {command}. See /help.",
)


def choose_replies(language: str | None) -> Replies:
    """The sentences for a client's IETF language tag (`zh-hans`, `en-GB`); Chinese where it says nothing."""
    return ENGLISH if language and language.lower().split("-")[0] == "en" else CHINESE
