"""The sentences about the desk: what people read who pass something on to it, and what its operators read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DeskReplies:
    """The sentences, by default the Chinese ones. {desk} is what the desk is called, {number} that of the case."""

    # -- people ---------------------------------------------------------------------------------------------------
    # the button that passes a question on
    pass_on: str = "转给{desk}"
    # it was passed on; outside the desk's hours, with the {opening}: {month}, {day}, {weekday} from 0 and {time}
    passed_on: str = "已经转给{desk}，编号是 {number}。有了答复，我马上发给您；发 /mine 可以看办到哪一步了。"
    kept_until: str = "{desk}现在不上班，先给您记着，{opening}开始办。"
    opening: str = "{month}月{day}日（{weekday}）{time}"
    weekdays: tuple[str, ...] = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
    # which of the subjects below it is about
    which_subject: str = "是哪方面的事？点一下，{desk}好安排人办。"
    # it was passed on before, and where it stands
    passed_before: str = "这一问已经转给{desk}了：{number} 号，{state}。"
    # the person has {count} cases that are not finished
    too_many: str = "您有 {count} 件还没有办完，等{desk}答复了再转吧。"
    # somebody has taken the case; has closed it without an answer; it could not be shown to the operators
    taken: str = "您的 {number} 号，{desk}有人接了，正在办。"
    closed: str = "您的 {number} 号，{desk}已经结了，没有另外答复。"
    lost: str = "对不起，您的 {number} 号没能送到{desk}，请直接跟他们联系。"
    # put before the desk's reply
    reply: str = "【{desk}的答复】{number} 号。这是{desk}写的，不是报上的原话："
    # what is said to who asks for a person; what is said of the desk to who asks how to ask
    human: str = "我只是个查报的程序。要找{desk}的人，发 /report 把事情写下来，我转过去；急事请直接打电话。"
    help: str = "报上没有的，点“转给{desk}”；要反映问题，发 /report；办到哪一步了，发 /mine。"
    # what a person says in reply to the desk was passed on, too
    added: str = "好，接着转给{desk}了，还是 {number} 号。"
    # what comes next is reported; where reports are taken; that more was added to one
    report_prompt: str = "请把要反映的事写成一条消息发来，可以带照片，说明写在照片下面。不反映了，就发 /new。"
    report_in_private: str = "反映问题，请私下发给我：打开我的对话，发 /report。"
    report_changed: str = "好，{number} 号改过了，{desk}看得到。"
    # the person's cases: the title, a line, that there are none
    mine: str = "您转给{desk}的："
    mine_line: str = "{number} 号（{category}，{date}）{state}：{text}"
    mine_none: str = "您没有转给{desk}的事。"
    # what the commands do, in Telegram's menu
    menu_report: str = "反映问题"
    menu_mine: str = "我转出去的，办到哪一步了"

    # -- both -----------------------------------------------------------------------------------------------------
    # kinds and states of cases; a kind with its subject; a case was put to a subject
    categories: Mapping[str, str] = field(default_factory=lambda: {"question": "提问", "report": "反映问题"})
    kind: str = "{category}·{subject}"
    sorted: str = "好，{number} 号归到“{subject}”了。"
    states: Mapping[str, str] = field(
        default_factory=lambda: {"open": "等人接", "taken": "有人在办", "answered": "已答复", "closed": "已结"}
    )

    # -- operators ------------------------------------------------------------------------------------------------
    # everything about one case begins with 📨#{number}, by which a reply to it is told; nothing else that the bot
    # writes there does, a passage of a page neither
    card: str = "📨#{number} {category} · {state}"
    # in place of the state: {taker} is at work on it
    at_work: str = "{taker}在办"
    before: str = "前面问过：{questions}"
    nearest: str = "报上最接近的是《{headline}》。"
    photos: str = "照片 {count} 张，在下面。"
    how_to_reply: str = "回复这条消息，就是答复本人。"
    forgotten: str = "本人删去了自己的话。"
    photo: str = "📨#{number} 的照片"
    changed: str = "📨#{number} 本人改成了：\n{text}"
    goes_on: str = "📨#{number} 本人接着说：\n{text}"
    # buttons
    sort: str = "归类"
    take: str = "我来办"
    close: str = "不办，结掉"
    publish: str = "发布这条答复"
    withdraw: str = "撤下"
    # what a button has done; that it can do nothing any more; that it is not for everybody
    you_took: str = "{number} 号归您了。回复那条消息，就是答复本人。"
    stands: str = "{number} 号：{state}。"
    gone: str = "没有这一件，或者已经删掉了。"
    not_operator: str = "这个按钮，只有{desk}的人能用。"
    # what became of a reply; of the page with it
    reply_sent: str = "📨#{number} 已经发给本人。"
    reply_closed: str = "📨#{number} 已经结了，这一条没有发。"
    reply_edited: str = "📨#{number} 改过的话没有再发。要更正，请再回复一次。"
    reply_kind: str = "📨#{number} 只能转文字和照片，这一条没有发。"
    undelivered: str = "📨#{number} 的消息没有送到：本人停用了机器人，或者那个群不在了。"
    published: str = "📨#{number} 已经发布，过一会儿就能查到。"
    withdrawn: str = "撤下了，过一会儿就查不到了。"
    not_published: str = "发布不了：放答复的文件夹写不进去。"
    # the newspaper that a published reply is cited by
    newspaper: str = "{desk}答复"
    # nobody has taken {count} cases, of which the oldest has {waited} for so many of the units below
    reminder: str = "还有 {count} 件没有人接，最早的等了{waited}：{numbers}"
    minutes: str = " {count} 分钟"
    hours: str = " {count} 小时"
    days: str = " {count} 天"
    # of what was taken {count} cases are not answered after a day
    taken_reminder: str = "有 {count} 件接了一天多，还没有答复：{numbers}"
    # the cases that are not finished: the title, a line, that there are none
    unfinished: str = "没有办完的 {count} 件："
    unfinished_line: str = "#{number} {category} · {state}：{text}"
    unfinished_none: str = "都办完了。"


CHINESE_DESK = DeskReplies()

ENGLISH_DESK = DeskReplies(
    pass_on="Ask {desk}",
    passed_on="Passed on to {desk} as number {number}. You will get the reply as soon as there is one; "
    "to see how far it is, send /mine.",
    kept_until="{desk} is closed now. Your message is kept; they will read it from {opening} on.",
    opening="{weekday} {month}/{day} {time}",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    which_subject="What is it about? Press one, so that the right people at {desk} see it.",
    passed_before="Passed on to {desk} already: number {number}, {state}.",
    too_many="{count} of your cases are not finished yet. Please wait for {desk}'s replies first.",
    taken="Somebody at {desk} is at work on your number {number}.",
    closed="{desk} has closed your number {number} without a reply.",
    lost="Sorry, your number {number} could not be shown to {desk}. Please ask them directly.",
    reply="[Reply of {desk}] Number {number}. This was written by {desk} and is not from the paper:",
    human="I am only a program that searches the paper. To reach the people at {desk}, send /report and write down "
    "what it is about; if it is urgent, please call them.",
    help="What the paper does not say can be passed on: press “Ask {desk}”. To report something send /report; to see "
    "what became of it, /mine.",
    added="Passed on to {desk} as well, still as number {number}.",
    report_prompt="Send what you want to report in one message. A photo is welcome, with your words below it. "
    "If you change your mind, send /new.",
    report_in_private="Please send reports to me alone: open a chat with me and send /report.",
    report_changed="Fine, number {number} is changed; {desk} can see it.",
    mine="Passed on to {desk}:",
    mine_line="Number {number} ({category}, {date}), {state}: {text}",
    mine_none="You have passed nothing on to {desk}.",
    menu_report="Report something",
    menu_mine="What became of what I passed on",
    categories={"question": "question", "report": "report"},
    kind="{category} on {subject}",
    sorted="Fine, number {number} is about “{subject}”.",
    states={"open": "waiting", "taken": "somebody is at work on it", "answered": "answered", "closed": "closed"},
    card="📨#{number} {category} · {state}",
    at_work="{taker} is at work on it",
    before="Asked before: {questions}",
    nearest="The paper's nearest article is 《{headline}》.",
    photos="Photos below: {count}.",
    how_to_reply="Reply to this message to answer the person.",
    forgotten="The person has deleted what they wrote.",
    photo="📨#{number}: photo",
    changed="📨#{number}: the person has changed it to:\n{text}",
    goes_on="📨#{number}: the person adds:\n{text}",
    sort="Set the subject",
    take="I take it",
    close="Close it",
    publish="Publish this reply",
    withdraw="Withdraw it",
    you_took="Number {number} is yours. Reply to its message to answer the person.",
    stands="Number {number}: {state}.",
    gone="There is no such case, or it was deleted.",
    not_operator="Only the people at {desk} can use this button.",
    reply_sent="📨#{number} was sent to the person.",
    reply_closed="📨#{number} is closed; this was not sent.",
    reply_edited="📨#{number}: what you changed was not sent again. Reply once more to correct it.",
    reply_kind="📨#{number}: only texts and photos can be sent on; this was not.",
    undelivered="📨#{number}: a message could not be delivered. The person has stopped the bot, or the group is gone.",
    published="📨#{number} is published and will be found in a moment.",
    withdrawn="Withdrawn: in a moment it will not be found any more.",
    not_published="It could not be published: the folder for replies cannot be written to.",
    newspaper="{desk}答复",
    reminder="Nobody has taken these yet ({count}; the oldest has waited for {waited}): {numbers}",
    minutes="{count} minutes",
    hours="{count} hours",
    days="{count} days",
    taken_reminder="Taken more than a day ago, and still without a reply ({count}): {numbers}",
    unfinished="Not finished ({count}):",
    unfinished_line="#{number} {category} · {state}: {text}",
    unfinished_none="All is done.",
)
