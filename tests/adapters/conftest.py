"""What the tests of adapters share: the question that each is asked, and what `baowen ask` shows for it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bot.cli import main

QUESTION = "湖州学校劳动教育的研讨会在哪里举行的？"


@pytest.fixture
def question() -> str:
    """A question that the seeds answer."""
    return QUESTION


@pytest.fixture
def asked(seeds):
    """What `baowen ask --json` prints for the question."""
    done = CliRunner().invoke(main, ["ask", QUESTION, "--json", "--corpus", str(seeds)])
    return json.loads(done.output)
