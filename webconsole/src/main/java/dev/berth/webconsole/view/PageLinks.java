package dev.berth.webconsole.view;

import java.util.Optional;

/**
 * The addresses of the page. A last name with a dot tells the Web Console to send what the servlet
 * writes as it is, without its own head and menu.
 *
 * @param root of the page in the console, {@code /system/console/berth}
 */
public record PageLinks(String root) {
    public static final String STYLE = "berth.css";
    public static final String SCRIPT = "berth.js";
    public static final String LIVE = "live.fragment";

    /** The parameter with the ID of the one plugin to show. */
    public static final String PLUGIN = "plugin";

    /** Returns the address of all plugins, or of one. */
    public String page(Optional<String> pluginId) {
        return root + query(pluginId);
    }

    /** Returns the address of the part of the page that changes. */
    String live(Optional<String> pluginId) {
        return file(LIVE) + query(pluginId);
    }

    String file(String name) {
        return root + "/" + name;
    }

    private static String query(Optional<String> pluginId) {
        return pluginId.map(id -> "?" + PLUGIN + "=" + id).orElse("");
    }
}
