"""How the slow second reader is trained (needs `jax` and `optax`, which Tocsin itself does not)."""
