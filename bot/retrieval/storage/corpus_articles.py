"""All articles of a corpus, serialized, with what is known of the files that they are from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.corpus.file_table import FileTable
from bot.corpus.merging.merge import Merging
from bot.retrieval.storage.stored_articles import JoinedArticles


@dataclass(frozen=True)
class CorpusArticles:
    """All articles of a corpus."""

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
