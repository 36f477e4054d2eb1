"""The sentences that a person reads, by name, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from bot.records import Talk

if TYPE_CHECKING:
    from bot.chat.replies.console import ConsoleReplies
    from bot.chat.replies.desk import DeskReplies
    from bot.chat.replies.feedback import FeedbackReplies
    from bot.chat.replies.filters import FilterReplies
    from bot.chat.replies.listing import ListingReplies
    from bot.chat.replies.paging import PagingReplies
    from bot.chat.replies.service import ServiceReplies
    from bot.chat.replies.web import WebReplies


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences, by default the Chinese ones. `str.format` fills in {fields}."""

    language: Literal["chinese", "english"] = "chinese"
    # between two sentences
    sentence_separator: str = ""
    # the paper does not answer the question
    not_found: str = "报上没有说到这个。换个说法再问问看？"
    # put before an answer that is not sure
    unsure: str = "不敢说一定，您看问的是不是这个："
    # as not_found, with the nearest passages below it
    nearest: str = "拿不太准，下面这段也许有关："
    # no article has these {words} of the question, each in quotation marks: before the nearest passages, and instead
    unknown: str = "报上没有用{words}这样的词。"
    words_not_found: str = "没有找到：报上没有用{words}这样的词。换个说法再问问看？"
    quoted: str = "“{word}”"
    # all words of the question are in the paper: the {headline} of the article that comes nearest to it
    nearest_article: str = "最接近的一篇是《{headline}》。"
    # the question has a slip, and is not answered: {question} is what may have been meant
    suggestion: str = "您是不是要问：{question}"
    # the {question}, without words that no article has, is answered; reworded: it was looked up, as without a slip
    rewording: str = "这样问，报上有：{question}"
    # of two questions at once one is answered; the other {question} is, too, by another passage
    also_asked: str = "您问的另一句，报上也有：{question}"
    reworded: str = "按这一句找的：{question}"
    # what is said to each kind of talk; to what concerns the article at hand, where there is none
    talk: Mapping[Talk, str] = field(
        default_factory=lambda: {
            **dict.fromkeys(
                ("more", "back", "repeat", "article", "source", "author", "date", "wrong"),
                "现在手头没有文章。您想知道什么事，先问一句吧。",
            ),
            "clear": "好，您请问。",
            "browse": "没有找到这样的报道。换个说法再问问看？",
            "newspapers": "我这里的报纸：",
            "doubt": "我给您看的都是报上的原话，一个字没有改；报上说得准不准，我不知道。想看出自哪里，就说“出处”。",
            "explain": "我只会找报上的原话，不会解释，也不会改写。想把那篇从头看一遍，就说“全文”。",
            "greeting": "您好！想知道报上说了什么，直接打字问我就行。",
            "thanks": "不客气。还想知道什么，接着问。",
            "assent": "好的。还想知道什么，接着问。",
            "farewell": "再见！想起什么再来问。",
            "who": "我是报问，一个程序：您问一句，我把报上说到的那段找出来，不添一个字。别的事我不会。",
            "help": "把想知道的事打成一句话就行。看了还可以说“更多”“全文”“出处”。",
            "complaint": "对不起，没帮上您。把事情说得具体一点，换个说法再问一次试试；也可以说“更多”，看看别的段落。",
            "compliment": "谢谢夸奖！都是报上的原话，还想知道什么，接着问。",
            "human": "对不起，这里没有人工，我只是个查报的程序。急事请直接打报社或办事部门的电话。",
            "task": "这个我不会，我只会在报上找原话。想知道报上说了什么，打一句问话就行。",
            "newsroom": "投稿、爆料、登广告、订报，要找报社才行，我只会查报；报上没有找到怎么联系。",
            "clock": "我没有钟，也没有日历，只会查报。时间请看一下您的手机。",
            "weather": "我查的是报上登过的事，眼下的天气说不准，请看天气预报。",
            "sum": "算数我不会，只会查报。请用一下计算器。",
            "feeling": "听您说了。我只会查报，不会聊天；想知道报上说了什么，随时问。",
            "crisis": "听您这么说，我很担心。我只是个查报的程序，请您现在就拨打 12356（全国统一心理援助热线）或 120，"
            "也请告诉身边的人。",
            "emergency": "先别问我，赶快打电话：着火打 119，伤病打 120，有人打人、抢东西打 110，"
            "被骗打 96110，家里打人也可打 12338。我只是个查报的程序。",
            "remark": "听您说了。想知道报上有没有登过这样的事，请打成一句问话，比如“怎么办”“在哪里办”“什么时候”。",
            "laughter": "哈哈。想知道报上说了什么，打一句问话就行。",
            "nonsense": "这个我没看懂。把想知道的事打成一句话，我去报上找。",
            "foreign": "我只看得懂汉字。请用汉字问一句。",
            "vague": "您问的是哪件事？请把事情一起说上，打成一句问话。",
            "nothing": "请打一句问话，把想知道的事说上。",
        }
    )
    # put before another passage of the last question: one of the same article, one of another, one that is offered
    # because the first was not what was asked, the first once more
    same_article: str = "同一篇里还有这一段："
    other_article: str = "另一篇里的，也许有关："
    offered: str = "那看看这一段是不是："
    once_more: str = "刚才那一段："
    # put before headlines, the newest or those on a subject; and how one of them is read
    headlines: str = "报上有这几篇，说“第二条”看第二篇，说“更多”看别的："
    # put before what is said of an article where the last question was not answered: it is that of the question before
    earlier: str = "刚才那一问没有找到，下面是之前给您看的那篇。"
    # put before an article without a headline
    whole_article: str = "全文："
    # there is no other passage or headline, also after the first was not what was asked
    no_more: str = "没有更多了。可以换个说法再问。"
    nothing_offered: str = "别的段落也没有了。请换个说法，把事情说得具体一点再问一次。"
    which: str = "您说的是哪一条？回“第一条”看全文，“第一条谁写的”看作者。"
    # nor is there one before the first
    first: str = "前面没有了，这已经是最前面的。"
    # where the passage stands, who wrote it and when it was printed, each with the article below it
    source: str = "这是报上的原话，出自这里："
    author: str = "这篇写着“{authors}”。"
    no_author: str = "这篇报上没有写是谁写的。"
    date_of: str = "这篇登在：{issue}。"
    no_date: str = "这一版上没有看到日期，所以不知道是哪天的报。"
    # something went wrong on our side
    failed: str = "对不起，刚才出了点问题，请过一会儿再问一次。"

    # the first words to a new person, and how to ask
    start: str = "您好！想知道报上说了什么，直接打字问我就行。"
    # put behind it: {questions} that the corpus answers
    examples: str = "比如：\n{questions}"
    help: str = (
        "直接打字问我，我把报上的原话找给您看，不添一个字。\n"
        "原话下面写着出自哪篇文章。想多看几段，就点“下一段”；想看整篇，就点“全文”。\n"
        "在群里，请在 /ask 后面打上要问的话。\n"
        "换个话题发 /new；记了您什么、怎么删，发 /privacy。"
    )
    # what the commands do, in Telegram's menu of commands
    menu_ask: str = "问一句：/ask 后面打上要问的话"
    menu_help: str = "怎么问"
    menu_new: str = "换个问题"
    menu_privacy: str = "记了您什么"
    menu_forget: str = "把问过的话都删掉"
    # a photo, a voice message or a sticker instead of a question
    text_only: str = "我只看得懂文字。请把想问的打成一句话发给我。"
    # what is being done while an index is made
    reading: str = "读报"
    indexing: str = "编索引"
    pushing: str = "送入 Milvus"
    encoding: str = "编语义"
    # put before an answer when only a part of a long message was used: its first {limit} characters, or one {question}
    cut: str = "您的问题有点长，我只按前{limit}个字来找。"
    cut_to: str = "您的话有点长，我只按这一句来找：{question}"
    # as nearest, with another passage than the nearest one
    also_near: str = "拿不太准，这一段也许有关："
    # a button that can no longer be used
    expired: str = "这个按钮用不了了，请把问题再发一次。"
    # a button below the answer to somebody else's question
    not_yours: str = "这是别人问的，请他来翻；您想问什么，请自己发一句。"
    # somebody sends more messages in a minute than are answered
    too_many: str = "您发得太快了，我一时答不过来。请过一分钟再问，没答的那几句请到时再发一次。"
    # put behind `failed`: what the operator finds in the log
    reference: str = "（编号 {reference}）"
    # what is kept about people for so many {days}, with what concerns the desk where there is one; that it was deleted
    privacy: str = (
        "我记着您最近问过的话，好听懂您接着问的是什么；还记着您点过的“有用”“没用”，和您托我留意的问题。\n"
        "答过的消息，内容马上删掉。统计里只记问了什么、答没答上，不记是谁。\n"
        "记下的最多留{days}天，到期自动删掉；现在就要删，请发 /forget。"
    )
    privacy_desk: str = (
        "您转给{desk}的话，{desk}的人看得到，但看不到是谁发的。{desk}的答复要是发布了，问题也一起登出来，不带您的名字。\n"
        "没有办完的事，留到办完为止；发了 /forget，就不再办了。"
    )
    forgotten: str = "好，您问过的、转过的、评过的，都删掉了。"
    # the buttons: {rank} of {total} is the passage that they lead to
    next_passage: str = "下一段（{rank}/{total}）"
    previous_passage: str = "上一段（{rank}/{total}）"
    # where a passage stands: {headline}; {names} of a text's and of a photo's authors; {year}, {month}, {day};
    # number of the {page} as printed; {first} and {last} line of the file; other {places} of the same article
    headline: str = "《{headline}》"
    written_by: str = "文：{names}"
    photo_by: str = "图：{names}"
    name_separator: str = "、"
    # of each newspaper that there is, on a line with its {days} and how many {articles} it has; the {name} that stands
    # for pages without one; from the {first} to the {last} of so many {issues}, or none; that there are {count} more;
    # and what to ask for next
    newspaper: str = "{name}：{days}，{articles:,} 篇文章和图片"
    unnamed: str = "没写报名的版面"
    between: str = "{first}至{last}，{issues:,} 天的报"
    undated: str = "没写日期"
    more_newspapers: str = "还有 {count:,} 种。"
    ask_newest: str = "想看最新的几篇，就说“有哪些新闻”。"
    # the first {names} of {count} people
    many_names: str = "{names}等{count}人"
    date: str = "{year}年{month}月{day}日"
    page: str = "第{page}版"
    line: str = "第{first}行"
    lines: str = "第{first}—{last}行"
    # the {lines} are those of the whole article and not of a passage
    lines_of_all: str = "全文{lines}"
    also: str = "另见：{places}"
    place_separator: str = "；"

    # Groups of sentences: each is read from the file of its name when it is first needed, because most questions need
    # few of them.

    # the terminal
    console: ConsoleReplies = field(init=False)
    # the desk; ratings, and answers that come later; buttons that turn pages
    desk: DeskReplies = field(init=False)
    feedback: FeedbackReplies = field(init=False)
    paging: PagingReplies = field(init=False)
    # the web page
    web: WebReplies = field(init=False)
    # for a browser: what was read of pages
    listing: ListingReplies = field(init=False)
    # what a choice of newspaper and days leaves out
    filters: FilterReplies = field(init=False)
    # who may use the bot, what it reads, and its figures
    service: ServiceReplies = field(init=False)

    # type checkers do not see this, because they would take every misspelt name for a group
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """A group that was not read yet."""
            if name not in self.__dataclass_fields__:
                raise AttributeError(f"there are no {name!r} among the replies")
            group = getattr(import_module(f"bot.chat.replies.{name}"), f"{self.language}_{name}".upper())
            object.__setattr__(self, name, group)
            return group
