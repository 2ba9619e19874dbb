#!/usr/bin/env bash
# Builds the volume plugin with nothing but a JDK (17 or later) and what every Linux system has:
#   examples/volume-plugin/build.sh OUTDIR
# writes OUTDIR/config.json, OUTDIR/misbehaving.json (for tests) and OUTDIR/rootfs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
module=dev.berth.example.volumeplugin

fail() {
    echo "build.sh: $*" >&2
    exit 1
}

[ $# -eq 1 ] || fail "say where to build: build.sh OUTDIR"
out=$1
[ -z "$(ls -A "$out" 2>/dev/null)" ] || fail "$out is not empty: name a folder that is"

jdk=${JAVA_HOME:-}
if [ -z "$jdk" ]; then
    javac=$(command -v javac) || fail "found no javac: install a JDK 17 or later, or set JAVA_HOME"
    jdk=$(dirname "$(dirname "$(readlink -f "$javac")")")
fi
for program in javac jlink java; do
    [ -x "$jdk/bin/$program" ] || fail "$jdk has no bin/$program: JAVA_HOME must be a JDK 17 or later"
done
for program in mount umount ldd; do
    command -v $program >/dev/null || fail "found no $program: install util-linux and libc-bin"
done

work=$(mktemp -d)
trial=
trap '[ -z "$trial" ] || kill "$trial" || true; rm -rf "$work"' EXIT
# Handled, a signal waits for the program in front, which would go on writing otherwise.
trap 'exit 1' INT TERM
root=$work/rootfs
java=$root/opt/java

mapfile -t sources < <(find "$here/src/main/java" -name '*.java')
# Inline concatenation: the call sites that javac makes otherwise are linked slowly at start.
"$jdk/bin/javac" -Xlint:all -Werror -XDstringConcat=inline --release 17 \
    -d "$work/modules/$module" "${sources[@]}"

# A runtime that holds java.base and the plugin's own module, and nothing else.
mkdir -p "$root/opt"
"$jdk/bin/jlink" --module-path "$work/modules" --add-modules $module --output "$java" \
    --strip-java-debug-attributes --no-header-files --no-man-pages
rm -f "$java/lib/server"/*.jsa "$java/lib/jrt-fs.jar"

# A class data archive of what the start needs, learned from one: more than halves the start.
mkfifo "$work/said"
plugin=(-m $module/$module.VolumePlugin --socket "$work/trial.sock" --data "$work/data" --mounts "$work/mnt")
"$java/bin/java" -Xshare:off -XX:DumpLoadedClassList="$work/classes" "${plugin[@]}" >"$work/said" &
trial=$!
grep -m 1 listening "$work/said" >/dev/null || fail "the plugin does not start with this JDK"
kill $trial
wait $trial || true
trial=
(cd "$work/modules/$module" && find dev -name '*.class') | sed 's/\.class$//' >>"$work/classes"
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
for program in mount umount; do
    install -D -m 755 "$(command -v $program)" "$root/bin/$program"
done
mapfile -t binaries < <(find "$java/bin" "$java/lib" -type f \( -name '*.so' -o -perm -u+x \))
copy_libraries_of "$root/bin/mount" "$root/bin/umount" "${binaries[@]}"
mkdir -p "$root"/{dev,etc,proc,run/docker/plugins,sys,tmp,mnt/volumes,var/lib/volumes}
chmod 1777 "$root/tmp"

mkdir -p "$out"
cp "$here/config.json" "$here/misbehaving.json" "$out"
mv "$root" "$out/rootfs"
echo "built $out: $(du -sm "$out/rootfs" | cut -f1) MB, Java $("$out/rootfs/opt/java/bin/java" -version 2>&1 | head -1)"
