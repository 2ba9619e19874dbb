# ./berth package [--jlink] [DIR]: a tar.gz and, where dpkg-deb is, a .deb of the distribution, in
# DIR (default dist/target/packages). The same source makes the same bytes: their time is
# $SOURCE_DATE_EPOCH, else the last commit's. With --jlink they have a Java inside. Sourced by ../berth.
# shellcheck shell=bash

package() {
    local jlink='' out=$here/dist/target/packages
    if [ "${1:-}" = --jlink ]; then
        jlink=yes
        shift
    fi
    out=$(mkdir -p "${1:-$out}" && cd "${1:-$out}" && pwd)
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || echo 0)}
    export SOURCE_DATE_EPOCH LC_ALL=C
    local work variant=''
    work=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$work'" EXIT
    stage_home "$work/home"
    if [ -n "$jlink" ]; then
        variant=-linux-$(uname -m)
        stage_java "$work/home/java"
    fi
    stage_share "$work/share"
    make_tar "$work" "$out/berth-$(version)$variant.tar.gz"
    if command -v dpkg-deb >/dev/null; then
        make_deb "$work" "$out" "$jlink"
    fi
}

# The distribution without what is of this build's place: the class-data archive and the stamp.
stage_home() {
    mkdir -p "$1"
    cp -r "$home/bin" "$home/bundles" "$home/etc" "$home/lib" "$1"
    rm -f "$1"/lib/classes-*
}

# Found missing by running: java.net.http, jdk.net. The image's own archive of classes is the base
# of the one that "prepare" makes.
stage_java() {
    local jdk
    jdk=$(dirname "$(dirname "$(readlink -f "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac")")")")
    # Some JDKs make it of their own files (JEP 493), the others of their jmods folder.
    [ -x "$jdk/bin/jlink" ] || fail "$jdk has no jlink: set JAVA_HOME to a JDK that has"
    "$jdk/bin/jlink" --output "$1" --strip-debug --no-header-files --no-man-pages --compress=0 --add-modules \
        java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs ||
        fail "jlink made no Java (see above): set JAVA_HOME to a JDK with its jmods folder"
    "$1/bin/java" -Xshare:dump >/dev/null
}

# Unit, man page and completion; the last two from what --help says.
stage_share() {
    local source=$here/dist/src/main/package
    mkdir -p "$1"
    "$home/bin/berth" --help >"$1/help"
    cp "$source/berth.service" "$source/daemon.json" "$here/LICENSE" "$here/NOTICE" "$here/CHANGELOG.md" "$1"
    man_page <"$1/help" >"$1/berth.1"
    sed -e "s|@FILES@|$(spellings 'FILE|PATH' "$1/help")|" -e "s|@DIRS@|$(spellings DIR "$1/help")|" \
        -e "s|@OPTIONS@|$(spellings '.*' "$1/help")|" "$source/completion.bash" >"$1/berth.bash"
    rm "$1/help"
}

# The spellings of the options whose value has such a name.
spellings() {
    sed -En 's/^ +(-[^ ]+(, -[^ ]+)*)( ([A-Z=:]+))?(  .*)?$/\4|\1/p' "$2" |
        sed -En "s/^($1)\|//p" | tr -d ',' | xargs
}

