package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import java.net.URI;

/**
 * {@code PUT} of an upload: closes it, with all the bytes or with none left. It is stored if the
 * response is 201, or names its digest.
 */
public final class UploadFinish extends UploadCall<UploadFinish.Outcome> {
    private static final int CREATED = 201;
    private static final int TOO_LARGE = 413;

    private final Digest digest;
    private final URI closing;

    /** What became of the bytes. */
    public enum Outcome {
        STORED,
        /** The registry says yes, and not of what. */
        UNCONFIRMED,
        TOO_LARGE
    }

    public UploadFinish(Digest digest, UploadLocation location, RequestBody body) {
        super(digest, body);
        this.digest = digest;
        this.closing = location.finish(digest);
    }

    @Override
    public RegistryRequest request() {
        return request("PUT", closing);
    }

    @Override
    public boolean understands(int status) {
        return status / 100 == 2 || status == TOO_LARGE;
    }

    @Override
    public Outcome read(RegistryResponse response) throws ExchangeException {
        if (response.status() == TOO_LARGE) {
            return Outcome.TOO_LARGE;
        }
        boolean confirmed = StoredDigest.confirms(response, digest);
        return confirmed || response.status() == CREATED ? Outcome.STORED : Outcome.UNCONFIRMED;
    }
}
