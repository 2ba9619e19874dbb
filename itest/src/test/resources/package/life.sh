# life.sh: the life of berth.deb in a root of its own: installed, started as its unit says, used by
# the docker command, upgraded while a plugin runs, removed and purged.
set -euo pipefail
unset JAVA_HOME
export DOCKER_HOST=unix:///run/berth/berth.sock LC_ALL=C

say() { echo "== $*"; }
die() { echo "FAILED: $*"; exit 1; }

# What systemd does of the unit, which runs nowhere without a machine of its own.
start() {
    mkdir -p -m 711 /run/berth
    mkdir -p -m 700 /var/lib/berth
    rm -f /tmp/engine
    mkfifo /tmp/engine
    # A test that is run by nohup ignores SIGHUP, and so would the engine.
    # shellcheck disable=SC2046
    env --default-signal=HUP \
        $(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/berth.service) >/tmp/engine 2>&1 &
    engine=$!
    exec 3</tmp/engine
    await ' is ready: '
}

# Waits for a line of the engine's.
await() {
    local line
    while read -r -t 60 line <&3; do
        echo "$line"
        [[ $line != *$1* ]] || return 0
    done
    die "the engine never said:$1"
}

# The stop of KillMode=process: nobody else gets a signal.
stop() {
    kill -TERM "$engine"
    cat <&3 &
    wait "$engine" || [ $? -eq 143 ] || die "the engine ended with $?"
    exec 3<&-
}

plugin() { ctr --address /run/berth/containerd/containerd.sock -n berth tasks ls | awk '/RUNNING/ { print $2 }'; }

say install
dpkg --force-unsafe-io -i /mnt/berth.deb
getent group berth
compgen -G '/usr/lib/berth/lib/classes-*.jsa.place' || die "no class-data archive"
berth --version
[ -s /usr/share/man/man1/berth.1.gz ] || die "no man page"
# shellcheck source=/dev/null
. /usr/share/bash-completion/completions/berth
COMP_WORDS=(berth start --config-d)
COMP_CWORD=2
_berth
[ "${COMPREPLY[*]}" = --config-dir ] || die "completed: ${COMPREPLY[*]}"
systemd-analyze verify --man=no /usr/lib/systemd/system/berth.service

say use
start
docker plugin create demo/vol /mnt/plugin
docker plugin enable demo/vol
docker plugin ls
setpriv --reuid nobody --regid nogroup --groups berth docker plugin ls --format '{{.Enabled}}' | grep true
! setpriv --reuid nobody --regid nogroup --clear-groups docker plugin ls 2>/dev/null || die "the socket is open to all"
first=$(plugin)
[ -n "$first" ] || die "no plugin runs"

say reload
echo 'health.probe = none' >/etc/berth/dev.berth.core.cfg
kill -HUP "$engine"
await 'configurations read again from /etc/berth'
echo 'root = /elsewhere' >/etc/berth/dev.berth.core.cfg
kill -HUP "$engine"
await 'the configurations stay as they were: /etc/berth/dev.berth.core.cfg: root is what'
rm /etc/berth/dev.berth.core.cfg

say upgrade
dpkg-deb -R /mnt/berth.deb /tmp/next
sed -i 's/^Version: .*/&+1/' /tmp/next/DEBIAN/control
dpkg-deb -Znone --root-owner-group -b /tmp/next /tmp/next.deb
stop
[ -d "/proc/$first" ] || die "the plugin ended with the engine"
dpkg --force-unsafe-io -i /tmp/next.deb
start
[ "$(plugin)" = "$first" ] || die "another process: $first, $(plugin)"
docker plugin ls --format '{{.Enabled}}' | grep true

say remove
stop
dpkg -r berth
[ ! -d "/proc/$first" ] || die "the plugin runs without an engine"
[ ! -e /usr/lib/berth ] || die "left: $(find /usr/lib/berth)"
[ ! -e /usr/bin/berth ] || die "left: /usr/bin/berth"
[ -e /etc/berth/daemon.json ] || die "a configuration was removed"

say purge
dpkg --purge berth
[ ! -e /etc/berth ] || die "left: $(find /etc/berth)"
[ -d /var/lib/berth/plugins ] || die "the plugins' data was removed"
say done
