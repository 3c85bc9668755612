"""Phối hợp: the shared working register of agencies with separate chains of command."""
