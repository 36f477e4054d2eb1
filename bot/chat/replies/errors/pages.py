"""What is wrong with pages, and with the files beside them."""

from __future__ import annotations

from collections.abc import Mapping

PAGES: Mapping[str, str] = {
    "{file}: {reason}": "{file}：{reason}",
    "{reason}; skipped": "{reason}；没有读",
    "{reason}; left out": "{reason}；没有用上",
    # pages
    "the file is empty; skipped": "文件是空的；没有读",
    "the file is binary, not text; skipped": "文件不是文字；没有读",
    "the file is binary, or text in no encoding we know: save it as UTF-8; skipped": (
        "文件不是文字，或者编码认不出：请存成 UTF-8；没有读"
    ),
    "the text is damaged (not {encoding}, or cut through): save it as UTF-8; skipped": (
        "文字坏了（不是 {encoding}，或者缺了一截）：请存成 UTF-8；没有读"
    ),
    "the file is too large for a page ({size:.0f} MB); skipped": "文件有 {size:.0f} MB，一版报没有这么大；没有读",
    "not a file but a pipe, socket or device; skipped": "这不是文件，是管道、套接字或设备；没有读",
    "not a file but a pipe, socket or device": "这不是文件，是管道、套接字或设备",
    "cannot be opened ({reason}); not used": "打不开（{reason}）；没有用上",
    "cannot be opened ({reason}); skipped": "打不开（{reason}）；没有读",
    "cannot be opened ({reason})": "打不开（{reason}）",
    "cannot be read ({reason}); skipped": "读不了（{reason}）；没有读",
    "a file of baowen articles --html, not a page; skipped": "这是 baowen articles --html 画的图，不是版面；没有读",
    "it is in doubt what is the article on this web page; check it": "这个网页上哪些是文章，拿不准；请看一看读得对不对",
    "no article on this web page; skipped": "这个网页上没有文章；没有读",
    "reading it ended the process, for lack of memory or by a fault; skipped": (
        "读它的进程没读完就没了（内存不够，或者出了错）；没有读"
    ),
    "reading it takes too long: read in {pieces} pieces; check it": (
        "读它太费时间，分成 {pieces} 块读了；请看一看读得对不对"
    ),
    "{lines:,} lines are more than a page has: read in {pieces} pieces; check it": (
        "有 {lines:,} 行，一版报没有这么多，分成 {pieces} 块读了；请看一看读得对不对"
    ),
    # PDF
    "the PDF has a password: save it without one; skipped": "PDF 有密码：请去掉密码再存；没有读",
    "the PDF is damaged; skipped": "PDF 坏了；没有读",
    "the PDF is damaged: it has no pages; skipped": "PDF 坏了，里面一页也没有；没有读",
    "this page of the PDF is damaged; skipped": "PDF 的这一页坏了；没有读",
    "{count} more pages of the PDF are damaged; skipped": "PDF 里还有 {count} 页坏了；没有读",
    "the PDF holds no text, only pictures (a scan): save it with its text; skipped": (
        "PDF 里没有文字，只有图（扫描的）：请用带文字的；没有读"
    ),
    "no text on page {pages} of {count}, only pictures; skipped": (
        "共 {count} 页，第 {pages} 页没有文字，只有图；没有读"
    ),
    "no text on pages {pages} of {count}, only pictures; skipped": (
        "共 {count} 页，第 {pages} 页没有文字，只有图；没有读"
    ),
    "no text on pages {pages} and {more} more of {count}, only pictures; skipped": (
        "共 {count} 页，第 {pages} 等页没有文字，另有 {more} 页也没有，只有图；没有读"
    ),
    "the PDF says that it has {count} pages, too many for a newspaper: {read} are read": (
        "PDF 说自己有 {count} 页，一份报没有这么多：读了 {read} 页"
    ),
    "too many characters for a newspaper page ({count}); skipped": "有 {count} 个字符，一版报没有这么多；没有读",
    "its fonts do not tell which characters they draw: save the text itself; skipped": (
        "它的字体没写明画的是哪些字：请另存成文字；没有读"
    ),
    "a stream of the PDF is packed twice, which only harmful files are; skipped": (
        "PDF 里有一段压缩了两次，只有害人的文件才这样；没有读"
    ),
    "the PDF unpacks to more than {size} MB, too much for a page; skipped": (
        "PDF 解开有 {size} MB 以上，一版报没有这么大；没有读"
    ),
    # folders
    "there is no file or folder {path!r}: check how its path is written": (
        "没有 {path!r} 这个文件或文件夹：看看路径写对了没有"
    ),
    "there is no file or folder {path!r}: check BAOWEN_CORPUS, or name --corpus": (
        "没有 {path!r} 这个文件或文件夹：看看 BAOWEN_CORPUS，或者用 --corpus 写明"
    ),
    "no page in {paths}: put the pages there as {kinds} files": "{paths} 里没有版面：请把版面放进去，存成 {kinds} 文件",
    "no page of the corpus can be read ({reasons})": "版面一个也读不了（{reasons}）",
    "the pages hold no text": "版面上没有文字",
    "the folder cannot be opened ({reason}); skipped": "文件夹打不开（{reason}）；没有读",
    "a link that leads out of the corpus folder; skipped": "链接指到报纸文件夹外面去了；没有读",
    "a link that leads nowhere; skipped": "链接指的地方什么也没有；没有读",
    "a link to a folder; not followed": "是指到文件夹的链接；没有读",
    "1 file of another kind left out: {names}; pages are {kinds}": (
        "有 1 个别的文件没有读：{names}；版面是 {kinds} 文件"
    ),
    "{count} files of other kinds left out: {names}; pages are {kinds}": (
        "有 {count} 个别的文件没有读：{names}；版面是 {kinds} 文件"
    ),
    "{count} files of other kinds left out: {names} and {more} more; pages are {kinds}": (
        "有 {count} 个别的文件没有读：{names} 等，另有 {more} 个；版面是 {kinds} 文件"
    ),
    "{most} or {last}": "{most} 或 {last}",
    # corrections
    "the file is too large for corrections; not used": "文件太大，不像更正；没有用上",
    "there is no page {page}: rename the file as its page, or delete it": (
        "没有 {page} 这个版面：请把文件改成版面的名字，或者删掉"
    ),
    "does not fit {page} ({reason}): mend it or delete it; the correction is skipped": (
        "跟 {page} 对不上（{reason}）：请改好或删掉；这条更正没有用上"
    ),
    "no article begins with {words!r}": "没有一篇以{words!r}开头",
    "{count} articles begin with {words!r}": "有 {count} 篇以{words!r}开头",
    "these lines hold no text of an article": "这几行里没有文章的正文",
    "it has {count} lines": "它只有 {count} 行",
    "line {line} belongs to another correction already": "第 {line} 行已经归了另一条更正",
    "{words!r} is not in its lines {first} to {last}": "第 {first} 到 {last} 行里没有{words!r}",
    "{line!r} begins with none of {keys}：": "{line!r}的开头不是{keys}：中的一个",
    "no article is named yet: begin with 文章：and its first words": "还没说是哪篇：先写“文章：”和它的头几个字",
    "nothing follows 文章：{words:.20}; left out": "“文章：{words:.20}”后面什么也没有；没有用上",
    "{key} is there twice for one article": "一篇里写了两次“{key}”",
    "{value!r} is too short: give the article's first {count} characters or more": (
        "{value!r}太短：请写文章开头的 {count} 个字以上"
    ),
    "{value!r} is no kind: take one of {kinds}": "没有{value!r}这一种：请从 {kinds} 里选",
    "{value!r} are no lines: write 12-40 or 12-40, 52-60": "{value!r}不是行号：请写 12-40，或者 12-40, 52-60",
    "{value!r} is no answer: take 是 or 否": "{value!r}不对：请写“是”或“否”",
    # pages.toml, lexicons and user words
    "the file is larger than {size} MB; not used": "文件超过 {size} MB；没有用上",
    "the file is not UTF-8 text: save it as UTF-8; not used": "文件不是 UTF-8：请存成 UTF-8；没有用上",
    "not UTF-8; skipped": "不是 UTF-8；没有读",
    "is no valid TOML ({reason}); not used": "不合 TOML 的写法（{reason}）；没有用上",
    "{place} must be a table with {keys}; left out": "{place} 要写成表，里面是 {keys}；没有用上",
    "'pages' must be a table, [pages.\"file\"]; left out": 'pages 要写成表：[pages."文件"]；没有用上',
    '{key!r} is unknown: take [defaults] or [pages."file"]; left out': (
        '不认得 {key!r}：只能写 [defaults] 或 [pages."文件"]；没有用上'
    ),
    "{place}.{key} is unknown: take {keys}; left out": "不认得 {place}.{key}：只能写 {keys}；没有用上",
    "{place}.{key} must be {expected}; left out": "{place}.{key} 要写成{expected}；没有用上",
    'a name in quotes, such as "杭州日报"': '加引号的名字，比如 "杭州日报"',
    "a day of the calendar, such as 2023-05-18": "日历上的一天，比如 2023-05-18",
    'a number or a text, such as 3 or "A03"': '数或文字，比如 3 或 "A03"',
    "a group is two words or more, 官方说法 < 大白话; skipped": "一组要有两个以上的词，写成：官方说法 < 大白话；没有读",
    "{word!r} has not {least} to {most} characters; skipped": "{word!r}不是 {least} 到 {most} 个字；没有读",
    "a line is a word, a number and small letters, 词 100 n; skipped": (
        "一行写一个词、一个数和小写字母：词 100 n；没有读"
    ),
    "a word is seen 1 to {most} times; skipped": "一个词的次数从 1 到 {most}；没有读",
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
