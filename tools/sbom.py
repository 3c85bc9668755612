"""The bill of materials of a bundle: which packages, which versions, which licences, which files.

CycloneDX 1.6 (ECMA-424) as JSON, read from the metadata inside the wheels themselves, so that it says what
the archive holds and not what was meant to be in it.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

SPECIFICATION = "1.6"
Licence = dict[str, str | dict[str, str]]
Component = dict[str, str | list[Licence] | list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel as its own metadata describe it."""

    path: Path
    name: str
    version: str
    licences: tuple[Licence, ...]
    sha256: str

    @property
    def url(self) -> str:
        """The package URL (ECMA-427)."""
        return f"pkg:pypi/{self.name}@{self.version}"


def read_wheel(path: Path) -> Wheel:
    """Name, version and licence of a wheel. ValueError when it holds no metadata."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)]
        if len(names) != 1:
            raise ValueError(f"{path.name}: no metadata, so no wheel")
        said = Parser().parsestr(archive.read(names[0]).decode("utf-8"), headersonly=True)
    name = re.sub(r"[-_.]+", "-", said["Name"]).lower()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Wheel(path, name, said["Version"], tuple(_licences(said)), digest)


def _licences(said: Message) -> Iterator[Licence]:
    """The SPDX expression; else the classifiers; else the first line of the free text; else nothing."""
    if said["License-Expression"]:
        yield {"expression": str(said["License-Expression"])}
        return
    classifiers = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier", []) if "License ::" in c]
    text = str(said["License"] or "").strip().partition("\n")[0]
    for name in classifiers or ([text] if text else []):
        yield {"license": {"name": name}}


def bill(project: Wheel, wheels: Sequence[Wheel]) -> bytes:
    """The bill as JSON; the same wheels give the same bytes, so it holds no time and no chance."""
    ordered = sorted(wheels, key=lambda wheel: wheel.name)
    content = "\n".join(wheel.sha256 for wheel in (project, *ordered))
    stated = {
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"component": _component(project, "application")},
        "components": [_component(wheel, "library") for wheel in ordered],
        "dependencies": [{"ref": project.url, "dependsOn": [wheel.url for wheel in ordered]}],
    }
    return (json.dumps(stated, indent=1, ensure_ascii=False) + "\n").encode()


def _component(wheel: Wheel, kind: str) -> Component:
    stated: Component = {
        "type": kind,
        "bom-ref": wheel.url,
        "name": wheel.name,
        "version": wheel.version,
        "purl": wheel.url,
        "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
    }
    if wheel.licences:
        stated["licenses"] = list(wheel.licences)
    return stated
