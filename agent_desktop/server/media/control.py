"""The worker's end of the link: lets one server in, the newest, and hands its orders to the RTP thread."""

from __future__ import annotations

import hmac
import logging
import os
import queue
import secrets
import selectors
import socket
import time
from pathlib import Path

import msgspec

from agent_desktop.server.media import link, runfile
from agent_desktop.server.media.codecs import SAMPLE_RATES
from agent_desktop.server.media.leg import Agreed
from agent_desktop.server.media.loop import RelayThread
from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.recorder import Recorder, Sealed
from agent_desktop.server.media.sounds import SoundLibrary

log = logging.getLogger(__name__)

HELLO_S = 5.0
"""How long a connection may stay without saying who it is."""

MAX_LINKS = 16
_SEND_S = 2.0


class _Connection:
    """One accepted connection; ``epoch`` is None until it has said hello."""

    def __init__(self, stream: socket.socket, accepted: float) -> None:
        self.stream = stream
        self.accepted = accepted
        self.epoch: int | None = None
        self.unread = b""

    def send(self, message: link.LinkMessage) -> None:
        """Write a line. Raises OSError when the other end is gone or does not read."""
        self.stream.sendall(link.encode_line(message))


class Control:
    """Serves links on a port of its own until it is told to quit or nobody has come back for ``grace_s``."""

    def __init__(
        self,
        relay: RelayThread,
        sounds: SoundLibrary,
        *,
        grace_s: float,
        hello_s: float = HELLO_S,
        recordings: Path | None = None,
    ) -> None:
        self._relay = relay
        self._recorder = Recorder(recordings, self._hear)
        self._sounds = sounds
        self._grace_s = grace_s
        self._hello_s = hello_s
        self._token = secrets.token_urlsafe(32)
        self._epoch = 0
        self._obeyed: _Connection | None = None
        self._alone_since = time.monotonic()
        self._connections: list[_Connection] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self._alarm, self._bell = socket.socketpair()
        self._alarm.setblocking(False)
        self._bell.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        self._selector.register(self._alarm, selectors.EVENT_READ, self._pass_news)
        self._news: queue.SimpleQueue[link.AnyNews] = queue.SimpleQueue()
        self._serving = True
        self._run_file: Path | None = None
        relay.listen(self._hear)

    def announce(self, run_dir: Path) -> Path:
        """Write the run file, which leads a server here. Raises OSError."""
        self._run_file = runfile.write_new(run_dir, self._record())
        return self._run_file

    def stop(self) -> None:
        """Let ``serve`` return; from any thread."""
        self._serving = False
        self._ring()

    def serve(self) -> None:
        """Take links and orders until the end; then remove the run file."""
        try:
            while self._serving and not self._overdue():
                for key, _ in self._selector.select(self._timeout()):
                    key.data()
        finally:
            self._recorder.close()
            for connection in self._connections:
                connection.stream.close()
            for other in (self._listener, self._alarm, self._bell, self._selector):
                other.close()
            if self._run_file is not None:
                self._run_file.unlink(missing_ok=True)

    # --- time ------------------------------------------------------------------------------------

    def _timeout(self) -> float | None:
        deadlines = [c.accepted + self._hello_s for c in self._connections if c.epoch is None]
        if self._obeyed is None:
            deadlines.append(self._alone_since + self._grace_s)
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _overdue(self) -> bool:
        now = time.monotonic()
        for connection in tuple(self._connections):
            if connection.epoch is None and now >= connection.accepted + self._hello_s:
                self._drop(connection)
        if self._obeyed is None and now >= self._alone_since + self._grace_s:
            log.warning("no server for %g s: the media worker ends", self._grace_s)
            return True
        return False

    # --- connections -----------------------------------------------------------------------------

    def _accept(self) -> None:
        try:
            stream, _ = self._listener.accept()
        except OSError as error:  # gone before it was taken in
            log.debug("a link was not accepted: %s", error)
            return
        if len(self._connections) >= MAX_LINKS:
            stream.close()
            return
        stream.settimeout(_SEND_S)
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = _Connection(stream, time.monotonic())
        self._connections.append(connection)
        self._selector.register(stream, selectors.EVENT_READ, lambda: self._read(connection))

    def _read(self, connection: _Connection) -> None:
        try:
            data = connection.stream.recv(link.MAX_LINE)
            if not data:
                self._drop(connection)
                return
            *lines, connection.unread = (connection.unread + data).split(b"\n")
            for line in lines:
                self._take(connection, line)
            if len(connection.unread) > link.MAX_LINE:
                raise msgspec.DecodeError(f"a line is longer than {link.MAX_LINE} octets")
        except (OSError, MediaFailed) as error:
            log.info("a link broke: %s", error)
            self._drop(connection)
        except msgspec.DecodeError as error:
            log.warning("a link is closed, it said what no server says: %s", error)
            self._drop(connection)

    def _drop(self, connection: _Connection) -> None:
        if connection not in self._connections:  # dropped by an earlier line of the same read
            return
        self._connections.remove(connection)
        self._selector.unregister(connection.stream)
        connection.stream.close()
        if connection is self._obeyed:
            self._obeyed = None
            self._alone_since = time.monotonic()
            log.info("the server's link is gone; the worker waits %g s for another", self._grace_s)

    # --- what is said ----------------------------------------------------------------------------

    def _take(self, connection: _Connection, line: bytes) -> None:
        if connection not in self._connections:
            return
        if connection.epoch is None:
            self._greet(connection, link.decode_hello(line))
            return
        order = link.decode_order(line)
        if connection.epoch != self._epoch:
            why = f"epoch {connection.epoch} is over: the media worker obeys epoch {self._epoch}"
            connection.send(link.Failed(n=order.n, why=why))
            return
        try:
            reply = self._carry_out(order)
        except MediaFailed as failure:
            reply = link.Failed(n=order.n, why=str(failure))
        connection.send(reply)

    def _greet(self, connection: _Connection, hello: link.Hello) -> None:
        if not hmac.compare_digest(hello.token.encode(), self._token.encode()):
            log.warning("a link with a wrong token is refused")
            self._refuse(connection, link.Refused(why="wrong token"))
        elif hello.epoch <= self._epoch:
            why = f"epoch {hello.epoch} is not newer than {self._epoch}"
            self._refuse(connection, link.Refused(why=why, epoch=self._epoch))
        else:
            connection.epoch = self._epoch = hello.epoch
            self._obeyed = connection
            if self._run_file is not None:
                runfile.rewrite(self._run_file, self._record())
            connection.send(link.Welcome(legs=self._relay.do(lambda relay, _: relay.states())))
            for news in self._relay.do(lambda relay, _: relay.news()):
                connection.send(news)

    def _refuse(self, connection: _Connection, refusal: link.Refused) -> None:
        connection.send(refusal)
        self._drop(connection)

    def _carry_out(self, order: link.AnyOrder) -> link.AnyReply:
        match order:
            case link.Open(n=n, leg=leg, port=wanted):
                host, port = self._relay.do(lambda relay, _: relay.open(leg, wanted))
                return link.Opened(n=n, host=host, port=port)
            case link.SetRemote(leg=leg, host=host, port=port):
                agreed = Agreed(order.codec, order.payload, order.dtmf_payload, order.srtp, order.inband)
                self._relay.do(lambda relay, now: relay.set_remote(leg, host, port, agreed, now))
            case link.Connect(leg=leg, peer=peer):
                self._relay.do(lambda relay, now: relay.connect(leg, peer, now))
            case link.Mix(hears=hears, unrecorded=unrecorded):
                self._relay.do(lambda relay, now: relay.mix(hears, now, frozenset(unrecorded)))
            case link.Press(leg=leg, digit=digit):
                self._relay.do(lambda relay, now: relay.press(leg, digit, now))
            case link.Play(leg=leg, report=report):
                # Read and resampled in this thread: RTP does not wait for a disk.
                once, missing = self._sounds.those_there(order.once)
                loops, no_loop = self._sounds.those_there(() if order.loop is None else (order.loop,))
                loop = loops[0] if loops else None
                self._relay.do(lambda relay, now: relay.play(leg, once, loop, now, report, after=order.after))
                return link.Done(n=order.n, notes=missing + no_loop)
            case link.Record():
                self._begin_recording(order)
            case link.Recording():
                self._change_recording(order)
            case link.Close(leg=leg):
                figures, now = self._relay.do(lambda relay, now: (relay.close(leg, now), now))
                self._recorder.leg_closed(leg, now)
                return link.Figures(n=order.n, figures=figures)
            case link.Stats(n=n):
                return link.Figures(n=n, figures=self._relay.do(lambda relay, _: relay.figures()))
            case link.Quit():
                self._serving = False
        return link.Done(n=order.n)

    def _begin_recording(self, order: link.Record) -> None:
        leg, seal = order.leg, None if order.key is None else Sealed(order.key, order.note)
        codec, now = self._relay.do(lambda relay, now: (relay.codec(leg), now))
        rate = SAMPLE_RATES[codec]
        track = self._recorder.begin(order.recording, rate, order.sides, now, most_ms=order.most_ms, seal=seal)
        self._relay.do(lambda relay, now: relay.tap(leg, track, now))
        if order.sides == 1:
            self._recorder.ends_with(leg, order.recording)

    def _change_recording(self, order: link.Recording) -> None:
        leg, number = order.leg, order.recording
        if order.action == "tell":
            self._recorder.tell(number)
            return
        if order.action == "resume":
            now = self._relay.do(lambda _, now: now)
            track = self._recorder.resume(number, now)
            self._relay.do(lambda relay, now: relay.tap(leg, track, now))
            return
        # First the tap, then the order: what comes after it is nowhere.
        now = self._relay.do(lambda relay, now: (relay.untap(leg, now), now)[1])
        if order.action == "pause":
            self._recorder.pause(number, now)
        else:
            self._recorder.end(number, now, keep=order.action == "keep", as_flac=order.flac)

    # --- what the relay tells ----------------------------------------------------------------------

    def _hear(self, news: link.AnyNews) -> None:
        """In the threads of the relay and the recorder, which must not wait for a server that reads slowly."""
        self._news.put(news)
        self._ring()

    def _ring(self) -> None:
        try:
            self._bell.send(b"\0")
        except OSError:  # it is ringing already, or everything is over
            return

    def _pass_news(self) -> None:
        self._alarm.recv(4096)
        while True:
            try:
                news = self._news.get_nowait()
            except queue.Empty:
                return
            self._say(news)

    def _say(self, news: link.AnyNews) -> None:
        server = self._obeyed
        if server is None:  # the next one is told how it stands when it comes
            return
        try:
            server.send(news)
        except OSError as error:
            log.info("a link broke: %s", error)
            self._drop(server)

    def _record(self) -> runfile.RunRecord:
        port = self._listener.getsockname()[1]
        return runfile.RunRecord(port=port, token=self._token, pid=os.getpid(), epoch=self._epoch)
