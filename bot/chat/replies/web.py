"""The sentences of the web page, in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebReplies:
    """The sentences of the web page, by default the Chinese ones. `str.format` fills in {fields}."""

    # an IETF language tag
    language: str = "zh-Hans"
    title: str = "报问"
    # what the page is for, above the line for the question, in it, and on its button
    promise: str = "用大白话问一句，报上的原话找给您，写明出自哪篇、哪一行。不生成一个字。"
    placeholder: str = "想知道什么，打一句问话"
    ask: str = "问"
    # the questions before this one, and the way to begin anew
    earlier: str = "接着上面的话问："
    another: str = "换个问题"
    # the choice of articles: its heading, every newspaper, first and last day
    choose: str = "只看某家报纸、某段日子"
    newspaper: str = "报纸"
    every_newspaper: str = "所有报纸"
    since: str = "从"
    until: str = "到"
    # what the choice does; why there is none
    choice: str = "选好了再问，只在这里面找，接着问也一样。"
    no_choice: str = "这里的版面没写是哪家报纸、哪一天，所以不能按报纸和日子挑。"
    # the passage in its article, and what else can be asked of it
    in_article: str = "在文章里看"
    more: str = "更多"
    whole_article: str = "全文"
    # the article beside its page: the way back, the heading of the page's lines, the way to the passage's
    # {line} there, and why there are none
    back: str = "回到问话"
    page_lines: str = "版面 {file}"
    to_line: str = "到第{line}行"
    no_page: str = "版面的文件不在这台机器上。"
    changed_page: str = "版面的文件改过了，行号已经对不上。"
    # a command of the terminal or of Telegram was typed
    no_command: str = "网页上没有 / 开头的命令。想知道什么，打一句问话；提示的语言跟着浏览器走。"
    # the address leads nowhere; the choice of articles cannot be read
    not_found: str = "没有这一页。"
    bad_choice: str = "日子请写成 2022-08-17 这样，开始的一天不能晚于最后一天。"
    # days are chosen, and no article has a date
    undated: str = "这里的版面都没写日期，选了日子就什么也找不到。"


CHINESE_WEB = WebReplies()

ENGLISH_WEB = WebReplies(
    language="en",
    title="baowen",
    promise="Ask in plain Chinese and get the paper's own words, with article and line. Nothing is generated.",
    placeholder="Type a question, in Chinese",
    ask="Ask",
    earlier="After these questions:",
    another="Another subject",
    choose="One newspaper, some days",
    newspaper="Newspaper",
    every_newspaper="every newspaper",
    since="From",
    until="To",
    choice="What is asked after that is looked for in these articles only.",
    no_choice="The pages here name neither newspaper nor day, so that neither can be chosen.",
    in_article="In its article",
    more="More",
    whole_article="The whole article",
    back="Back to the question",
    page_lines="Page {file}",
    to_line="To line {line}",
    no_page="The file of the page is not on this machine.",
    changed_page="The file of the page has changed, so its lines no longer fit.",
    no_command="This page has no commands that begin with /. Type a question; the language is that of the browser.",
    not_found="There is no such page.",
    bad_choice="Write a day as 2022-08-17; the first must not be after the last.",
    undated="No page here has a date, so that nothing is found between days.",
)
