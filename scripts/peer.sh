#!/usr/bin/env bash
# Unpacks packages of another Debian suite into a folder beside the system, which stays as it is:
#   peer.sh DIR SUITE PACKAGE...
# The programs are then in DIR/usr/bin and DIR/usr/sbin. The tests meet other releases of dockerd and
# containerd so. What was unpacked within the last day is taken as it is.
set -euo pipefail

fail() {
    echo "peer.sh: $*" >&2
    exit 1
}

[ $# -ge 3 ] || fail "say where, of which suite and what: peer.sh DIR SUITE PACKAGE..."
dir=$(realpath -m "$1") suite=$2
shift 2

# Two rooms of a build may ask at the same time.
mkdir -p "$(dirname "$dir")"
exec 9>"$dir.lock"
flock -w 300 9 || fail "another peer.sh has $dir.lock for five minutes"
[ -z "$(find "$dir/.packages" -mtime -1 2>/dev/null)" ] || [ "$(cat "$dir/.packages")" != "$*" ] || exit 0

command -v apt-get >/dev/null || fail "there is no apt-get here"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r $keys ] || fail "there are no keys of Debian here (package debian-archive-keyring)"
site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' |
    grep -v -i security | head -1 || true)
[ -n "$site" ] || fail "this system has no mirror of Debian"

rm -rf "$dir"
apt=$dir/.apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/debs"
echo "deb [signed-by=$keys] $site $suite main" >"$apt/list"
options=(-qq -o Dir::Etc::sourcelist="$apt/list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User=root
    -o Acquire::Retries=2 -o Acquire::http::Timeout=20)
apt-get "${options[@]}" update || fail "cannot read the package lists of $suite"
cd "$apt/debs"
apt-get "${options[@]}" download "$@" || fail "cannot download $* of $suite"
for package in *.deb; do
    dpkg -x "$package" "$dir"
done
rm -rf "$apt"
echo "$*" >"$dir/.packages"
