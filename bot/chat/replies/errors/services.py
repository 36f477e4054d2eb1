"""What is wrong with the bot's store, with Telegram, the web page and Milvus."""

from __future__ import annotations

from collections.abc import Mapping

SERVICES: Mapping[str, str] = {
    # the web page and servers
    "{address} (Ctrl-C ends it)": "{address}（按 Ctrl-C 停下）",
    "{host}:{port} cannot be listened on ({reason}): choose another --port or --host": (
        "{host}:{port} 用不了（{reason}）：请换一个 --port 或 --host"
    ),
    "the health server cannot listen on {address}:{port} ({reason}): change BAOWEN_HEALTH_LISTEN or "
    "BAOWEN_HEALTH_PORT": (
        "健康检查用不了 {address}:{port}（{reason}）：请改 BAOWEN_HEALTH_LISTEN 或 BAOWEN_HEALTH_PORT"
    ),
    "the webhook server cannot listen on {address}:{port} ({reason}): change BAOWEN_WEBHOOK_LISTEN or "
    "BAOWEN_WEBHOOK_PORT": (
        "接收 Telegram 的端口 {address}:{port} 用不了（{reason}）：请改 BAOWEN_WEBHOOK_LISTEN 或 BAOWEN_WEBHOOK_PORT"
    ),
    "BAOWEN_WEBHOOK_SECRET is missing or unusable: with BAOWEN_WEBHOOK_URL set, give it 1 to 256 of the "
    "characters A-Z a-z 0-9 _ -": (
        "BAOWEN_WEBHOOK_SECRET 没写或者用不了：写了 BAOWEN_WEBHOOK_URL，就要给它 1 到 256 个字符，只用 A-Z a-z 0-9 _ -"
    ),
    # Telegram
    "BAOWEN_TELEGRAM_TOKEN is not set: get a token from @BotFather in Telegram, and put it in the "
    "environment or in .env": (
        "还没有写 BAOWEN_TELEGRAM_TOKEN：请在 Telegram 里向 @BotFather 要一个 token，写进环境变量或 .env"
    ),
    "BAOWEN_TELEGRAM_TOKEN does not look like a token: copy it again from @BotFather, without anything around": (
        "BAOWEN_TELEGRAM_TOKEN 不像 token：请从 @BotFather 那里重新复制，前后不带别的"
    ),
    "Telegram ({address}) does not accept the token in BAOWEN_TELEGRAM_TOKEN: copy it again from @BotFather": (
        "Telegram（{address}）不认 BAOWEN_TELEGRAM_TOKEN 里的 token：请从 @BotFather 那里重新复制"
    ),
    "Telegram refuses to start the bot: {reason}": "Telegram 不让机器人启动：{reason}",
    "the folder {folder} (BAOWEN_DESK_PAGES) cannot be made: {reason}": (
        "文件夹 {folder}（BAOWEN_DESK_PAGES）建不了：{reason}"
    ),
    # the store
    "{rows} rows are in {file}; it holds what people wrote: keep it where nobody else can read it": (
        "{rows} 行存进了 {file}；里面有大家写的话，请放在别人看不到的地方"
    ),
    "{rows} rows of {file} are in the store": "{file} 的 {rows} 行已经放进存储",
    "the picture is in {file}": "图在 {file}",
    "the picture cannot be written to {file}: {reason}": "图写不进 {file}：{reason}",
    "no font with Chinese characters is installed, which a picture of the figures needs: install one, such "
    "as Debian's fonts-noto-cjk": ("没有装中文字体，画不了统计图：请装一个，比如 Debian 的 fonts-noto-cjk"),
    "no bot has kept anything yet: there is no {file} (BAOWEN_STORE)": (
        "还没有机器人存过东西：没有 {file}（BAOWEN_STORE）"
    ),
    "BAOWEN_STORE is no address: sqlite:///file.db or postgresql+psycopg://…": (
        "BAOWEN_STORE 不是地址：要写 sqlite:///file.db 或 postgresql+psycopg://…"
    ),
    "the store {address} cannot be opened: {reason}": "存储 {address} 打不开：{reason}",
    "the store is closed": "存储已经关了",
    "the store does not work: {reason}": "存储出了错：{reason}",
    "the store was made by a newer version of baowen ({version}): update baowen": (
        "存储是更新的报问（{version}）做的：请更新报问"
    ),
    "the store is restored, but {count} pages of the desk are not: set BAOWEN_DESK_PAGES to their folder, "
    "and restore once more with --force": (
        "存储恢复了，但 {count} 个发布过的版面没有：请把 BAOWEN_DESK_PAGES 写成它们的文件夹，加 --force 再恢复一次"
    ),
    "the store is not empty ({rows} rows): --force deletes what it holds and restores the backup": (
        "存储里已有 {rows} 行：加 --force 就先删掉，再恢复备份"
    ),
    "a bot works with the store, or did some seconds ago: stop it first": (
        "有机器人在用这个存储，或者几秒前还在用：请先停下它"
    ),
    "the backup cannot be written beside {file}: {reason}": "备份写不到 {file} 旁边：{reason}",
    "the backup {file} cannot be written: {reason}": "备份 {file} 写不了：{reason}",
    "the backup {file} cannot be read: {reason}": "备份 {file} 读不了：{reason}",
    "the backup {file} was made by a newer version of baowen: update baowen": (
        "备份 {file} 是更新的报问做的：请更新报问"
    ),
    "the backup {file} is not complete": "备份 {file} 不完整",
    "{file} is no backup of baowen": "{file} 不是报问的备份",
    "{file} is no backup of baowen: it has rows of {table!r}": "{file} 不是报问的备份：里面有 {table!r} 的行",
    "{file} is no backup of baowen: it has pages outside of their folder": (
        "{file} 不是报问的备份：有的版面不在它们的文件夹里"
    ),
    "the page {name} of the desk cannot be written to {folder}: {reason}": (
        "发布的版面 {name} 写不进 {folder}：{reason}"
    ),
    # Milvus
    "{problem}; until it is there, answers come from the stored index": "{problem}；在那之前用存好的索引来答",
    "Milvus at {uri} cannot be used ({reason})": "{uri} 的 Milvus 用不了（{reason}）",
    "Milvus at {uri} has no collection {name}: run baowen index": "{uri} 的 Milvus 里没有 {name}：请运行 baowen index",
    "Milvus at {uri} has not got all of {name}: run baowen index": (
        "{uri} 的 Milvus 里 {name} 不全：请运行 baowen index"
    ),
    "Milvus at {uri} has no corpus: run baowen index where the pages are": (
        "{uri} 的 Milvus 里没有报纸：请在有版面的机器上运行 baowen index"
    ),
    "Milvus at {uri} has {count} corpora: give each a database of its own "
    "(BAOWEN_MILVUS_URI=http://host:19530/database)": (
        "{uri} 的 Milvus 里有 {count} 份报纸：请各给一个数据库（BAOWEN_MILVUS_URI=http://host:19530/数据库）"
    ),
    "Milvus at {uri} does not add up {name} as it must": "{uri} 的 Milvus 把 {name} 加错了",
    "{where} has not got {kind} {number} as it was written: run baowen index --anew": (
        "{where} 里的 {kind} {number} 跟写进去的不一样：请运行 baowen index --anew"
    ),
    "{where} has rows of format {format}, this program reads {reads}: run baowen index of the same version "
    "where the pages are": (
        "{where} 里是格式 {format}，这个程序读的是 {reads}：请在有版面的机器上用同一版的 baowen index"
    ),
    "Milvus has {count} rows of {sent} that were sent: run baowen index again": (
        "送去 {sent} 行，Milvus 里只有 {count} 行：请再运行一次 baowen index"
    ),
    "Milvus cannot hold these impacts exactly: the weights of the ranking are too large": (
        "排序的权重太大，Milvus 存不准"
    ),
}
