package dev.berth.engine.http;

import dev.berth.engine.exchange.ApiVersion;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Date;
import java.util.Map;

/** The headers of every response; clients read the API version and the platform from them. */
public final class StandardHeaders {
    private final Map<String, String> constant;
    private final HttpHeaders validated = new DefaultHttpHeaders();

    /**
     * @param server name and version
     * @param os {@code linux}
     */
    public StandardHeaders(String server, String os) {
        this.constant =
                Map.of(
                        "Api-Version",
                        ApiVersion.NEWEST.toString(),
                        "Docker-Experimental",
                        "false",
                        "Ostype",
                        os,
                        "Server",
                        server);
        constant.forEach(validated::set);
    }

    /** Returns those that are the same in every response. */
    Map<String, String> constant() {
        return constant;
    }

    /** Returns the headers that a response begins with; a copy is not validated again. */
    HttpHeaders copy() {
        HttpHeaders headers = validated.copy();
        headers.set("Date", DateFormatter.format(new Date()));
        return headers;
    }
}
