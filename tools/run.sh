#!/usr/bin/env bash
# Sets up and opens Facilitator. Without a screen it makes the files of a sample workshop instead.
set -euo pipefail
cd "$(dirname "$0")/.."

has_screen=yes
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    has_screen=no
fi

if [ "$has_screen" = yes ]; then
    bash tools/setup.sh run
    exec .venv/bin/facilitator
fi

# The sample needs no window, so it is made also when Qt's libraries cannot be installed here.
bash tools/setup.sh run-without-screen
echo "There is no screen here, so Facilitator makes the files of a sample workshop instead."
.venv/bin/facilitator demo --out build/demo
echo
echo "The files are in $PWD/build/demo"
echo "For the window, type \"make run\" on the machine's own desktop, or from afar with \"ssh -X\"."
