package dev.berth.itest.host;

import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.streamBundle;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.url;

import dev.berth.itest.parts.TestBed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.tinybundles.TinyBundle;
import org.ops4j.pax.tinybundles.TinyBundles;

/** The Pax Exam options of a test's framework. */
public final class HostOptions {
    /** The symbolic name of the bundle that configures the others. */
    static final String FEED = "dev.berth.itest.configurations";

    private static final int FIRST = 2;

    private HostOptions() {}

    /** Returns a host with all of Berth in it, in folders of its own, and the real parts up. */
    public static Option[] berth() {
        TestBed.up();
        return options(junit(), host(), configured(EngineFolders.fresh()), bundles());
    }

    /** Returns the same with a bundle that uses volume plugins. */
    public static Option[] berthWithConsumer() {
        Stream<Path> consumer = Stream.of(BundleJars.named("dev.berth.example.consumer"));
        return options(composite(berth()), composite(of(consumer, FIRST + 1)));
    }

    /** Returns the same with a bundle that types secret plugins. */
    public static Option[] berthWithSecretDriver() {
        Stream<Path> driver = Stream.of(BundleJars.named("dev.berth.example.secret"));
        return options(composite(berth()), composite(of(driver, FIRST + 1)));
    }

    /** Returns the same with the example of a host of network plugins. */
    public static Option[] berthWithNetworkExample() {
        Stream<Path> example = Stream.of(BundleJars.named("dev.berth.example.network"));
        return options(composite(berth()), composite(of(example, FIRST + 1)));
    }

    /** Returns the same with the bundle that offers services as plugins. */
    public static Option[] berthWithPluginExport() {
        Stream<Path> export = Stream.of(BundleJars.named("dev.berth.export"));
        return options(composite(berth()), composite(of(export, FIRST + 1)));
    }

    /** Returns the same with the bundle that makes plugins of configurations, and File Install. */
    public static Option[] berthWithDesiredState() {
        Option berth = composite(berth());
        Stream<Path> more =
                Stream.of("org.apache.felix.fileinstall", "dev.berth.desired")
                        .map(BundleJars::named);
        return options(
                berth,
                frameworkProperty("felix.fileinstall.dir").value(TestBed.newFolder().toString()),
                frameworkProperty("felix.fileinstall.poll").value("200"),
                composite(of(more, FIRST + 1)));
    }

    /** Returns the same with an Event Admin, and the bundle that posts to it. */
    public static Option[] berthWithEventAdmin() {
        Stream<Path> events =
                Stream.of("org.apache.felix.eventadmin", "dev.berth.events").map(BundleJars::named);
        return options(composite(berth()), composite(of(events, FIRST + 1)));
    }

    /**
     * Returns the same with Felix Health Checks, Inventory and HTTP, and Berth's bundles for them.
     */
    public static Option[] berthWithMonitoring() {
        Stream<Path> checks =
                Stream.of(
                                "org.apache.felix.eventadmin",
                                "org.apache.felix.http.servlet-api",
                                "org.osgi.service.servlet",
                                "org.apache.felix.http.jetty",
                                "org.apache.felix.healthcheck.api",
                                "org.apache.felix.healthcheck.core",
                                "org.apache.felix.inventory",
                                "dev.berth.health",
                                "dev.berth.inventory",
                                "dev.berth.metrics")
                        .map(BundleJars::named);
        return options(
                composite(berth()),
                systemPackages("org.slf4j.helpers;version=1.7.36"),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
                frameworkProperty("org.osgi.service.http.port").value("0"),
                composite(of(checks, FIRST + 1)));
    }

    /** Returns the same with Felix HTTP, Web Console 4, and Berth's page in it. */
    public static Option[] berthWithWebConsole() {
        return withConsole(
                Stream.of("commons-io", "commons-fileupload", "org.apache.felix.webconsole")
                        .map(BundleJars::named));
    }

    /** Returns the same with Web Console 5, and Berth's inventory in it besides. */
    public static Option[] berthWithWebConsole5() {
        Path jars = Path.of(System.getProperty("berth.console5"));
        return withConsole(
                Stream.of(
                        BundleJars.named("org.apache.felix.inventory"),
                        jars.resolve("encoder.jar"),
                        jars.resolve("org.apache.felix.webconsole.jar"),
                        BundleJars.named("dev.berth.inventory")));
    }

    /**
     * Returns the same with Berth's metrics, where neither these nor the page sees javax.servlet.
     */
    public static Option[] berthWithoutJavaxServlet() {
        Stream<Path> metrics = Stream.of(BundleJars.named("dev.berth.metrics"));
        return options(
                streamBundle(
                                TinyBundles.bundle()
                                        .addClass(JavaxServletHider.class)
                                        .setHeader("Bundle-ManifestVersion", "2")
                                        .setHeader("Bundle-SymbolicName", "dev.berth.itest.jakarta")
                                        .setHeader(
                                                "Bundle-Activator",
                                                JavaxServletHider.class.getName())
                                        .setHeader(
                                                "Import-Package",
                                                "org.osgi.framework,org.osgi.framework.wiring,"
                                                        + "org.osgi.framework.hooks.resolver,"
                                                        + "org.osgi.framework.hooks.service")
                                        .build(TinyBundles.rawBuilder()))
                        .startLevel(FIRST),
                composite(berthWithWebConsole5()),
                composite(of(metrics, FIRST + 1)));
    }

