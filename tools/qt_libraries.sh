#!/usr/bin/env bash
# Looks whether the system libraries that Qt loads on Linux are there, and installs those that are not.
#     tools/qt_libraries.sh run|run-without-screen|test
# What is still missing then is an error for "run"; for "test" only when Qt's widgets do not load, as the
# tests draw into memory; "run-without-screen" opens no window, so it only says so.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/system_packages.sh

purpose=${1:-run}

if [ "$(uname -s)" != Linux ] || ! command -v ldd >/dev/null; then
    exit 0
fi

qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')

# Only what is loaded in use: the windows of X11 and Wayland, drawing into memory, pictures, and the local
# socket by which a second program finds the first.
missing_libraries() {
    { ldd "$qt"/Qt{Widgets,Svg,Network,DBus}.abi3.so \
        "$qt"/Qt/plugins/platforms/libq{xcb,wayland,offscreen}.so \
        "$qt"/Qt/plugins/{xcbglintegrations,wayland-*-client,wayland-shell-integration}/*.so \
        "$qt"/Qt/plugins/iconengines/*.so 2>/dev/null || true; } |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

# package_of LIBRARY: the Debian and Ubuntu package it comes in; nothing when we do not know it.
package_of() {
    case "$1" in
        libEGL.so.1) echo libegl1 ;;
        libGL.so.1) echo libgl1 ;;
        libGLX.so.0) echo libglx0 ;;
        libOpenGL.so.0) echo libopengl0 ;;
        libX11.so.6) echo libx11-6 ;;
        libX11-xcb.so.1) echo libx11-xcb1 ;;
        libbrotlicommon.so.1 | libbrotlidec.so.1) echo libbrotli1 ;;
        libdbus-1.so.3) echo libdbus-1-3 ;;
        libfontconfig.so.1) echo libfontconfig1 ;;
        libgssapi_krb5.so.2) echo libgssapi-krb5-2 ;;
        libdrm.so.2) echo libdrm2 ;;
        libfreetype.so.6) echo libfreetype6 ;;
        libglib-2.0.so.0 | libgthread-2.0.so.0 | libgobject-2.0.so.0 | libgio-2.0.so.0) echo libglib2.0-0 ;;
        libwayland-client.so.0) echo libwayland-client0 ;;
        libwayland-cursor.so.0) echo libwayland-cursor0 ;;
        libwayland-egl.so.1) echo libwayland-egl1 ;;
        libwayland-server.so.0) echo libwayland-server0 ;;
        libxkbcommon.so.0) echo libxkbcommon0 ;;
        libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
        libz.so.1) echo zlib1g ;;
        libzstd.so.1) echo libzstd1 ;;
        libxcb.so.1) echo libxcb1 ;;
        libxcb-util.so.1) echo libxcb-util1 ;;
        libxcb-*.so.*)
            # libxcb-icccm.so.4 is in libxcb-icccm4, and so on for the whole family.
            echo "${1/.so./}"
            ;;
    esac
}

missing=$(missing_libraries)
[ -n "$missing" ] || exit 0

packages=$(for library in $missing; do package_of "$library"; done | sort -u)
# shellcheck disable=SC2086,SC2116 # one word for each package, and all libraries on one line
if install_system_packages \
    "Qt, which draws the windows, needs these libraries of the system: $(echo $missing)." $packages; then
    missing=$(missing_libraries)
    [ -n "$missing" ] || exit 0
    echo "Qt, which draws the windows, still lacks:" $missing >&2
fi

case "$purpose" in
    run-without-screen) exit 0 ;;
    test) .venv/bin/python -c 'import PySide6.QtWidgets' 2>/dev/null && echo "The tests do without them." ;;
    *) exit 1 ;;
esac
