"""Precision, recall and F1 of reading on the hand-checked texts beside the project, and every miss by name.

`make reading-report` prints them by layer and genre with the worst texts. With `--write` it also writes what
the repository keeps: tests/reading/misses.tsv, which a test compares, and content/reading/quality.yaml, which
the reading page shows. Misses are named by text, layer and offsets; no sentence of a text gets in here.
Run it as `python -m tools.reading_report [--write YYYY-MM-DD]`; exit code 2 where the texts are not there.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import get_args

from phoihop.reading.exchange_shape import as_document, as_json
from phoihop.reading.pipeline import read
from phoihop.reading.quality import Layer, LayerQuality
from phoihop.reading.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
MISSES = ROOT / "tests" / "reading" / "misses.tsv"
QUALITY = ROOT / "content" / "reading" / "quality.yaml"
LAYERS: tuple[Layer, ...] = get_args(Layer)
WORST = 5
QUALITY_HEAD = (
    "# Reading on the hand-checked texts beside the project; read by reading.quality. Written by\n"
    "# `python -m tools.reading_report --write DAY`; a test compares it with what is measured.\n"
)

Spans = Sequence[Mapping[str, object]]
Found = Mapping[str, Spans]
Counts = tuple[int, int, int]
"""Right, in the text, found."""


@dataclass(frozen=True, slots=True)
class Text:
    """A hand-checked text: what stands in it and what is read in it."""

    name: str
    genre: str
    gold: Found
    found: Found


@dataclass(frozen=True, order=True, slots=True)
class Miss:
    """A span that is missing, too many, or found with a wrong field (``what`` names the field)."""

    text: str
    layer: str
    start: int
    end: int
    what: str


def scorer() -> ModuleType:
    """The scorer of the hand-checked texts, loaded from its file."""
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(CORPUS / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(vocabulary: Vocabulary) -> list[Text]:
    """Every hand-checked text, read with ``vocabulary``."""
    with (CORPUS / "index.tsv").open(encoding="utf-8", newline="") as file:
        genres = {row["id"]: row["genre"] for row in csv.DictReader(file, delimiter="\t")}
    names = sorted(path.stem for path in CORPUS.glob("gold/*.json"))
    return [Text(name, genres[name], _gold(name), _found(name, vocabulary)) for name in names]


def _gold(name: str) -> Found:
    gold: Found = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def _found(name: str, vocabulary: Vocabulary) -> Found:
    raw = (CORPUS / "raw" / f"{name}.txt").read_bytes().decode("utf-8")
    found: Found = json.loads(as_json(as_document(name, read(raw, vocabulary))))
    return found


def misses(text: Text, score: ModuleType) -> Iterator[Miss]:
    """Every miss of one text."""
    for layer in LAYERS:
        gold, found = text.gold[layer], text.found[layer]
        matched = score.match(gold, found)
        for side, spans, what in ((0, gold, "missing"), (1, found, "too many")):
            taken = {pair[side] for pair in matched}
            yield from (_miss(text, layer, span, what) for at, span in enumerate(spans) if at not in taken)
        for one, other in matched:
            for field in score.FIELDS[layer]:
                right = score.value(text.gold, layer, gold[one], field)
                if right != score.value(text.found, layer, found[other], field):
                    yield _miss(text, layer, gold[one], f"other {field}")


def _miss(text: Text, layer: str, span: Mapping[str, object], what: str) -> Miss:
    return Miss(text.name, layer, int(str(span["start"])), int(str(span["end"])), what)


def counts(some: Sequence[Text], score: ModuleType, layer: str, how: str) -> Counts:
    """Right, in the texts, found: of one layer, by span ("span") or with all fields ("norm")."""
    each = [score.score_doc(text.gold, text.found)[0][layer][how] for text in some]
    return sum(c[0] for c in each), sum(c[1] for c in each), sum(c[2] for c in each)


def quality(some: Sequence[Text], score: ModuleType) -> tuple[LayerQuality, ...]:
    """The figures of all layers in percent."""
    return tuple(_quality(some, score, layer) for layer in LAYERS)


def _quality(some: Sequence[Text], score: ModuleType, layer: Layer) -> LayerQuality:
    spans = counts(some, score, layer, "span")
    precision, recall, _ = score.prf(*spans)
    exact = score.prf(*counts(some, score, layer, "norm"))[1]
    percent = [round(100 * value, 1) for value in (precision, recall, exact)]
    return LayerQuality(layer, percent[0], percent[1], percent[2], spans[1])


def recorded_misses() -> list[Miss]:
    """The misses that the repository names."""
    with MISSES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return [Miss(text, layer, int(start), int(end), what) for text, layer, start, end, what in rows]


def _write_misses(found: Sequence[Miss]) -> None:
    lines = ["text\tlayer\tstart\tend\twhat"]
    lines += ["\t".join((m.text, m.layer, str(m.start), str(m.end), m.what)) for m in found]
    MISSES.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_quality(figures: Sequence[LayerQuality], number: int, day: date) -> None:
    lines = [f"measured_on: {day.isoformat()}", f"texts: {number}", "layers:"]
    for one in figures:
        lines += [f"  - layer: {one.layer}", f"    precision: {one.precision}", f"    recall: {one.recall}"]
        lines += [f"    exact: {one.exact}", f"    spans: {one.spans}"]
    QUALITY.write_text(QUALITY_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _print_table(title: str, some: Sequence[Text], score: ModuleType) -> None:
    print(f"\n{title}: {len(some)} texts")
    print(f"{'layer':<11}{'in texts':>9}{'found':>7} | {'P':>6}{'R':>7}{'F1':>7} | {'exact F1':>8}")
    for layer in LAYERS:
        spans = counts(some, score, layer, "span")
        p, r, f = score.prf(*spans)
        exact = score.prf(*counts(some, score, layer, "norm"))[2]
        print(f"{layer:<11}{spans[1]:>9}{spans[2]:>7} | {p:6.3f}{r:7.3f}{f:7.3f} | {exact:8.3f}")


def _print_worst(some: Sequence[Text], score: ModuleType) -> None:
    def mean(text: Text) -> float:
        result = score.score_doc(text.gold, text.found)[0]
        return sum(float(score.prf(*result[layer]["norm"])[2]) for layer in LAYERS) / len(LAYERS)

    print("\nworst texts (mean exact F1 over the layers):")
    for text in sorted(some, key=lambda text: (mean(text), text.name))[:WORST]:
        print(f"  {text.name} {text.genre:<10} {mean(text):.3f}")


def main(arguments: Sequence[str]) -> int:
    """Print the report; with `--write DAY` also write what the repository keeps."""
    if not CORPUS.is_dir():
        print(f"the hand-checked texts are not there: {CORPUS}", file=sys.stderr)
        return 2
    score = scorer()
    some = texts(load_vocabulary(ROOT / "content" / "vocab"))
    _print_table("all genres", some, score)
    for genre in sorted({text.genre for text in some}):
        _print_table(genre, [text for text in some if text.genre == genre], score)
    _print_worst(some, score)
    found = sorted(miss for text in some for miss in misses(text, score))
    print(f"\n{len(found)} misses, recorded {len(recorded_misses())}:")
    for miss in found:
        print(f"  {miss.text} {miss.layer} [{miss.start}, {miss.end}) {miss.what}")
    if arguments[:1] == ["--write"]:
        _write_misses(found)
        _write_quality(quality(some, score), len(some), date.fromisoformat(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
