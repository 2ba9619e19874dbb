package dev.berth.engine.http;

import dev.berth.engine.exchange.ApiVersion;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Date;
import java.util.Map;

/**
 * The headers of every response; clients read the API version and the platform from them.
 *
 * @param server name and version
 * @param os {@code linux}
 */
public record StandardHeaders(String server, String os) {

    /** Returns those that are the same in every response. */
    Map<String, String> constant() {
        return Map.of(
                "Api-Version",
                ApiVersion.NEWEST.toString(),
                "Docker-Experimental",
                "false",
                "Ostype",
                os,
                "Server",
                server);
    }

    void addTo(HttpHeaders headers) {
        constant().forEach(headers::set);
        headers.set("Date", DateFormatter.format(new Date()));
    }
}
