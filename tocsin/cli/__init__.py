"""The command `tocsin`: one file a command, each a thin shell around the pipeline."""
