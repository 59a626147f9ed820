"""gunicorn's worker, as this site needs it: nobody who is slow holds a thread.

app/cli/serve.py names it to gunicorn. The threads of gunicorn 27 wait for each byte of a request, for
as long as a visitor likes. Here a request gets a thread when its head, and the body of any usual
form, has arrived; until then its connection waits in the poller, where a thousand may.
"""

from __future__ import annotations

import errno
import re
import selectors
import socket
import time
from functools import partial
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

# Seconds for a request's head, for its body, and for whoever takes the answer: a pack of letters
# of some megabytes takes a minute over Tor.
HEAD, BODY, ANSWER = 10.0, 60.0, 180.0
# Bytes a second that a large body must come to beyond that: a judgment of 20 MB over a bad line takes minutes.
_SLOWEST = 50_000
# After SIGTERM, for a request that has begun to arrive.
_STOPPING = 2.0
# What may wait in the poller for one request: gunicorn's own limits keep a head below it.
_LARGEST_HEAD, _LARGEST_BODY = 64 * 1024, 128 * 1024
_AT_ONCE = 64 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
# It waits to be told to go on, which gunicorn does in the thread.
_EXPECTS = re.compile(rb"\r\nexpect:", re.IGNORECASE)


class PunctualUnreader(SocketUnreader):  # type: ignore[misc]  # gunicorn has no type stubs
    """Gathers a request without waiting, then reads the rest of it until `deadline` and not beyond."""

    deadline = 0.0
    # How far the end of the head was looked for, and with how many bytes there is enough to begin.
    _looked = 0
    enough: int | None = None

    def gather(self) -> bool:
        """Take what has arrived; False once the other side has closed, or reading fails."""
        self.sock.setblocking(False)
        try:
            found = self.sock.recv(_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        self.buf.seek(0, 2)
        self.buf.write(found)
        return bool(found)

    def holds_a_request(self) -> bool:
        """Whether a thread can begin without waiting for what is usual to arrive."""
        size: int = self.buf.seek(0, 2)
        if self.enough is None:
            self.enough = self._look_for_head(size)
        return size >= (_LARGEST_HEAD if self.enough is None else self.enough)

    def hand_over(self) -> None:
        """From here on a thread reads, and the next request is another one. A head without an end gets no time."""
        self.deadline = time.monotonic() + (0 if self.enough is None else BODY)
        self._looked, self.enough = 0, None

    def chunk(self, size_hint: int | None = None) -> bytes:
        """What arrives next; whoever takes too long has hung up, as far as gunicorn and Flask are concerned."""
        left = self.deadline - time.monotonic()
        usual = self.sock.gettimeout()
        try:
            if left <= 0:
                raise TimeoutError
            self.sock.settimeout(left if usual is None else min(left, usual))
            found: bytes = super().chunk(size_hint)
            self.deadline += len(found) / _SLOWEST
        except TimeoutError:
            raise ConnectionResetError(errno.ECONNRESET, "the request did not arrive in time") from None
        finally:
            self.sock.settimeout(usual)
        return found

    def _look_for_head(self, size: int) -> int | None:
        """How much is enough, once the whole head is here; what was looked through is not looked through again."""
        begin = max(0, self._looked - 3)
        self.buf.seek(begin)
        found = self.buf.read().find(b"\r\n\r\n")
        self._looked = size
        return None if found < 0 else begin + found + 4 + self._body(begin + found + 2)

    def _body(self, end: int) -> int:
        head = self.buf.getvalue()[:end]
        length = _LENGTH.search(head)
        return 0 if length is None or _EXPECTS.search(head) else min(int(length[1]), _LARGEST_BODY)


class Connection(TConn):  # type: ignore[misc]
    """A connection whose request is gathered before anybody works on it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.parser = get_parser(self.cfg, self.sock, self.client)
        self.unreader = self.parser.unreader = PunctualUnreader(self.sock)
        self.begun = 0.0

    def close(self, graceful: bool = False) -> None:
        """gunicorn would wait here for the other side to close, two seconds, and all others with it."""
        if graceful:
            _say_goodbye(self.sock)
        super().close()


def _say_goodbye(sock: socket.socket) -> None:
    """Unread bytes would make the system reset the connection, and the answer be lost."""
    try:
        sock.setblocking(False)
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(_AT_ONCE):
            pass
    except OSError:
        return


class Worker(ThreadWorker):  # type: ignore[misc]
    def accept(self, listener: socket.socket) -> None:
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self.enqueue_req(Connection(self.cfg, sock, client, listener.getsockname()))

    def enqueue_req(self, conn: Connection) -> None:
        """The one gate to the threads: through it goes who has a request to show, or has left."""
        conn.begun = conn.begun or time.monotonic()
        if conn.unreader.gather() and not conn.unreader.holds_a_request():
            self._park(conn)
            return
        conn.unreader.hand_over()
        conn.begun, conn.data_ready = 0.0, True
        super().enqueue_req(conn)

    def _park(self, conn: Connection) -> None:
        conn.timeout = conn.begun + (HEAD if conn.unreader.enough is None else BODY)
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def murder_pending(self) -> None:
        """Unlike in gunicorn, whoever came later may have to leave earlier."""
        now = time.monotonic()
        for conn in list(self.pending_conns):
            if not self.alive:
                conn.timeout = min(conn.timeout, now + _STOPPING)
            if conn.timeout <= now:
                self._cut_off(conn)

    def _cut_off(self, conn: Connection) -> None:
        self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def handle_request(self, req: Any, conn: Connection) -> bool:
        conn.sock.settimeout(ANSWER)
        try:
            kept: bool = super().handle_request(req, conn)
        except TimeoutError:
            # As if they had hung up, which gunicorn does not log.
            raise BrokenPipeError(errno.EPIPE, "the answer was not taken in time") from None
        return kept
