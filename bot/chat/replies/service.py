"""The sentences about the service itself: who may use it, what it reads, what was asked and how well that went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ServiceReplies:
    """The sentences, by default the Chinese ones."""

    # the person, whose {number} the operator may let in, may not use the bot
    not_admitted: str = "对不起，这个机器人只为指定的人和群服务。想用，请把这个编号告诉管理它的人：{number}。"
    # what the bot reads: newspapers, days, how many articles, its own version
    about: str = "我查的是{newspapers}：{articles} 篇文章{days}。\n报问 {version}，只给报上的原话。"
    about_newspapers: str = "《{names}》"
    about_pages: str = "几个版面"
    about_days: str = "，{first}到{last}的报"
    # what people asked most lately; that there is too little to tell
    hot: str = "这几天问得最多的："
    hot_none: str = "这几天没有大家都在问的事。想知道什么，直接问我。"
    # what is said to who is no operator
    not_operator: str = "这个只给管理机器人的人看。"
    # more is asked in a group than is answered
    crowded: str = "这里一时问得太多，我答不过来。请过几分钟再问，没答的那几句请到时再发一次。"
    # what the commands do, in Telegram's menu
    menu_hot: str = "大家在问什么"
    menu_about: str = "我查的是哪些报"
    menu_stats: str = "统计"

    # -- figures --------------------------------------------------------------------------------------------------
    # the last {days} days
    title: str = "最近{days}天"
    # each figure by its name in the JSON of `baowen stats`
    figures: Mapping[str, str] = field(
        default_factory=lambda: {
            "questions": "提问",
            "people": "提问的人",
            "answered": "答上的",
            "related": "只有相近的",
            "silent": "报上没有的",
            "helpful": "评为有用的",
            "first_try": "一问就答上的",
            "median": "答复用时（中位）",
            "p95": "答复用时（95%）",
            "p99": "答复用时（99%）",
            "cases": "转出去的",
            "desk_answered": "其中已答复的",
            "taken_minutes": "接单用时（中位，分钟）",
            "answered_minutes": "答复用时（中位，分钟）",
        }
    )
    figure_line: str = "{label}：{value}"
    # what was passed on about a {subject}: {cases}, of which {answered}; what stands for none
    subject_line: str = "· {subject}：{cases} 件，已答复 {answered} 件"
    no_subject: str = "没有归类的"
    # in place of a time that is shorter than a tenth of a second
    quick: str = "不到 0.1 秒"
    unanswered: str = "没答上的："
    most_asked: str = "问得最多的："
    group_line: str = "{number}. {question}（{count} 次，{people} 人）"
    no_words: str = "（没有留问题的原话：BAOWEN_KEEP_QUESTIONS）"
    none: str = "没有"
    # pictures: the titles of the three drawings, and bands
    by_day: str = "每天的提问"
    seconds: str = "答复用时（秒）"
    bands: Mapping[str, str] = field(default_factory=lambda: {"answer": "答上", "related": "相近", "silent": "没有"})


CHINESE_SERVICE = ServiceReplies()

ENGLISH_SERVICE = ServiceReplies(
    not_admitted="Sorry, this bot is for certain people and groups only. To use it, tell its operator your number: "
    "{number}.",
    about="I search {newspapers}: {articles} articles{days}.\nbaowen {version}; the paper's own words only.",
    about_newspapers="《{names}》",
    about_pages="some pages",
    about_days=", printed from {first} to {last}",
    hot="Asked most in the last days:",
    hot_none="Nothing has been asked by several people lately. Just ask.",
    not_operator="This is for the operators of the bot only.",
    crowded="There are more questions here than I can answer. Please wait a few minutes, and send again what was not "
    "answered.",
    menu_hot="What people ask",
    menu_about="Which papers I read",
    menu_stats="Figures",
    title="The last {days} days",
    figures={
        "questions": "questions",
        "people": "people",
        "answered": "answered",
        "related": "only something near",
        "silent": "the paper does not say",
        "helpful": "rated helpful",
        "first_try": "answered at the first try",
        "median": "time to answer, median",
        "p95": "time to answer, 95 %",
        "p99": "time to answer, 99 %",
        "cases": "passed on to the desk",
        "desk_answered": "of these answered",
        "taken_minutes": "minutes until taken, median",
        "answered_minutes": "minutes until answered, median",
    },
    figure_line="{label}: {value}",
    subject_line="· {subject}: {cases}, answered {answered}",
    no_subject="without a subject",
    unanswered="Not answered:",
    most_asked="Asked most:",
    group_line="{number}. {question} ({count}×; people: {people})",
    no_words="(the words of questions are not kept: BAOWEN_KEEP_QUESTIONS)",
    none="none",
    by_day="questions by day",
    seconds="seconds to answer",
    quick="under 0.1 s",
    bands={"answer": "answered", "related": "near", "silent": "not"},
)
