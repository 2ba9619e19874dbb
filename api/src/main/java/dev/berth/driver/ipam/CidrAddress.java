package dev.berth.driver.ipam;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address and the length of its network's prefix in CIDR notation (RFC 4632, RFC 4291): an
 * interface's {@code 10.1.2.3/24}, or a network's {@code 10.1.2.0/24}. Immutable.
 */
public final class CidrAddress {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})/([0-9]{1,3})");
    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private final InetAddress address;
    private final int prefixLength;

    private CidrAddress(InetAddress address, int prefixLength) {
        this.address = Objects.requireNonNull(address, "address");
        this.prefixLength = prefixLength;
        if (prefixLength < 0 || prefixLength > bits(address)) {
            throw new IllegalArgumentException(
                    "a prefix of %d bits does not fit an address of %d"
                            .formatted(prefixLength, bits(address)));
        }
    }

    /**
     * Returns an address of a network.
     *
     * @throws IllegalArgumentException if the prefix is longer than the address
     */
    public static CidrAddress of(InetAddress address, int prefixLength) {
        return new CidrAddress(address, prefixLength);
    }

    /**
     * Parses {@code 10.1.2.3/24}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static CidrAddress parse(String text) {
        return tryParse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("no IP address with a prefix length"));
    }

    /** Parses {@code 10.1.2.3/24}; empty if the text has another form. */
    public static Optional<CidrAddress> tryParse(String text) {
        Matcher match = FORM.matcher(Objects.requireNonNull(text, "text"));
        if (!match.matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(match.group(2));
        return tryParseAddress(match.group(1))
                .filter(address -> length <= bits(address))
                .map(address -> new CidrAddress(address, length));
    }

    /**
     * Parses an IP address without a prefix, four decimal numbers or the forms of RFC 4291; empty
     * if the text is none. Nothing is looked up.
     */
    public static Optional<InetAddress> tryParseAddress(String text) {
        Objects.requireNonNull(text, "text");
        boolean v6 = text.length() <= 45 && text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        if (!v6 && !V4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    InetAddress.getByName("[".repeat(v6 ? 1 : 0) + text + (v6 ? "]" : "")));
        } catch (UnknownHostException e) {
            // Brackets make it a literal: it is no IPv6 address, and no name either.
            return Optional.empty();
        }
    }

    /** Returns the address. */
    public InetAddress address() {
        return address;
    }

    /** Returns how many of the address's first bits are the network's. */
    public int prefixLength() {
        return prefixLength;
    }

    /** Returns the network's first address, with the same prefix. */
    public CidrAddress network() {
        byte[] bytes = address.getAddress();
        for (int bit = prefixLength; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return new CidrAddress(InetAddress.getByAddress(bytes), prefixLength);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Returns whether an address is one of the network's. */
    public boolean contains(InetAddress other) {
        return bits(Objects.requireNonNull(other, "other")) == bits(address)
                && of(other, prefixLength).network().equals(network());
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * 8;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CidrAddress that
                && address.equals(that.address)
                && prefixLength == that.prefixLength;
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, prefixLength);
    }

    /** Returns {@code 10.1.2.3/24}. */
    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
