from __future__ import annotations

from tests.telegram.conftest import clean_logging

__all__ = ["clean_logging"]
