package dev.berth.engine.http;

import dev.berth.engine.exchange.ApiVersion;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Date;

/**
 * The headers of every response; clients read the API version and the platform from them.
 *
 * @param server name and version
 * @param os {@code linux}
 */
public record StandardHeaders(String server, String os) {

    void addTo(HttpHeaders headers) {
        headers.set("Api-Version", ApiVersion.NEWEST.toString());
        headers.set("Docker-Experimental", "false");
        headers.set("Ostype", os);
        headers.set("Server", server);
        headers.set("Date", DateFormatter.format(new Date()));
    }
}
