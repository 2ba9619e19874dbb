package dev.berth.webconsole.guard;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a browser says that a request comes from. {@code Sec-Fetch-Site} is sent over https and to
 * localhost, {@code Origin} with every POST of today's browsers; clients that are no browsers send
 * neither.
 *
 * @param fetchSite the header {@code Sec-Fetch-Site}
 * @param origin the header {@code Origin}
 * @param host the header {@code Host}
 */
public record RequestOrigin(
        Optional<String> fetchSite, Optional<String> origin, Optional<String> host) {
    private static final String SAME = "same-origin";

    /** Throws if the request comes from another origin than this. */
    public void requireSame() throws ForgedRequestException {
        if (fetchSite.isPresent()) {
            if (!fetchSite.get().equals(SAME)) {
                throw new ForgedRequestException("the request comes from another site");
            }
        } else if (origin.isPresent() && !isHost(origin.get())) {
            throw new ForgedRequestException(
                    "the request comes from another site; a proxy in between must keep the header"
                            + " Host");
        }
    }

    /** Returns whether an origin has the host that was asked; {@code null} has none. */
    private boolean isHost(String url) {
        try {
            String authority = new URI(url).getRawAuthority();
            return authority != null && host.filter(authority::equalsIgnoreCase).isPresent();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
