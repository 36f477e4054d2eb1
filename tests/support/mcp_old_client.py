"""Drives `baowen mcp` with the client of mcp 1.x, in a process of its own, and prints what it got as JSON.

Arguments: the Python that runs the server, the folder of the corpus, and a question.
"""

from __future__ import annotations

import asyncio
import json
import sys
from importlib.metadata import version
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main(python: str, corpus: str, question: str, environment: dict[str, str]) -> None:
    server = StdioServerParameters(command=python, args=["-m", "bot", "mcp", "--corpus", corpus], env=environment)
    async with stdio_client(server) as (read, write), ClientSession(read, write) as opened:
        # type checks see the names of mcp 2
        session: Any = opened
        await session.initialize()
        tools = [tool.name for tool in (await session.list_tools()).tools]
        asked = await session.call_tool("ask", {"question": question})
        refused = await session.call_tool("search", {"question": question, "since": "yesterday"})
        result = {
            "version": version("mcp"),
            "tools": tools,
            "asked": asked.structuredContent,
            "text": asked.content[0].text,
            "error": [refused.isError, refused.content[0].text],
        }
    print(json.dumps(result))


asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])))
