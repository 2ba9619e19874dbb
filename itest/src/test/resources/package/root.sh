# root.sh IN SCRIPT ARGUMENT...: runs a script in a root of its own, as in a container: an overlay
# over this machine's, with empty /run, /tmp and /var/lib/berth, and the folder IN at /mnt. Whoever
# calls gives it mount and PID namespaces; with these all of it ends.
set -euo pipefail

mount --make-rprivate /
over=$1/over
mkdir "$over"
mount -t tmpfs over "$over"
mkdir "$over/upper" "$over/work" "$over/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$over/upper,workdir=$over/work" "$over/root"
root=$over/root
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mkdir -p "$root/var/lib/berth" "$root/mnt"
mount -t tmpfs lib "$root/var/lib"
cp -a /var/lib/dpkg "$root/var/lib"
mount --bind "$1" "$root/mnt"
shift
mkdir "$root/run/old"
cd "$root"
pivot_root . run/old
umount -l run/old
mount --make-rshared /
cd /mnt
exec bash "$@"
