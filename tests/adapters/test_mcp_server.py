"""`baowen mcp`, driven by the official client as an assistant does."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from bot.chat.replies import CHINESE
from tests.support.extras import needs_extra

needs_extra("mcp")
from mcp import Client, StdioServerParameters  # noqa: E402

from bot.adapters.mcp_server import make_server  # noqa: E402

OLD_CLIENT = "mcp==1.30.0"


@pytest.fixture
def server(retriever):
    """The server over the seeds, in this process."""
    return make_server(lambda: retriever, CHINESE)


@pytest.fixture
def environment(root, tmp_path):
    """What a server process gets."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "BAOWEN_INDEX_CACHE": str(tmp_path / "indexes")}


async def test_the_tools_say_what_they_take(server):
    """Three tools that only read, each with a description and its arguments; and how to use them."""
    async with Client(server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert client.instructions and "word for word" in client.instructions
    assert list(tools) == ["search", "ask", "article"]
    for tool in tools.values():
        assert tool.description and tool.annotations and tool.annotations.read_only_hint
    assert {"question", "history", "k", "newspaper", "since", "until"} == set(tools["ask"].input_schema["properties"])


async def test_ask_gives_what_the_command_prints(server, question, asked):
    """The same hits with the same texts, the exact words, and a citation."""
    async with Client(server) as client:
        got = (await client.call_tool("ask", {"question": question})).structured_content
    assert got is not None and got["answered"] and got["answer"] == "月河小学教育集团浮玉校区"
    assert [hit["text"] for hit in got["hits"]] == [hit["text"] for hit in asked["hits"]]
    first = asked["hits"][0]
    assert first["article"]["headline"] in got["hits"][0]["citation"]
    assert first["source"]["file"] in got["hits"][0]["citation"]


@pytest.mark.parametrize("tool", ["ask", "search"])
async def test_what_filters_leave_out_unsaid_is_said(server, tool):
    """The seeds have no dates, and no newspaper: an assistant would take that for the paper's silence."""
    async with Client(server) as client:
        got = (
            await client.call_tool(tool, {"question": "停水", "since": "2022-01-01", "newspaper": "海州"})
        ).structured_content
        plain = (await client.call_tool(tool, {"question": "停水"})).structured_content
    assert got is not None and plain is not None
    newspaper, dates = got["notices"]
    assert "'海州'" in newspaper and "have no date" in dates
    assert "notices" not in plain


async def test_what_the_paper_does_not_say_is_not_answered(server):
    """The assistant is told so by `answered`, and gets no exact words."""
    async with Client(server) as client:
        got = (await client.call_tool("ask", {"question": "火车站的停车费是多少"})).structured_content
    assert got is not None and not got["answered"] and got["answer"] is None


async def test_a_follow_up_needs_its_history(server):
    """It is understood after the earlier questions, as in a chat."""
    question = {"question": "什么时候办的？", "history": ["湖州学校劳动教育的研讨会在哪里举行的？"]}
    async with Client(server) as client:
        got = (await client.call_tool("ask", question)).structured_content
    assert got is not None and "劳动" in got["hits"][0]["article"]["headline"]


async def test_search_and_article_give_the_same_article(server):
    """A hit's article id leads to the whole article, with its paragraphs and citation."""
    async with Client(server) as client:
        found = (await client.call_tool("search", {"question": "钦堂乡有几个共享法庭？", "k": 1})).structured_content
        assert found is not None
        (hit,) = found["hits"]
        whole = (await client.call_tool("article", {"id": hit["article"]["id"]})).structured_content
    assert whole is not None and whole["headline"] == hit["article"]["headline"]
    assert hit["text"] in "".join(whole["paragraphs"])
    assert whole["headline"] in whole["citation"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search", {"question": "停水", "since": "yesterday"}, "since is 'yesterday'"),
        ("search", {"question": "停水", "k": 0}, "k is 0"),
        ("ask", {"question": "停水", "since": "2024-01-02", "until": "2024-01-01"}, "no day lies between"),
        ("article", {"id": "nowhere"}, "no article 'nowhere'"),
        ("ask", {}, "ask: question is missing"),
        ("search", {"question": "停水", "k": "many"}, "search: k is 'many', and it should be a valid integer"),
        ("ask", {"question": 3, "history": [1, 2]}, "ask: question is 3, and it should be a valid string; history is"),
    ],
)
async def test_a_wrong_argument_is_told_in_words(server, tool, arguments, said):
    """The result is an error that names the argument, which an assistant can mend."""
    async with Client(server) as client:
        content: Any = (result := await client.call_tool(tool, arguments)).content
    assert result.is_error and said in content[0].text and "\n" not in content[0].text


@pytest.mark.slow
async def test_a_client_of_mcp_2_over_standard_input_and_output(seeds, environment, question, asked):
    """As an assistant starts it: the command in a process of its own."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "bot", "mcp", "--corpus", str(seeds)], env=environment
    )
    async with Client(command) as client:
        got = (await client.call_tool("ask", {"question": question})).structured_content
        assert client.server_info is not None and client.server_info.name == "baowen"
    assert got is not None and got["hits"][0]["text"] == asked["hits"][0]["text"]


@pytest.mark.slow
def test_nothing_but_the_protocol_is_on_standard_output(seeds, environment, question):
    """Each line is a JSON-RPC message, from the first byte on, while an index is made and read."""
    messages: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}}},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": question}}},
    ]
    messages[0]["params"]["clientInfo"] = {"name": "test", "version": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "mcp", "--corpus", str(seeds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    )
    with process:
        assert process.stdin and process.stdout
        for message in messages:
            process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
            process.stdin.flush()
        lines = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        rest = process.stdout.read()
        process.wait(30)
    assert [line["id"] for line in lines] == [1, 2] and rest == ""
    assert lines[1]["result"]["structuredContent"]["answered"]


@pytest.mark.slow
def test_a_client_of_mcp_1(root, seeds, environment, question, asked, tmp_path_factory):
    """Assistants of yesterday: the pinned client of 1.x lists the tools, gets the answer and an error in words."""
    folder = tmp_path_factory.mktemp("mcp1")
    install = [sys.executable, "-m", "pip", "install", "-q", "--target", folder, OLD_CLIENT]
    if subprocess.run(install, capture_output=True).returncode:
        pytest.skip(f"{OLD_CLIENT} cannot be installed here")
    done = subprocess.run(
        [
            sys.executable,
            root / "tests/support/mcp_old_client.py",
            sys.executable,
            seeds,
            question,
            json.dumps(environment),
        ],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder), "PATH": os.environ["PATH"]},
        check=True,
    )
    got = json.loads(done.stdout)
    assert got["version"] == OLD_CLIENT.partition("==")[2] and got["tools"] == ["search", "ask", "article"]
    assert got["asked"]["hits"][0]["text"] == asked["hits"][0]["text"] == json.loads(got["text"])["hits"][0]["text"]
    assert got["error"][0] and "yesterday" in got["error"][1]


def test_the_missing_extra_names_its_install_line(monkeypatch, capsys):
    """Where mcp is not installed the command says what to install."""
    from click.testing import CliRunner

    from bot.cli import main

    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "bot.adapters.mcp_server")
    done = CliRunner().invoke(main, ["mcp"])
    assert done.exit_code == 1 and "pip install" in done.output and "[mcp]" in done.output
