package dev.berth.shell.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.PluginConfig;
import java.util.List;
import java.util.Optional;

/** A plugin's config with the Docker Engine API's keys, in its order. */
final class ConfigJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConfigJson() {}

    static ObjectNode of(PluginConfig config) {
        ObjectNode node = NODES.objectNode();
        node.set("Args", args(config.args()));
        node.put("Description", config.description());
        node.put("Documentation", config.documentation());
        node.set("Entrypoint", texts(config.entrypoint()));
        node.set("Env", env(config.env()));
        node.set("Interface", iface(config.iface()));
        node.put("IpcHost", config.ipcHost());
        node.set("Linux", linux(config.linux()));
        node.set("Mounts", mounts(config.mounts()));
        node.set("Network", NODES.objectNode().put("Type", config.network().type()));
        node.put("PidHost", config.pidHost());
        node.put("PropagatedMount", config.propagatedMount());
        node.set("User", user(config.user()));
        node.put("WorkDir", config.workdir());
        node.set("rootfs", rootfs(config.rootfs()));
        return node;
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode node = NODES.arrayNode();
        texts.forEach(node::add);
        return node;
    }

    static ArrayNode mounts(List<PluginConfig.Mount> mounts) {
        ArrayNode node = NODES.arrayNode();
        for (PluginConfig.Mount mount : mounts) {
            ObjectNode one = node.addObject();
            one.put("Description", mount.description());
            one.put("Destination", mount.destination());
            one.put("Name", mount.name());
            one.set("Options", texts(mount.options()));
            one.set("Settable", texts(mount.settable()));
            put(one, "Source", mount.source());
            one.put("Type", mount.type());
        }
        return node;
    }

    static ArrayNode devices(List<PluginConfig.Device> devices) {
        ArrayNode node = NODES.arrayNode();
        for (PluginConfig.Device device : devices) {
            ObjectNode one = node.addObject();
            one.put("Description", device.description());
            one.put("Name", device.name());
            put(one, "Path", device.path());
            one.set("Settable", texts(device.settable()));
        }
        return node;
    }

    private static ObjectNode args(PluginConfig.Args args) {
        ObjectNode node = NODES.objectNode();
        node.put("Description", args.description());
        node.put("Name", args.name());
        node.set("Settable", texts(args.settable()));
        node.set("Value", texts(args.value()));
        return node;
    }

    private static ArrayNode env(List<PluginConfig.Env> variables) {
        ArrayNode node = NODES.arrayNode();
        for (PluginConfig.Env variable : variables) {
            ObjectNode one = node.addObject();
            one.put("Description", variable.description());
            one.put("Name", variable.name());
            one.set("Settable", texts(variable.settable()));
            put(one, "Value", variable.value());
        }
        return node;
    }

    private static ObjectNode iface(PluginConfig.Interface iface) {
        ObjectNode node = NODES.objectNode();
        if (!iface.protocolScheme().isEmpty()) {
            node.put("ProtocolScheme", iface.protocolScheme());
        }
        node.put("Socket", iface.socket());
        node.set("Types", texts(iface.types()));
        return node;
    }

    private static ObjectNode linux(PluginConfig.Linux linux) {
        ObjectNode node = NODES.objectNode();
        node.put("AllowAllDevices", linux.allowAllDevices());
        node.set("Capabilities", texts(linux.capabilities()));
        node.set("Devices", devices(linux.devices()));
        return node;
    }

    private static ObjectNode user(PluginConfig.User user) {
        ObjectNode node = NODES.objectNode();
        if (user.uid() != 0) {
            node.put("UID", user.uid());
        }
        if (user.gid() != 0) {
            node.put("GID", user.gid());
        }
        return node;
    }

    private static ObjectNode rootfs(PluginConfig.RootFs rootfs) {
        ObjectNode node = NODES.objectNode();
        node.set("diff_ids", texts(rootfs.diffIds()));
        node.put("type", rootfs.type());
        return node;
    }

    private static void put(ObjectNode node, String key, Optional<String> value) {
        node.put(key, value.orElse(null));
    }
}
