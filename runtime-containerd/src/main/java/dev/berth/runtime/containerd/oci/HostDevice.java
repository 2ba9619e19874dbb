package dev.berth.runtime.containerd.oci;

import dev.berth.runtime.containerd.oci.RuntimeSpec.Device;
import dev.berth.runtime.containerd.oci.RuntimeSpec.DeviceRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device file of the host, as stat(2) shows it.
 *
 * @param type {@code c} or {@code b}
 */
public record HostDevice(
        Path path, String type, long major, long minor, int permissions, long uid, long gid) {
    private static final int KIND = 0170000;
    private static final int CHARACTER = 0020000;
    private static final int BLOCK = 0060000;

    /** Returns the device that a path leads to, or all devices in and below a folder. */
    public static List<HostDevice> at(Path path) throws IOException {
        Path real = path.toRealPath();
        if (!Files.isDirectory(real)) {
            return read(real, path).stream().toList();
        }
        List<HostDevice> devices = new ArrayList<>();
        try (Stream<Path> files = Files.walk(real)) {
            for (Path file : files.sorted().toList()) {
                read(file, path.resolve(real.relativize(file))).ifPresent(devices::add);
            }
        }
        return devices;
    }

    private static Optional<HostDevice> read(Path file, Path as) throws IOException {
        Map<String, Object> facts = Files.readAttributes(file, "unix:mode,rdev,uid,gid");
        int mode = (Integer) facts.get("mode");
        int kind = mode & KIND;
        if (kind != CHARACTER && kind != BLOCK) {
            return Optional.empty();
        }
        long device = (Long) facts.get("rdev");
        return Optional.of(
                new HostDevice(
                        as,
                        kind == BLOCK ? "b" : "c",
                        major(device),
                        minor(device),
                        mode & ~KIND,
                        (Integer) facts.get("uid"),
                        (Integer) facts.get("gid")));
    }

    Device node() {
        return new Device(type, path.toString(), major, minor, permissions, uid, gid);
    }

    DeviceRule rule() {
        return DeviceRule.of(true, type, major, minor);
    }

    /** The C library packs both numbers into one, each in two pieces. */
    static long major(long device) {
        return (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    }

    static long minor(long device) {
        return (device & 0xff) | (device >>> 12 & 0xffffff00L);
    }
}
