package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.BlockingStopActivator;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first signal stops the engine in order, a second one at once, and no stop lasts for ever. */
class AnEngineThatStopsIT {
    private EngineFolders folders;
    private Path home;

    @BeforeAll
    static void containerd() {
        TestBed.up();
    }

    @BeforeEach
    void distribution() throws Exception {
        folders = EngineFolders.fresh();
        Files.createDirectories(folders.base());
        home = Path.of(System.getProperty("berth.dist"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void exitsWithSuccessAfterASignal(String signal) throws Exception {
        ServerProcess engine = start();
        engine.awaitReady();
        engine.signal(signal);
        assertEquals(0, engine.awaitEnd(), engine.output());
    }

    @Test
    void endsAtOnceAtTheSecondSignal() throws Exception {
        addABundleWhoseStopNeverEnds();
        ServerProcess engine = start("--stop-timeout", "500");
        engine.awaitReady();
        engine.signal("TERM");
        engine.awaitLine(Pattern.compile(BlockingStopActivator.STOPPING));
        engine.signal("TERM");
        assertEquals(143, engine.awaitEnd(), engine.output());
    }

    @Test
    void endsWithoutThePartThatDoesNotStopAndNamesIt() throws Exception {
        addABundleWhoseStopNeverEnds();
        ServerProcess engine = start("--stop-timeout", "1");
        engine.awaitReady();
        engine.signal("TERM");
        assertEquals(1, engine.awaitEnd(), engine.output());
        assertTrue(engine.output().contains("the engine did not stop within"), engine.output());
        assertTrue(
                engine.output().contains(BlockingStopActivator.class.getName() + ".stop"),
                engine.output());
    }

    private ServerProcess start(String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // Whoever runs the tests may ignore some, as nohup does.
                                "env",
                                "--default-signal=HUP,INT,TERM",
                                home + "/bin/berth",
                                "start",
                                "--root",
                                folders.root().toString(),
                                "--exec-root",
                                folders.execRoot().toString(),
                                "--containerd",
                                TestBed.containerd().toString()));
        command.addAll(List.of(options));
        return ServerProcess.start("berth", Pattern.compile(" is ready: "), command);
    }

    private void addABundleWhoseStopNeverEnds() throws Exception {
        Path copy = folders.base().resolve("berth");
        Programs.run("cp", "-a", home.toString(), copy.toString());
        home = copy;
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "test.blocking");
        main.putValue("Bundle-Activator", BlockingStopActivator.class.getName());
        main.putValue("Import-Package", "org.osgi.framework");
        Path jar = copy.resolve("bundles/berth/zz-blocking.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream bundle = new JarOutputStream(file, manifest)) {
            addClass(bundle);
        }
    }

    private static void addClass(JarOutputStream bundle) throws IOException {
        String name = BlockingStopActivator.class.getName().replace('.', '/') + ".class";
        bundle.putNextEntry(new ZipEntry(name));
        try (InputStream bytes =
                BlockingStopActivator.class.getClassLoader().getResourceAsStream(name)) {
            bytes.transferTo(bundle);
        }
        bundle.closeEntry();
    }
}
