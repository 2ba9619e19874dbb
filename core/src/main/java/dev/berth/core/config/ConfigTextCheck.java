package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.shared.text.PrintableText;
import java.util.List;

/**
 * Checks that what a config calls things is printable, because it is shown when consent is asked
 * for. Left out are entrypoint, arguments and values of variables: nobody is asked about them, and
 * scripts and certificates have lines.
 */
final class ConfigTextCheck {
    private ConfigTextCheck() {}

    /**
     * @throws InvalidPluginException if a text is not printable
     */
    static void require(PluginConfig config) {
        require("description", config.description());
        require("documentation", config.documentation());
        require("interface.types", config.iface().types());
        require("interface.socket", config.iface().socket());
        require("interface.protocolScheme", config.iface().protocolScheme());
        require("workdir", config.workdir());
        require("network.type", config.network().type());
        require("propagatedMount", config.propagatedMount());
        config.mounts().forEach(ConfigTextCheck::require);
        require("linux.capabilities", config.linux().capabilities());
        config.linux().devices().forEach(ConfigTextCheck::require);
        config.env().forEach(e -> item("env", e.name(), e.description(), e.settable()));
        PluginConfig.Args args = config.args();
        item("args", args.name(), args.description(), args.settable());
        require("rootfs.type", config.rootfs().type());
        require("rootfs.diff_ids", config.rootfs().diffIds());
    }

    private static void require(PluginConfig.Mount mount) {
        item("mounts", mount.name(), mount.description(), mount.settable());
        require("mounts source", mount.source().orElse(""));
        require("mounts destination", mount.destination());
        require("mounts type", mount.type());
        require("mounts options", mount.options());
    }

    private static void require(PluginConfig.Device device) {
        item("linux.devices", device.name(), device.description(), device.settable());
        require("linux.devices path", device.path().orElse(""));
    }

    private static void item(String where, String name, String description, List<String> settable) {
        require(where + " name", name);
        require(where + " description", description);
        require(where + " settable", settable);
    }

    private static void require(String where, List<String> texts) {
        texts.forEach(text -> require(where, text));
    }

    private static void require(String where, String text) {
        if (!PrintableText.isPrintable(text)) {
            throw new InvalidPluginException(
                    "failed to parse config: %s has characters that cannot be shown: \"%s\""
                            .formatted(where, escaped(text)));
        }
    }

    /** Ends of lines are shown as what they are, too. */
    private static String escaped(String text) {
        return PrintableText.shortened(text.replace("\n", "\\n").replace("\t", "\\t"));
    }
}
