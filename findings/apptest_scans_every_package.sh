#!/bin/sh
# Streamlit 1.67.0: the first run of each new AppTest reads the metadata of every installed package, for components.
#
# One would guess: packages that bring components are looked for once in a process, as the server does it when it starts;
# a test costs what its script costs.
# Seen: each AppTest object calls importlib.metadata.distributions() and parses each package's METADATA anew, which a
# suite pays once a test. A script of one line takes as long as there are packages to read; in an environment of 85
# packages, PyTorch and test tools among them, that was 0.2 to 0.35 s a test and four fifths of the time of a suite of
# several hundred. The result can be kept for the session, since nothing is installed meanwhile:
# streamlit.components.v2.manifest_scanner.scan_component_manifests = functools.cache(...), after which none scans.
#
# Exits 0 while this is so, 1 when it has changed. Needs python3 with venv and a package index that pip knows.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --disable-pip-version-check install --quiet streamlit==1.67.0
cd "$work"

cat >app.py <<'END'
import streamlit as st

st.write("one line")
END

cat >look.py <<'END'
import functools
import importlib.metadata
import logging
import sys
import time

logging.disable(logging.CRITICAL)
import streamlit
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

scans = []
plain = importlib.metadata.distributions
importlib.metadata.distributions = lambda **how: (scans.append(1), plain(**how))[1]


def opened(count):
    """How often packages were looked through, and milliseconds each, for so many tests of one script."""
    before, begun = len(scans), time.perf_counter()
    for _test in range(count):
        AppTest.from_file("app.py").run()
    return len(scans) - before, 1000 * (time.perf_counter() - begun) / count


AppTest.from_file("app.py").run()
again, slow = opened(5)
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
AppTest.from_file("app.py").run()
kept, quick = opened(5)
print(f"streamlit {streamlit.__version__}, {len(list(plain()))} packages installed")
print(f"scans in five more tests: {again}, {slow:.0f} ms each; with the result kept: {kept}, {quick:.0f} ms each")
sys.exit(not (again >= 5 and kept == 0))
END

venv/bin/python look.py || { echo 'changed: tests no longer scan all packages'; exit 1; }
echo 'as described'
