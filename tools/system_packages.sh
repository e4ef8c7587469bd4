# Read by the other scripts: installs packages of the system, or says how. Only Debian and its relatives
# (apt) are known; elsewhere the caller says what is missing in words.

# install_system_packages PACKAGE...
# Installs them as root or with a sudo that asks nothing. Otherwise prints the one command to type and
# returns 1; so it does when the installation fails, and where there is no apt.
install_system_packages() {
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
            echo "Please type this once, then try again:"
            echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
            return 1
        fi
        as_root=(sudo -n)
    fi
    echo "Installing from the system's packages: $*"
    # The lists may be old (the packages then still install) or absent, as in a fresh image.
    "${as_root[@]}" apt-get update -qq || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
