package dev.berth.dist;

import dev.berth.shared.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The tar of a smallest plugin, as {@code POST /plugins/create} takes it: {@code config.json} and
 * {@code rootfs} with one file.
 */
final class RehearsedPlugin {
    private static final String CONFIG =
            """
            {"description": "rehearsed", "entrypoint": ["/plugin"], "workdir": "/",
             "interface": {"socket": "p.sock", "types": ["docker.volumedriver/1.0"]},
             "env": [{"name": "DEBUG", "settable": ["value"], "value": "0"}]}
            """;

    private RehearsedPlugin() {}

    static byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(bytes);
        tar.file("config.json", CONFIG.getBytes(StandardCharsets.UTF_8));
        tar.folder("rootfs/");
        tar.file("rootfs/plugin", "#!/bin/true\n".getBytes(StandardCharsets.UTF_8));
        tar.end();
        return bytes.toByteArray();
    }
}
