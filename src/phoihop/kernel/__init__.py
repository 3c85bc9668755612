"""Pure value types that every room stands on. No Django, clock, randomness or environment."""
