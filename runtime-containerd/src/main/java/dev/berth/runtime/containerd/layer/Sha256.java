package dev.berth.runtime.containerd.layer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests of layers. */
final class Sha256 {
    static final String PREFIX = "sha256:";

    private Sha256() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        return PREFIX + HexFormat.of().formatHex(start().digest(bytes));
    }
}
