package dev.berth.core;

import dev.berth.core.testing.MemoryRegistry;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.testing.RawTar;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;

/** Each operation that changes what is stored, once or more, in an order that makes sense. */
final class PluginWorkload {
    private static final String CONFIG =
            "{\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],\"socket\":\"p.sock\"},"
                    + "\"propagatedMount\":\"/data\","
                    + "\"env\":[{\"name\":\"A\",\"settable\":[\"value\"],\"value\":\"\"}]}";

    private static final RollbackOptions HOT_ROLLBACK =
            RollbackOptions.DEFAULT.withHot(Duration.ZERO);

    /** What is done to a host. */
    @FunctionalInterface
    interface Action {
        void on(ManagerHost host) throws Exception;
    }

    /** One operation. */
    record Step(String name, Action run) {}

    static final List<Step> STEPS =
            List.of(
                    new Step("install", host -> install(host, "a:1")),
                    new Step("create", PluginWorkload::create),
                    new Step("set", host -> host.manager.set("a:1", List.of("A=b")).await()),
                    new Step("enable", host -> enable(host, "a:1")),
                    new Step("install of shared layers", host -> install(host, "b:1")),
                    new Step("disable", host -> host.manager.disable("a:1", false).await()),
                    new Step("upgrade", host -> upgrade(host, "a:1", "a:2")),
                    new Step("second upgrade", host -> upgrade(host, "a:1", "a:3")),
                    new Step(
                            "rollback",
                            host -> host.manager.rollback("a:1", RollbackOptions.DEFAULT).await()),
                    new Step("third upgrade", host -> upgrade(host, "a:1", "a:3")),
                    new Step("enable again", host -> enable(host, "a:1")),
                    new Step("hot upgrade", PluginWorkload::upgradeHot),
                    new Step(
                            "hot rollback",
                            host -> host.manager.rollback("a:1", HOT_ROLLBACK).await()),
                    new Step("remove", host -> host.manager.remove("b:1", false).await()),
                    new Step("disable again", host -> host.manager.disable("a:1", true).await()),
                    new Step("last remove", host -> host.manager.remove("a:1", true).await()));

    private PluginWorkload() {}

    /** Puts what it installs into a registry. */
    static void addTo(MemoryRegistry registry) {
        registry.add("a:1", CONFIG, "shared layer", "layer of a:1");
        registry.add("a:2", CONFIG, "shared layer", "layer of a:2");
        registry.add("a:3", CONFIG, "layer of a:3");
        registry.add("b:1", CONFIG, "shared layer", "layer of b:1");
    }

    /** Puts three versions of each name into a registry, which share a layer. */
    static void addTo(MemoryRegistry registry, List<String> names) {
        for (String name : names) {
            for (String version : List.of(":1", ":2", ":3")) {
                String reference = name.replace(":1", version);
                registry.add(reference, CONFIG, "shared layer", "layer of " + reference);
            }
        }
    }

    private static void install(ManagerHost host, String name) throws InterruptedException {
        host.manager.install(ManagerHost.request(name), ProgressListener.NONE).await();
    }

    private static void enable(ManagerHost host, String name) throws InterruptedException {
        host.manager.enable(name, EnableOptions.DEFAULT).await();
    }

    private static void upgrade(ManagerHost host, String name, String to)
            throws InterruptedException {
        host.manager.upgrade(name, ManagerHost.request(to), ProgressListener.NONE).await();
    }

    private static void upgradeHot(ManagerHost host) throws InterruptedException {
        UpgradeOptions hot = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);
        host.manager.upgrade("a:1", ManagerHost.request("a:2"), hot, ProgressListener.NONE).await();
    }

    private static void create(ManagerHost host) throws Exception {
        byte[] archive =
                new RawTar()
                        .file("config.json", CONFIG)
                        .entry('5', "rootfs/", "")
                        .file("rootfs/file", "x".repeat(100_000))
                        .end();
        host.manager
                .create(PluginReference.parse("made:1"), new ByteArrayInputStream(archive))
                .await();
    }
}
