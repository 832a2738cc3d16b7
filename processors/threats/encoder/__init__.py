"""The slow second reader of the threat stage, for candidates only."""

from processors.threats.encoder.encoder import FIRST_STATUS, Encoder, load_encoder, opening

__all__ = ["FIRST_STATUS", "Encoder", "load_encoder", "opening"]
