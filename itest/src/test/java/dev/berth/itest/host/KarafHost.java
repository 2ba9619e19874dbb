package dev.berth.itest.host;

import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Karaf as it is downloaded, in a process of its own, without a Maven repository. Configuration,
 * data and ports are its own; commands come over its SSH server.
 */
public final class KarafHost implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("berth.karaf"));
    private static final String CONNECT_ATTEMPTS = "90";

    private final Path folder;
    private final int port;
    private final ServerProcess process;

    private KarafHost(Path folder, int port, ServerProcess process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts one; the first command waits until it is up. */
    public static KarafHost start(Path folder) throws IOException, InterruptedException {
        return start(folder, "");
    }

    /** Starts one that finds bundles in a folder, which is laid out as a Maven repository is. */
    public static KarafHost start(Path folder, Path repository)
            throws IOException, InterruptedException {
        return start(folder, "file:%s@id=folder".formatted(repository));
    }

    private static KarafHost start(Path folder, String repositories)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data"));
        Programs.run("cp", "-r", HOME.resolve("etc").toString(), folder.toString());
        Path etc = folder.resolve("etc");
        int port = freePort();
        append(etc, "users.properties", "karaf = karaf,_g_:admingroup");
        append(etc, "users.properties", "_g_\\:admingroup = group,admin,manager,viewer,ssh");
        append(etc, "org.apache.karaf.shell.cfg", "sshHost = 127.0.0.1");
        append(etc, "org.apache.karaf.shell.cfg", "sshPort = " + port);
        append(etc, "org.apache.karaf.management.cfg", "rmiRegistryPort = " + freePort());
        append(etc, "org.apache.karaf.management.cfg", "rmiServerPort = " + freePort());
        // Otherwise it waits for the other Karaf that runs from this home.
        append(etc, "config.properties", "karaf.lock.dir = " + folder);
        String maven = "org.ops4j.pax.url.mvn.cfg";
        append(etc, maven, "org.ops4j.pax.url.mvn.localRepository = " + folder.resolve("m2"));
        append(etc, maven, "org.ops4j.pax.url.mvn.repositories = " + repositories);
        // By its script's "daemon", which becomes the JVM; of "server" that is a child, and stays.
        ServerProcess process =
                ServerProcess.start(
                        "karaf", Pattern.compile("^$"), command(folder, "karaf", "daemon"));
        return new KarafHost(folder, port, process);
    }

    /** Returns a port that nobody listens at. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Of a name that stands twice in a file the last counts. */
    private static void append(Path etc, String file, String line) throws IOException {
        Path path = etc.resolve(file);
        Files.writeString(path, Files.readString(path) + "\n" + line + "\n");
    }

    private static List<String> command(Path folder, String script, String... arguments) {
        Stream<String> environment =
                Stream.of(
                        "env",
                        "JAVA_HOME=" + System.getProperty("java.home"),
                        "KARAF_ETC=" + folder.resolve("etc"),
                        "KARAF_DATA=" + folder.resolve("data"),
                        // Others may run from this home.
                        "CHECK_ROOT_INSTANCE_RUNNING=false",
                        "sh",
                        HOME.resolve("bin").resolve(script).toString());
        return Stream.concat(environment, Stream.of(arguments)).toList();
    }

    /** Runs commands in one session, until one fails, and returns what they print. */
    public String run(String... commands) throws IOException, InterruptedException {
        Path script =
                Files.writeString(folder.resolve("script"), String.join("\n", commands) + "\n");
        List<String> client = client("-b");
        return Programs.run(new ProcessBuilder(client).redirectInput(script.toFile()));
    }

    /** Opens an interactive session at a terminal. */
    public KarafTerminal terminal() throws IOException {
        return KarafTerminal.open(client());
    }

    private List<String> client(String... more) {
        String[] arguments =
                ("-a %d -u karaf -p karaf -r %s -d 1".formatted(port, CONNECT_ATTEMPTS)).split(" ");
        return command(
                folder,
                "client",
                Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
    }

    /** Puts configurations into its folder, by their PIDs. */
    public void configure(Map<String, Map<String, String>> configurations) throws IOException {
        for (Map.Entry<String, Map<String, String>> one : configurations.entrySet()) {
            List<String> lines =
                    one.getValue().entrySet().stream()
                            .map(property -> property.getKey() + " = " + property.getValue())
                            .toList();
            Path written = Files.write(folder.resolve("new"), lines);
            Files.move(written, folder.resolve("etc").resolve(one.getKey() + ".cfg"));
        }
    }

    /** Returns what it has logged. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("data/log/karaf.log"));
    }

    @Override
    public void close() {
        process.close();
    }
}
