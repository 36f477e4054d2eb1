"""What the tests of Milvus share: servers, and a stored index."""

from random import Random

import pytest

from tests.support.equality import random_articles, stored
from tests.support.milvus import SENTENCES, running


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    """A Milvus that no test stops."""
    with running(tmp_path_factory.mktemp("milvus")) as lite:
        yield lite


@pytest.fixture
def own_lite(tmp_path):
    """A Milvus that a test may kill."""
    with running(tmp_path / "milvus") as lite:
        yield lite


@pytest.fixture
def index(tmp_path):
    """A stored index of sixty articles, with ties."""
    return stored(tmp_path / "index", list(random_articles(Random(7), SENTENCES, 60)))
