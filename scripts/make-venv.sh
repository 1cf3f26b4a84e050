#!/bin/sh
# Creates the virtual environment $1 with the first Python on the PATH that is 3.11 or later and
# can make one. PYTHON=path names one instead.
set -eu
venv=$1
check='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'

for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    # A pyenv shim exists for versions that are not active, so trying is the only test.
    if "$python" -c "$check" >/dev/null 2>&1; then
        echo "creating $venv with $("$python" --version)"
        rm -rf "$venv"
        exec "$python" -m venv "$venv"
    fi
done

echo "no Python 3.11 or later with venv and ensurepip was found on the PATH" >&2
echo "install one (on Debian and Ubuntu: python3 and python3-venv), or run: make PYTHON=/path/to/python ..." >&2
exit 2
