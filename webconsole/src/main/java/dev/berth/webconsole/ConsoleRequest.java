package dev.berth.webconsole;

import dev.berth.webconsole.action.ActionForm;
import dev.berth.webconsole.guard.RequestOrigin;
import dev.berth.webconsole.view.PageLinks;
import java.io.UnsupportedEncodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the page reads of a request. */
record ConsoleRequest(ServletInput request) {
    /** The Web Console's attribute with the address of the page. */
    private static final String ROOT = "felix.webconsole.pluginRoot";

    private static final Pattern PLUGIN_ID = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_FORM = 16 << 10;

    /** Returns who uses the console; empty if it asks nobody who he is. */
    String user() {
        return request.remoteUser().orElse("");
    }

    PageLinks links() {
        return request.attribute(ROOT) instanceof String root
                ? new PageLinks(root)
                : new PageLinks(request.servletAddress() + "/" + PluginConsole.LABEL);
    }

    /** Returns what follows the last slash of the address: a file of the page, or its label. */
    String file() {
        String uri = request.uri();
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    /** Returns the ID of the plugin that is shown; empty if all are. */
    Optional<String> plugin() {
        return request.query()
                .filter(query -> query.startsWith(PageLinks.PLUGIN + "="))
                .map(query -> query.substring(PageLinks.PLUGIN.length() + 1))
                .filter(id -> PLUGIN_ID.matcher(id).matches());
    }

    /** Returns whether no form of the page is as long. */
    boolean isTooLong() {
        return request.contentLength() > LONGEST_FORM;
    }

    RequestOrigin origin() {
        return new RequestOrigin(
                request.header("Sec-Fetch-Site"), request.header("Origin"), request.header("Host"));
    }

    ActionForm form() throws UnsupportedEncodingException {
        Map<String, String> values = new HashMap<>();
        request.parameters().forEach((name, all) -> values.put(name, all[0]));
        return new ActionForm(values);
    }
}
