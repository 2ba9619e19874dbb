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

    /** Returns what every host with Berth has, all of Netty that is here included. */
    static Stream<Path> host() {
        return Stream.concat(HOST.stream().map(BundleJars::named), classPath("netty-.*\\.jar"));
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
