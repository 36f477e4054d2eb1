"""What is released: metadata, change log, list of dependencies, CI, and the wheel."""

import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bot


@pytest.fixture(scope="module")
def project(root):
    """The table of the project in pyproject.toml."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def pythons(project):
    """The versions of Python that the classifiers name."""
    return re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))


def test_every_requirement_is_listed_with_its_reason(root, project):
    """`python docs/list_dependencies.py` writes the list; sizes and licences are those of the day it ran."""
    listed = (root / "docs/dependencies.md").read_text(encoding="utf-8")
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    extras = {
        name: listed
        for name, listed in project["optional-dependencies"].items()
        if name not in ("dev", "bench", "docs")
    }
    for requirement in (*project["dependencies"], *(one for extra in extras.values() for one in extra)):
        reason = next(
            line.partition("  # ")[2].strip() for line in lines if f'"{requirement}"' in line and "  # " in line
        )
        assert re.search(rf"`{re.escape(requirement)}` \| {re.escape(reason)} \|", listed), requirement
    for extra in extras:
        assert f"| `{extra}` |" in listed, extra


def test_the_pinned_versions_are_those_that_the_project_allows(root, project):
    """Every requirement of the package and of development has one version, within its bounds; no registry is named."""
    text = (root / "constraints.txt").read_text(encoding="utf-8")
    assert "/" not in text
    pinned: dict[str, set[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, _, version = line.partition(";")[0].strip().partition("==")
            pinned.setdefault(canonicalize_name(name), set()).add(version)
    left_out = ("bench", "semantic-download")
    extras = [
        one for name, listed in project["optional-dependencies"].items() if name not in left_out for one in listed
    ]
    for requirement in map(Requirement, (*project["dependencies"], *extras)):
        if requirement.name != project["name"]:
            versions = pinned[canonicalize_name(requirement.name)]
            assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_change_log_has_this_version(root):
    """At its top."""
    first = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first and first[1] == bot.__version__


def test_ci_runs_the_test_command_on_what_the_package_names(root, pythons):
    """Three systems, every Python of the classifiers, the same command as in the README."""
    jobs = yaml.safe_load((root / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]
    matrix = jobs["test"]["strategy"]["matrix"]
    assert matrix["python"] == pythons
    assert [system.partition("-")[0] for system in matrix["os"]] == ["ubuntu", "macos", "windows"]
    assert jobs["test"]["steps"][-1] == {"run": ".ci/run"}


def test_the_oldest_python_is_the_same_everywhere(root, project, pythons):
    """In what pip checks, in the classifiers, and in what types and style are checked for."""
    tools = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert project["requires-python"] == f">={pythons[0]}"
    assert tools["mypy"]["python_version"] == pythons[0]
    assert tools["ruff"]["target-version"] == f"py{pythons[0].replace('.', '')}"


@pytest.mark.slow
def test_the_wheel_has_all_that_is_read_at_run_time(root, tmp_path):
    """The seeds, every file of bot/ that is no Python, and the entry points; nothing of the tests."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, root]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode and "hatchling" in done.stderr:
        pytest.skip(f"no wheel can be built here: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
        declared = archive.read(entry_points).decode()
    files = subprocess.run(["git", "ls-files", "bot", "seeds"], cwd=root, capture_output=True, text=True, check=True)
    wanted = {name if name.startswith("bot/") else f"bot/{name}" for name in files.stdout.split()}
    assert wanted <= names
    assert {name.partition("/")[0] for name in names} == {"bot", f"baowen-{bot.__version__}.dist-info"}
    assert "baowen = bot.cli:run" in declared and "bot.adapters.llm_plugin" in declared
