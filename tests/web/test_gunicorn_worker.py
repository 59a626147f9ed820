"""Whoever is slow waits by themselves: a request gets a thread when it has arrived, and time that ends.

The server is the one of `letters serve`, with four threads, seconds for limits, and a small application.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.outside import fetched, free_port

SCRIPT = """
import sys, time
from app.cli import serve
from app.web import gunicorn_worker

gunicorn_worker.HEAD, gunicorn_worker.BODY = 2.0, 3.0
serve._SERVING["threads"] = 4

def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(2)
    if path == "/fails":
        raise ValueError("Sheila")
    try:
        body = environ["wsgi.input"].read()
    except OSError as error:
        body = type(error).__name__.encode()
    answer = b"%s %d" % (environ["REQUEST_METHOD"].encode(), len(body)) if len(body) != 20 else body
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]

class Server(serve._Server):
    def load(self):
        return application

Server(None, f"127.0.0.1:{sys.argv[1]}").run()
"""


class Running:
    def __init__(self, log: Path) -> None:
        self.port, self.log = free_port(), log
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SCRIPT, str(self.port)], stdout=out, stderr=out, cwd=PROJECT
            )
        fetched(f"http://127.0.0.1:{self.port}/", self.process)

    def open(self, begun: bytes = b"") -> socket.socket:
        found = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        found.sendall(begun)
        return found

    @contextmanager
    def many(self, number: int, begun: bytes) -> Iterator[list[socket.socket]]:
        with ExitStack() as stack:
            yield [stack.enter_context(self.open(begun)) for _ in range(number)]

    def get(self, path: str) -> bytes:
        with self.open(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()) as one:
            return answer_of(one)


def answer_of(one: socket.socket) -> bytes:
    """All there is until the other side closes."""
    parts = []
    while part := one.recv(65536):
        parts.append(part)
    return b"".join(parts)


def one_answer(one: socket.socket) -> bytes:
    """The next answer on a connection that stays open."""
    text = b""
    while b"\r\n\r\n" not in text:
        text += one.recv(1)
    length = int(text.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return one.recv(length, socket.MSG_WAITALL)


def is_cut_off(one: socket.socket) -> bool:
    try:
        return one.recv(65536) == b""
    except ConnectionError:
        return True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("server") / "log")
    yield running
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=60) == 0


TRICKLES = {
    "nothing at all": b"",
    "half a head": b"POST / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "a head, and half of a form": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n",
}


@pytest.mark.parametrize("begun", TRICKLES.values(), ids=TRICKLES.keys())
def test_those_who_trickle_are_cut_off_and_hold_nobody_up(begun: bytes, server: Running) -> None:
    with server.many(24, begun) as slow:
        for _ in range(3):
            if begun:
                for one in slow:
                    with suppress(ConnectionError):
                        one.sendall(b"x")
            assert server.get("/").endswith(b"GET 0")

        assert all(is_cut_off(one) for one in slow)


def test_a_large_body_that_stops_is_given_up_and_its_thread_is_free_again(server: Running) -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"
    with server.many(4, head + b"x" * 200_000) as stalled:
        assert server.get("/").endswith(b"GET 0")
        assert all(answer_of(one).endswith(b"ConnectionResetError") for one in stalled)


@pytest.mark.parametrize("size", [0, 1, 5000, 700_000])
def test_a_body_of_any_size_arrives_whole_however_it_is_cut(size: int, server: Running) -> None:
    request = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % size + b"x" * size

    with server.open() as one:
        for start in (0, 1, 40, len(request) - 3):
            end = {0: 1, 1: 40, 40: len(request) - 3}.get(start, len(request))
            one.sendall(request[start:end])
            time.sleep(0.05)
        assert answer_of(one).endswith(b"POST %d" % size)


def test_a_connection_serves_several_requests_even_if_they_come_at_once(server: Running) -> None:
    form = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b"

    with server.open(form + b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") as one:
        assert [one_answer(one), one_answer(one)] == [b"POST 3", b"GET 0"]
        one.sendall(form[:30])
        time.sleep(0.1)
        one.sendall(form[30:])
        assert one_answer(one) == b"POST 3"


def test_who_waits_to_be_told_to_go_on_is_told(server: Running) -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"

    with server.open(head) as one:
        assert one.recv(25, socket.MSG_WAITALL) == b"HTTP/1.1 100 Continue\r\n\r\n"
        one.sendall(b"a=b")
        assert answer_of(one).endswith(b"POST 3")


def test_a_head_without_end_is_refused(server: Running) -> None:
    with server.open(b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000) as one:
        one.settimeout(5)
        assert answer_of(one)[:12] in (b"", b"HTTP/1.1 431")


def test_who_does_not_hang_up_after_the_answer_holds_nobody_up(server: Running) -> None:
    request = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with server.many(12, request) as lingering:
        # gunicorn would wait two seconds for each of them.
        began = time.monotonic()
        assert server.get("/").endswith(b"GET 0")
        assert time.monotonic() - began < 12
        assert all(answer_of(one).endswith(b"GET 0") for one in lingering)


def test_the_log_has_no_path_no_address_and_nothing_that_was_raised(server: Running) -> None:
    server.get("/fails?name=Sheila")
    with server.open(b"SHEILA sheila sheila\r\n\r\n") as one:
        answer_of(one)

    told = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert [line["exceptions"][0]["type"] for line in told if line["event"] == "exception"] == ["ValueError"]
    assert "heila" not in server.log.read_text()
    assert "127.0.0.1" not in server.log.read_text()


def test_a_letter_under_way_is_finished_when_the_server_is_told_to_end(tmp_path: Path) -> None:
    server = Running(tmp_path / "log")
    with server.open(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n") as one, server.open(b"GET / HT") as half:
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)

        assert answer_of(one).endswith(b"GET 0")
        assert is_cut_off(half)
    assert server.process.wait(timeout=30) == 0
    assert server.log.read_text() == ""


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(port)], capture_output=True, text=True, check=False, cwd=PROJECT
        )

    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 1
    assert told[0]["told"] == f"Connection in use: ('127.0.0.1', {port})"