    private static Option[] withConsole(Stream<Path> console) {
        Stream<Path> http =
                Stream.of("org.apache.felix.http.servlet-api", "org.apache.felix.http.jetty")
                        .map(BundleJars::named);
        Stream<Path> page = Stream.of(BundleJars.named("dev.berth.webconsole"));
        return options(
                composite(berth()),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
                frameworkProperty("org.osgi.service.http.port").value("0"),
                composite(of(Stream.concat(http, Stream.concat(console, page)), FIRST + 1)));
    }

    /** Returns the same with {@link ActivatedConsumer} in a bundle of its own. */
    public static Option[] berthWithActivatedConsumer() {
        ByteArrayInputStream description =
                new ByteArrayInputStream(
                        ActivatedConsumer.DESCRIPTION.getBytes(StandardCharsets.UTF_8));
        return options(
                composite(berth()),
                streamBundle(
                                TinyBundles.bundle()
                                        .addClass(ActivatedConsumer.class)
                                        .addResource("OSGI-INF/activated.xml", description)
                                        .setHeader("Bundle-ManifestVersion", "2")
                                        .setHeader(
                                                "Bundle-SymbolicName", "dev.berth.itest.activated")
                                        .setHeader("Service-Component", "OSGI-INF/activated.xml")
                                        .setHeader(
                                                "Import-Package",
                                                "dev.berth.plugin,dev.berth.plugin.error,"
                                                        + "dev.berth.capability,"
                                                        + "dev.berth.driver.volume")
                                        .build(TinyBundles.rawBuilder()))
                        .startLevel(FIRST + 1));
    }

    /** Returns the same with what a docker command speaks to. */
    public static Option[] berthWithEngineApi() {
        return options(
                composite(berth()),
                composite(of(Stream.of(BundleJars.named("dev.berth.engine")), FIRST + 1)),
                systemPackages("dev.berth.engine.support"));
    }

    /**
     * Returns a host with every bundle of Berth that has a configuration and with none of these, in
     * which nothing of Berth runs; and with a fragment, of files by their names, of one of them.
     */
    public static Option[] berthUnconfigured(String fragmentHost, Map<String, String> fragment) {
        Stream<Path> more =
                Stream.of(
                                "org.apache.felix.http.servlet-api",
                                "org.apache.felix.healthcheck.api",
                                "dev.berth.desired",
                                "dev.berth.engine",
                                "dev.berth.export",
                                "dev.berth.health",
                                "dev.berth.metrics")
                        .map(BundleJars::named);
        TinyBundle files =
                TinyBundles.bundle()
                        .setHeader("Bundle-ManifestVersion", "2")
                        .setHeader("Bundle-SymbolicName", fragmentHost + ".fragment")
                        .setHeader("Fragment-Host", fragmentHost);
        fragment.forEach(
                (name, text) ->
                        files.addResource(
                                name,
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        return options(
                junit(),
                host(),
                systemPackages("org.slf4j.helpers;version=1.7.36"),
                streamBundle(files.build(TinyBundles.rawBuilder())).startLevel(FIRST).noStart(),
                bundles(),
                composite(of(more, FIRST + 1)));
    }

    private static Option junit() {
        return composite(
                junitBundles(),
                cleanCaches(),
                systemPackages("org.slf4j;version=1.7.36", "dev.berth.testing"));
    }

    private static Option host() {
        return composite(of(BundleJars.host(), FIRST));
    }

    private static Option bundles() {
        return composite(of(BundleJars.berth(), FIRST + 1));
    }

    private static Option configured(EngineFolders folders) {
        return streamBundle(feed(folders.configurations(false))).startLevel(FIRST);
    }

    private static Option[] of(Stream<Path> jars, int startLevel) {
        return jars.map(jar -> url(jar.toUri().toString()).startLevel(startLevel))
                .toArray(Option[]::new);
    }

    /** Returns the bundle that configures the others. */
    static ByteArrayInputStream feed(Map<String, Map<String, String>> configurations) {
        try {
            ByteArrayOutputStream properties = new ByteArrayOutputStream();
            TestConfigurationFeed.properties(configurations).store(properties, null);
            return new ByteArrayInputStream(
                    TinyBundles.bundle()
                            .addClass(TestConfigurationFeed.class)
                            .addResource(
                                    TestConfigurationFeed.RESOURCE,
                                    new ByteArrayInputStream(properties.toByteArray()))
                            .setHeader("Bundle-ManifestVersion", "2")
                            .setHeader("Bundle-SymbolicName", FEED)
                            .setHeader("Bundle-Activator", TestConfigurationFeed.class.getName())
                            .setHeader("Import-Package", "org.osgi.framework,org.osgi.service.cm")
                            .build(TinyBundles.rawBuilder())
                            .readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
