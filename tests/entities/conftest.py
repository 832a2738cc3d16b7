"""The fixtures of the command line serve here as well."""

from tests.cli.conftest import tocsin

__all__ = ["tocsin"]
