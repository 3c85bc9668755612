"""Whether an instrument is in force on a day: yes, no, or not known; never the last answer by habit."""

from __future__ import annotations

from datetime import date

from phoihop.norms.domain.types import Force, InstrumentView


def force_on(instrument: InstrumentView, on: date) -> Force:
    """What is known of an instrument's force on the day."""
    begins, ends, issued = instrument.begins, instrument.ends, instrument.issued
    starts = [day for day in (begins.earliest, issued.start if issued else None) if day is not None]
    if starts and on < max(starts):
        return Force.NOT_YET
    if ends.latest is not None and ends.latest <= on:
        return Force.ENDED
    if begins.latest is None or on < begins.latest or ends.earliest is None:
        return Force.UNKNOWN
    if on < ends.earliest:
        return Force.IN_FORCE
    return Force.LAST_KNOWN if ends.latest is None else Force.UNKNOWN


def in_force(instrument: InstrumentView, on: date) -> bool | None:
    """True, False, or None where nobody has checked."""
    return {Force.IN_FORCE: True, Force.NOT_YET: False, Force.ENDED: False}.get(force_on(instrument, on))
