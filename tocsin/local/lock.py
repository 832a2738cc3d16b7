"""One running pipeline a store: an operating-system lock that dies with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import StoreError


@contextmanager
def pipeline_lock(store: Path) -> Iterator[bool]:
    """True inside while this process is the pipeline of `store`; False when another one is.

    Raises StoreError when there is no place for the store.
    """
    with _open(store.with_name(store.name + ".lock")) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def make_folder(path: Path) -> None:
    """Make the folder that a file is to be in. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _no_place(path, error) from error


def _open(path: Path) -> BinaryIO:
    make_folder(path)
    try:
        return path.open("ab")
    except OSError as error:
        raise _no_place(path, error) from error


def _no_place(path: Path, error: OSError) -> StoreError:
    advice = "name a folder in `store` that can be made and written to"
    return StoreError(f"{path} cannot be used: {error.strerror}; {advice}")
