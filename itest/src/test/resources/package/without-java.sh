# without-java.sh: berth.deb with a Java inside, in a root that has none.
set -euo pipefail
unset JAVA_HOME
mount -t tmpfs none /usr/lib/jvm
! java -version 2>/dev/null || { echo "FAILED: there is a Java"; exit 1; }
dpkg --force-unsafe-io -i /mnt/berth.deb
compgen -G '/usr/lib/berth/lib/classes-*.jsa.place'
berth shell --containerd own -c plugin:ls
echo "== done"
