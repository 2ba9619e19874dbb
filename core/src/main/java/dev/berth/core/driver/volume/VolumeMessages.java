package dev.berth.core.driver.volume;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** The JSON messages of {@code docker.volumedriver/1.0}. */
final class VolumeMessages {
    private VolumeMessages() {}

    record Create(
            @JsonProperty("Name") String name, @JsonProperty("Opts") Map<String, String> opts) {}

    record Named(@JsonProperty("Name") String name) {}

    record Use(@JsonProperty("Name") String name, @JsonProperty("ID") String id) {}

    record Done() {}

    record Mounted(@JsonProperty("Mountpoint") String mountpoint) {}

    record One(@JsonProperty("Volume") Entry volume) {}

    record Many(@JsonProperty("Volumes") List<Entry> volumes) {}

    record Entry(
            @JsonProperty("Name") String name,
            @JsonProperty("Mountpoint") String mountpoint,
            @JsonProperty("CreatedAt") String createdAt,
            @JsonProperty("Status") Map<String, Object> status) {}

    record Able(@JsonProperty("Capabilities") Scoped capabilities) {}

    record Scoped(@JsonProperty("Scope") String scope) {}
}
