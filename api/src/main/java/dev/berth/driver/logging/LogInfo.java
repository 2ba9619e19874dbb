package dev.berth.driver.logging;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whose log it is, and how to log. Immutable. */
public final class LogInfo {
    private final String containerId;
    private final Map<String, String> config;
    private final String containerName;
    private final String entrypoint;
    private final List<String> arguments;
    private final String imageId;
    private final String imageName;
    private final Optional<Instant> created;
    private final List<String> environment;
    private final Map<String, String> labels;
    private final String logPath;
    private final String daemonName;

    private LogInfo(Fields fields) {
        this.containerId = Objects.requireNonNull(fields.containerId, "containerId");
        this.config = copy(Objects.requireNonNull(fields.config, "config"));
        this.containerName = Objects.requireNonNull(fields.containerName, "containerName");
        this.entrypoint = Objects.requireNonNull(fields.entrypoint, "entrypoint");
        this.arguments = List.copyOf(Objects.requireNonNull(fields.arguments, "arguments"));
        this.imageId = Objects.requireNonNull(fields.imageId, "imageId");
        this.imageName = Objects.requireNonNull(fields.imageName, "imageName");
        this.created = Objects.requireNonNull(fields.created, "created");
        this.environment = List.copyOf(Objects.requireNonNull(fields.environment, "environment"));
        this.labels = copy(Objects.requireNonNull(fields.labels, "labels"));
        this.logPath = Objects.requireNonNull(fields.logPath, "logPath");
        this.daemonName = Objects.requireNonNull(fields.daemonName, "daemonName");
    }

    /** Returns the log of a container of which nothing but its ID is said. */
    public static LogInfo of(String containerId) {
        Fields fields = new Fields();
        fields.containerId = containerId;
        return new LogInfo(fields);
    }

    /** Returns the same with the log's options, {@code --log-opt}. */
    public LogInfo withConfig(Map<String, String> config) {
        Fields fields = fields();
        fields.config = config;
        return new LogInfo(fields);
    }

    /** Returns the same with the container's name, with a slash before it in Docker. */
    public LogInfo withContainerName(String containerName) {
        Fields fields = fields();
        fields.containerName = containerName;
        return new LogInfo(fields);
    }

    /** Returns the same with the program that the container runs. */
    public LogInfo withEntrypoint(String entrypoint) {
        Fields fields = fields();
        fields.entrypoint = entrypoint;
        return new LogInfo(fields);
    }

    /** Returns the same with the program's arguments. */
    public LogInfo withArguments(List<String> arguments) {
        Fields fields = fields();
        fields.arguments = arguments;
        return new LogInfo(fields);
    }

    /** Returns the same with the ID of the container's image. */
    public LogInfo withImageId(String imageId) {
        Fields fields = fields();
        fields.imageId = imageId;
        return new LogInfo(fields);
    }

    /** Returns the same with the name of the container's image. */
    public LogInfo withImageName(String imageName) {
        Fields fields = fields();
        fields.imageName = imageName;
        return new LogInfo(fields);
    }

    /** Returns the same with when the container was made. */
    public LogInfo withCreated(Instant created) {
        Fields fields = fields();
        fields.created = Optional.of(Objects.requireNonNull(created, "created"));
        return new LogInfo(fields);
    }

    /** Returns the same with the container's environment, {@code NAME=VALUE}. */
    public LogInfo withEnvironment(List<String> environment) {
        Fields fields = fields();
        fields.environment = environment;
        return new LogInfo(fields);
    }

    /** Returns the same with the container's labels. */
    public LogInfo withLabels(Map<String, String> labels) {
        Fields fields = fields();
        fields.labels = labels;
        return new LogInfo(fields);
    }

    /** Returns the same with the file that the host would log to; it means nothing to a plugin. */
    public LogInfo withLogPath(String logPath) {
        Fields fields = fields();
        fields.logPath = logPath;
        return new LogInfo(fields);
    }

    /** Returns the same with the name of the engine, {@code docker}. */
    public LogInfo withDaemonName(String daemonName) {
        Fields fields = fields();
        fields.daemonName = daemonName;
        return new LogInfo(fields);
    }

    /** Returns the ID of the container. */
    public String containerId() {
        return containerId;
    }

    /** Returns the log's options, {@code --log-opt}. */
    public Map<String, String> config() {
        return config;
    }

    /** Returns the container's name, with a slash before it in Docker. */
    public String containerName() {
        return containerName;
    }

    /** Returns the program that the container runs. */
    public String entrypoint() {
        return entrypoint;
    }

    /** Returns the program's arguments. */
    public List<String> arguments() {
        return arguments;
    }

    /** Returns the ID of the container's image. */
    public String imageId() {
        return imageId;
    }

    /** Returns the name of the container's image. */
    public String imageName() {
        return imageName;
    }

    /** Returns when the container was made, if that is said. */
    public Optional<Instant> created() {
        return created;
    }

    /** Returns the container's environment, {@code NAME=VALUE}. */
    public List<String> environment() {
        return environment;
    }

    /** Returns the container's labels. */
    public Map<String, String> labels() {
        return labels;
    }

    /** Returns the file that the host would log to; it means nothing to a plugin. */
    public String logPath() {
        return logPath;
    }

    /** Returns the name of the engine, {@code docker}. */
    public String daemonName() {
        return daemonName;
    }

    private static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private Fields fields() {
        Fields fields = new Fields();
        fields.containerId = containerId;
        fields.config = config;
        fields.containerName = containerName;
        fields.entrypoint = entrypoint;
        fields.arguments = arguments;
        fields.imageId = imageId;
        fields.imageName = imageName;
        fields.created = created;
        fields.environment = environment;
        fields.labels = labels;
        fields.logPath = logPath;
        fields.daemonName = daemonName;
        return fields;
    }

    private List<Object> values() {
        return List.of(
                containerId,
                config,
                containerName,
                entrypoint,
                arguments,
                imageId,
                imageName,
                created,
                environment,
                labels,
                logPath,
                daemonName);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogInfo that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** Returns whose log it is; options and environment may be secrets. */
    @Override
    public String toString() {
        return "LogInfo[containerId=%s, containerName=%s]".formatted(containerId, containerName);
    }

    /** The fields of one that is being made. */
    private static final class Fields {
        private String containerId;
        private Map<String, String> config = Map.of();
        private String containerName = "";
        private String entrypoint = "";
        private List<String> arguments = List.of();
        private String imageId = "";
        private String imageName = "";
        private Optional<Instant> created = Optional.empty();
        private List<String> environment = List.of();
        private Map<String, String> labels = Map.of();
        private String logPath = "";
        private String daemonName = "";
    }
}
