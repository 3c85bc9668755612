"""Official Vietnamese text in, spans with offsets and a draft programme out. Pure."""
