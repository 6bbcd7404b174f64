"""Which Chromium the browser tests get, on machines put together from a handful of made-up commands."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("ensure_chromium.sh")
REAL_COMMANDS = ("sh", "readlink", "timeout", "grep", "env", "cat", "chmod", "echo")

RUNS = "echo 'Chromium 1.2.3'"
SNAP_STUB = "echo 'this needs the chromium snap: snap install chromium' >&2; exit 1"
NO_SUDO = {"sudo": "exit 1"}


class Machine:
    """A PATH of its own: a few real commands, and scripts in place of those that would change a machine."""

    def __init__(self, folder: Path, **commands: str) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in REAL_COMMANDS:
            real = shutil.which(name)
            assert real is not None
            (self.bin / name).symlink_to(real)
        # An ordinary user by default; a test that wants root says so.
        for name, body in ({"id": "echo 1000"} | NO_SUDO | commands).items():
            self.put(name.replace("_", "-"), body)

    def put(self, name: str, body: str) -> Path:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\nHERE={self.bin}\n{body}\n")
        path.chmod(0o755)
        return path

    def ask(self, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.bin), "HOME": os.devnull} | variables
        return subprocess.run(
            ["sh", str(SCRIPT), "python"],
            check=False,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )


def installing(name: str) -> str:
    """The shell lines that put a running browser there."""
    return f"printf '#!/bin/sh\\n%s\\n' \"{RUNS}\" > $HERE/{name}; chmod +x $HERE/{name}"


APT = {
    "apt_get": f'case "$*" in update*) ;; *install*chromium) echo Unpacking; {installing("chromium")};; esac',
    "apt_cache": "echo '  Candidate: 150.0.1-1~deb12u1'",
}
UBUNTU_APT = {
    "apt_get": f'case "$*" in *install*) touch $HERE/asked; {installing("chromium")};; esac',
    "apt_cache": "echo '  Candidate: 2:1snap1-0ubuntu2'",
}
PLAYWRIGHT = {
    "python": f"""case "$*" in
        *playwright\\ install*) echo "$*" > $HERE/arguments; {installing("own")};;
        *sync_playwright*) echo $HERE/own;;
    esac"""
}


def test_the_named_browser_is_taken(tmp_path: Path) -> None:
    machine = Machine(tmp_path, chromium=RUNS)
    mine = machine.put("mine", RUNS)
    assert machine.ask(CHROMIUM=str(mine)).stdout == f"{mine}\n"


def test_a_named_browser_that_does_not_run_is_an_error(tmp_path: Path) -> None:
    answer = Machine(tmp_path, chromium=RUNS).ask(CHROMIUM="/nowhere/chromium")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "CHROMIUM=/nowhere/chromium does not run" in answer.stderr


def test_a_stub_in_the_path_is_passed_over(tmp_path: Path) -> None:
    machine = Machine(tmp_path, chromium_browser=SNAP_STUB, google_chrome="echo 'Google Chrome 1.2.3'")
    assert machine.ask().stdout == f"{machine.bin}/google-chrome\n"


@pytest.mark.parametrize("user", [{"id": "echo 0"}, {"sudo": 'shift; exec "$@"', "true": "exit 0"}])
def test_the_systems_package_is_installed(tmp_path: Path, user: dict[str, str]) -> None:
    machine = Machine(tmp_path, **APT, **user)
    assert machine.ask().stdout == f"{machine.bin}/chromium\n"


def test_without_rights_nothing_of_the_system_is_touched(tmp_path: Path) -> None:
    machine = Machine(tmp_path, **APT, **PLAYWRIGHT)
    assert machine.ask().stdout == f"{machine.bin}/own\n"
    assert "--with-deps" not in (machine.bin / "arguments").read_text()
    assert not (machine.bin / "chromium").exists()


def test_where_the_package_is_a_snap_playwrights_own_build_is_taken(tmp_path: Path) -> None:
    machine = Machine(tmp_path, id="echo 0", **UBUNTU_APT, **PLAYWRIGHT)
    assert machine.ask().stdout == f"{machine.bin}/own\n"
    assert "--with-deps" in (machine.bin / "arguments").read_text()
    assert not (machine.bin / "asked").exists()


def test_when_nothing_helps_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    answer = Machine(tmp_path, python="exit 1").ask()
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.splitlines() == [
        "chromium: the browser tests need Chromium: install the package 'chromium' (or Google Chrome),"
        " or set CHROMIUM to its path."
    ]
