"""OpenLDAP's server as a plain program, with 1,200 people, for the address book."""

from __future__ import annotations

import datetime
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_desktop.server.sip.certificate import make_own

PEOPLE = 1200
ANONYMOUS = 600
"""So many entries the directory gives to whom it does not know."""
BASE = "ou=Människor,dc=example,dc=com"
USER, PASSWORD = "cn=läsare,dc=example,dc=com", "lösen, %ord (1)"
NAME = "127.1"
"""A name of this machine that does not look like one, so that StartTLS is asked for; the certificate has it too."""

SCHEMA = Path("/etc/ldap/schema")
CONFIG = """{schemas}
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCertificateFile {home}/tls.pem
TLSCertificateKeyFile {home}/tls.pem
database mdb
suffix dc=example,dc=com
rootdn "{user}"
rootpw "{password}"
limits anonymous size={anonymous} size.prtotal={anonymous}
directory {home}/data
"""
HEAD = """dn: dc=example,dc=com
objectClass: domain
dc: example

dn: {base}
objectClass: organizationalUnit
ou: Människor

dn: cn=Håkan Öberg,{base}
objectClass: inetOrgPerson
cn: Håkan Öberg
sn: Öberg
o: Öbergs Bygg AB
telephoneNumber: +46 (0)8-500 123 00
mobile: 070-555 01 77

dn: cn=Оксана Мельник,{base}
objectClass: inetOrgPerson
cn: Оксана Мельник
sn: Мельник
mobile: +380 44 123-45-67
telephoneNumber: 8090 ext 1

dn: cn=Utan Nummer,{base}
objectClass: inetOrgPerson
cn: Utan Nummer
sn: Nummer

"""


class Slapd:
    """A running one; ``port`` speaks LDAP and StartTLS, ``tls_port`` ldaps. ``certificate``: whom to trust."""

    def __init__(self, home: Path, slapd: str) -> None:
        self.certificate = home / "tls.pem"
        make_own(self.certificate, ["127.0.0.1", NAME], datetime.datetime.now(datetime.UTC))
        (home / "data").mkdir()
        schemas = "\n".join(f"include {SCHEMA}/{name}.schema" for name in ("core", "cosine", "inetorgperson"))
        config = home / "slapd.conf"
        text = CONFIG.format(schemas=schemas, home=home, user=USER, password=PASSWORD, anonymous=ANONYMOUS)
        config.write_text(text, encoding="utf-8")
        ldif = home / "people.ldif"
        ldif.write_text(HEAD.format(base=BASE) + "".join(_person(n) for n in range(PEOPLE - 2)), encoding="utf-8")
        subprocess.run(
            [slapd, "-T", "add", "-f", str(config), "-q", "-l", str(ldif)], check=True, capture_output=True, timeout=60
        )
        self.port, self.tls_port = _free_ports()
        urls = f"ldap://127.0.0.1:{self.port} ldaps://127.0.0.1:{self.tls_port}"
        self._command = [slapd, "-f", str(config), "-d", "0", "-h", urls]
        self._log = home / "slapd.log"
        self.start()

    def start(self, limit_s: float = 30) -> None:
        """Start it, for the first time or again; it listens on return."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)
        until = time.monotonic() + limit_s
        while True:
            assert self._process.poll() is None, "slapd ended"
            try:
                socket.create_connection(("127.0.0.1", self.tls_port), 1).close()
            except OSError:
                assert time.monotonic() < until, "slapd does not listen"
                continue
            return

    def close(self) -> None:
        """End it."""
        self._process.terminate()  # once more does no harm
        self._process.wait(30)


@contextmanager
def running(home: Path, slapd: str) -> Iterator[Slapd]:
    """One with its data in ``home``, until the end of the block."""
    one = Slapd(home, slapd)
    try:
        yield one
    finally:
        one.close()


def _person(n: int) -> str:
    return (
        f"dn: cn=Person {n:04},{BASE}\nobjectClass: inetOrgPerson\ncn: Person {n:04}\nsn: {n:04}\n"
        f"telephoneNumber: +46 8 600 {n:04}\n\n"
    )


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]
