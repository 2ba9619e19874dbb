package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What {@code ./berth new} makes compiles without a warning, and its test passes. */
class NewProjectTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir Path folder;

    private String make(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("bash", "-euc"));
        command.add(
                "here=$1; cd $2; shift 2; fail() { echo \"$*\"; exit 1; };"
                        + " . \"$here/scripts/new.sh\"; new_project \"$@\"");
        command.addAll(List.of("new", CHECKOUT.toString(), folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume", "network", "ipam", "authz", "log", "metrics"})
    void compilesAndPassesItsTest(String protocol) throws Exception {
        make(protocol, "my-own1");
        Path project = folder.resolve("my-own1");
        Path classes = compile(project);
        URL[] urls = {classes.toUri().toURL()};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(
                                    DiscoverySelectors.selectClass(
                                            loader.loadClass(
                                                    "com.example.myown1.MyOwn1DriverTest")))
                            .build(),
                    listener);
            listener.getSummary().printFailuresTo(new PrintWriter(System.err));
            assertEquals(1, listener.getSummary().getTestsSucceededCount());
            assertEquals(0, listener.getSummary().getTotalFailureCount());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Path compile(Path project) throws IOException {
        Path classes = Files.createDirectory(project.resolve("classes"));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-Xlint:all,-processing,-classfile", "-Werror", "-proc:none"));
        arguments.addAll(List.of("-d", classes.toString(), "-cp", CLASS_PATH));
        try (Stream<Path> sources = Files.walk(project.resolve("src"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, compiler.run(null, null, null, arguments.toArray(new String[0])));
        return classes;
    }

    @Test
    void hasAConfigOfItsProtocol() throws Exception {
        make("volume", "vol");
        String config = Files.readString(folder.resolve("vol/config.json"));
        assertTrue(config.contains("\"socket\": \"vol.sock\""), config);
        assertTrue(config.contains("docker.volumedriver/1.0"), config);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertTrue(!Files.readString(file).matches("(?s).*@[A-Z]+@.*"), file.toString());
            }
        }
    }

    @Test
    void saysWhatItCannotMake() throws Exception {
        assertTrue(make("volume").startsWith("say what to make"));
        assertTrue(make("magic", "x").startsWith("say what to make"));
        assertTrue(make("volume", "../x").startsWith("\"../x\" cannot name a plugin"));
        make("volume", "twice");
        assertTrue(make("volume", "twice").startsWith("twice is there already"));
    }
}
