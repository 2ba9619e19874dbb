package dev.berth.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A FUSE file system whose server never answers, mounted on a folder or file: whoever looks at it
 * hangs until it is closed, as with a server of NFS that is away.
 */
public final class HangingFileSystem implements AutoCloseable {
    private static final String SCRIPT =
            "exec 3<>/dev/fuse && mount -i -t fuse -o fd=3,rootmode=$0,user_id=0,group_id=0 x"
                    + " \"$1\" && echo mounted && read end";

    private final Path point;
    private final Process server;
    private boolean hidden;

    private HangingFileSystem(Path point, Process server) {
        this.point = point;
        this.server = server;
    }

    /** Mounts one on what is there. */
    public static HangingFileSystem mount(Path point) throws IOException {
        String mode = Files.isDirectory(point) ? "40000" : "100644";
        Process server =
                new ProcessBuilder("bash", "-c", SCRIPT, mode, point.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        if (!"mounted".equals(output.readLine())) {
            throw new IOException("no FUSE file system can be mounted here");
        }
        return new HangingFileSystem(point, server);
    }

    /** Takes it away for whoever comes from now on; who hangs stays so. */
    public void hide() throws IOException {
        try {
            Programs.run("umount", "--no-canonicalize", "--lazy", "-i", point.toString());
            hidden = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("umount");
        }
    }

    /** Ends the waits of all that hang, with errors. */
    @Override
    public void close() throws IOException {
        if (!hidden) {
            hide();
        }
        server.destroyForcibly();
        server.onExit().join();
    }
}
