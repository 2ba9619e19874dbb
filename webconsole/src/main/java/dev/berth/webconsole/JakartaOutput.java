package dev.berth.webconsole;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;

/** A response by {@code jakarta.servlet}. */
record JakartaOutput(HttpServletResponse response) implements ServletOutput {
    @Override
    public void status(int code) {
        response.setStatus(code);
    }

    @Override
    public void header(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void contentType(String mediaType) {
        response.setContentType(mediaType);
    }

    @Override
    public Writer writer() throws IOException {
        return response.getWriter();
    }
}
