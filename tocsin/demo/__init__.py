"""The demonstration: bundled feeds, served on loopback, through the whole real pipeline."""
