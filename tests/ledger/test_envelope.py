"""The bytes of an envelope: frozen vectors, an independent oracle, and everything that is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from phoihop.ledger.envelope import (
    Audience,
    Basis,
    Envelope,
    EnvelopeFault,
    Party,
    Ref,
    UnknownEnvelopeVersion,
    Valid,
    decode_envelope,
    envelope_bytes,
    leaf_of,
    origin,
)
from tests.vectors.ledger import story

HASH = "ab" * 32
ULID = "01J0000000000000000000000A"
TARGET = Ref("on", "tinh-a/work", 1, 4, 8, HASH)


def envelope(**changes: object) -> Envelope:
    """A sound envelope at place 5, height 9, with the changes asked for."""
    sound = Envelope(
        v=1,
        kind="example.noted",
        kind_version=1,
        ledger="tinh-a/work",
        epoch=1,
        index=5,
        height=9,
        id=ULID,
        batch=None,
        decided_by=Party("TINH-A", "p", "q"),
        entered_by=Party("TINH-A"),
        subjects=("task:1", "task:2"),
        refs=(TARGET,),
        audience=Audience("parties"),
        basis=(Basis("instrument", "Ban Bí thư", "999-QĐ/TW", "2026-01-05"),),
        valid=Valid("2026-01-01", None),
        recorded_at="2026-11-23T08:00:00Z",
        payload=HASH,
    )
    return msgspec.structs.replace(sound, **changes)


# ---- frozen


def frozen_files() -> dict[str, bytes]:
    paths = [path for path in story.EXPORT.rglob("*") if path.is_file()]
    return {path.relative_to(story.EXPORT).as_posix(): path.read_bytes() for path in paths}


def test_the_bytes_of_the_vectors_never_change() -> None:
    made, frozen = story.files(story.tell()), frozen_files()
    assert sorted(made) == sorted(frozen)
    assert [path for path, data in made.items() if data != frozen[path]] == []


def test_a_leaf_is_the_hash_of_exactly_one_line_of_the_vectors() -> None:
    line = (story.EXPORT / "tinh-a/work/1/envelopes.jsonl").read_bytes().split(b"\n")[1]
    assert leaf_of(line) == "0b4a0f71f319bd3fa66f57b988e1be23e030d9ed80d838c0d402d70a5da7f374"
    assert decode_envelope(line).basis[0].number == "999-QĐ/TW"


def test_the_example_of_the_specification_is_act_2_of_the_vectors() -> None:
    spec = (Path(__file__).parents[2] / "docs" / "spec" / "ledger.md").read_text(encoding="utf-8")
    example = "".join(line.strip() for line in spec.split("```\n")[1].splitlines())
    line = (story.EXPORT / "tinh-a/work/1/envelopes.jsonl").read_bytes().split(b"\n")[2]
    assert example.encode() == line
    assert leaf_of(line) in spec
    checkpoint = spec.split("```\n")[5]
    assert (
        json.dumps(checkpoint, ensure_ascii=False).encode()
        == ((story.EXPORT / "tinh-a/work/1/checkpoints.jsonl").read_bytes().split(b"\n")[2])
    )


def test_the_smallest_envelope_has_these_bytes() -> None:
    small = envelope(
        index=0, height=1, refs=(), basis=(), valid=Valid(), subjects=("task:1",), decided_by=Party("TINH-A")
    )
    assert envelope_bytes(small) == (
        b'{"audience":{"bodies":[],"class":"parties"},"basis":[],"batch":null,'
        b'"decided_by":{"body":"TINH-A","person":null,"post":null},'
        b'"entered_by":{"body":"TINH-A","person":null,"post":null},'
        b'"epoch":1,"height":1,"id":"01J0000000000000000000000A","index":0,"kind":"example.noted",'
        b'"kind_version":1,"ledger":"tinh-a/work","payload":"' + HASH.encode() + b'",'
        b'"recorded_at":"2026-11-23T08:00:00Z","refs":[],"subjects":["task:1"],"v":1,'
        b'"valid":{"from":null,"to":null}}'
    )


def test_an_origin_is_agency_ledger_epoch() -> None:
    assert origin("tinh-a/work", 258) == "tinh-a/work/258"


# ---- the oracle

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
some = texts.filter(bool)
days = st.dates().map(str)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
small = st.integers(0, 9)
parties = st.builds(Party, body=some, person=st.none() | some, post=st.none() | some)
bases = st.builds(
    Basis,
    kind=st.sampled_from(["instrument", "paper", "text"]),
    issuer=texts,
    number=texts,
    date=st.none() | days,
    clause=st.none() | texts,
    sha256=st.none() | hashes,
    for_body=st.none() | some,
)
refs = st.lists(
    st.builds(
        Ref,
        role=st.sampled_from(["on", "supersedes"]),
        ledger=st.just("tinh-a/work"),
        epoch=st.just(1),
        index=st.integers(0, 99),
        height=st.integers(1, 99),
        leaf=hashes,
    ),
    max_size=4,
    unique_by=lambda ref: (ref.role, ref.index),
).map(lambda found: tuple(sorted(found, key=lambda ref: (ref.role, ref.index))))
envelopes = st.builds(
    envelope,
    kind_version=st.integers(1, 2**53 - 1),
    index=st.integers(100, 2**53 - 1),
    height=st.integers(100, 2**53 - 1),
    batch=st.none() | st.just(ULID),
    decided_by=parties,
    entered_by=parties,
    subjects=st.sets(small, min_size=1).map(lambda found: tuple(f"task:{n}" for n in sorted(found))),
    refs=refs,
    audience=st.builds(Audience, st.sampled_from(["public", "parties", "agency"]))
    | st.sets(some, min_size=1).map(lambda found: Audience("named", tuple(sorted(found)))),
    basis=st.lists(bases, max_size=3).map(tuple),
    valid=st.builds(Valid, st.none() | st.just("2026-01-01"), st.none() | st.just("2026-01-02")),
    payload=hashes,
)


@given(envelopes)
def test_the_bytes_are_those_of_rfc_8785_and_are_read_back(made: Envelope) -> None:
    data = envelope_bytes(made)
    assert data == rfc8785.dumps(json.loads(data))
    assert decode_envelope(data) == made


@given(envelopes, st.data())
def test_no_other_bytes_are_read_as_the_same_envelope(made: Envelope, data: st.DataObject) -> None:
    sound = envelope_bytes(made)
    place = data.draw(st.integers(0, len(sound) - 1))
    spoilt = sound[:place] + data.draw(st.binary(max_size=2)) + sound[place + 1 :]
    try:
        assert decode_envelope(spoilt) != made or spoilt == sound
    except EnvelopeFault:
        assert spoilt != sound


# ---- refused: other spellings of the same values

SOUND = envelope_bytes(envelope())


def turned(data: bytes) -> bytes:
    """The same object with its keys in the opposite order."""
    pairs = dict(reversed(json.loads(data).items()))
    return json.dumps(pairs, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(lambda data: data + b"\n", id="a newline at the end"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="a byte order mark"),
        pytest.param(lambda data: data.replace(b",", b", ", 1), id="a space"),
        pytest.param(lambda data: data.replace("í".encode(), b"\\u00ed"), id="an escape that is not needed"),
        pytest.param(lambda data: data.replace(b"/", b"\\/", 1), id="an escaped slash"),
        pytest.param(lambda data: data.replace(b'"v":1,', b'"v":1,"v":1,'), id="a key twice"),
        pytest.param(lambda data: data.replace(b'"v":1,', b'"v":1.0,'), id="a float"),
        pytest.param(lambda data: data.replace(b'"v":1,', b'"v":1e0,'), id="an exponent"),
        pytest.param(lambda data: data.replace(b'"v":1,', b'"v":"1",'), id="a number as text"),
        pytest.param(lambda data: data.replace(b'"v":1,', b'"v":' + b"1" * 5000 + b","), id="5000 digits"),
        pytest.param(lambda data: b"[" * 100_000, id="nested without end"),
        pytest.param(lambda data: data.replace(b'"batch":null,', b""), id="a field left out"),
        pytest.param(lambda data: data.replace(b'"clause":null,', b""), id="an empty inner field left out"),
        pytest.param(lambda data: data.replace(b'"v":1,', b'"v":1,"w":1,'), id="a field too many"),
        pytest.param(
            lambda data: data.replace(b'"to":null', b'"to":null,"x":1'), id="an inner field too many"
        ),
        pytest.param(lambda data: data.replace("í".encode(), b"\xed\xa0\x80"), id="half a surrogate pair"),
        pytest.param(lambda data: data.replace("í".encode(), b"\xff"), id="bytes that are no UTF-8"),
        pytest.param(lambda data: data[:-1], id="the end cut off"),
        pytest.param(lambda data: b"", id="nothing"),
        pytest.param(lambda data: b"[]", id="a list"),
        pytest.param(turned, id="keys in another order"),
    ],
)
def test_only_one_spelling_is_read(spell: Callable[[bytes], bytes]) -> None:
    assert spell(SOUND) != SOUND
    with pytest.raises(EnvelopeFault):
        decode_envelope(spell(SOUND))


# ---- refused: values that no envelope may have

REDACTS = Ref("redacts", "tinh-a/work", 1, 4, 8, HASH)
SUPERSEDES = Ref("supersedes", "tinh-a/work", 1, 4, 8, HASH)
EPOCH = Ref("epoch", "tinh-a/work", 1, 4, 8, HASH)


def ref(**changes: object) -> Ref:
    return msgspec.structs.replace(TARGET, **changes)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"v": 0}, "version 0"),
        ({"kind": "noted"}, "kind"),
        ({"kind": "Example.noted"}, "kind"),
        ({"kind": "example.noted\n"}, "kind"),
        ({"kind_version": 0}, "kind_version"),
        ({"ledger": "work"}, "ledger"),
        ({"ledger": "Tinh-a/work"}, "ledger"),
        ({"ledger": "tinh-a/work/1"}, "ledger"),
        ({"ledger": "tinh-a/" + "w" * 80}, "ledger"),
        ({"kind": "example." + "n" * 80}, "kind"),
        ({"epoch": 2**31}, "epoch"),
        ({"subjects": ("task:" + "1" * 200,)}, "subjects"),
        ({"subjects": ("task:\0",)}, "subjects"),
        ({"epoch": 0}, "epoch"),
        ({"index": -1}, "index"),
        ({"height": 0}, "height"),
        ({"height": 2**53}, "height"),
        ({"index": 2**53}, "index"),
        ({"id": "01J"}, "id"),
        ({"id": ULID.lower()}, "id"),
        ({"batch": ""}, "batch"),
        ({"decided_by": Party("")}, "body"),
        ({"entered_by": Party("TINH-A", "")}, "person"),
        ({"subjects": ()}, "subjects"),
        ({"subjects": ("task:2", "task:1")}, "subjects"),
        ({"subjects": ("task:1", "task:1")}, "subjects"),
        ({"subjects": ("task",)}, "subjects"),
        ({"subjects": ("task:a b",)}, "subjects"),
        ({"subjects": ("Task:1",)}, "subjects"),
        ({"refs": (SUPERSEDES, TARGET)}, "refs stand once each"),
        ({"refs": (TARGET, TARGET)}, "refs stand once each"),
        ({"refs": (ref(height=9),)}, "higher than everything"),
        ({"refs": (ref(index=5),)}, "acts before it"),
        ({"refs": (ref(leaf="AB" * 32),)}, "leaf"),
        ({"refs": (ref(leaf=HASH + "\n"),)}, "leaf"),
        ({"refs": (ref(role="near"),)}, "role"),
        ({"refs": (msgspec.structs.replace(SUPERSEDES, ledger="tinh-b/work"),)}, "only its own acts"),
        ({"refs": (EPOCH,)}, "only the first act of an epoch"),
        ({"refs": (EPOCH,), "epoch": 2}, "only the first act of an epoch"),
        ({"refs": (EPOCH,), "index": 0, "epoch": 1}, "only the first act|acts before it"),
        ({"refs": (ref(role="epoch", ledger="tinh-b/work"),), "index": 0, "epoch": 2}, "only the first"),
        ({"refs": (REDACTS,)}, "nothing else clears"),
        ({"kind": "ledger.redacted"}, "refers to what it clears"),
        ({"kind": "ledger.redacted", "refs": (TARGET, REDACTS)}, "never waits"),
        (
            {"kind": "ledger.redacted", "refs": (msgspec.structs.replace(REDACTS, ledger="tinh-b/work"),)},
            "only its own acts",
        ),
        ({"audience": Audience("everyone")}, "class"),
        ({"audience": Audience("named")}, "for the audience class named only"),
        ({"audience": Audience("agency", ("TINH-B",))}, "for the audience class named only"),
        ({"audience": Audience("named", ("TINH-B", "TINH-A"))}, "in order"),
        ({"basis": (Basis("rumour", "", ""),)}, "kind"),
        ({"basis": (Basis("paper", "", "", date="2026-02-30"),)}, "calendar"),
        ({"basis": (Basis("paper", "", "", date="30/02/2026"),)}, "date"),
        ({"basis": (Basis("text", "", "", sha256="x"),)}, "sha256"),
        ({"valid": Valid("2026-01-02", "2026-01-02")}, "ends after it starts"),
        ({"valid": Valid("2026-13-01", None)}, "calendar"),
        ({"recorded_at": "2026-11-23T08:00:00+07:00"}, "recorded_at"),
        ({"recorded_at": "2026-11-23T08:00:00.5Z"}, "recorded_at"),
        ({"recorded_at": "2026-11-23T24:00:01Z"}, "calendar"),
        ({"payload": "ab"}, "payload"),
    ],
)
def test_an_envelope_that_breaks_a_rule_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(EnvelopeFault, match=why):
        decode_envelope(envelope_bytes(envelope(**changes)))


@pytest.mark.parametrize(
    "changes",
    [
        {"refs": (TARGET, SUPERSEDES)},
        {"refs": (msgspec.structs.replace(SUPERSEDES, epoch=3),)},
        {"refs": (EPOCH,), "index": 0, "epoch": 2},
        {"kind": "ledger.redacted", "refs": (REDACTS,)},
        {"refs": (ref(ledger="tinh-b/people", index=99),)},
        {"audience": Audience("named", ("TINH-A", "TINH-B"))},
        {"valid": Valid(None, "2026-01-01")},
        {"batch": ULID},
        {"height": 2**53 - 1},
    ],
)
def test_these_envelopes_are_sound(changes: dict[str, object]) -> None:
    made = envelope(**changes)
    assert decode_envelope(envelope_bytes(made)) == made


def test_an_envelope_of_a_later_version_is_told_apart_from_a_broken_one() -> None:
    later = json.loads(SOUND) | {"v": 2, "seal_of_office": "a field we do not know"}
    with pytest.raises(UnknownEnvelopeVersion, match="version 2"):
        decode_envelope(rfc8785.dumps(later))
    with pytest.raises(UnknownEnvelopeVersion, match="version 2"):
        decode_envelope(envelope_bytes(envelope(v=2)))


@pytest.mark.parametrize("field", Envelope.__struct_fields__)
def test_every_field_is_hashed(field: str) -> None:
    others: dict[str, object] = {
        "v": 2,
        "kind": "example.kept",
        "kind_version": 2,
        "ledger": "tinh-b/work",
        "epoch": 2,
        "index": 6,
        "height": 10,
        "id": "01J0000000000000000000000B",
        "batch": ULID,
        "decided_by": Party("TINH-B", "p", "q"),
        "entered_by": Party("TINH-A", "p"),
        "subjects": ("task:1",),
        "refs": (),
        "audience": Audience("public"),
        "basis": (),
        "valid": Valid(),
        "recorded_at": "2026-11-23T08:00:01Z",
        "payload": "cd" * 32,
    }
    assert leaf_of(envelope_bytes(envelope(**{field: others[field]}))) != leaf_of(SOUND)


def test_no_text_of_a_payload_stands_in_an_envelope() -> None:
    lines = b"".join(path.read_bytes() for path in Path(story.EXPORT).rglob("envelopes.jsonl"))
    assert [word for word in ("Hải đội", "Đã nhận", "Ghi nhầm") if word.encode() in lines] == []
