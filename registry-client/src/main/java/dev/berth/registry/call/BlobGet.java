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
    private static final int PART = 206;
    private static final Pattern RANGE =
            Pattern.compile("(?i)bytes[ =]+(\\d{1,18})-(\\d{1,18})(?:/(\\d{1,18}|\\*))?");

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
        return status / 100 == 2;
    }

    @Override
    public InputStream read(RegistryResponse response) throws IOException {
        if (response.status() != PART) {
            requireLength(response, size);
            // A registry may ignore the range; then the known bytes come once more.
            return new TailStream(response.takeBody(), offset);
        }
        long[] range = range(response.header("Content-Range").orElse(""));
        requireLength(response, range[1] - range[0] + 1);
        return new TailStream(response.takeBody(), offset - range[0]);
    }

    /** Returns the first and last byte of a part, which may begin earlier and end earlier. */
    private long[] range(String header) throws ExchangeException {
        if (header.isBlank() && offset == 0) {
            return new long[] {0, size - 1};
        }
        Matcher match = RANGE.matcher(header.strip());
        if (match.matches()) {
            long first = Long.parseLong(match.group(1));
            long last = Long.parseLong(match.group(2));
            String whole = match.group(3);
            boolean same = whole == null || whole.equals("*") || Long.parseLong(whole) == size;
            if (same && first <= offset && offset <= last && last < size) {
                return new long[] {first, last};
            }
        }
        throw new ExchangeException(
                Reason.CORRUPT,
                "bytes %d-%d were asked for, and others came".formatted(offset, size - 1));
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
