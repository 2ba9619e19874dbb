# ./berth verify NAME|SOCKET|FOLDER: checks a volume plugin against the protocol. Sourced by ../berth.
# shellcheck shell=bash

verify() {
    [ $# -eq 1 ] || fail "say which plugin: ./berth verify NAME|SOCKET|FOLDER"
    build_conformance >&2
    local socket
    if [ -d "$1" ]; then
        verify_folder "$1"
    elif socket=$(socket_of "$1"); then
        "$(java_program)" -jar "$here/conformance/target/jars/conformance.jar" "$socket"
    else
        fail "found no plugin $1: give the name of one that listens in /run/docker/plugins, its socket, or the folder that \"docker plugin create\" takes"
    fi
}

build_conformance() {
    local stamp=$here/conformance/target/built
    if stale "$stamp"; then
        require_build_tools
        step "Building the conformance kit"
        (cd "$here" && mvn -B -q -Dmaven.test.skip=true "${unchecked[@]}" -pl conformance -am package) ||
            fail "the build failed (see above)"
        touch "$stamp"
    fi
}

java_program() {
    if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/java"; else command -v java; fi
}

# The socket of a plugin by its name, where Docker looks for it, or the socket itself.
socket_of() {
    local each
    for each in "$1" "/run/docker/plugins/$1.sock" "/run/docker/plugins/$1/$1.sock"; do
        if [ -S "$each" ]; then
            echo "$each"
            return
        fi
    done
    return 1
}

# A plugin that is no more than a folder runs in an engine of its own, and is restarted by it.
verify_folder() {
    [ -e "$1/config.json" ] && [ -d "$1/rootfs" ] || fail "$1 has no config.json and rootfs"
    require_root "verifying a folder"
    [ -d "$home/lib" ] && [ -e "$home/built" ] || { install_missing containerd=containerd runc=runc && build; } >&2
    install_missing curl=curl >&2
    work=$(mktemp -d /tmp/berth.XXXXXX)
    engine_pid=''
    trap verify_end EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    mkfifo "$work/said"
    "$home/bin/berth" start --containerd own --root "$work/root" --exec-root "$work/run" \
        --socket "$work/e.sock" --legacy-dir "$work/legacy" >"$work/said" 2>"$work/log" &
    engine_pid=$!
    grep -m 1 "is ready" "$work/said" >/dev/null || fail "the engine does not start: $(tail -3 "$work/log")"
    tar -C "$1" -c config.json rootfs |
        engine_call "plugins/create?name=verify/plugin" -H 'Content-Type: application/x-tar' --data-binary @-
    engine_call "plugins/verify/plugin/enable?timeout=30"
    cat >"$work/restart" <<EOF
#!/bin/sh
set -e
call() { curl -sS --fail-with-body --unix-socket "$work/e.sock" -X POST "http://engine/plugins/verify/plugin/\$1"; }
call 'disable?force=1'
call 'enable?timeout=30'
EOF
    chmod +x "$work/restart"
    local socket
    socket=$(plugin_socket "$1")
    "$(java_program)" -jar "$here/conformance/target/jars/conformance.jar" "$socket" "$work/restart"
}

# Where the engine has put the socket that a config names.
plugin_socket() {
    find "$work/run" -name "$(sed -n 's/.*"socket" *: *"\([^"]*\)".*/\1/p' "$1/config.json")" | head -1
}

engine_call() {
    local call=$1
    shift
    curl -sS --fail-with-body --unix-socket "$work/e.sock" -X POST "$@" "http://engine/$call" >&2 ||
        fail "the engine cannot run the plugin (see above)"
}

verify_end() {
    trap '' INT TERM
    [ -z "$engine_pid" ] || { kill "$engine_pid" && wait "$engine_pid"; } 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
