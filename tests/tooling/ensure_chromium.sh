#!/bin/sh
# Prints the path of a Chromium that runs, for the browser tests; installs one if there is none.
#   sh tests/tooling/ensure_chromium.sh .venv/bin/python
# Tried in this order: $CHROMIUM, the usual names in PATH, the system's package, Playwright's own build (the python
# named as argument must have playwright). Everything but the path goes to standard error.
set -u
python=${1:-python3}

runs() { # snaps are confined and cannot reach a test's temporary profile
    case $(readlink -f "$1" 2>/dev/null || echo "$1") in */snap | */snap/*) return 1 ;; esac
    [ -x "$1" ] && timeout 30 "$1" --version 2>/dev/null | grep -q 'Chrom'
}

say() { echo "chromium: $*" >&2; }

found() {
    echo "$1"
    exit 0
}

find_in_path() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        candidate=$(command -v "$name") && runs "$candidate" && found "$candidate"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

has_real_package() { # Ubuntu's package is an empty one that asks for the snap; its version says so
    LC_ALL=C apt-cache policy chromium 2>/dev/null | grep 'Candidate:' | grep -qv -e '(none)' -e snap
}

if [ -n "${CHROMIUM:-}" ]; then
    runs "$CHROMIUM" && found "$CHROMIUM"
    say "CHROMIUM=$CHROMIUM does not run; name another one or leave it unset."
    exit 1
fi

# A subshell's exit would not end the script, hence the assignment.
path=$(find_in_path) && [ -n "$path" ] && found "$path"

if command -v apt-get >/dev/null && may_be_root; then
    say "none found, installing the system's package (once)"
    as_root apt-get update -qq >&2
    if has_real_package; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends chromium >/dev/null
        path=$(find_in_path) && [ -n "$path" ] && found "$path"
    fi
fi

if "$python" -c 'import playwright' 2>/dev/null; then
    own=$("$python" -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    print(p.chromium.executable_path)')
    runs "$own" && found "$own"
    say "downloading Playwright's own build (once)"
    with_deps=$(may_be_root && echo --with-deps)
    # shellcheck disable=SC2086  # empty when there is no way to install system libraries
    "$python" -m playwright install $with_deps --no-shell chromium >&2
    runs "$own" && found "$own"
fi

say "the browser tests need Chromium: install the package 'chromium' (or Google Chrome), or set CHROMIUM to its path."
exit 1
