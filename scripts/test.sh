# ./berth test [--long]: all tests on the oldest Java, and on the newest that is here all unit tests
# and some of the others; with --long all on both, and those that take
# minutes, and the integration tests on newer releases of containerd. Sourced by ../berth.
# shellcheck shell=bash

run_tests() {
    require_root "the tests"
    if [ "${1:-}" = --long ]; then
        shift
        install_missing chromium=chromium chromedriver=chromium-driver gpg=gpg gpg-agent=gpg-agent
        set -- -Dberth.long=true -Dberth.itest.long=none -Dberth.fuzz.duration=30s "$@"
    fi
    install_missing mvn=maven javac=openjdk-17-jdk-headless \
        containerd=containerd runc=runc docker-registry=docker-registry \
        skopeo=skopeo nginx=nginx-light \
        dockerd=docker.io setfattr=attr setcap=libcap2-bin zstd=zstd go=golang-go \
        curl=curl busybox=busybox mkfs.ext4=e2fsprogs npm=npm rclone=rclone fusermount=fuse3 \
        /usr/lib/python3/dist-packages/docker=python3-docker
    local jdk suite status=0 logs rooms=() newest=(
        -pl '!engine-itest' -Dberth.fuzz=false -Dfailsafe.failIfNoSpecifiedTests=false
        "-Dit.test=ADriverOfAnotherBundleIT,AGoVolumePluginIT,AStartedPluginIT,TheBundleIT,AnEmbeddedHostIT,AStartThatFailsIT,AnEngineThatStopsIT,BundlesThatComeAndGoIT,DockerCommandsIT,SixProtocolsIT,TheWholeStoryIT"
    )
    logs=$(mktemp -d)
    for jdk in $(jdks); do
        verify_on "Java $(java_version "$jdk")" "$jdk" "$PATH" "$@" "${rooms[@]}" || status=1
        # On the newest Java all unit tests, and of the others those whose subject a Java can change.
        [[ " $* " = *" -Dberth.long=true "* ]] || rooms=("${newest[@]}")
    done
    case " $* " in
        *" -Dberth.long=true "*)
            for suite in trixie sid; do
                verify_on_containerd_of "$suite" || status=1
            done
            ;;
    esac
    summary "$logs"
    rm -rf "$logs"
    return $status
}

# verify_on WHAT JDK PATH ARGUMENT...
verify_on() {
    local what=$1 jdk=$2 path=$3 outcome=passed
    shift 3
    touch "$logs/.began"
    step "mvn verify on $what"
    # Failsafe adds to the summary of the run before, and would fail by its failures.
    find "$here" -path '*/target/failsafe-reports/failsafe-summary.xml' -delete
    # Two rooms at once: most tests wait for containers, and none share a port, folder or namespace.
    (cd "$here" && JAVA_HOME=$jdk PATH=$path mvn -B -ntp -T 2 verify "$@") 2>&1 |
        tee "$logs/log" || outcome=failed
    skips "$logs/.began" >>"$logs/log"
    mv "$logs/log" "$logs/$what $outcome"
    [ $outcome = passed ]
}

# The integration tests on the containerd, shim and ctr of a Debian suite; engine-itest's are beside
# dockerd, whose containerd is its own.
verify_on_containerd_of() {
    local peer=$here/target/peers/containerd-$1
    "$here/scripts/peer.sh" "$peer" "$1" containerd || return
    verify_on "containerd of Debian $1, $("$peer/usr/bin/containerd" --version | cut -d ' ' -f 3)" \
        "$(jdks | head -1)" "$peer/usr/bin:$PATH" -pl '!engine-itest' --fail-at-end \
        -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false -Dberth.fuzz=false
}

# The oldest Java that Berth runs on and, if it is here, the newest it is tested on.
jdks() {
    local found
    found=$(ls -d /usr/lib/jvm/*17* 2>/dev/null | head -1 || true)
    if [ -n "$found" ]; then
        echo "$found"
    else
        dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
    fi
    ls -d /usr/lib/jvm/*25* 2>/dev/null | head -1 || true
}

java_version() {
    sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release"
}

# Each test that was skipped since a file was touched, by name, and why; but for those that only
# --long runs.
skips() {
    find "$here" -path '*-reports/TEST-*.xml' -newer "$1" -exec awk '
        function attribute(name) {
            if (!match($0, " " name "=\"[^\"]*\"")) return ""
            return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
        }
        /<testcase / { test = attribute("classname") "#" attribute("name") }
        /<skipped/ && !/berth\.long/ { print "[SKIPPED] " test ": " attribute("message") }' {} + |
        sed 's/&#10;/ /g; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# Surefire's closing line of each module again, and their sum, for each run.
summary() {
    local log
    for log in "$1"/*; do
        step "$(basename "$log")"
        sed -n 's/^\[SKIPPED\] /Skipped: /p' "$log"
        grep -E '^\[(INFO|ERROR|WARNING)\] +Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+(, Flakes: [0-9]+)?$' "$log" |
            sed 's/^\[[A-Z]*\] *//' | tr -d ',' |
            awk '{ run += $3; failures += $5; errors += $7; skipped += $9; flakes += $11 }
                END {
                    if (flakes) printf "%d passed only when tried once more (see \"Flakes\" above)\n", flakes
                    printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped
                }'
    done
}