man_page() {
    echo ".TH BERTH 1 \"$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)\" \"Berth $(version)\""
    printf '.SH NAME\nberth \\- Docker plugins without Docker\n.SH SYNOPSIS\n'
    awk '
        function text(line) { gsub(/\\/, "\\e", line); gsub(/-/, "\\-", line); sub(/^[.\x27]/, "\\\\\\&&", line); return line }
        /^Usage: / || /^ +berth s/ { sub(/^Usage:/, ""); sub(/^ +/, ""); split($0, parts, /  +/); sub(/ (run|the same).*/, "")
            print ".B " text($0) "\n.br"; next }
        /^Options/ { print ".SH OPTIONS"; next }
        /^  ? ? ? ? ?-/ { sub(/^ +/, ""); at = match($0, /  +/)
            print ".TP\n.B " text(at ? substr($0, 1, at - 1) : $0); if (at) print text(substr($0, at + RLENGTH)); next }
        /^ +/ { sub(/^ +/, ""); print text($0); next }
        NF { print ".PP\n" text($0) }'
    cat <<'END'
.SH FILES
.TP
.I /etc/berth/daemon.json
options of the service, under the keys of Docker's daemon.json
.TP
.I /etc/berth/PID.cfg
configurations of what is no option; read again by "systemctl reload berth"
.TP
.I /var/lib/berth
plugins, their content and what they keep
.TP
.I /run/berth/berth.sock
where the docker command finds the engine; for root and the group berth
.SH SIGNALS
SIGTERM and SIGINT stop the engine. SIGHUP reads the folder of \-\-config\-dir again, and stops an
engine that has none.
.SH EXIT STATUS
0 after a stop that was asked for, 1 if the engine cannot run, 2 for a command line that is not
understood.
END
}

# make_tar WORK FILE
make_tar() {
    local top
    top=$1/tar/berth-$(version)
    mkdir -p "$1/tar"
    cp -r "$1/home" "$top"
    cp -r "$1/share" "$top/share"
    tar_of "$1/tar" | gzip -n9 >"$2"
    echo "$2"
}

tar_of() {
    tar -C "$1" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --mode=u+rwX,go+rX,go-w --format=gnu -cf - .
}

# make_deb WORK DIR JLINK
make_deb() {
    local root=$1/deb version architecture=all java='openjdk-17-jre-headless | java17-runtime-headless, '
    local source=$here/dist/src/main/package/deb file
    version=$(version | tr - '~')
    if [ -n "$3" ]; then
        architecture=$(dpkg --print-architecture)
        java=''
    fi
    deb_tree "$1" "$root"
    mkdir -p "$root/DEBIAN"
    for file in conffiles triggers; do
        install -m 644 "$source/$file" "$root/DEBIAN/$file"
    done
    for file in postinst prerm postrm; do
        install -m 755 "$source/$file" "$root/DEBIAN/$file"
    done
    sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@JAVA@/$java/" \
        -e "s/@SIZE@/$(du -sk --apparent-size "$root" | cut -f 1)/" \
        -e "s/@MAINTAINER@/${DEB_MAINTAINER:-The Berth builder <root@localhost>}/" \
        "$source/control" >"$root/DEBIAN/control"
    chmod -R u+rwX,go+rX,go-w "$root"
    find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    file=$2/berth_${version}_$architecture.deb
    dpkg-deb --root-owner-group -Z"${DEB_COMPRESSION:-xz}" --build "$root" "$file" >/dev/null
    echo "$file"
}

# deb_tree WORK ROOT
deb_tree() {
    local doc=$2/usr/share/doc/berth
    mkdir -p "$2/usr/bin" "$2/usr/lib/systemd/system" "$2/usr/share/man/man1" \
        "$2/usr/share/bash-completion/completions" "$2/etc/berth" "$doc"
    cp -r "$1/home" "$2/usr/lib/berth"
    ln -s ../lib/berth/bin/berth "$2/usr/bin/berth"
    cp "$1/share/berth.service" "$2/usr/lib/systemd/system/berth.service"
    cp "$1/share/daemon.json" "$2/etc/berth/daemon.json"
    cp "$1/share/berth.bash" "$2/usr/share/bash-completion/completions/berth"
    gzip -n9 <"$1/share/berth.1" >"$2/usr/share/man/man1/berth.1.gz"
    gzip -n9 <"$1/share/CHANGELOG.md" >"$doc/changelog.gz"
    cat "$1/share/NOTICE" "$1/share/LICENSE" >"$doc/copyright"
}
