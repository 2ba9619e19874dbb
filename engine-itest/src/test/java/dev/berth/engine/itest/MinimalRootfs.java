package dev.berth.engine.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A root filesystem of a few megabytes with a process that opens a plugin's socket: the perl that
 * every Debian has, with the libraries it needs and none of its modules.
 */
public final class MinimalRootfs {
    /** What a plugin of it is started with. */
    public static final String ENTRYPOINT = "[\"/perl\",\"/listen\"]";

    private static final Path PERL = Path.of("/usr/bin/perl");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(");
    private static final String LISTEN =
            """
            $SIG{TERM} = sub { exit 0 };
            my $path = "/run/docker/plugins/p.sock";
            unlink $path;
            socket(S, 1, 1, 0) or die "socket: $!";
            bind(S, pack("Sa*", 1, "$path\\0")) or die "bind: $!";
            listen(S, 9) or die "listen: $!";
            while (1) { accept(C, S) and close(C) }
            """;

    private MinimalRootfs() {}

    /** Puts it into a root filesystem. */
    public static void into(Path rootfs) throws IOException {
        copy(PERL, rootfs.resolve("perl"));
        Files.writeString(rootfs.resolve("listen"), LISTEN);
        Process ldd = new ProcessBuilder("ldd", PERL.toString()).start();
        Matcher library = LIBRARY.matcher(new String(ldd.getInputStream().readAllBytes()));
        while (library.find()) {
            Path path = Path.of(library.group(1));
            copy(path, rootfs.resolve(path.toString().substring(1)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from.toRealPath(), to);
    }
}
