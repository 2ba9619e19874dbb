package dev.berth.webconsole;

import dev.berth.webconsole.html.HtmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/** What the page answers, each kind with the content security policy that it can have. */
record ConsoleResponse(ServletOutput response) {
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
        response.header("Cache-Control", "no-store");
        response.writer().write(html);
    }

    /** Writes a part of the page for its script. */
    void fragment(String html) throws IOException {
        headers(STRICT_POLICY);
        response.header("Cache-Control", "no-store");
        response.contentType("text/html;charset=utf-8");
        response.writer().write(html);
    }

    /** Writes a file of this bundle. */
    void file(String mediaType, String name) throws IOException {
        headers(STRICT_POLICY);
        response.header("Cache-Control", "no-cache");
        response.contentType(mediaType + ";charset=utf-8");
        try (InputStream file = ConsoleResponse.class.getResourceAsStream(name)) {
            response.writer().write(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Has the browser get a page after a POST, so that to reload it posts nothing again. */
    void seeOther(String address) {
        headers(STRICT_POLICY);
        response.status(HttpURLConnection.HTTP_SEE_OTHER);
        response.header("Location", address);
    }

    /** Says why a POST has done nothing. */
    void error(int status, String message, String back) throws IOException {
        headers(STRICT_POLICY);
        response.status(status);
        response.contentType("text/html;charset=utf-8");
        HtmlWriter html = new HtmlWriter();
        html.element("title", PluginConsole.TITLE);
        html.element("p", "Nothing was done: " + message);
        html.element("a", "Back to the plugins", "href", back);
        response.writer().write("<!DOCTYPE html>" + html.html());
    }

    private void headers(String policy) {
        response.header("Content-Security-Policy", policy);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "same-origin");
    }
}
