package dev.berth.example.volumeplugin;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The methods of {@code docker.volumedriver/1.0}: a JSON object in, a JSON object out. */
final class VolumeProtocol {
    private final Volumes volumes;
    private final PluginOptions settings;

    VolumeProtocol(Volumes volumes, PluginOptions settings) {
        this.volumes = volumes;
        this.settings = settings;
    }

    /** Handles a call to {@code /METHOD}. */
    PluginResponse respond(String method, String body) {
        PluginResponse response = tryRespond(method, body);
        if (settings.debug()) {
            System.out.printf("%s %s -> %d %s%n", method, body, response.status(), response.body());
        }
        return response;
    }

    private PluginResponse tryRespond(String method, String body) {
        try {
            Map<String, Object> request = body.isBlank() ? Map.of() : JsonText.object(body);
            return call(method, request)
                    .map(PluginResponse::ok)
                    .orElseGet(() -> PluginResponse.error(404, "there is no method " + method));
        } catch (IllegalArgumentException e) {
            return PluginResponse.error(400, e.getMessage());
        } catch (IOException e) {
            return PluginResponse.error(500, e.getMessage());
        }
    }

    private Optional<Map<String, Object>> call(String method, Map<String, Object> request)
            throws IOException {
        return Optional.ofNullable(
                switch (method) {
                    case "Plugin.Activate" -> Map.of("Implements", List.of("VolumeDriver"));
                    case "VolumeDriver.Capabilities" ->
                            Map.of("Capabilities", Map.of("Scope", settings.scope()));
                    case "VolumeDriver.Create" -> create(request);
                    case "VolumeDriver.Remove" -> remove(request);
                    case "VolumeDriver.Mount" ->
                            mountpoint(volumes.mount(text(request, "Name"), text(request, "ID")));
                    case "VolumeDriver.Unmount" -> unmount(request);
                    case "VolumeDriver.Path" ->
                            mountpoint(volumes.find(text(request, "Name")).mountpoint());
                    case "VolumeDriver.Get" ->
                            Map.of("Volume", described(volumes.find(text(request, "Name"))));
                    case "VolumeDriver.List" ->
                            Map.of(
                                    "Volumes",
                                    volumes.list().stream().map(this::described).toList());
                    default -> null;
                });
    }

    private Map<String, Object> create(Map<String, Object> request) throws IOException {
        Map<String, String> options = new TreeMap<>();
        if (request.get("Opts") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> options.put(key.toString(), String.valueOf(value)));
        }
        volumes.create(text(request, "Name"), options);
        return Map.of();
    }

    private Map<String, Object> remove(Map<String, Object> request) throws IOException {
        volumes.remove(text(request, "Name"));
        return Map.of();
    }

    private Map<String, Object> unmount(Map<String, Object> request) throws IOException {
        volumes.unmount(text(request, "Name"), text(request, "ID"));
        return Map.of();
    }

    private Map<String, Object> mountpoint(Optional<Path> mountpoint) {
        return Map.of("Mountpoint", mountpoint.map(Path::toString).orElse(""));
    }

    private Map<String, Object> mountpoint(Path mountpoint) {
        return mountpoint(Optional.of(mountpoint));
    }

    private Map<String, Object> described(VolumeState volume) {
        Map<String, Object> fields = new TreeMap<>(mountpoint(volume.mountpoint()));
        fields.put("Name", volume.name());
        fields.put("CreatedAt", volume.created().toString());
        fields.put(
                "Status",
                Map.of(
                        "host", hostSystem(),
                        "options", volume.options(),
                        "users", volume.users()));
        return fields;
    }

    /** Tells which system the volume is on; the plugin's config asks for the host's file. */
    private static String hostSystem() {
        Properties system = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("/etc/os-release"))) {
            system.load(in);
        } catch (IOException e) {
            return "unknown";
        }
        return system.getProperty("PRETTY_NAME", "unknown").replace("\"", "");
    }

    private static String text(Map<String, Object> request, String key) {
        if (request.get(key) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException("the call needs a text " + key);
    }
}
