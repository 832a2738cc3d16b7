"""How the shipped models are made; not shipped itself."""
