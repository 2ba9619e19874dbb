# ./berth demo: a plugin's whole life, for everyone to see. Sourced by ../berth.
# shellcheck shell=bash

demo() {
    require_root "the demo"
    install_missing containerd=containerd runc=runc docker-registry=docker-registry
    build
    build_plugin

    # Short, because a socket's path has 107 bytes at most.
    work=$(mktemp -d /tmp/berth.XXXXXX)
    had_state=$([ -e /run/containerd ] && echo yes || echo no)
    registry_pid='' engine_pid=''
    trap demo_end EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM

    start_registry
    write_story "$plugin" "127.0.0.1:$port/demo/volume:1"
    run_story
}

# A registry on a free port, its data in the demo's folder.
start_registry() {
    cat >"$work/registry.yml" <<EOF
version: 0.1
log: {level: info, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "127.0.0.1:0"}
EOF
    mkfifo "$work/registry.log"
    # In a session of its own, so that a Ctrl-C ends it last.
    setsid docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 </dev/null &
    registry_pid=$!
    exec 3<"$work/registry.log"
    local line said=''
    while read -r line <&3; do
        said+=$line$'\n'
        if [[ $line =~ listening\ on\ 127\.0\.0\.1:([0-9]+) ]]; then
            port=${BASH_REMATCH[1]}
            step "A registry of the demo's own listens on 127.0.0.1:$port"
            cat <&3 >/dev/null &
            return
        fi
    done
    fail "the registry did not start: $said"
}

# What is typed into Berth's shell; a line with # is said to those who watch.
write_story() {
    local folder=$1 name=$2
    cat >"$work/story" <<EOF
# First, as its author: make a plugin of a folder, and put it into the registry
plugin:create --grant-all-permissions $name $folder
plugin:push $name
plugin:rm $name
plugin:ls

# Now as its user: install it from the registry, and grant what it asks for
plugin:install $name
plugin:ls

# A component with "@Reference VolumeDriver" comes to life as soon as it is there
felix:start file:$consumer

# The file on the host, under the plugin's propagated mount
! find $work/root -path '*/propagated-mount/*/hello.txt' -exec ls -l {} + -exec cat {} +

# Disabling the plugin takes the component along
plugin:disable $name
plugin:ls
plugin:rm $name
plugin:ls
EOF
}

run_story() {
    step "Berth starts, with a containerd of its own; all of it lives in $work"
    # In the background, because a trap waits for what is in the foreground.
    "$home/bin/berth" shell --containerd own --root "$work/root" --exec-root "$work/run" \
        --legacy-dir "$work/legacy" "$work/story" <<<y &
    engine_pid=$!
    local status=0
    wait "$engine_pid" || status=$?
    engine_pid=''
    [ "$status" -eq 0 ] || fail "the demo failed (see above)"
    echo
    step "Done: the engine has stopped. Removing $work"
}

demo_end() {
    trap '' INT TERM
    [ -z "$engine_pid" ] || { kill "$engine_pid" && wait "$engine_pid"; } 2>/dev/null || true
    [ -z "$registry_pid" ] || { kill "$registry_pid" && wait "$registry_pid"; } 2>/dev/null || true
    # Only an engine that was killed leaves any of these; their arguments tell that they are ours.
    pkill -KILL -f "containerd-shim.* -address $work/" || true
    pkill -KILL -f "containerd --config $work/" || true
    awk -v work="$work/" 'index($5, work) == 1 { print $5 }' /proc/self/mountinfo | sort -r |
        while read -r mount; do umount -l "$mount"; done
    rm -rf --one-file-system "$work"
    # containerd's shims meet here whatever the configuration says.
    [ "$had_state" = yes ] || rmdir /run/containerd/s /run/containerd 2>/dev/null || true
}
