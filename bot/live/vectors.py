"""Makes the vectors of a stored index in another process, while questions are answered without them.

When that process is killed, the vectors that it has stored stay.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.live.helper import Helper, HelperError, serve
from bot.retrieval.storage.stored_index import open_index
from bot.semantic.encoder_choice import load_encoder
from bot.semantic.vector_maker import make_stored_vectors

logger = logging.getLogger(__name__)

# Seconds for which the process waits while another bot makes the vectors of the same index: a day.
_PATIENCE = 86_400.0


class BackgroundVectors:
    """Makes the vectors that a stored index lacks.

    Args:
        folder: of the index.
        encoder: the name of the encoder, as `choose_encoder` gives it; None where no vectors are wanted.
    """

    def __init__(self, folder: Path, encoder: str | None) -> None:
        self._order = {"folder": str(folder), "encoder": encoder}
        self._helper = Helper("bot.live.vectors", str(folder))
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins with the index as it is now; work on an older one is broken off."""
        if self._order["encoder"] is None:
            return
        self._end()
        self._thread = threading.Thread(target=self._make, name="vectors", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Breaks the work off; nothing is started any more."""
        self._helper.stop()
        self._end()

    def _end(self) -> None:
        while self._thread is not None and self._thread.is_alive():
            self._helper.interrupt()
            self._thread.join(0.1)

    def _make(self) -> None:
        start = time.perf_counter()
        try:
            made = self._helper.run(self._order)["made"]
        except HelperError as error:
            logger.info("The vectors of meaning are not complete: %s", error)
        else:
            if made:
                logger.info("%d vectors of meaning made (%.1f s)", made, time.perf_counter() - start)


def _work(order: Mapping[str, Any]) -> Mapping[str, Any]:
    made = make_stored_vectors(open_index(Path(order["folder"])), load_encoder(order["encoder"]), patience=_PATIENCE)
    return {"made": made}


if __name__ == "__main__":
    serve(_work)
