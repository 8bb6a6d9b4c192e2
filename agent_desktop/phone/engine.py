"""The SIP and RTP stack: with ``stack.py`` the only importer of pjsua2, run by one thread of a process of its own.

PJSIP aborts the process on misuse, so its rules are kept in one place: one thread calls it from ``libCreate`` to
``libDestroy``; every C++ object is kept until the stack says that it is over; callbacks turn what they are given into
values before they return, and never raise.
"""

from __future__ import annotations

import gc
import logging
import secrets
import socket
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from pjsua2 import pjsua2 as pj

from agent_desktop.phone import jitter, port
from agent_desktop.phone.addresses import caller_of, host_port_of, is_loopback, sip_address
from agent_desktop.phone.bytevector import Copier
from agent_desktop.phone.changes import Change, Watch
from agent_desktop.phone.pcm import RATE
from agent_desktop.phone.sound import SoundDesk
from agent_desktop.phone.stack import Account, Call, Endpoint, Log, SoundPort, said, with_status
from agent_desktop.phone.trust import Trust, fault_of, fingerprint, trusted_by
from agent_desktop.platforms import HERE

log = logging.getLogger(__name__)
_LOOPBACK = "127.0.0.1"
_BEST = 255
"""The stack's priority of the best codec; 0: it is not used."""

_LOOK_S = 2.0  # how often it is looked whether the PC slept or moved
_ECHO_S = 60.0
_REGISTER_S = 60
_PATIENCE_S = 4.0  # then an unanswered REGISTER is told as such; the stack goes on sending it
_LEVELS_S = 0.1
_QUALITY_S = 2.0
_CLOCK_LINGERS_S = 1.0  # the conference bridge takes ended streams off on its clock
_BUSY_POLL_MS, _IDLE_POLL_MS = 20, 200


def now_ms() -> int:
    """The monotonic clock of port.py's ``at_ms``."""
    return time.monotonic_ns() // 1_000_000


