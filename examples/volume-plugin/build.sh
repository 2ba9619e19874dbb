#!/usr/bin/env bash
# Makes a plugin of the jars that "mvn package" has made:
#   build.sh OUTDIR
# writes OUTDIR/config.json and OUTDIR/rootfs: a Java runtime of the modules that the jars need, the
# jars, and the programs and folders that the plugin's own image.conf names. Needs a JDK, 17 or later.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

fail() {
    echo "build.sh: $*" >&2
    exit 1
}

[ $# -eq 1 ] || fail "say where to build: build.sh OUTDIR"
out=$1
[ -z "$(ls -A "$out" 2>/dev/null)" ] || fail "$out is not empty: name a folder that is"
[ -e "$here/target/jars/plugin.jar" ] || fail "$here/target/jars is missing: run \"mvn package\" first"

jdk=${JAVA_HOME:-}
if [ -z "$jdk" ]; then
    javac=$(command -v javac) || fail "found no javac: install a JDK 17 or later, or set JAVA_HOME"
    jdk=$(dirname "$(dirname "$(readlink -f "$javac")")")
fi
for program in jdeps jlink; do
    [ -x "$jdk/bin/$program" ] || fail "$jdk has no bin/$program: JAVA_HOME must be a JDK 17 or later"
done
work=$(mktemp -d)
programs=() folders=() trial=()
# shellcheck source=/dev/null
. "$here/image.conf"
learner=
trap '[ -z "$learner" ] || kill "$learner" || true; rm -rf "$work"' EXIT
# Handled, a signal waits for the program in front, which would go on writing otherwise.
trap 'exit 1' INT TERM
for program in ldd "${programs[@]}"; do
    command -v "$program" >/dev/null || fail "found no $program: install the package that has it"
done
root=$work/rootfs
java=$root/opt/java
mkdir -p "$root"/{dev,etc,proc,run/docker/plugins,sys,tmp,opt} "${folders[@]/#/$root}"
chmod 1777 "$root/tmp"
cp -r --preserve=timestamps "$here/target/jars" "$root/opt/plugin"

# A runtime that holds the modules that the jars use, and nothing else.
modules=$("$jdk/bin/jdeps" --ignore-missing-deps --multi-release base --print-module-deps \
    --class-path "$root/opt/plugin/*" "$root"/opt/plugin/*.jar)
"$jdk/bin/jlink" --add-modules "$modules${MODULES:+,$MODULES}" --output "$java" \
    --strip-java-debug-attributes --no-header-files --no-man-pages
rm -f "$java/lib/server"/*.jsa "$java/lib/jrt-fs.jar"

# A class data archive of what the start needs, learned from one: more than halves the start. Java
# compares the class path with that of the archive: both are relative to the plugin's workdir.
cd "$root/opt/plugin"
plugin=(-XX:+UseSerialGC -jar plugin.jar "${trial[@]}")
mkfifo "$work/said"
"$java/bin/java" -Xshare:off -XX:DumpLoadedClassList="$work/classes" "${plugin[@]}" >"$work/said" &
learner=$!
grep -m 1 listening "$work/said" >/dev/null || fail "the plugin does not start"
kill $learner
wait $learner || true
learner=
"$java/bin/java" -Xshare:dump -XX:SharedClassListFile="$work/classes" "${plugin[@]}" \
    >"$work/dump.log" 2>&1 || fail "making the class data archive: $(tail -5 "$work/dump.log")"

# Copies what a program or library needs from the system, to the same places.
copy_libraries_of() {
    ldd "$@" 2>/dev/null | grep -oE '(^|[[:space:]])/[^ :]+ \(' | tr -d ' \t(' | sort -u |
        while read -r library; do
            case $library in
                "$java"/*) ;;
                *) [ -e "$root$library" ] || install -D -m 755 "$library" "$root$library" ;;
            esac
        done
}
mapfile -t binaries < <(find "$java/bin" "$java/lib" -type f \( -name '*.so' -o -perm -u+x \))
for program in "${programs[@]}"; do
    install -D -m 755 "$(command -v "$program")" "$root/bin/$program"
    binaries+=("$root/bin/$program")
done
copy_libraries_of "${binaries[@]}"

cd "$here"
mkdir -p "$out"
cp "$here/config.json" "$out"
mv "$root" "$out/rootfs"
echo "built $out: $(du -sm "$out/rootfs" | cut -f1) MB, Java $("$out/rootfs/opt/java/bin/java" -version 2>&1 | head -1)"
