package dev.berth.itest.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The bundles of a host with Berth, found on the tests' class path. */
final class BundleJars {
    /** In the order in which they start. */
    private static final List<String> HOST =
            List.of(
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.osgi.service.component",
                    "org.apache.felix.log",
                    "org.apache.felix.configadmin",
                    "org.apache.felix.metatype",
                    "org.apache.felix.scr",
                    "jackson-core",
                    "jackson-annotations",
                    "jackson-databind");

    private static final List<String> BERTH =
            List.of(
                    "dev.berth.api",
                    "dev.berth.core",
                    "dev.berth.registry",
                    "dev.berth.discovery",
                    "dev.berth.policy",
                    "dev.berth.runtime.containerd");

    private BundleJars() {}

    /** Returns the engine API, and before it what it needs: all of Netty that is here. */
    static Stream<Path> engineApi() {
        return Stream.concat(classPath("netty-.*\\.jar"), Stream.of(named("dev.berth.engine")));
    }

    static Stream<Path> host() {
        return HOST.stream().map(BundleJars::named);
    }

    static Stream<Path> berth() {
        return BERTH.stream().map(BundleJars::named);
    }

    /** Returns the jar of an artifact. */
    static Path named(String artifact) {
        return classPath(artifact + "-\\d.*\\.jar")
                .filter(path -> !path.toString().endsWith("-tests.jar"))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        artifact + " is no jar on the class path; mvn package it"));
    }

    private static Stream<Path> classPath(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches(name));
    }
}
