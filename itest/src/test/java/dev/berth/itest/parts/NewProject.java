package dev.berth.itest.parts;

import dev.berth.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What {@code ./berth new} makes.
 *
 * @param folder the project
 */
public record NewProject(Path folder) {
    private static final String NEW =
            "here=$1; cd $2; shift 2; fail() { echo \"$*\"; exit 1; };"
                    + " . \"$here/scripts/new.sh\"; new_project \"$@\"";

    /** Makes one, whose class is {@code MineDriver}. */
    public static NewProject of(String protocol) throws IOException, InterruptedException {
        Path parent = Files.createTempDirectory(TestBed.folder(), "new");
        Programs.run(
                "bash",
                "-euc",
                NEW,
                "new",
                System.getProperty("berth.checkout"),
                parent.toString(),
                protocol,
                "mine");
        return new NewProject(parent.resolve("mine"));
    }

    /**
     * Builds it as its author does: with Maven, which fetches what it needs, its test, and a Java
     * runtime of its own.
     */
    public PluginSource build() throws IOException, InterruptedException {
        // The SDK is in no public repository yet.
        maven(
                Path.of(System.getProperty("berth.checkout")),
                "-o",
                "-Dmaven.test.skip=true",
                "-pl",
                "sdk",
                "-am",
                "install");
        maven(folder, "package");
        return source(folder.resolve("target/plugin/rootfs"));
    }

    private static void maven(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q"));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.addAll(List.of(arguments));
        ProcessBuilder maven = new ProcessBuilder(command).directory(folder.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Programs.run(maven);
    }

    /** Compiles it, and puts it in the place of the example in that one's root filesystem. */
    public PluginSource compile() throws IOException, InterruptedException {
        Path rootfs = folder.resolve("rootfs");
        Programs.run("cp", "-al", PluginSource.example().rootfs().toString(), rootfs.toString());
        Path jars = rootfs.resolve("opt/plugin");
        Path jar = jars.resolve("plugin.jar");
        Manifest manifest = manifest(jar);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        javac(jars, classes);
        // The example's own stays as it is: the file is another.
        Files.delete(jar);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
        Files.createDirectories(rootfs.resolve("var/log/containers"));
        return source(rootfs);
    }

    private static Manifest manifest(Path example) throws IOException {
        try (JarFile jar = new JarFile(example.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes()
                    .put(Attributes.Name.MAIN_CLASS, "com.example.mine.MineDriver");
            return manifest;
        }
    }

    private void javac(Path jars, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "--release", "17"));
        arguments.addAll(List.of("-d", classes.toString(), "-cp", classPath(jars)));
        arguments.add(folder.resolve("src/main/java/com/example/mine/MineDriver.java").toString());
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(new String[0]));
        if (status != 0) {
            throw new IOException("the project does not compile");
        }
    }

    private static String classPath(Path jars) throws IOException {
        try (Stream<Path> all = Files.list(jars)) {
            return all.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private PluginSource source(Path rootfs) throws IOException {
        return new PluginSource(Files.readString(folder.resolve("config.json")), rootfs);
    }
}
