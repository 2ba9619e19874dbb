package dev.berth.webconsole;

import dev.berth.webconsole.action.ActionForm;
import dev.berth.webconsole.guard.RequestOrigin;
import dev.berth.webconsole.view.PageLinks;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/** What the servlet reads of a request. */
record ConsoleRequest(HttpServletRequest request) {
    /** The Web Console's attribute with the address of the page. */
    private static final String ROOT = "felix.webconsole.pluginRoot";

    private static final Pattern PLUGIN_ID = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_FORM = 16 << 10;

    /** Returns who uses the console; empty if it asks nobody who he is. */
    String user() {
        return Optional.ofNullable(request.getRemoteUser()).orElse("");
    }

    PageLinks links() {
        return request.getAttribute(ROOT) instanceof String root
                ? new PageLinks(root)
                : new PageLinks(
                        request.getContextPath()
                                + request.getServletPath()
                                + "/"
                                + PluginConsoleServlet.LABEL);
    }

    /** Returns the ID of the plugin that is shown; empty if all are. */
    Optional<String> plugin() {
        return Optional.ofNullable(request.getQueryString())
                .filter(query -> query.startsWith(PageLinks.PLUGIN + "="))
                .map(query -> query.substring(PageLinks.PLUGIN.length() + 1))
                .filter(id -> PLUGIN_ID.matcher(id).matches());
    }

    /** Returns whether no form of the page is as long. */
    boolean isTooLong() {
        return request.getContentLengthLong() > LONGEST_FORM;
    }

    RequestOrigin origin() {
        return new RequestOrigin(header("Sec-Fetch-Site"), header("Origin"), header("Host"));
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    ActionForm form() throws UnsupportedEncodingException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        Map<String, String> values = new HashMap<>();
        request.getParameterMap().forEach((name, all) -> values.put(name, all[0]));
        return new ActionForm(values);
    }
}
