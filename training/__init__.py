"""How the shipped models are made; not packed with them."""
