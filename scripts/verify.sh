# ./berth verify [--protocol TYPE]... NAME|SOCKET|FOLDER: checks a plugin against its protocols. Sourced by ../berth.
# shellcheck shell=bash

verify() {
    local usage="./berth verify [--protocol TYPE]... NAME|SOCKET|FOLDER"
    options=()
    while [[ ${1:-} = -* ]]; do
        case $1 in
            --protocol)
                [ $# -gt 1 ] || fail "say which protocol, docker.volumedriver or another: $usage"
                options+=("$1" "$2")
                shift 2
                ;;
            -h | --help)
                verify_help
                return
                ;;
            *) fail "there is no option $1: $usage" ;;
        esac
    done
    [ $# -eq 1 ] || fail "say which plugin: $usage"
    build_conformance >&2
    local socket
    if [ -d "$1" ]; then
        verify_folder "$1"
    elif socket=$(socket_of "$1"); then
        check "$socket"
    else
        fail "found no plugin $1: give the name of one that listens in /run/docker/plugins, its socket, or the folder that \"docker plugin create\" takes"
    fi
}

verify_help() {
    cat <<'EOF'
Usage: ./berth verify [--protocol TYPE]... NAME|SOCKET|FOLDER

Runs the checks of a plugin's protocols, and says what it does wrong: activation, each call and its
answer, errors, odd and big values, many calls at once. Ends with 1 if anything is wrong.

  NAME     a plugin that listens in /run/docker/plugins; it is asked what it implements
  SOCKET   the same by its path
  FOLDER   what "docker plugin create" takes, config.json and rootfs: is run in an engine of its own,
           and restarted in the middle; its config says what it implements. Needs root

  --protocol TYPE   checks this one in place of those: docker.volumedriver, docker.networkdriver,
                    docker.ipamdriver, docker.authz, docker.logdriver, docker.metricscollector

What is made is named verify-... and is removed, but for logs, which no call removes. A network
plugin makes networks of 198.18.77.0/24 and 198.18.78.0/24, an IPAM plugin gives out addresses of them.
EOF
}

# check SOCKET [RESTART]
check() {
    "$(java_program)" -jar "$here/conformance/target/jars/conformance.jar" "${options[@]}" "$@"
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
    if [ ${#options[@]} -eq 0 ]; then
        local type
        for type in $(grep -oiE '"docker\.[a-z]+/[0-9.]+"' "$1/config.json" | tr -d '"'); do
            options+=(--protocol "$type")
        done
    fi
    local fifos
    # The plugin's own, if it is one for logs.
    for fifos in "$work"/run/logging/*/; do
        [ ! -d "$fifos" ] || options+=(--logging "${fifos%/}")
    done
    check "$socket" "$work/restart"
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
