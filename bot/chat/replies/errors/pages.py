"""What is wrong with pages, and with the files beside them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PAGES"]

PAGES: Mapping[str, str] = {
    # what becomes of it
    "skipped": "没有读",
    "not used": "没有用上",
    "left out": "没有用上",
    "not followed": "没有读",
    "check it": "请看一看读得对不对",
    "it is not used": "没有用上",
    # pages
    "the file is empty": "文件是空的",
    "the file is binary, not text": "文件不是文字",
    "the file is binary, or text in no encoding we know: save it as UTF-8": (
        "文件不是文字，或者编码认不出：请存成 UTF-8"
    ),
    "the text is damaged (not {encoding}, or cut through): save it as UTF-8": (
        "文字坏了（不是 {encoding}，或者缺了一截）：请存成 UTF-8"
    ),
    "the file is too large for a page ({size} MB)": "文件有 {size} MB，一版报没有这么大",
    "not a file but a pipe, socket or device": "这不是文件，是管道、套接字或设备",
    "cannot be opened ({reason})": "打不开（{reason}）",
    "cannot be read ({reason})": "读不了（{reason}）",
    "a file of baowen articles --html, not a page": "这是 baowen articles --html 画的图，不是版面",
    "it is in doubt what is the article on this web page": "这个网页上哪些是文章，拿不准",
    "no article on this web page": "这个网页上没有文章",
    "reading it ended the process, for lack of memory or by a fault": (
        "读它的进程没读完就没了（内存不够，或者出了错）"
    ),
    "reading it takes too long: read in {pieces} pieces": "读它太费时间，分成 {pieces} 块读了",
    "{lines} lines are more than a page has: read in {pieces} pieces": (
        "有 {lines} 行，一版报没有这么多，分成 {pieces} 块读了"
    ),
    # PDF
    "the PDF has a password: save it without one": "PDF 有密码：请去掉密码再存",
    "the PDF is damaged": "PDF 坏了",
    "the PDF is damaged: it has no pages": "PDF 坏了，里面一页也没有",
    "this page of the PDF is damaged": "PDF 的这一页坏了",
    "{count} more pages of the PDF are damaged": "PDF 里还有 {count} 页坏了",
    "the PDF holds no text, only pictures (a scan): save it with its text": (
        "PDF 里没有文字，只有图（扫描的）：请用带文字的"
    ),
    "no text on page {page} of {count}, only pictures": "共 {count} 页，第 {page} 页没有文字，只有图",
    "no text on pages {pages} of {count}, only pictures": "共 {count} 页，第 {pages} 页没有文字，只有图",
    "{some} and {count} more": "{some} 等，另有 {count} 个",
    "the PDF says that it has {count} pages, too many for a newspaper: {read} are read": (
        "PDF 说自己有 {count} 页，一份报没有这么多：读了 {read} 页"
    ),
    "too many characters for a newspaper page ({count})": "有 {count} 个字符，一版报没有这么多",
    "its fonts do not tell which characters they draw: save the text itself": (
        "它的字体没写明画的是哪些字：请另存成文字"
    ),
    "a stream of the PDF is packed twice, which only harmful files are": (
        "PDF 里有一段压缩了两次，只有害人的文件才这样"
    ),
    "the PDF unpacks to more than {size} MB, too much for a page": "PDF 解开有 {size} MB 以上，一版报没有这么大",
    # folders
    "there is no file or folder {path}: check how its path is written": (
        "没有 {path} 这个文件或文件夹：看看路径写对了没有"
    ),
    "there is no file or folder {path}: check BAOWEN_CORPUS, or name --corpus": (
        "没有 {path} 这个文件或文件夹：看看 BAOWEN_CORPUS，或者用 --corpus 写明"
    ),
    "no page in {paths}: put the pages there as {kinds} files": (
        "{paths} 里没有版面：请把版面放进去，存成 {kinds} 文件"
    ),
    "no page of the corpus can be read ({reasons})": "版面一个也读不了（{reasons}）",
    "the pages hold no text": "版面上没有文字",
    "the folder cannot be opened ({reason})": "文件夹打不开（{reason}）",
    "a link that leads out of the corpus folder": "链接指到报纸文件夹外面去了",
    "a link that leads nowhere": "链接指的地方什么也没有",
    "a link to a folder": "是指到文件夹的链接",
    "{files} left out: {names}; pages are {kinds}": "{files}没有读：{names}；版面是 {kinds} 文件",
    "1 file of another kind": "有 1 个别的文件",
    "{count} files of other kinds": "有 {count} 个别的文件",
    ".txt, .md, .html, .htm or .pdf": ".txt、.md、.html、.htm 或 .pdf",
    # corrections
    "the file is too large for corrections": "文件太大，不像更正",
    "there is no page {page}: rename the file as its page, or delete it": (
        "没有 {page} 这个版面：请把文件改成版面的名字，或者删掉"
    ),
    "does not fit {page} ({reason}): mend it or delete it; the correction is skipped": (
        "跟 {page} 对不上（{reason}）：请改好或删掉；这条更正没有用上"
    ),
    "no article begins with {words}": "没有一篇以{words}开头",
    "{count} articles begin with {words}": "有 {count} 篇以{words}开头",
    "these lines hold no text of an article": "这几行里没有文章的正文",
    "it has {count} lines": "它只有 {count} 行",
    "line {line} belongs to another correction already": "第 {line} 行已经归了另一条更正",
    "{words} is not in its lines {first} to {last}": "第 {first} 到 {last} 行里没有{words}",
    "{line} begins with none of {keys}": "{line}的开头不是{keys}中的一个",
    "no article is named yet: begin with 文章：and its first words": "还没说是哪篇：先写“文章：”和它的头几个字",
    "nothing follows 文章：{words}": "“文章：{words}”后面什么也没有",
    "{key} is there twice for one article": "一篇里写了两次“{key}”",
    "{value} is too short: give the article's first {count} characters or more": (
        "{value}太短：请写文章开头的 {count} 个字以上"
    ),
    "{value} is no kind: take one of {kinds}": "没有{value}这一种：请从 {kinds} 里选",
    "{value} are no lines: write 12-40 or 12-40, 52-60": "{value}不是行号：请写 12-40，或者 12-40, 52-60",
    "{value} is no answer: take 是 or 否": "{value}不对：请写“是”或“否”",
    # pages.toml, lexicons and user words
    "the file is larger than {size} MB": "文件超过 {size} MB",
    "the file is not UTF-8 text: save it as UTF-8": "文件不是 UTF-8：请存成 UTF-8",
    "not UTF-8": "不是 UTF-8",
    "is no valid TOML ({reason})": "不合 TOML 的写法（{reason}）",
    "a table with {keys}": "表，里面是 {keys}",
    "'pages' must be a table, [pages.\"file\"]": 'pages 要写成表：[pages."文件"]',
    "{key} is unknown: take {names}": "不认得 {key}：只能写 {names}",
    '[defaults] or [pages."file"]': '[defaults] 或 [pages."文件"]',
    "{key} must be {expected}": "{key} 要写成{expected}",
    'a name in quotes, such as "杭州日报"': '加引号的名字，比如 "杭州日报"',
    "a day of the calendar, such as 2023-05-18": "日历上的一天，比如 2023-05-18",
    'a number or a text, such as 3 or "A03"': '数或文字，比如 3 或 "A03"',
    "a group is two words or more, 官方说法 < 大白话": "一组要有两个以上的词，写成：官方说法 < 大白话",
    "{word} has not {least} to {most} characters": "{word}不是 {least} 到 {most} 个字",
    "a line is a word, a number and small letters, 词 100 n": "一行写一个词、一个数和小写字母：词 100 n",
    "a word is seen 1 to {most} times": "一个词的次数从 1 到 {most}",
    "cannot be opened ({reason}): check BAOWEN_WORDS": "打不开（{reason}）：看看 BAOWEN_WORDS",
    # systems
    "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限",
    "Is a directory": "是文件夹",
    "Not a directory": "不是文件夹",
    "File name too long": "文件名太长",
    "Too many levels of symbolic links": "链接绕成了圈",
    "Address already in use": "已经被别的程序占用",
    "Cannot assign requested address": "这台机器没有这个地址",
}
