# shellcheck shell=bash
# Read by the other scripts: installs packages of the system, or says how. Only Debian and its relatives
# (apt) are known; elsewhere it says in words what is missing.

# install_system_packages WHAT_IS_MISSING PACKAGE...
# Installs them as root or with a sudo that asks no password. Otherwise prints what is missing and the one
# command to type, and returns 1; so it does when the installation fails, and where there is no apt.
install_system_packages() {
    local missing=$1 as_root=()
    shift
    if ! command -v apt-get >/dev/null; then
        echo "$missing Please install that with your system's own tools and try again." >&2
        return 1
    fi
    if [ "$(id -u)" -eq 0 ]; then
        as_root=(env)
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root=(sudo -n env)
    fi
    if [ ${#as_root[@]} -gt 0 ]; then
        echo "Installing from the system's packages: $*"
        # The lists may be absent, as in a fresh image; where they cannot be renewed, old ones may do.
        "${as_root[@]}" apt-get update -qq || true
        if "${as_root[@]}" DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >/dev/null; then
            return
        fi
    fi
    {
        echo "$missing Please type this once and try again:"
        echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    } >&2
    return 1
}
