#!/usr/bin/env bash
# Makes .venv ready: finds Python, installs what the program needs and Qt's system libraries.
#     tools/setup.sh run                   to use the program
#     tools/setup.sh run-without-screen    the same where windows cannot open anyway
#     tools/setup.sh test                  to work on it as well
#     tools/setup.sh torture               to run the long form of its tests
# Does nothing, quickly, when all is in place. FACILITATOR_PYTHON names another Python.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/system_packages.sh

purpose=${1:-run}
case "$purpose" in
    run | run-without-screen)
        wanted="."
        stamp=.venv/installed-for-run
        ;;
    test)
        wanted=".[dev]"
        stamp=.venv/installed-for-test
        ;;
    torture)
        wanted=".[dev,torture]"
        stamp=.venv/installed-for-torture
        ;;
    *)
        echo "tools/setup.sh knows run, run-without-screen, test and torture." >&2
        exit 2
        ;;
esac

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in ${FACILITATOR_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        # Asked by running it: a name on the path may be a wrapper with nothing behind it.
        if command -v "$name" >/dev/null && is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

newest_packaged_python() {
    local name
    for name in python3.14 python3.13 python3.12 python3.11; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo python3
}

make_environment() {
    local python package version
    if ! python=$(find_python); then
        package=$(newest_packaged_python)
        install_system_packages "Facilitator needs Python 3.11 or newer; there is none." \
            "$package" "$package-venv"
        python=$(find_python)
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        # Debian keeps this part of Python in a package of its own.
        install_system_packages "Python's own module for environments (venv) is missing." "python$version-venv"
    fi
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# What the installed state depends on; the folder too, because scripts in .venv name it.
fingerprint() { { pwd && cat pyproject.toml constraints.txt; } | cksum; }

if ! is_new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    make_environment
fi

now=$(fingerprint)
if [ "$(cat "$stamp" 2>/dev/null)" != "$now" ]; then
    echo "Installing Facilitator and what it needs into .venv (some minutes the first time)"
    pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt)
    # The build tool comes from the lock too, so it is installed here instead of by pip's own choice.
    "${pip[@]}" setuptools
    # Newer versions of pip show setuptools' advice about editable installs, which is meant as it is here.
    PYTHONWARNINGS=ignore "${pip[@]}" --no-build-isolation --editable "$wanted"
    # What the tests need includes what the program needs, and their long form needs all of it.
    echo "$now" | tee "$stamp" >.venv/installed-for-run
    if [ "$purpose" = torture ]; then
        echo "$now" >.venv/installed-for-test
    fi
fi

# The long form opens no other windows than the tests do.
bash tools/qt_libraries.sh "${purpose/torture/test}"
