"""`phoihop read`: read texts from the command line, without an installation."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from phoihop.kernel.decision import Refusal, Refused
from phoihop.node.reading_output import explained, explained_json, summary
from phoihop.reading.api import ReadText, Vocabulary, as_document, as_json, load_vocabulary, read_bytes


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(read)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where results go: a folder, or standard output as JSON or as a short list; `explain`: with rules."""

    folder: Path | None
    json: bool
    explain: bool


def read(
    files: Annotated[list[Path], typer.Argument(help="Tệp .docx, .pdf có lớp chữ, .xlsx, .html hoặc .txt.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="In toàn bộ kết quả dạng JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="In từng mục kèm quy tắc và mục từ đã nhận ra mục đó.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Ghi mỗi văn bản thành một tệp JSON vào thư mục này.")
    ] = None,
) -> None:
    """Đọc văn bản: viện dẫn, tổ chức, người, cuộc họp, thời gian, nhiệm vụ."""
    from phoihop.node import cli
    from phoihop.node.configuration import content

    # The PDF parser remarks on every font; what matters is in the refusal.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    vocabulary = load_vocabulary(content() / "vocab")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    refused = [path for path in files if not _read_one(path, vocabulary, _Target(out, json, explain))]
    if refused:
        raise typer.Exit(cli.FAULTS)


def _read_one(path: Path, vocabulary: Vocabulary, target: _Target) -> bool:
    from phoihop.node import cli
    from phoihop.node.sentences import sentence

    try:
        data = path.read_bytes()
    except OSError as fault:
        _complain(path, Refusal("reading.file_unreadable", (("reason", fault.strerror or ""),)))
        return False
    result = read_bytes(data, file_name=path.name, vocabulary=vocabulary)
    if isinstance(result, Refused):
        for refusal in result.refusals:
            cli.say(f"{path}: {sentence(refusal)}")
        return False
    _write(path, result.value, vocabulary, target)
    return True


def _complain(path: Path, refusal: Refusal) -> None:
    from phoihop.node import cli
    from phoihop.node.sentences import sentence

    cli.say(f"{path}: {sentence(refusal)}")


def _write(path: Path, done: ReadText, vocabulary: Vocabulary, target: _Target) -> None:
    data = as_json(as_document(path.stem, done.reading))
    if target.folder is not None:
        (target.folder / f"{path.stem}.json").write_bytes(data)
    elif target.explain:
        sys.stdout.write(_explained(path, done, vocabulary, target))
    elif target.json:
        sys.stdout.write(data.decode() + "\n")
    else:
        sys.stdout.write(summary(path, done))


def _explained(path: Path, done: ReadText, vocabulary: Vocabulary, target: _Target) -> str:
    return explained_json(done, vocabulary) if target.json else explained(path, done, vocabulary)
