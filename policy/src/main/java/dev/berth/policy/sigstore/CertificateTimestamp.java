package dev.berth.policy.sigstore;

import dev.berth.plugin.Digest;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.KeySignature;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A signed certificate timestamp that a certificate carries (RFC 6962, section 3.2): a log has
 * promised to show the certificate. What the log signed is the certificate without this extension.
 *
 * @param logId the log's
 * @param time in milliseconds
 * @param extensions mostly empty
 */
record CertificateTimestamp(byte[] logId, long time, byte[] extensions, byte[] signature) {
    private static final String EXTENSION = "1.3.6.1.4.1.11129.2.4.2";
    private static final byte[] EXTENSION_ID = {
        0x2b, 0x06, 0x01, 0x04, 0x01, (byte) 0xd6, 0x79, 0x02, 0x04, 0x02
    };
    private static final int EXTENSIONS_TAG = 0xa3;
    private static final int LOG_ID_BYTES = 32;
    private static final int ALGORITHM_BYTES = 2;

    /** Verifies that a trusted log knows the certificate: one of its timestamps is enough. */
    static void require(X509Certificate leaf, X509Certificate issuer, TrustedRoot root)
            throws InvalidSignatureException {
        byte[] extension = leaf.getExtensionValue(EXTENSION);
        if (extension == null) {
            throw new InvalidSignatureException("the certificate is in no certificate log");
        }
        byte[] list = DerValue.of(extension).content(DerValue.OCTETS);
        InvalidSignatureException failure =
                new InvalidSignatureException("the certificate has no timestamp of a log");
        for (CertificateTimestamp one : parse(DerValue.of(list).content(DerValue.OCTETS))) {
            try {
                one.verify(leaf, issuer, root);
                return;
            } catch (InvalidSignatureException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static List<CertificateTimestamp> parse(byte[] list) throws InvalidSignatureException {
        List<CertificateTimestamp> all = new ArrayList<>();
        try {
            ByteBuffer items = part(ByteBuffer.wrap(list), true);
            while (items.hasRemaining()) {
                ByteBuffer item = part(items, false);
                if (item.get() != 0) {
                    throw new InvalidSignatureException("a certificate's timestamp is unknown");
                }
                byte[] logId = new byte[LOG_ID_BYTES];
                item.get(logId);
                long time = item.getLong();
                byte[] extensions = bytes(part(item, false));
                // The key decides of the algorithm.
                item.position(item.position() + ALGORITHM_BYTES);
                all.add(new CertificateTimestamp(logId, time, extensions, bytes(part(item, true))));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new InvalidSignatureException("a certificate's timestamp is cut off", e);
        }
        return all;
    }

    /** Returns what follows two bytes of its length, and perhaps must end the whole. */
    private static ByteBuffer part(ByteBuffer from, boolean last) {
        int length = from.getShort() & 0xffff;
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        if (last && from.hasRemaining()) {
            throw new IllegalArgumentException("longer than its length");
        }
        return part;
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return bytes;
    }

    private void verify(X509Certificate leaf, X509Certificate issuer, TrustedRoot root)
            throws InvalidSignatureException {
        KeySignature.verify(
                root.certificateLogKey(logId, Instant.ofEpochMilli(time)),
                signedEntry(leaf, issuer),
                signature,
                "the certificate's timestamp");
    }

    private byte[] signedEntry(X509Certificate leaf, X509Certificate issuer)
            throws InvalidSignatureException {
        byte[] certificate = withoutTimestamps(leaf);
        byte[] issuerKey = issuer.getPublicKey().getEncoded();
        ByteBuffer head = ByteBuffer.allocate(12);
        // Version 1, of a certificate timestamp, at a time, of a certificate before its issue.
        head.put((byte) 0).put((byte) 0).putLong(time).putShort((short) 1);
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes(head.array());
        entry.writeBytes(Digest.hasher(Digest.SHA256).digest(issuerKey));
        entry.write(certificate.length >> 16);
        entry.write(certificate.length >> 8);
        entry.write(certificate.length);
        entry.writeBytes(certificate);
        entry.write(extensions.length >> 8);
        entry.write(extensions.length);
        entry.writeBytes(extensions);
        return entry.toByteArray();
    }

    private static byte[] withoutTimestamps(X509Certificate leaf) throws InvalidSignatureException {
        try {
            List<DerValue> fields = new ArrayList<>();
            for (DerValue field : DerValue.of(leaf.getTBSCertificate()).parts()) {
                fields.add(field.tag() == EXTENSIONS_TAG ? remaining(field) : field);
            }
            return DerValue.of(DerValue.SEQUENCE, fields).encoded();
        } catch (CertificateEncodingException e) {
            throw new InvalidSignatureException("the certificate cannot be encoded", e);
        }
    }

    private static DerValue remaining(DerValue extensions) throws InvalidSignatureException {
        List<DerValue> kept = new ArrayList<>();
        for (DerValue one : DerValue.of(extensions.content()).parts()) {
            List<DerValue> parts = one.parts();
            if (parts.isEmpty()
                    || !Arrays.equals(parts.get(0).content(DerValue.OBJECT_ID), EXTENSION_ID)) {
                kept.add(one);
            }
        }
        return DerValue.of(EXTENSIONS_TAG, List.of(DerValue.of(DerValue.SEQUENCE, kept)));
    }
}
