"""`python -m training.entities DATA`: from the data to the shipped model and its card, in one run.

DATA holds `permissive/` (its train and dev files are trained on and chosen by) and
`evaluation_only/` (its test files are measured once, at the end, and seen by nothing else).
"""

import argparse
import shlex
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TimeElapsedColumn
from spacy.language import Language
from thinc.api import Config, NumpyOps, fix_random_seed, set_current_ops

from processors.entities import shipped
from training.entities.card import write
from training.entities.mixture import dev_sets, load, prepare
from training.entities.score import choosing, reporting
from training.entities.train import build, train

HERE = Path(__file__).parent


def main(arguments: list[str]) -> None:
    """Train, unless the model that is there is only to be measured; then measure and write."""
    options = _options(arguments)
    console = Console()
    if not options.measure_only:
        _train(options.data / "permissive", options.out, options.config, console)
    if options.out == shipped.FOLDER:
        rows = []
        files = sorted(options.data.glob("*/*.test.jsonl.gz"))
        with Progress(console=console) as progress:
            for part in progress.track(reporting(files), len(files), description="measuring"):
                rows += part
        command = f"make model DATA={shlex.quote(options.data.name)}"
        write(shipped.FOLDER, rows, command=command)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.entities", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of permissive/ and evaluation_only/")
    parser.add_argument("--out", type=Path, default=shipped.FOLDER, help="where the model goes")
    parser.add_argument("--config", type=Path, default=HERE / "config.cfg")
    parser.add_argument("--measure-only", action="store_true", help="leave the weights alone")
    return parser.parse_args(arguments)


def _train(data: Path, out: Path, path: Path, console: Console) -> None:
    # numpy's own matrix product is three times as fast as spaCy's choice on the machines measured.
    set_current_ops(NumpyOps(use_blis=False))
    config = Config().from_disk(path)
    settings = config["training"]
    fix_random_seed(settings["seed"])
    mixture = load()
    dev = dev_sets(data, mixture.weight)
    nlp = build(config)
    columns = (*Progress.get_default_columns(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        for optimizer in train(nlp, prepare(data, mixture), settings, progress):
            with nlp.use_params(optimizer.averages):
                scores = choosing(nlp, dev)
                save(nlp, out)
            console.print("  ".join(f"{name} {score:.1f}" for name, score in scores.items()))


def save(nlp: Language, out: Path) -> None:
    """Write the model without the words it met: its layers look at letters, not at a vocabulary."""
    nlp.to_disk(out, exclude=["vocab"])
    shutil.rmtree(out / "vocab", ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
