package dev.berth.testing.plugin;

import dev.berth.plugin.PluginConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A config that says nothing but what a test has it say; it is changed in place. */
public final class ConfigFixture implements PluginConfig {
    private record InterfaceValue(List<String> types, String socket, String protocolScheme)
            implements Interface {}

    private record UserValue(long uid, long gid) implements User {}

    private record NetworkValue(String type) implements Network {}

    private record MountValue(
            String name,
            String description,
            List<String> settable,
            Optional<String> source,
            String destination,
            String type,
            List<String> options)
            implements Mount {}

    private record DeviceValue(
            String name, String description, List<String> settable, Optional<String> path)
            implements Device {}

    private record LinuxValue(
            List<String> capabilities, boolean allowAllDevices, List<Device> devices)
            implements Linux {}

    private record EnvValue(
            String name, String description, List<String> settable, Optional<String> value)
            implements Env {}

    private record ArgsValue(
            String name, String description, List<String> settable, List<String> value)
            implements Args {}

    private record RootFsValue(String type, List<String> diffIds) implements RootFs {}

    private String document = "{}";
    private String description = "";
    private String documentation = "";
    private List<String> types = List.of();
    private String socket = "";
    private List<String> entrypoint = List.of();
    private String workdir = "";
    private User user = new UserValue(0, 0);
    private String network = "";
    private boolean ipcHost;
    private boolean pidHost;
    private String propagatedMount = "";
    private final List<Mount> mounts = new ArrayList<>();
    private List<String> capabilities = List.of();
    private boolean allowAllDevices;
    private final List<Device> devices = new ArrayList<>();
    private final List<Env> env = new ArrayList<>();
    private Args args = new ArgsValue("", "", List.of(), List.of());
    private List<String> diffIds = List.of();

    /** Returns a mount by itself. */
    public static Mount mountOf(
            String name,
            String description,
            List<String> settable,
            Optional<String> source,
            String destination,
            String type,
            List<String> options) {
        return new MountValue(name, description, settable, source, destination, type, options);
    }

    /** Returns a device by itself. */
    public static Device deviceOf(
            String name, String description, List<String> settable, Optional<String> path) {
        return new DeviceValue(name, description, settable, path);
    }

    /** Returns a variable by itself. */
    public static Env envOf(
            String name, String description, List<String> settable, Optional<String> value) {
        return new EnvValue(name, description, settable, value);
    }

    public ConfigFixture document(String text) {
        document = text;
        return this;
    }

    public ConfigFixture description(String text) {
        description = text;
        return this;
    }

    public ConfigFixture documentation(String text) {
        documentation = text;
        return this;
    }

    public ConfigFixture types(List<String> names) {
        types = names;
        return this;
    }

    public ConfigFixture socket(String name) {
        socket = name;
        return this;
    }

    public ConfigFixture entrypoint(List<String> words) {
        entrypoint = words;
        return this;
    }

    public ConfigFixture workdir(String folder) {
        workdir = folder;
        return this;
    }

    public ConfigFixture user(long uid, long gid) {
        user = new UserValue(uid, gid);
        return this;
    }

    public ConfigFixture network(String type) {
        network = type;
        return this;
    }

    public ConfigFixture ipcHost(boolean shared) {
        ipcHost = shared;
        return this;
    }

    public ConfigFixture pidHost(boolean shared) {
        pidHost = shared;
        return this;
    }

    public ConfigFixture propagatedMount(String folder) {
        propagatedMount = folder;
        return this;
    }

    public ConfigFixture mounts(List<Mount> more) {
        mounts.addAll(more);
        return this;
    }

    public ConfigFixture capabilityNames(List<String> names) {
        capabilities = names;
        return this;
    }

    public ConfigFixture allowAllDevices(boolean allowed) {
        allowAllDevices = allowed;
        return this;
    }

    public ConfigFixture devices(List<Device> more) {
        devices.addAll(more);
        return this;
    }

    public ConfigFixture env(List<Env> more) {
        env.addAll(more);
        return this;
    }

    public ConfigFixture args(String name, List<String> value) {
        args = new ArgsValue(name, "", List.of(), value);
        return this;
    }

    public ConfigFixture diffIds(List<String> digests) {
        diffIds = digests;
        return this;
    }

    @Override
    public String document() {
        return document;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String documentation() {
        return documentation;
    }

    @Override
    public Interface iface() {
        return new InterfaceValue(types, socket, "");
    }

    @Override
    public List<String> entrypoint() {
        return entrypoint;
    }

    @Override
    public String workdir() {
        return workdir;
    }

    @Override
    public User user() {
        return user;
    }

    @Override
    public Network network() {
        return new NetworkValue(network);
    }

    @Override
    public boolean ipcHost() {
        return ipcHost;
    }

    @Override
    public boolean pidHost() {
        return pidHost;
    }

    @Override
    public String propagatedMount() {
        return propagatedMount;
    }

    @Override
    public List<Mount> mounts() {
        return List.copyOf(mounts);
    }

    @Override
    public Linux linux() {
        return new LinuxValue(capabilities, allowAllDevices, List.copyOf(devices));
    }

    @Override
    public List<Env> env() {
        return List.copyOf(env);
    }

    @Override
    public Args args() {
        return args;
    }

    @Override
    public RootFs rootfs() {
        return new RootFsValue("layers", diffIds);
    }
}
