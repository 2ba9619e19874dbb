package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET /v2/NAME/blobs/DIGEST}: a blob from its beginning, or from some byte on. */
public final class BlobGet implements RegistryCall<InputStream> {
    private static final int WHOLE = 200;
    private static final int PART = 206;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/.*");

    private final String path;
    private final Digest digest;
    private final long size;
    private final long offset;

    /**
     * @param size of the whole blob
     * @param offset of the first byte to fetch
     */
    public BlobGet(String path, Digest digest, long size, long offset) {
        this.path = path;
        this.digest = digest;
        this.size = size;
        this.offset = offset;
    }

    @Override
    public String subject() {
        return "blob %s of %s".formatted(digest, path);
    }

    @Override
    public RegistryRequest request() {
        RegistryRequest whole = RegistryRequest.of("GET", "/v2/" + path + "/blobs/" + digest);
        return offset == 0 ? whole : whole.with("Range", "bytes=" + offset + "-");
    }

    @Override
    public boolean understands(int status) {
        return status == WHOLE || status == PART && offset > 0;
    }

    @Override
    public InputStream read(RegistryResponse response) throws IOException {
        boolean part = response.status() == PART;
        if (part) {
            requireRange(response.header("Content-Range").orElse(""));
        }
        requireLength(response, part ? size - offset : size);
        InputStream body = response.takeBody();
        // A registry may ignore the range; then the known bytes come once more.
        return part ? body : new TailStream(body, offset);
    }

    private void requireRange(String header) throws ExchangeException {
        Matcher match = RANGE.matcher(header);
        if (!match.matches()
                || Long.parseLong(match.group(1)) != offset
                || Long.parseLong(match.group(2)) != size - 1) {
            throw new ExchangeException(
                    Reason.CORRUPT,
                    "bytes %d-%d were asked for, and others came".formatted(offset, size - 1));
        }
    }

    private static void requireLength(RegistryResponse response, long expected)
            throws ExchangeException {
        long length = response.length().orElse(expected);
        if (length != expected) {
            throw new ExchangeException(
                    Reason.CORRUPT,
                    "it should bring %d bytes, and has %d".formatted(expected, length));
        }
    }
}
