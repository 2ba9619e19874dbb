package dev.berth.shared.protocol.volume;

import dev.berth.driver.JsonObject;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.shared.protocol.MessageForm;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The values of volume drivers as JSON. */
final class VolumeForm {
    static final MessageForm<Optional<Volume>> ONE =
            new MessageForm<>(
                    volume ->
                            JsonObject.empty()
                                    .with("Volume", volume.map(VolumeForm::write).orElse(null)),
                    json -> json.object("Volume").map(VolumeForm::read));

    static final MessageForm<List<Volume>> MANY =
            new MessageForm<>(
                    volumes ->
                            JsonObject.empty()
                                    .with(
                                            "Volumes",
                                            volumes.stream().map(VolumeForm::write).toList()),
                    json -> json.objects("Volumes").stream().map(VolumeForm::read).toList());

    static final MessageForm<Optional<Mountpoint>> PLACE =
            new MessageForm<>(
                    place -> JsonObject.empty().with("Mountpoint", path(place)), VolumeForm::place);

    static final MessageForm<VolumeCapabilities> CAPABILITIES =
            new MessageForm<>(VolumeForm::write, VolumeForm::capabilities);

    private VolumeForm() {}

    private static JsonObject write(Volume volume) {
        JsonObject named =
                JsonObject.empty()
                        .with("Name", volume.name())
                        .withText("Mountpoint", path(volume.mountpoint()))
                        .withText(
                                "CreatedAt", volume.createdAt().map(Instant::toString).orElse(""));
        return volume.status().isEmpty() ? named : named.with("Status", volume.status());
    }

    private static Volume read(JsonObject json) {
        Volume named = Volume.of(json.textOrEmpty("Name")).withStatus(status(json));
        Volume placed = place(json).map(named::withMountpoint).orElse(named);
        return json.text("CreatedAt")
                .flatMap(VolumeForm::instant)
                .map(placed::withCreatedAt)
                .orElse(placed);
    }

    private static Map<String, Object> status(JsonObject json) {
        Map<String, Object> told = new LinkedHashMap<>(json.map("Status"));
        told.values().removeIf(Objects::isNull);
        return told;
    }

    /** Who serves a driver that knows the host's path is on the host. */
    private static String path(Optional<Mountpoint> place) {
        return place.map(known -> known.onHost().map(Path::toString).orElse(known.inPlugin()))
                .orElse("");
    }

    private static Optional<Mountpoint> place(JsonObject json) {
        return json.text("Mountpoint").filter(path -> !path.isEmpty()).map(Mountpoint::of);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JsonObject write(VolumeCapabilities capabilities) {
        String scope = capabilities.scope() == Scope.GLOBAL ? "global" : "local";
        return JsonObject.empty().with("Capabilities", JsonObject.empty().with("Scope", scope));
    }

    private static VolumeCapabilities capabilities(JsonObject json) {
        String scope =
                json.object("Capabilities").flatMap(able -> able.text("Scope")).orElse("local");
        return VolumeCapabilities.of(scope.equals("global") ? Scope.GLOBAL : Scope.LOCAL);
    }
}
