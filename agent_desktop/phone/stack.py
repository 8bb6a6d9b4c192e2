"""The objects of the SIP stack that call us back: each turns what it is told into values, and never raises.

With ``engine.py`` the only importer of pjsua2. Every object here is used by the one thread that runs the stack, but for
the sound port, which the bridge's clock calls.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from threading import Event
from typing import Any, Protocol, TypeVar

from pjsua2 import pjsua2 as pj

from agent_desktop.phone.addresses import answers_itself, header
from agent_desktop.phone.bytevector import Copier
from agent_desktop.phone.pace import Pace
from agent_desktop.phone.pcm import FRAME_BYTES, RATE, SILENCE
from agent_desktop.phone.port import LineQuality, Way
from agent_desktop.phone.sound import SoundDesk

log = logging.getLogger(__name__)

_APART_S = 0.004
"""The bridge's clock makes up for the frames it missed while the PC stood still. With so much between two of them the
packets that came meanwhile are in the jitter buffer before they are asked for: at once, they would be heard as breaks,
and then fill the buffer to the end of the call. On average: where each wait takes too long, what follows need not wait.
"""

_F = TypeVar("_F", bound=Callable[..., None])


class Listener(Protocol):
    """Who is told what the stack says; called by the stack's own thread."""

    def on_registration(self, account: Account, registered: bool, status: int, reason: str) -> None:
        """The registrar answered, or no answer came."""
        ...

    def on_incoming(self, call: Call, leg: str, join: bool) -> None:
        """An INVITE."""
        ...

    def on_confirmed(self, call: Call) -> None:
        """The leg is up on both sides."""
        ...

    def on_media(self, call: Call) -> None:
        """The leg's stream began, changed or ended."""
        ...

    def on_stream_over(self, call: Call) -> None:
        """The leg's stream is about to go."""
        ...

    def on_ended(self, call: Call, status: int, reason: str) -> None:
        """The leg is over, whoever ended it."""
        ...

    def on_certificate(self, pem: str, subject: str, verify_status: int) -> bool:
        """A TLS peer showed this certificate (empty: none); whether the connection may be used."""
        ...


def callback(method: _F) -> _F:
    """A method the stack calls: what it raises would travel through C++, so it ends here, in the log."""

    @wraps(method)
    def guarded(*args: Any) -> None:
        try:
            method(*args)
        except Exception as error:
            log.exception("%s failed: %s", method.__qualname__, said(error))

    return guarded  # type: ignore[return-value]


def said(error: Exception) -> str:
    """What an exception says; ``str`` of the stack's own is empty."""
    return error.reason if isinstance(error, pj.Error) else str(error)


class Endpoint(pj.Endpoint):
    """The stack itself."""

    def __init__(self, engine: Listener) -> None:
        super().__init__()
        self._engine = engine
        self._pace = Pace()
        self._pause = Event()  # never set

    @callback
    def onSelectAccount(self, prm: pj.OnSelectAccountParam) -> None:  # noqa: N802
        """An INVITE, or another new request; what is kept waiting here waits for a place, of which it has too few."""
        if str(prm.rdata.wholeMsg).startswith("INVITE ") and (wait := self._pace.wait_s(time.monotonic())):
            log.debug("Too many calls at once: the next one is looked at in %d ms", wait * 1000)
            self._pause.wait(wait)

    @callback
    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:  # noqa: N802
        """A connection is there or could not be made; nothing is sent along it before this returns."""
        if prm.type != "TLS" or (prm.tlsInfo.isEmpty() and prm.state != pj.PJSIP_TP_STATE_CONNECTED):
            return
        may = False
        try:
            shown = prm.tlsInfo.remoteCertInfo
            subject = str(shown.subjectCn or shown.subjectInfo).encode(errors="replace").decode()
            may = self._engine.on_certificate(str(shown.raw), subject, int(prm.tlsInfo.verifyStatus))
        finally:
            if not may and prm.state == pj.PJSIP_TP_STATE_CONNECTED:
                self.transportShutdown(prm.hnd)


class Log(pj.LogWriter):
    """The stack's log lines, into ours."""

    def write(self, entry: pj.LogEntry) -> None:
        """One line of its log."""
        # what matters of its errors comes back as a status or an exception: here they are only for diagnosis
        log.log(logging.INFO if entry.level <= 3 else logging.DEBUG, "pjsip: %s", entry.msg.strip())


class SoundPort(pj.AudioMediaPort):
    """Where the bridge meets the sound device; called by the bridge's clock thread every 20 ms."""

    def __init__(self, desk: SoundDesk, copier: Copier) -> None:
        super().__init__()
        self._desk = desk
        self._copier = copier
        self._came_at = self._due_at = 0.0
        self._pause = Event()  # never set
        self.muted = False
        form = pj.MediaFormatAudio()
        form.init(pj.PJMEDIA_FORMAT_PCM, RATE, 1, 20_000, 16)
        self.createPort("sound device", form)

    @callback
    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        """20 ms that the calls let one hear."""
        self._keep_apart()
        data = self._copier.get(frame.buf) if frame.size == FRAME_BYTES else SILENCE
        self._desk.heard(data)

    def _keep_apart(self) -> None:
        now = time.monotonic()
        if now - self._came_at > _APART_S:
            self._due_at = now
        elif self._due_at > now:
            self._pause.wait(self._due_at - now)
        self._came_at = time.monotonic()
        self._due_at += _APART_S

    @callback
    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        """The next 20 ms of the microphone."""
        spoken = self._desk.spoken()  # of a muted one too: who speaks then wants to know that nobody hears it (F127)
        # A muted microphone is silence that goes out, not nothing: RTP that stops is a phone that is lost (F121)
        self._copier.put(frame, SILENCE if self.muted else spoken)
        frame.size = FRAME_BYTES
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO


class Account(pj.Account):
    """An address to call from; the registered one is also an address to be called at."""

    def __init__(self, engine: Listener) -> None:
        super().__init__()
        self._engine = engine

    @callback
    def onRegState(self, prm: pj.OnRegStateParam) -> None:  # noqa: N802
        """The registrar answered."""
        active = bool(self.getInfo().regIsActive)
        self._engine.on_registration(self, active and prm.code // 100 == 2, int(prm.code), str(prm.reason))

    @callback
    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802
        """Somebody calls."""
        message = str(prm.rdata.wholeMsg)
        call = Call(self._engine, self, prm.callId)
        self._engine.on_incoming(call, header(message, "X-AD-Leg"), answers_itself(message))


class Call(pj.Call):
    """A leg."""

    def __init__(
        self, engine: Listener, account: pj.Account, call_id: int = pj.PJSUA_INVALID_ID, leg: str = ""
    ) -> None:
        super().__init__(account, call_id)
        self._engine = engine
        self._account = account  # the C++ call refers to it
        self.leg = leg
        self.answered = self.confirmed = self.ending = False
        self.media: pj.AudioMedia | None = None
        self._stream: int | None = None  # the index of its speech among its media

    @property
    def speaks(self) -> bool:
        """Whether the microphone may be open to this leg: from our answer, or from the callee's."""
        return (self.answered or self.confirmed) and not self.ending

    def quality(self, stalled_ms: int) -> LineQuality | None:
        """How its speech travels now; None when it has no stream."""
        if self._stream is None:
            return None
        try:
            rtcp = self.getStreamStat(self._stream).rtcp
            codec = str(self.getStreamInfo(self._stream).codecName)
        except pj.Error as error:
            log.debug("No figures of leg %s: %s", self.leg, said(error))
            return None
        came, went, trip = rtcp.rxStat, rtcp.txStat, rtcp.rttUsec
        return LineQuality(
            leg=self.leg,
            codec=codec,
            heard=Way(packets=came.pkt + came.loss, lost=came.loss, jitter_ms=came.jitterUsec.mean / 1000),
            spoken=Way(packets=went.pkt, lost=went.loss, jitter_ms=went.jitterUsec.mean / 1000),
            round_trip_ms=trip.mean / 1000 if trip.n else None,
            stalled_ms=stalled_ms,
        )

    @callback
    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802
        """The leg came up or ended."""
        info = self.getInfo()
        if info.state == pj.PJSIP_INV_STATE_CONFIRMED and not self.confirmed:
            self.confirmed = True
            self._engine.on_confirmed(self)
        elif info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._engine.on_ended(self, int(info.lastStatusCode), str(info.lastReason))

    @callback
    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        """Its streams were made, changed or ended."""
        self._stream = None
        self.media = None  # a re-INVITE makes a new stream: an old reference is an error
        info = self.getInfo()  # kept by name: ``getInfo().media`` alone is freed memory when it is looked at
        for media in info.media:
            if media.type == pj.PJMEDIA_TYPE_AUDIO and media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                self.media = self.getAudioMedia(media.index)
                self._stream = media.index
        self._engine.on_media(self)

    @callback
    def onStreamDestroyed(self, prm: pj.OnStreamDestroyedParam) -> None:  # noqa: N802
        """A stream is over: this is the last moment at which it has figures. They are told, and go to the log."""
        self._engine.on_stream_over(self)
        stream = self.getStreamStat(prm.streamIdx)  # for whoever looks into a complaint
        came, jbuf = stream.rtcp.rxStat, stream.jbuf
        log.info(
            "Speech of leg %s: %d packets, %d lost, jitter at most %d ms; the buffer was empty %d times, "
            "dropped %d frames, held at most %d ms",
            *(self.leg, came.pkt, came.loss, came.jitterUsec.max // 1000, jbuf.empty, jbuf.discard, jbuf.maxDelayMsec),
        )

    @callback
    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:  # noqa: N802
        """REFER is refused."""
        prm.statusCode = 603  # the server transfers, never the phone; left alone, the stack crashes later

    @callback
    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:  # noqa: N802
        """An INVITE with Replaces is refused."""
        prm.statusCode = 603


def with_status(code: int) -> pj.CallOpParam:
    """What an answer or a hang-up is said with."""
    prm = pj.CallOpParam(True)
    prm.opt.videoCount = 0
    prm.statusCode = code
    return prm
