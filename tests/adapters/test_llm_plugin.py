"""The plugin for simonw/llm, as llm itself loads it."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.extras import needs_extra

needs_extra("llm")
import llm  # noqa: E402

from bot.adapters import llm_plugin  # noqa: E402


@pytest.fixture(autouse=True)
def open_corpus(seeds, monkeypatch):
    """The corpus of the settings is opened anew for each test."""
    monkeypatch.setenv("BAOWEN_CORPUS", str(seeds))
    llm_plugin._open_corpus.cache_clear()
    yield
    llm_plugin._open_corpus.cache_clear()


def test_the_tool_says_what_the_command_shows(question, asked):
    """The passage word for word with its source; where the paper does not say, that."""
    said = llm_plugin.newspaper_answer(question)
    assert said.startswith(asked["hits"][0]["text"]) and asked["hits"][0]["source"]["file"] in said
    refusal = llm_plugin.newspaper_answer("火车站的停车费是多少")
    assert "停车费" in refusal and "\n" not in refusal
    assert asked["hits"][0]["text"] in llm_plugin.newspaper_passages(question)


def test_fragments_are_the_passages_with_their_citation(question, asked):
    """`llm -f baowen:QUESTION` puts them before the prompt; a question without an answer is an error."""
    loaders = {}
    llm_plugin.register_fragment_loaders(lambda prefix, load: loaders.update({prefix: load}))
    fragments = loaders["baowen"](question)
    assert [str(fragment) for fragment in fragments] == [hit["text"] for hit in asked["hits"]]
    assert asked["hits"][0]["source"]["file"] in fragments[0].source
    with pytest.raises(ValueError, match="does not say"):
        loaders["baowen"]("火车站的停车费是多少")


def test_a_model_can_call_the_tool(question, asked):
    """llm builds the tool from the function: name, description and arguments."""
    tool = llm.Tool.function(llm_plugin.newspaper_answer)
    assert tool.name == "newspaper_answer" and "question" in tool.input_schema["properties"]
    assert tool.implementation(question=question).startswith(asked["hits"][0]["text"])


@pytest.mark.slow
def test_llm_finds_the_plugin_by_itself(tmp_path):
    """Installed beside each other, llm lists both tools."""
    environment = {"LLM_USER_PATH": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-m", "llm", "tools", "list", "--json"], capture_output=True, text=True, env=environment
    )
    tools = json.loads(done.stdout)
    names = {tool["name"] for tool in (tools["tools"] if isinstance(tools, dict) else tools)}
    assert {"newspaper_answer", "newspaper_passages"} <= names
