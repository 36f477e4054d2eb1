"""A small paper, and the web page over it as a server of its own."""

import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import httpx
import pytest
import uvicorn

from bot import Retriever
from bot.chat.corpus_summary import summarize_articles
from bot.pages.load import MAX_BYTES, read_page_of
from bot.web.app import ServedCorpus, make_app

PAGE = """城东日报
2022年8月17日 第3版

老桥封闭施工

　　本报讯（记者 李明）城东老桥八月二十日起封闭施工，
工期八个月，行人请走新桥。<b>桥上</b>的公交改道。
　　市政部门说，老桥建成于一九七二年，全长二百一十米。

敬老院新添电梯

　　本报讯（记者 王芳）城西敬老院新添两部电梯，
老人上下楼方便了。电梯由社区出资三十万元。
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    (folder / "老桥.txt").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def connect():
    """Starts servers of the page, and gives a browser on each."""
    with ExitStack() as stack:
        yield lambda *arguments, **options: stack.enter_context(_serve(*arguments, **options))


@contextmanager
def _serve(retriever, paths=(), language=None, answer=None):
    """A browser on the page over a corpus, by real HTTP."""
    corpus = ServedCorpus(
        answer or retriever.answer,
        lambda: summarize_articles(retriever.articles),
        lambda: ("老桥哪天起封闭施工？",),
        lambda file: read_page_of(paths, file, MAX_BYTES),
    )
    listening = socket.create_server(("127.0.0.1", 0))
    app = make_app(corpus, language, 3, ["localhost"])
    config = uvicorn.Config(app, log_level="critical", access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    headers = {"Accept-Language": "zh-CN,zh;q=0.9", "Host": "localhost"}
    with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", headers=headers) as client:
        yield client
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def client(pages, connect):
    return connect(Retriever.from_folder(pages), [pages])
