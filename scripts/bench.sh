# ./berth bench [--peer SUITE]... [--long] [ROUNDS]: enable beside "ctr run", the engine's start, and side by side
# with a real dockerd, which makes docs/performance.md anew: this system's and, with --peer sid, that of
# Debian sid, which is unpacked below target/peers. Sourced by ../berth.
# shellcheck shell=bash

bench() {
    local rounds=20 peers="this system" counts=1,10,50,100 sizes=1,10,100,1000 folders
    while [ $# -gt 0 ]; do
        case $1 in
            --peer) [ $# -gt 1 ] || fail "--peer needs a suite of Debian, as sid"; peers+=,$2; shift ;;
            --long) counts+=,300 sizes+=,4000 ;;
            *[!0-9]* | '') fail "bench: unknown: $1" ;;
            *) rounds=$1 ;;
        esac
        shift
    done
    require_root "the bench"
    require_build_tools
    work=$(mktemp -d /tmp/bb-XXXX)
    trap 'rm -rf "$work"' EXIT

    step "Building"
    (cd "$here" && mvn -B -q -Dmaven.test.skip=true "${unchecked[@]}" -pl dist,bench -am package)
    build_plugin
    "$home/bin/berth" prepare
    cp "$here"/bench/target/dev.berth.bench-*.jar "$work/bench.jar"

    step "Bundles"
    (cd "$home/bundles/berth" && stat -c '%8s bytes  %n' ./*.jar)

    folders=(--root "$work/root" --exec-root "$work/run" --containerd own)
    cat >"$work/enable.gosh" <<EOF
plugin:create --grant-all-permissions bench/volume:1 $plugin
felix:start file:$work/bench.jar
bench:enable bench/volume:1 $rounds $work/root $work/run/containerd/containerd.sock
plugin:rm bench/volume:1
EOF
    step "Enable, beside ctr run of the same root filesystem"
    "$home/bin/berth" shell "${folders[@]}" "$work/enable.gosh"

    step "Start to ready, containerd's own start included"
    # A file's commands are shown, and so is the line that says how long the start took.
    echo 'plugin:ls -q' >"$work/ls.gosh"
    for _ in 1 2 3 4 5; do
        "$home/bin/berth" shell "${folders[@]}" "$work/ls.gosh" 2>&1 | sed -n '/is ready/s/.*, \(.*\)/\1/p'
    done

    step "Side by side with dockerd, $rounds rounds: docs/performance.md"
    install_missing dockerd=docker.io docker-registry=docker-registry containerd=containerd runc=runc go=golang-go zstd=zstd curl=curl mkfs.ext4=e2fsprogs
    (cd "$here" && mvn -B -q "${unchecked[@]}" -pl bench,engine-itest -am verify \
        -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false -Dberth.fuzz=false \
        -Dit.test=PerformanceIT,CallBenchmarkIT -Dfailsafe.failIfNoSpecifiedTests=false \
        -Dberth.engine.java= "-Dberth.bench.rounds=$rounds" -Dberth.bench.megabytes=128 \
        -Dberth.bench.files=10000 -Dberth.bench.layered=1000 -Dberth.bench.plugins=8,64 \
        -Dberth.bench.calls=3000 -Dberth.bench.forks=2 "-Dberth.bench.cost=$work/cost.md" \
        "-Dberth.bench.counts=$counts" "-Dberth.bench.sizes=$sizes" \
        -Dberth.bench.restarted=50 "-Dberth.bench.peers=$peers" \
        "-Dberth.performance=$here/docs/performance.md")
    cat "$here/docs/performance.md"
}
