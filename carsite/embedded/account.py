"""Which user PostgreSQL's programs run as, and how that user reaches their folders."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "HOME": "/"}
WAYS_OUT = "or start as an ordinary user, or name your own PostgreSQL in DATABASE_URL."


class Refused(Exception):
    """Why PostgreSQL cannot run here, in words for the person who started the site."""


class Identity:
    """The user PostgreSQL's programs run as: ourselves, or never root when we are root."""

    def __init__(self, binaries: Path, data: Path) -> None:
        self.binaries = binaries
        self.account = _server_account(data / "postgres")
        self.prefix: list[str] = []
        if self.account:
            self.prefix = _way_in(self.account, binaries, data)

    def own(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def command(self, program: str, *arguments: str) -> list[str]:
        return [*self.prefix, str(self.binaries / program), *arguments]

    def options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"cwd": "/", "env": ENVIRONMENT}
        if self.account and not self.prefix:
            options |= {
                "user": self.account.pw_uid,
                "group": self.account.pw_gid,
                "extra_groups": [],
            }
        return options

    def run(self, program: str, *arguments: str, text: str = "") -> str:
        result = subprocess.run(  # noqa: S603  our own programs and arguments
            self.command(program, *arguments),
            **self.options(),
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if result.returncode:
            raise Refused(f"{program} failed:\n{result.stdout.strip()}")
        return result.stdout


def _server_account(cluster: Path) -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        owner = cluster.stat().st_uid
    except FileNotFoundError:
        owner = 0
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def _may_enter(account: pwd.struct_passwd, path: Path) -> bool:
    """Whether the mode lets this account enter the folder, or execute the file."""
    status = path.stat()
    if status.st_uid == account.pw_uid:
        return bool(status.st_mode & 0o100)
    if status.st_gid == account.pw_gid:
        return bool(status.st_mode & 0o010)
    return bool(status.st_mode & 0o001)


def _way_in(account: pwd.struct_passwd, binaries: Path, data: Path) -> list[str]:
    """What stands before a command so that the account reaches its folders; often nothing.

    Opening folders that root closed is not ours to do. On Linux the server is given the one
    capability it lacks, to walk through them.
    """
    folders = [binaries, *binaries.parents, data, *data.parents]
    closed = next((folder for folder in folders if not _may_enter(account, folder)), None)
    for program in (binaries / "initdb", binaries / "postgres"):
        if not _may_enter(account, program):
            raise Refused(
                f"PostgreSQL cannot run as root, and the user {account.pw_name} may not execute "
                f"{program}. Install again with umask 022 (make clean; make run does), {WAYS_OUT}"
            )
    if closed is None:
        return []
    prefix = _setpriv(account)
    if (
        not prefix
        or subprocess.run(  # noqa: S603  our own program
            [*prefix, str(binaries / "postgres"), "-V"], capture_output=True, check=False
        ).returncode
    ):
        raise Refused(
            f"PostgreSQL cannot run as root, and the user {account.pw_name} may not enter "
            f"{closed}. Keep the checkout and DATA in folders that others may enter, {WAYS_OUT}"
        )
    return prefix


def _setpriv(account: pwd.struct_passwd) -> list[str]:
    program = shutil.which("setpriv") if sys.platform == "linux" else None
    if program is None:
        return []
    capability = "-all,+dac_read_search"
    return [
        program,
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
        # Without this bit access(2), by which initdb looks for its programs, ignores capabilities.
        "--securebits=+no_setuid_fixup",
        f"--inh-caps={capability}",
        f"--ambient-caps={capability}",
        f"--bounding-set={capability}",
        "--pdeathsig=INT",
    ]
