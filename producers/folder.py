"""Walking folders without leaving them."""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

DEEPEST = 40  # folders within folders


class FolderFailure(msgspec.Struct, frozen=True, kw_only=True):
    """A file or folder that is not read, and why."""

    path: Path
    message: str


def walk(path: Path, suffixes: Collection[str]) -> Iterator[Path | FolderFailure]:
    """The files below `path` with one of `suffixes`, by name; `path` itself when it is a file.

    Hidden files are passed over. Symbolic links are followed to nowhere: what they point to inside
    is met there anyway, and what lies outside was not asked for (that is told).
    """
    if not path.is_dir():
        yield path
        return
    yield from _below(path, path.resolve(), suffixes, DEEPEST)


def open_file(path: Path) -> BinaryIO:
    """An ordinary file opened for reading; raises OSError, at once also for pipes and devices."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(0, "not an ordinary file")


def _below(
    folder: Path, root: Path, suffixes: Collection[str], deepest: int
) -> Iterator[Path | FolderFailure]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        yield FolderFailure(path=folder, message=problem.strerror or str(problem))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield from _link(path, root, suffixes)
        elif entry.is_dir(follow_symlinks=False):
            if deepest:
                yield from _below(path, root, suffixes, deepest - 1)
            else:
                yield FolderFailure(path=path, message="folders are nested too deep")
        elif path.suffix.lower() in suffixes:
            yield path


def _link(path: Path, root: Path, suffixes: Collection[str]) -> Iterator[FolderFailure]:
    target = Path(os.path.realpath(path))
    relevant = path.suffix.lower() in suffixes or target.is_dir()
    if relevant and not target.is_relative_to(root):
        yield FolderFailure(path=path, message="a link out of the folder is not followed")
