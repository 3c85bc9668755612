"""One archive from which a node is installed, upgraded and rolled back without any network: `make bundle`.

    python -m tools.make_bundle [--wheelhouse DIR] [--version 0.2.0] [--to dist]

phoihop-0.2.0-cp311-linux_x86_64.tar.gz
    install.sh  VERSION  TARGET  SHA256SUMS  sbom.cdx.json  base.lock  project.lock  LICENSE
    wheels/  systemd/  https/  docs/

The same sources and wheels give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
from pathlib import Path

from tools.bundle_wheels import WheelMissing, choose, fetch
from tools.findings import ROOT
from tools.sbom import Wheel, bill, read_wheel

EPOCH = 946684800  # 1 January 2000: the time of every file, so that a bundle can be made again bit by bit
SOURCES = ("src", "content", "tools/verify_ledger.py", "pyproject.toml", "README.md", "LICENSE")
NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc")
_VERSION = re.compile(r'^version = "[^"]+"$', re.MULTILINE)
_RELEASE = re.compile(r"[0-9]+(\.[0-9]+)*((a|b|rc|\.dev)[0-9]+)?")


def project_version(root: Path) -> str:
    """The version that pyproject.toml states."""
    stated = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(stated["project"]["version"])


def target() -> str:
    """The interpreter and machine that the wheels are for, such as `cp311-linux_x86_64`."""
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    return f"cp{sys.version_info.major}{sys.version_info.minor}-{platform}"


def build_project(root: Path, version: str, to: Path) -> Wheel:
    """Build the project's own wheel in a copy of its sources. CalledProcessError when the build fails."""
    with tempfile.TemporaryDirectory(prefix="phoihop-build-") as name:
        copy = Path(name)
        for source in SOURCES:
            _copy(root / source, copy / source)
        project = copy / "pyproject.toml"
        stated = _VERSION.sub(f'version = "{version}"', project.read_text(encoding="utf-8"), count=1)
        project.write_text(stated, encoding="utf-8")
        subprocess.run(  # noqa: S603  # the build backend with our own arguments
            [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(to)],
            cwd=copy,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return read_wheel(next(to.glob(f"phoihop-{version}-*.whl")))


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, to, ignore=NOT_SHIPPED)
    else:
        shutil.copyfile(source, to)


def make_bundle(root: Path, *, wheelhouse: Path, version: str, to: Path) -> Path:
    """Write the archive into the folder `to`. WheelMissing; ValueError for a version that is none."""
    if _RELEASE.fullmatch(version) is None:
        raise ValueError(f"{version} is no version")
    name = f"phoihop-{version}-{target()}"
    with tempfile.TemporaryDirectory(prefix="phoihop-bundle-") as folder:
        stage = Path(folder) / name
        _fill(stage, root=root, wheelhouse=wheelhouse, version=version)
        _sum_up(stage)
        to.mkdir(parents=True, exist_ok=True)
        return _pack(stage, to / f"{name}.tar.gz")


def _fill(stage: Path, *, root: Path, wheelhouse: Path, version: str) -> None:
    wheels, lock = stage / "wheels", root / "requirements" / "base.lock"
    wheels.mkdir(parents=True)
    project = build_project(root, version, wheels)
    chosen = choose(wheelhouse, lock.read_text(encoding="utf-8"))
    for path in chosen:
        shutil.copyfile(path, wheels / path.name)
    line = f"phoihop=={version} --hash=sha256:{project.sha256}\n"
    (stage / "project.lock").write_text(line, encoding="ascii")
    (stage / "sbom.cdx.json").write_bytes(bill(project, [read_wheel(path) for path in chosen]))
    (stage / "VERSION").write_text(version + "\n", encoding="ascii")
    (stage / "TARGET").write_text(target() + "\n", encoding="ascii")
    shutil.copyfile(lock, stage / "base.lock")
    shutil.copyfile(root / "LICENSE", stage / "LICENSE")
    shutil.copytree(root / "deploy", stage, dirs_exist_ok=True)
    _copy(root / "docs" / "operations.md", stage / "docs" / "operations.md")


def _sum_up(stage: Path) -> None:
    """SHA256SUMS over every file, in the form that `sha256sum --check` reads."""
    files = sorted(path for path in stage.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(stage).as_posix()}\n"
        for path in files
    ]
    (stage / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _pack(stage: Path, archive: Path) -> Path:
    """A gzipped tar without owners, times and chance."""
    draft = archive.with_suffix(".partial")
    with (
        draft.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0, compresslevel=6) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(path for path in stage.rglob("*") if path.is_file()):
            entry = tarfile.TarInfo(f"{stage.name}/{path.relative_to(stage).as_posix()}")
            entry.size, entry.mtime = path.stat().st_size, EPOCH
            entry.mode = 0o755 if path.suffix == ".sh" else 0o644
            tar.addfile(entry, io.BytesIO(path.read_bytes()))
    return draft.replace(archive)


def main() -> int:
    """Make the bundle; without a wheelhouse the wheels are fetched first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--wheelhouse", type=Path, help="a folder with the wheels of base.lock")
    parser.add_argument("--version", default=project_version(ROOT))
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    said = parser.parse_args()
    wheelhouse = said.wheelhouse or ROOT / "build" / "wheels"
    try:
        if said.wheelhouse is None:
            fetch(wheelhouse, ROOT / "requirements" / "base.lock")
        archive = make_bundle(ROOT, wheelhouse=wheelhouse, version=said.version, to=said.to)
    except (WheelMissing, ValueError) as fault:
        print(f"no bundle: {fault}", file=sys.stderr)
        return 1
    print(archive)
    return 0


if __name__ == "__main__":
    sys.exit(main())
