package dev.berth.webconsole;

import dev.berth.webconsole.html.HtmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/** What the servlet answers, each kind with the content security policy that it can have. */
record ConsoleResponse(HttpServletResponse response) {
    /** The console's own head has scripts and styles in it. */
    private static final String CONSOLE_POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
                    + " 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'self'";

    private static final String STRICT_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Writes into a page of which the console has written the head. */
    void inConsole(String html) throws IOException {
        headers(CONSOLE_POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(html);
    }

    /** Writes a part of the page for its script. */
    void fragment(String html) throws IOException {
        headers(STRICT_POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().write(html);
    }

    /** Writes a file of this bundle. */
    void file(String mediaType, String name) throws IOException {
        headers(STRICT_POLICY);
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType(mediaType + ";charset=utf-8");
        try (InputStream file = ConsoleResponse.class.getResourceAsStream(name)) {
            response.getWriter().write(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Has the browser get a page after a POST, so that to reload it posts nothing again. */
    void seeOther(String address) {
        headers(STRICT_POLICY);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
    }

    /** Says why a POST has done nothing. */
    void error(int status, String message, String back) throws IOException {
        headers(STRICT_POLICY);
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        HtmlWriter html = new HtmlWriter();
        html.element("title", "Docker Plugins");
        html.element("p", "Nothing was done: " + message);
        html.element("a", "Back to the plugins", "href", back);
        response.getWriter().write("<!DOCTYPE html>" + html.html());
    }

    private void headers(String policy) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