class Engine:
    """A softphone of at most four legs: takes orders from a queue, tells events."""

    def __init__(self, orders: SimpleQueue[port.AnyOrder | None], tell: Callable[[port.AnyPhoneEvent], None]) -> None:
        """``tell`` takes events from any thread and never blocks; None among the orders: nobody gives any more."""
        self._orders = orders
        self._tell = tell
        self._desk = SoundDesk(tell)
        self._legs: dict[str, Call] = {}
        self._refused: list[Call] = []  # kept until they are over
        self._over: list[Call] = []  # dropped when no callback of theirs can be running
        self._account: Account | None = None
        self._register_order: port.Register | None = None  # what the account was made from
        self._register_count = 0
        self._registered: tuple[bool, int, str] | None = None  # as last told; None: not yet for this account
        self._register_deadline: float | None = None
        self._locals: dict[bool, Account] = {}
        self._continuous = False  # a file device needs the clock outside calls too
        self._clock_until = 0.0
        self._clock_on = False
        self._levels_at = 0.0
        self._network = port.UseNetwork()
        self._watch: Watch | None = None  # while there is an account
        self._look_at = 0.0
        self._echo: list[Call] = []  # the two ends of the test call, while it runs
        self._echo_name, self._echo_until = "", 0.0
        self._quality_at = 0.0
        self._turn_at: float | None = None  # when the loop last came round with a leg
        self._stalled_s = 0.0
        self._waker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._transports: dict[tuple[bool, Trust | None], int] = {}  # by (on the loopback, who is trusted over TLS)
        self._doubted: port.Doubted | None = None  # as last told, of this account's server
        self.sip_port = 0

    # --- life ------------------------------------------------------------------------------------------------------

    def start(self, log_level: int) -> None:
        """Bring the stack up; from here on only this thread may use the engine, but for ``wake``."""
        self._log = Log()
        self._endpoint = Endpoint(self)
        self._endpoint.libCreate()
        config = pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.uaConfig.userAgent = "Agent Desktop"
        config.logConfig.writer = self._log
        config.logConfig.level = config.logConfig.consoleLevel = log_level
        config.medConfig.clockRate = RATE
        config.medConfig.audioFramePtime = 20
        config.medConfig.noVad = True
        config.medConfig.ecTailLen = 0
        jitter.settle(config.medConfig)
        # -1: never. Else the stack stops the bridge's clock 1 s after a call, whatever we need it for
        config.medConfig.sndAutoCloseTime = -1
        self._endpoint.libInit(config)
        self.sip_port = self._listen(loopback=True)
        self._endpoint.libStart()
        self._endpoint.audDevManager().setNoDev()
        self._use_codecs(port.UseCodecs())
        self._sound = SoundPort(self._desk, Copier(pj.ByteVector))

    def _listen(self, *, loopback: bool, trusted: Trust | None = None) -> int:
        """A transport on the loopback or on every address; returns its port. TLS when it is told whom to trust."""
        config = pj.TransportConfig()
        config.boundAddress = _LOOPBACK if loopback else ""
        kind = pj.PJSIP_TRANSPORT_UDP
        if trusted is not None:
            kind = pj.PJSIP_TRANSPORT_TLS
            config.tlsConfig.verifyServer = not trusted.accepted  # else ``on_certificate`` alone decides
            config.tlsConfig.CaBuf = trusted.vouch
        made = self._transports[loopback, trusted] = self._endpoint.transportCreate(kind, config)
        name = self._endpoint.transportGetInfo(made).localName
        return int(name.rpartition(":")[2])

    def wake(self) -> None:
        """Let the loop look at its orders now (any thread): a keep-alive (RFC 5626 3.5.1) to its own SIP port."""
        self._waker.sendto(b"\r\n\r\n", (_LOOPBACK, self.sip_port))

    def run(self) -> bool:
        """Serve until ``Quit`` (True: ``stop`` comes next), or until nobody gives orders (False: ``abandon``)."""
        while (quits := self._take_orders()) is None:
            self._clockwork()
            self._endpoint.libHandleEvents(_BUSY_POLL_MS if self._legs or self._echo else _IDLE_POLL_MS)
            self._over.clear()
        return quits

    def abandon(self) -> None:
        """Let go of the sound device and of nothing else: the process ends next, without a word to anybody.

        A BYE would end the talk of an agent whose window crashed; of a phone that falls silent the server keeps the
        caller (F121). Not even ``libDestroy`` without SIP would do: it closes the streams, and those say RTCP BYE.
        """
        self._desk.close()

    def stop(self) -> None:
        """End every call and the stack, in the one order in which nothing aborts."""
        self._desk.close()
        self._endpoint.hangupAllCalls()
        self._pump(lambda: not (self._legs or self._refused or self._echo), at_most=1.0)
        if self._account and self._registered and self._registered[0]:
            self._account.setRegistration(False)
            self._pump(lambda: not (self._registered and self._registered[0]), at_most=0.5)
        self._drop_account()
        for account in self._locals.values():
            account.shutdown()
        self._legs.clear()
        self._refused.clear()
        self._echo.clear()
        self._over.clear()
        self._locals.clear()
        self._run_clock(False)  # before the port goes: its thread would call an object that is being taken apart
        del self._sound
        gc.collect()
        self._endpoint.libDestroy(pj.PJSUA_DESTROY_NO_RX_MSG)  # what there was to wait for was waited for above
        del self._endpoint
        self._waker.close()

    def _pump(self, done: Callable[[], bool], at_most: float) -> None:
        deadline = time.monotonic() + at_most
        while not done() and time.monotonic() < deadline:
            self._endpoint.libHandleEvents(_BUSY_POLL_MS)

    # --- the loop --------------------------------------------------------------------------------------------------

    def _take_orders(self) -> bool | None:
        """Carry out what is in the queue; True after ``Quit``, False when there are no more to come, else None."""
        while True:
            try:
                order = self._orders.get_nowait()
            except Empty:
                return None
            if order is None or isinstance(order, port.Quit):
                return order is not None
            try:
                self._carry_out(order)
            except (pj.Error, TypeError, ValueError) as error:  # the last two: text that cannot become a C++ string
                log.info("%s failed: %s", type(order).__name__, said(error))
                self._fail(order, f"The telephone refused: {said(error)}.")

    def _clockwork(self) -> None:
        """What is due by time: the bridge's clock, levels, the patience with the registrar."""
        now = time.monotonic()
        if self._legs or self._refused or self._echo or self._continuous:
            self._clock_until = now + _CLOCK_LINGERS_S
        self._run_clock(now < self._clock_until)
        if (self._legs or self._echo) and now >= self._levels_at:
            self._levels_at = max(self._levels_at + _LEVELS_S, now)
            heard, spoken = self._desk.levels()
            if any(leg.confirmed for leg in (*self._legs.values(), *self._echo)):
                self._tell(port.Levels(heard_dbfs=heard, spoken_dbfs=spoken))
        if self._echo:
            for delay in self._desk.measured_ms():
                self._tell(port.Echo(running=True, delay_ms=delay))
            if now >= self._echo_until:
                self._end_echo()
        if self._watch is not None and now >= self._look_at:
            self._look_at = now + _LOOK_S
            self._take_up(self._watch.look())
        if self._turn_at is not None:
            self._stalled_s = max(self._stalled_s, now - self._turn_at - _BUSY_POLL_MS / 1000)
        self._turn_at = now if self._legs else None
        if self._legs and now >= self._quality_at:
            for leg in self._legs.values():
                self._tell_quality(leg)
            self._quality_at, self._stalled_s = now + _QUALITY_S, 0.0
        if self._register_deadline is not None and now >= self._register_deadline:
            self._register_deadline = None
            self._tell_registration(False, 408, "The server does not answer")

    def _tell_quality(self, leg: Call) -> None:
        known = leg.confirmed and self._legs.get(leg.leg) is leg
        if known and (quality := leg.quality(int(self._stalled_s * 1000))) is not None:
            self._tell(quality)

    def _run_clock(self, on: bool) -> None:
        """The null device is the conference bridge's clock; without calls it would only cost power."""
        if on == self._clock_on:
            return
        self._clock_on = on
        devices = self._endpoint.audDevManager()
        devices.setNullDev() if on else devices.setNoDev()

    # --- orders ----------------------------------------------------------------------------------------------------

    def _carry_out(self, order: port.AnyOrder) -> None:
        match order:
            case port.Register():
                self._register(order)
            case port.Unregister():
                self._unregister()
            case port.Answer() | port.HangUp() | port.Digits():
                self._tell_leg(order)
            case port.Mute(on=on):
                self._mute(on)
            case port.Dial():
                self._dial(order)
            case port.UseSound() | port.UseDevices():
                self._continuous = isinstance(order, port.UseSound) and order.device.startswith("file:")
                self._desk.use(order)
            case port.UseEchoControl(suppress=suppress):
                self._desk.suppress_echo(suppress)
            case port.PlaySound():
                self._desk.play(order)
            case port.StopSound(where=where):
                self._desk.stop_playing(where)
            case port.EchoTest(on=on):
                self._begin_echo(order) if on else self._end_echo()
            case port.UseNetwork(stun=stun):
                self._network = order
                if stun:  # of no server at all the stack makes an assertion that fails
                    self._endpoint.natUpdateStunServers(pj.StringVector([stun]), False)
            case port.UseCodecs():
                self._use_codecs(order)
            case port.Quit():
                pass  # the loop saw it

    def _use_codecs(self, order: port.UseCodecs) -> None:
        for codec in self._endpoint.codecEnum2():
            name = str(codec.codecId).partition("/")[0]
            place = order.codecs.index(name) if name in order.codecs else _BEST
            self._endpoint.codecSetPriority(codec.codecId, _BEST - place)

    def _mute(self, on: bool) -> None:
        if self._sound.muted and not on:
            self._desk.forget_spoken()
        self._sound.muted = on
        self._tell(port.Muted(on=on))

    def _fail(self, order: port.AnyOrder, problem: str) -> None:
        self._tell(port.Failed(order=type(order).__name__, problem=problem, leg=getattr(order, "leg", "")))

    def _register(self, order: port.Register) -> None:
        """Make, change or refresh the account; its calls go on."""
        self._registered = self._doubted = None
        self._register_deadline = time.monotonic() + _PATIENCE_S
        if self._account and order == self._register_order:
            self._account.setRegistration(True)
            return
        trusted = trusted_by(order.server, order.certificate, order.accepted)
        config = self._account_config(sip_address(order.user, host_port_of(order.server)), order.server, trusted)
        registration = config.regConfig
        registration.registrarUri = order.server
        registration.timeoutSec = _REGISTER_S
        registration.firstRetryIntervalSec = 2
        registration.retryIntervalSec = 4
        registration.randomRetryIntervalSec = 1
        # a Contact of its own: when the stack gives the former address up, late, it must not take this one along
        self._register_count += 1
        config.sipConfig.contactUriParams = f";reg={self._register_count}"
        config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", order.user, 0, order.password))
        if self._account:
            self._account.modify(config)
        else:
            account = Account(self)
            account.create(config, True)
            self._account = account
        self._register_order = order
        self._watch = Watch(order.server, lambda: HERE.steady_ns() / 1e9)

    def _take_up(self, change: Change | None) -> None:
        """Register again after what happened to the PC; calls go on, from the new address too."""
        if change is None or self._account is None:
            return
        log.info("The PC has %s: the telephone registers again", change)
        if change is Change.MOVED:
            self._endpoint.handleIpChange(pj.IpChangeParam())
        else:
            self._account.setRegistration(True)

    def _unregister(self) -> None:
        for call in tuple(self._legs.values()):
            self._hang_up(call)
        if self._account:
            self._drop_account()
        self._register_deadline = None
        self._tell_registration(False, 0, "")

    def _drop_account(self) -> None:
        account, self._account = self._account, None
        self._register_order = None
        self._watch = None
        if account:
            account.shutdown()

    def _account_config(self, address: str, server: str, trusted: Trust | None = None) -> pj.AccountConfig:
        """An account whose SIP and RTP stay on the loopback when its server is there."""
        loopback = is_loopback(server)
        if (loopback, trusted) not in self._transports:
            self._listen(loopback=loopback, trusted=trusted)
        config = pj.AccountConfig()
        config.idUri = address
        config.sipConfig.transportId = self._transports[loopback, trusted]
        config.mediaConfig.transportConfig.boundAddress = _LOOPBACK if loopback else ""
        # the server decides whether speech is encrypted: it hears no phone of another machine otherwise
        config.mediaConfig.srtpUse = pj.PJMEDIA_SRTP_OPTIONAL
        config.mediaConfig.srtpSecureSignaling = 0
        config.natConfig.iceEnabled = self._network.ice and not loopback
        stuns = pj.PJSUA_STUN_USE_DEFAULT if self._network.stun and not loopback else pj.PJSUA_STUN_USE_DISABLED
        config.natConfig.sipStunUse = config.natConfig.mediaStunUse = stuns
        config.mediaConfig.lockCodecEnabled = False  # it would re-INVITE whoever answers with both codecs
        config.mediaConfig.transportConfig.port = 0  # any: many telephones may run on one PC
        if trusted is not None:  # keys are said where nobody else can read them; whether they are, the server decides
            config.mediaConfig.srtpUse = pj.PJMEDIA_SRTP_OPTIONAL
        return config

    def _tell_leg(self, order: port.Answer | port.HangUp | port.Digits) -> None:
        call = self._legs.get(order.leg)
        if call is None:
            self._fail(order, "There is no such call any more.")
        elif isinstance(order, port.Digits):
            call.dialDtmf(order.digits)
        elif isinstance(order, port.HangUp):
            self._hang_up(call)
        elif not call.answered:
            call.answered = True
            self._settle_sound()
            call.answer(with_status(200))

    def _hang_up(self, call: Call, status: int = 0) -> None:
        """CANCEL, BYE or a refusal (603 when not told), as the leg's state wants it; the microphone closes at once."""
        call.ending = True
        self._settle_sound()
        call.hangup(with_status(status))

    def _dial(self, order: port.Dial) -> None:
        if order.leg in self._legs:
            self._fail(order, "There is a call of this name already.")
            return
        account = self._account or self._local_account(is_loopback(order.uri))
        prm = pj.CallOpParam(True)
        prm.opt.videoCount = 0
        if order.caller or order.caller_name or account is not self._account:
            prm.txOption.localUri = sip_address(order.caller or "anonymous", _own_host(account), order.caller_name)
        call = Call(self, account, leg=order.leg)
        self._run_clock(True)  # without a clock the stack refuses to call
        call.makeCall(order.uri, prm)
        self._legs[order.leg] = call
        self._settle_sound()

    def _local_account(self, loopback: bool) -> Account:
        """The account without a registration that anonymous calls are made with."""
        if loopback not in self._locals:
            account = Account(self)
            server = f"sip:{_LOOPBACK}" if loopback else "sip:0.0.0.0"
            account.create(self._account_config(sip_address("anonymous", _LOOPBACK), server), False)
            self._locals[loopback] = account
        return self._locals[loopback]

    def _settle_sound(self) -> None:
        """Connect every leg to the speaker, and to the microphone if it may speak; run the device accordingly."""
        calls = [*self._legs.values(), *self._echo[:1]]
        for call in calls:
            if call.media is None:
                continue
            call.media.startTransmit(self._sound)
            if call.speaks:
                self._sound.startTransmit(call.media)
            else:
                self._sound.stopTransmit(call.media)
        for call in self._echo[1:]:
            if call.media is not None:
                call.media.startTransmit(call.media)
        self._desk.want(speaker=bool(calls), microphone=any(call.speaks for call in calls))

    # --- the test call -----------------------------------------------------------------------------------------------

    def _begin_echo(self, order: port.EchoTest) -> None:
        """Call oneself; the other end gives back what it hears."""
        if self._legs or self._echo:
            self._fail(order, "There is a call already.")
            return
        account = self._local_account(True)
        self._echo_name = f"echo-{secrets.token_hex(8)}"  # nobody else can call it
        call = Call(self, account, leg=self._echo_name)
        self._run_clock(True)
        call.makeCall(f"sip:{self._echo_name}@{_LOOPBACK}:{self.sip_port}", with_status(0))
        self._echo = [call]
        self._echo_until = time.monotonic() + _ECHO_S
        self._desk.probe(True)
        self._settle_sound()

    def _end_echo(self) -> None:
        """Hang up both ends; told when the first of them is over."""
        for call in self._echo:
            if not call.ending:
                self._hang_up(call)

    # --- what the stack says -----------------------------------------------------------------------------------------

    def on_registration(self, account: Account, registered: bool, status: int, reason: str) -> None:
        """The registrar answered, or no answer came."""
        if account is self._account:
            self._register_deadline = None
            self._tell_registration(registered, status, reason)

    def on_certificate(self, pem: str, subject: str, verify_status: int) -> bool:
        """Keep to what proves the server; of every other certificate whoever gave the order is asked."""
        order = self._register_order
        if order is None:
            return False
        shown = fingerprint(pem)
        if (shown == order.accepted) if order.accepted else not verify_status:
            return bool(shown)
        doubted = port.Doubted(
            server=host_port_of(order.server),
            fingerprint=shown,
            subject=subject,
            fault=fault_of(verify_status) if verify_status else port.CertificateFault.UNKNOWN,
            before=order.accepted,
        )
        if doubted != self._doubted:
            self._doubted = doubted
            self._tell(doubted)
        return False

    def _tell_registration(self, registered: bool, status: int, reason: str) -> None:
        """Told when it changes: a refresh is no news."""
        if self._registered != (registered, status, reason):
            self._registered = (registered, status, reason)
            self._tell(port.Registration(registered=registered, status=status, reason=reason))

    def on_incoming(self, call: Call, leg: str, join: bool) -> None:
        """An INVITE: rings when this phone is registered, else it is refused; ``join``: asked to answer by itself."""
        info = call.getInfo()
        call.leg = leg or str(info.callIdString)
        if self._echo and caller_of(str(info.localUri)).user == self._echo_name:
            self._echo.append(call)
            call.answer(with_status(200))
            return
        if not (self._registered and self._registered[0]) or call.leg in self._legs:
            self._refused.append(call)
            self._hang_up(call, 482 if call.leg in self._legs else 480)
            return
        self._end_echo()
        self._legs[call.leg] = call
        self._run_clock(True)
        call.answer(with_status(180))
        self._settle_sound()
        caller = caller_of(str(info.remoteUri))
        self._tell(
            port.Incoming(leg=call.leg, caller=caller.user, caller_name=caller.name, at_ms=now_ms(), join=join),
        )

    def on_confirmed(self, call: Call) -> None:
        """The leg is up on both sides."""
        self._settle_sound()
        if call not in self._echo:
            self._tell(port.Answered(leg=call.leg, at_ms=now_ms()))
        elif call is self._echo[0]:
            self._tell(port.Echo(running=True))

    def on_media(self, call: Call) -> None:
        """The leg's stream began, changed or ended."""
        if self._legs.get(call.leg) is call or call in self._echo:
            self._settle_sound()

    def on_stream_over(self, call: Call) -> None:
        """The leg's stream is about to go."""
        self._tell_quality(call)

    def on_ended(self, call: Call, status: int, reason: str) -> None:
        """The leg is over, whoever ended it."""
        self._over.append(call)
        call.media = None
        if call in self._refused:
            self._refused.remove(call)
        elif call in self._echo:
            self._echo.remove(call)
            self._settle_sound()
            if not self._echo:
                self._desk.probe(False)
                self._tell(port.Echo(running=False))
        elif self._legs.get(call.leg) is call:
            del self._legs[call.leg]
            self._settle_sound()
            self._tell(port.Ended(leg=call.leg, status=status, reason=reason, at_ms=now_ms()))
            if not self._legs and self._sound.muted:
                self._mute(False)  # who forgot it would not be heard by the next caller


def _own_host(account: pj.Account) -> str:
    """The host of an account's own address."""
    return host_port_of(caller_uri(account.getInfo().uri))


def caller_uri(address: str) -> str:
    """The URI inside a name-addr."""
    return address.rpartition("<")[2].partition(">")[0]
