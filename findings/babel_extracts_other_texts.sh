#!/bin/sh
# Babel 2.19.0: pybabel extract loses texts of a Python file, makes up another, and says nothing.
#
# One would guess: of the five texts marked below it finds five, or warns where it cannot, as it does for
# _(f"Hello {name}"). (GNU xgettext finds the nested one.)
# Seen: "openclosed", a text that no program ever asks for, in place of "open" and "closed": the extractor joins all
# string tokens of an argument, whatever stands between them. "unknown" is lost: a marked text is found one call deep
# inside another, not two. "Title" is lost up to Python 3.11, where an f-string is one token, and found from 3.12 on:
# what the template holds depends on the Python that runs Babel. Status 0, nothing on standard error. The next "pybabel
# update" then drops the translations of the lost ones as obsolete.
#
# Exits 0 while this is so, 1 when it has changed. Needs python3 with venv and a package index that pip knows.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --disable-pip-version-check install --quiet babel==2.19.0
cd "$work"

cat >page.py <<'END'
from gettext import gettext as _

state = _("open" if ready else "closed")
name = _(NAMES.get(key, _("unknown")))
head = f"<h1>{_('Title')}</h1>"
plain = _("plain")
END

venv/bin/pybabel --version
venv/bin/python --version
status=0
venv/bin/pybabel --quiet extract --no-location --omit-header --output-file=found.pot page.py 2>said || status=$?
echo '--- texts found'
grep '^msgid' found.pot
echo "--- status $status, $(wc -c <said) bytes on standard error"

changed() { echo "changed: $1"; exit 1; }
found() { grep -qx "msgid \"$1\"" found.pot; }
[ "$status" = 0 ] || changed "status $status"
[ ! -s said ] || changed 'it says something'
found plain || changed 'the plain text is not found'
found openclosed || changed 'the two branches are no longer joined'
! found open && ! found closed || changed 'a branch is found by itself'
! found unknown || changed 'the nested text is found'
if venv/bin/python -c 'import sys; sys.exit(sys.version_info >= (3, 12))'; then
	! found Title || changed 'the text in an f-string is found before Python 3.12'
else
	found Title || changed 'the text in an f-string is not found from Python 3.12 on'
fi
echo 'as described'
