"""The rooms of the house and who may import whom."""

import ast

import pytest

# For each room of bot/ the rooms that it may import; the README draws the same picture.
ROOMS = {
    "records": set(),
    "errors": set(),
    "settings": {"errors"},
    "ingest": {"records", "errors"},
    "retrieval": {"records", "errors", "ingest"},
    "answering": {"records", "errors", "ingest", "retrieval"},
    "retriever": {"records", "errors", "ingest", "retrieval", "answering"},
    "live": {"records", "errors", "ingest", "retrieval", "answering", "retriever"},
    "evaluation": {"records", "errors"},
    "chat": {"records", "errors", "settings"},
    "contract": {"records"},
    "command": {"records", "errors", "ingest", "settings", "retrieval", "retriever", "live", "chat"},
    "typed": {"records", "errors", "retrieval"},
    "cli": {
        "typed",
        "command",
        "contract",
        "records",
        "errors",
        "settings",
        "ingest",
        "retrieval",
        "retriever",
        "evaluation",
        "chat",
    },
    "__init__": {"records", "errors", "retriever"},
    "__main__": {"cli"},
}
# Libraries that stand behind a fence: the only files that may import them.
FENCED = {
    "jieba": {"text/segmenter.py"},
    "rjieba": {"text/segmenter.py"},
    "rank_bm25": {"retrieval/bm25.py"},
    "opencc": {"retrieval/analyzer.py"},
    "lxml": {"pages/html.py"},
    "pypdfium2": {"pages/pdf/document.py"},
    "msgspec": {"settings.py"},
    "dotenv": {"settings.py"},
    "ir_measures": {"evaluation/trec.py"},
    "watchfiles": {"live/watcher.py"},
    "pymilvus": {"retrieval/milvus/client.py"},
}


def _imports(path):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "bot":
                yield from (f"bot.{alias.name}" for alias in node.names)
            else:
                yield node.module


def _files(root):
    return sorted(path for path in (root / "bot").rglob("*.py"))


def _room(path, root):
    return path.relative_to(root / "bot").parts[0].removesuffix(".py")


def test_every_room_imports_only_what_its_place_allows(root):
    """Imports follow the flow of data; the command line stands at the end."""
    for path in _files(root):
        room = _room(path, root)
        for module in _imports(path):
            if module.startswith("bot."):
                other = module.split(".")[1]
                assert other == room or other in ROOMS[room], f"{path.relative_to(root)} imports {module}"


@pytest.mark.parametrize("library", sorted(FENCED))
def test_a_fenced_library_is_imported_behind_its_fence_only(root, library):
    """One file knows the library; the others know that file."""
    found = {
        path.relative_to(root / "bot").as_posix()
        for path in _files(root)
        if any(module.split(".")[0] == library for module in _imports(path))
    }
    assert found == FENCED[library]


def test_telegram_is_imported_in_the_chat_room_only(root):
    """No other room knows Telegram."""
    for path in _files(root):
        if any(module.split(".")[0] == "telegram" for module in _imports(path)):
            assert _room(path, root) == "chat", path


def test_no_file_is_longer_than_a_person_reads_at_once(root):
    """400 lines a file at most."""
    for path in _files(root):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path
