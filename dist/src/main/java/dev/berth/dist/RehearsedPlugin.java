package dev.berth.dist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The tar of a smallest plugin, as {@code POST /plugins/create} takes it: {@code config.json} and
 * {@code rootfs} with one file. No tool of the host is needed to make it: pax(1), "ustar
 * Interchange Format".
 */
final class RehearsedPlugin {
    private static final String CONFIG =
            """
            {"description": "rehearsed", "entrypoint": ["/plugin"], "workdir": "/",
             "interface": {"socket": "p.sock", "types": ["docker.volumedriver/1.0"]},
             "env": [{"name": "DEBUG", "settable": ["value"], "value": "0"}]}
            """;

    private static final int BLOCK = 512;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    private RehearsedPlugin() {}

    static byte[] tar() {
        RehearsedPlugin plugin = new RehearsedPlugin();
        plugin.add("config.json", '0', CONFIG.getBytes(StandardCharsets.UTF_8));
        plugin.add("rootfs/", '5', new byte[0]);
        plugin.add("rootfs/plugin", '0', "#!/bin/true\n".getBytes(StandardCharsets.UTF_8));
        plugin.tar.writeBytes(new byte[2 * BLOCK]);
        return plugin.tar.toByteArray();
    }

    private void add(String name, char type, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        // Mode, owner, group, size and time, each an octal number.
        put(header, 100, "0000755\0" + "0000000\0" + "0000000\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\0%011o\0", content.length, 0));
        put(header, CHECKSUM, " ".repeat(8));
        header[TYPE] = (byte) type;
        put(header, MAGIC, "ustar\0" + "00");
        int sum = 0;
        for (byte each : header) {
            sum += each;
        }
        put(header, CHECKSUM, String.format(Locale.ROOT, "%06o\0 ", sum));
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[-content.length & (BLOCK - 1)]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
