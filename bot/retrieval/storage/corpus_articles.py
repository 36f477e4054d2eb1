"""All articles of a corpus, serialized."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.storage.stored_articles import JoinedArticles

if TYPE_CHECKING:
    from bot.corpus.file_table import FileTable
    from bot.corpus.merging.merge import Merging


class CorpusArticles(NamedTuple):
    """All articles of a corpus, of its files and merged."""

    files: FileTable
    # the serialized articles of the files, followed by those that were merged from several of them
    serialized: JoinedArticles
    # of all serialized articles, one row for each
    digests: npt.NDArray[np.uint8]
    # for each article of the corpus its position among the serialized ones
    order: npt.NDArray[np.int64]
    # for each merged article the position of the one in whose place it is
    merged_at: npt.NDArray[np.int64]
    merging: Merging
