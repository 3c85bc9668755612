"""The node: settings, wiring, command line. The only room that knows all others."""
