"""Reads of programmes as typed values. `on` is the day for which an answer holds, today like any other."""
