package dev.berth.shared.protocol.logging;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.shared.protocol.MessageForm;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/** The values of log drivers as JSON. A time that is not said is Go's zero, as Docker writes it. */
final class LogForm {
    private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    static final MessageForm<LogCapabilities> CAPABILITIES =
            new MessageForm<>(
                    can ->
                            JsonObject.empty()
                                    .with(
                                            "Cap",
                                            JsonObject.empty().with("ReadLogs", can.readLogs())),
                    json ->
                            LogCapabilities.of(
                                    json.object("Cap")
                                            .orElse(JsonObject.empty())
                                            .flag("ReadLogs")));

    private LogForm() {}

    static JsonObject write(LogInfo info) {
        return JsonObject.empty()
                .with("Config", info.config())
                .with("ContainerID", info.containerId())
                .with("ContainerName", info.containerName())
                .with("ContainerEntrypoint", info.entrypoint())
                .with("ContainerArgs", info.arguments())
                .with("ContainerImageID", info.imageId())
                .with("ContainerImageName", info.imageName())
                .with("ContainerCreated", time(info.created()))
                .with("ContainerEnv", info.environment())
                .with("ContainerLabels", info.labels())
                .with("LogPath", info.logPath())
                .with("DaemonName", info.daemonName());
    }

    static LogInfo info(JsonObject json) {
        LogInfo info =
                LogInfo.of(json.textOrEmpty("ContainerID"))
                        .withConfig(json.textMap("Config"))
                        .withContainerName(json.textOrEmpty("ContainerName"))
                        .withEntrypoint(json.textOrEmpty("ContainerEntrypoint"))
                        .withArguments(json.texts("ContainerArgs"))
                        .withImageId(json.textOrEmpty("ContainerImageID"))
                        .withImageName(json.textOrEmpty("ContainerImageName"))
                        .withEnvironment(json.texts("ContainerEnv"))
                        .withLabels(json.textMap("ContainerLabels"))
                        .withLogPath(json.textOrEmpty("LogPath"))
                        .withDaemonName(json.textOrEmpty("DaemonName"));
        return time(json, "ContainerCreated").map(info::withCreated).orElse(info);
    }

    static JsonObject write(ReadConfig config) {
        return JsonObject.empty()
                .with("Since", time(config.since()))
                .with("Until", time(config.until()))
                .with("Tail", config.tail().orElse(-1))
                .with("Follow", config.follow());
    }

    static ReadConfig config(JsonObject json) {
        ReadConfig config = ReadConfig.all().withFollow(json.flag("Follow"));
        OptionalLong tail = json.number("Tail");
        if (tail.isPresent() && tail.getAsLong() >= 0) {
            config = config.withTail((int) Math.min(tail.getAsLong(), Integer.MAX_VALUE));
        }
        config = time(json, "Since").map(config::withSince).orElse(config);
        return time(json, "Until").map(config::withUntil).orElse(config);
    }

    private static String time(Optional<Instant> time) {
        return time.orElse(ZERO).toString();
    }

    private static Optional<Instant> time(JsonObject json, String name) {
        Optional<String> text = json.text(name).filter(time -> !time.isEmpty());
        try {
            return text.map(time -> OffsetDateTime.parse(time).toInstant())
                    .filter(time -> !time.equals(ZERO));
        } catch (DateTimeException e) {
            throw new InvalidMessageException("\"%s\" is no time of RFC 3339".formatted(name));
        }
    }
}
