package dev.berth.core.driver.volume;

import dev.berth.capability.PluginRequest;
import dev.berth.core.client.CapabilityClient;
import dev.berth.core.client.JsonCodec;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.error.PluginCallException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@link VolumeDriver} over the calls of {@code docker.volumedriver/1.0}. */
final class PluginVolumeDriver implements VolumeDriver {
    private static final Duration CHANGE = Duration.ofSeconds(120);
    private static final Duration ASK = Duration.ofSeconds(60);

    private final CapabilityClient plugin;

    PluginVolumeDriver(CapabilityClient plugin) {
        this.plugin = plugin;
    }

    @Override
    public void create(String name, Map<String, String> options) {
        change(
                "Create",
                new VolumeMessages.Create(named(name), Objects.requireNonNull(options, "options")),
                VolumeMessages.Done.class);
    }

    @Override
    public void remove(String name) {
        change("Remove", new VolumeMessages.Named(named(name)), VolumeMessages.Done.class);
    }

    @Override
    public Mountpoint mount(String name, String id) {
        VolumeMessages.Mounted reply =
                change(
                        "Mount",
                        new VolumeMessages.Use(named(name), Objects.requireNonNull(id, "id")),
                        VolumeMessages.Mounted.class);
        return mountpoint(reply.mountpoint())
                .orElseThrow(
                        () -> plugin.malformed("VolumeDriver.Mount", "it names no mountpoint"));
    }

    @Override
    public void unmount(String name, String id) {
        change(
                "Unmount",
                new VolumeMessages.Use(named(name), Objects.requireNonNull(id, "id")),
                VolumeMessages.Done.class);
    }

    @Override
    public Optional<Mountpoint> path(String name) {
        VolumeMessages.Named named = new VolumeMessages.Named(named(name));
        return mountpoint(ask("Path", named, VolumeMessages.Mounted.class).mountpoint());
    }

    @Override
    public Volume get(String name) {
        VolumeMessages.Named named = new VolumeMessages.Named(named(name));
        VolumeMessages.Entry entry = ask("Get", named, VolumeMessages.One.class).volume();
        if (entry == null) {
            throw plugin.malformed("VolumeDriver.Get", "it names no volume");
        }
        return volume(entry);
    }

    @Override
    public List<Volume> list() {
        PluginRequest request = PluginRequest.ask("VolumeDriver.List", ASK);
        List<VolumeMessages.Entry> entries =
                plugin.call(request, VolumeMessages.Many.class).volumes();
        return entries == null
                ? List.of()
                : entries.stream().filter(Objects::nonNull).map(this::volume).toList();
    }

    @Override
    public VolumeCapabilities capabilities() {
        PluginRequest request = PluginRequest.ask("VolumeDriver.Capabilities", ASK);
        try {
            VolumeMessages.Scoped able =
                    plugin.call(request, VolumeMessages.Able.class).capabilities();
            boolean global = able != null && "global".equals(able.scope());
            return VolumeCapabilities.of(global ? Scope.GLOBAL : Scope.LOCAL);
        } catch (PluginCallException e) {
            if (e.status().isEmpty()) {
                throw e;
            }
            // Older drivers lack the method; their scope is local.
            return VolumeCapabilities.of(Scope.LOCAL);
        }
    }

    private static String named(String name) {
        return Objects.requireNonNull(name, "name");
    }

    private <T> T change(String method, Object message, Class<T> reply) {
        return plugin.call(
                PluginRequest.change("VolumeDriver." + method, JsonCodec.write(message), CHANGE),
                reply);
    }

    private <T> T ask(String method, Object message, Class<T> reply) {
        return plugin.call(
                PluginRequest.ask("VolumeDriver." + method, ASK).withBody(JsonCodec.write(message)),
                reply);
    }

    private Volume volume(VolumeMessages.Entry entry) {
        Volume named =
                Volume.of(entry.name() == null ? "" : entry.name()).withStatus(status(entry));
        Volume placed = mountpoint(entry.mountpoint()).map(named::withMountpoint).orElse(named);
        return instant(entry.createdAt()).map(placed::withCreatedAt).orElse(placed);
    }

    private static Map<String, Object> status(VolumeMessages.Entry entry) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (entry.status() != null) {
            told.putAll(entry.status());
            told.values().removeIf(Objects::isNull);
        }
        return told;
    }

    private Optional<Mountpoint> mountpoint(String path) {
        return Optional.ofNullable(path).filter(p -> !p.isEmpty()).map(this::place);
    }

    private Mountpoint place(String path) {
        Mountpoint place = Mountpoint.of(path);
        return plugin.hostFolder(path).map(place::withFolder).orElse(place);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(t -> !t.isEmpty())
                    .map(t -> OffsetDateTime.parse(t).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
