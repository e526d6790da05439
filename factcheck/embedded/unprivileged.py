"""How to run PostgreSQL when we are root, which it refuses to be.

First choice: a user namespace in which root appears as user 1000. Files stay root's own outside, so no
permission of any folder changes. Where namespaces are switched off: an unprivileged account, its data in a
private folder of its own, with a copy of the binaries where it cannot reach ours.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Runner:
    """Prefix and subprocess arguments under which a program runs as somebody who is not root."""

    prefix: list[str] = field(default_factory=list)
    account: pwd.struct_passwd | None = None
    home: Path | None = None

    def popen_arguments(self) -> dict[str, Any]:
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def command(self, *words: str) -> list[str]:
        """`words` as a command line that leaves root by itself, for a process started elsewhere."""
        if self.account is None:
            return [*self.prefix, *words]
        ids = f"--reuid={self.account.pw_uid}", f"--regid={self.account.pw_gid}", "--clear-groups"
        return ["setpriv", *ids, *words]


def choose_runner(var: Path) -> Runner:
    """The way to run PostgreSQL here; `var` names the installation."""
    if os.geteuid() != 0:
        return Runner()
    namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    tried = not os.environ.get("FACTCHECK_NO_NAMESPACES") and shutil.which("unshare")
    if tried and subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
        return Runner(prefix=namespace)
    account = pwd.getpwnam("nobody")
    home = Path("/var/tmp") / f"factcheck-{hashlib.sha256(str(var).encode()).hexdigest()[:12]}"  # noqa: S108
    home.mkdir(mode=0o700, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid not in (0, account.pw_uid):
        raise SystemExit(f"{home} belongs to somebody else. Remove it, or run as a user who is not root.")
    os.chown(home, account.pw_uid, account.pw_gid)
    return Runner(account=account, home=home)


def reachable_install(runner: Runner, install: Path) -> Path:
    """`install` (the folder with bin/ and lib/), or a copy of it that the account can read."""
    if runner.account is None or runner.home is None:
        return install
    probe = subprocess.run(
        [str(install / "bin" / "postgres"), "--version"],
        capture_output=True,
        check=False,
        cwd="/",
        **runner.popen_arguments(),
    )
    if probe.returncode == 0:
        return install
    copy = runner.home / "pginstall"
    if not copy.exists():
        shutil.copytree(install, copy, symlinks=True)
    return copy
