package dev.berth.webconsole;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;

/** A request by {@code javax.servlet}. */
record JavaxInput(HttpServletRequest request) implements ServletInput {
    @Override
    public Optional<String> remoteUser() {
        return Optional.ofNullable(request.getRemoteUser());
    }

    @Override
    public Object attribute(String name) {
        return request.getAttribute(name);
    }

    @Override
    public String uri() {
        return request.getRequestURI();
    }

    @Override
    public String servletAddress() {
        return request.getContextPath() + request.getServletPath();
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(request.getQueryString());
    }

    @Override
    public long contentLength() {
        return request.getContentLengthLong();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    @Override
    public Map<String, String[]> parameters() throws UnsupportedEncodingException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return request.getParameterMap();
    }
}
