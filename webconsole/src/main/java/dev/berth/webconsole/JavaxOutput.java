package dev.berth.webconsole;

import java.io.IOException;
import java.io.Writer;
import javax.servlet.http.HttpServletResponse;

/** A response by {@code javax.servlet}. */
record JavaxOutput(HttpServletResponse response) implements ServletOutput {
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
