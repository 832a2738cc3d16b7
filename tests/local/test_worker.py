"""A process that dies, hangs or fails takes nobody with it but the document that made it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from processors.pipeline import Document, Processed
from tests.local.documents import documents, errors
from tests.local.processes import children, is_alive, wait_for
from tests.local.trap import (
    BROKEN_TEXT,
    EAT,
    EXIT,
    HANG,
    RAISE,
    BrokenSource,
    DamagedSource,
    SlowSource,
    TrapSource,
    WrongSource,
)
from tocsin.codec import decode_enriched
from tocsin.errors import ConfigurationError, EnrichmentError
from tocsin.identity import dead_letter_id
from tocsin.local.commit import PENDING
from tocsin.local.serve import Limits
from tocsin.local.worker import Worker, WorkerDiedError
from tocsin.model import DeadLetter, EnrichedArticle

SHORT = Limits(start=20, batch=0.5, document=0.5, memory=384 << 20)
PATIENT = Limits(start=20, batch=20, document=20, memory=384 << 20)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(TrapSource(), PATIENT)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("trap", "limits", "error"),
    [
        (EXIT, PATIENT, "the enrichment process ended with exit code 9"),
        (RAISE, PATIENT, "RuntimeError: a mistake in the model"),
        (EAT, PATIENT, "MemoryError: "),
        (HANG, SHORT, "no answer within 0.5 s"),
        (BROKEN_TEXT, PATIENT, "LookupError: the words of el are damaged"),
    ],
    ids=["exits", "raises", "eats memory", "hangs", "fails within"],
)
def test_a_document_that_ends_the_process_dies_alone(trap: str, limits: Limits, error: str):
    worker = Worker(TrapSource(), limits)
    try:
        sent = documents(["1 2", trap, "3 4"])
        outcomes = worker.enrich(sent)
    finally:
        worker.close()
    assert errors(outcomes) == ["", error, ""]
    assert [_id(outcome) for outcome in outcomes] == ["a0", _letter_id(sent[1]), "a2"]
    letter = outcomes[1]
    assert isinstance(letter, DeadLetter)
    assert (letter.payload, letter.origin, letter.attempt) == (sent[1].raw, PENDING, 1)


def _letter_id(document: Document) -> str:
    return dead_letter_id("processor", document.raw)


def _id(outcome: object) -> str:
    if isinstance(outcome, Processed):
        value = decode_enriched(outcome.enriched, stage="sink", origin=PENDING, now=0)
        assert isinstance(value, EnrichedArticle)
        return value.article.id
    assert isinstance(outcome, DeadLetter)
    return outcome.id


def test_two_culprits_in_one_batch_are_two_letters(worker: Worker):
    outcomes = worker.enrich(documents([EXIT, "1", RAISE]))
    assert [bool(error) for error in errors(outcomes)] == [True, False, True]


def test_a_process_that_was_killed_is_replaced(worker: Worker):
    worker.start()
    (pid,) = children(os.getpid())
    os.kill(pid, signal.SIGKILL)
    assert errors(worker.enrich(documents(["1", "2"]))) == ["", ""]
    assert children(os.getpid()) != [pid]


def test_one_kill_from_outside_makes_no_dead_letter_of_a_document_alone(worker: Worker):
    worker.start()
    (pid,) = children(os.getpid())
    os.kill(pid, signal.SIGKILL)
    assert errors(worker.enrich(documents(["1"]))) == [""]


def test_a_process_is_reused(worker: Worker):
    worker.start()
    before = children(os.getpid())
    for _ in range(3):
        worker.enrich(documents(["1"]))
    assert children(os.getpid()) == before


def test_no_documents_give_no_outcomes(worker: Worker):
    assert worker.enrich([]) == []


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (BrokenSource(), "ended with exit code 3"),
        (SlowSource(), "no answer within 2 s"),
        (DamagedSource(), "ended with exit code 1"),
    ],
    ids=["it dies", "it hangs", "what it has read is of no use"],
)
def test_a_process_that_does_not_come_up_is_an_enrichment_error(source: TrapSource, says: str):
    worker = Worker(source, Limits(start=2))
    with pytest.raises(EnrichmentError, match=says):
        worker.start()
    assert children(os.getpid()) == []


def test_mistakes_in_the_configuration_reach_the_parent_all_at_once():
    worker = Worker(WrongSource())
    with pytest.raises(ConfigurationError) as caught:
        worker.start()
    assert [problem.file for problem in caught.value.problems] == ["a.toml", "b.toml"]
    worker.close()


def test_closing_from_another_thread_releases_the_one_that_waits(worker: Worker):
    worker.start()
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(worker.enrich, documents([HANG, "1"]))
        began = time.monotonic()
        threading.Timer(0.1, worker.close).start()
        with pytest.raises(WorkerDiedError):
            waiting.result(10)
    assert time.monotonic() - began < 5
    assert children(os.getpid()) == []


def test_closing_while_the_process_is_starting_releases_the_starter():
    worker = Worker(SlowSource())
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(worker.start)
        wait_for(lambda: children(os.getpid()))
        worker.close()
        with pytest.raises(WorkerDiedError):
            waiting.result(10)
    assert children(os.getpid()) == []


def test_a_closed_worker_starts_nothing(worker: Worker):
    worker.close()
    with pytest.raises(WorkerDiedError, match="closed"):
        worker.start()
    with pytest.raises(WorkerDiedError, match="closed"):
        worker.enrich(documents(["1"]))


def test_ctrl_c_does_not_reach_the_process(worker: Worker):
    with ThreadPoolExecutor(1) as thread:
        starting = thread.submit(worker.start)
        wait_for(lambda: children(os.getpid()))
        (pid,) = children(os.getpid())
        os.kill(pid, signal.SIGINT)  # while it is still importing
        starting.result(20)
    os.kill(pid, signal.SIGINT)
    assert errors(worker.enrich(documents(["1"]))) == [""]
    assert children(os.getpid()) == [pid]


@pytest.mark.parametrize("state", ["idle", "hanging", "frozen"])
def test_no_process_outlives_its_parent(state: str):
    command = [sys.executable, "-m", "tests.local.worker_parent", state]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert state == "idle" or parent.stdout.readline() == b"sprung\n"
        parent.kill()
    wait_for(lambda: not is_alive(pid))
