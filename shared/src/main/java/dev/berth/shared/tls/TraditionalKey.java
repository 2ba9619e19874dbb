package dev.berth.shared.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Wraps private keys of the older forms that OpenSSL writes, PKCS #1 (RFC 8017) and SEC 1 (RFC
 * 5915), as PKCS #8 (RFC 5208), by DER.
 */
final class TraditionalKey {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;
    private static final int LONG_FORM = 0x80;
    private static final int OCTET = 0xff;

    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    /** rsaEncryption, 1.2.840.113549.1.1.1, with its NULL. */
    private static final byte[] RSA = {
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0
    };

    /** id-ecPublicKey, 1.2.840.10045.2.1. */
    private static final byte[] EC = {
        0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
    };

    private TraditionalKey() {}

    /** Returns an {@code RSA PRIVATE KEY} in PKCS #8. */
    static byte[] rsa(byte[] key) {
        return pkcs8(RSA, key);
    }

    /**
     * Returns an {@code EC PRIVATE KEY} in PKCS #8.
     *
     * @throws IOException if it does not name its curve
     */
    static byte[] ec(byte[] key) throws IOException {
        return pkcs8(joined(EC, curve(key)), key);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return element(
                SEQUENCE, joined(VERSION, element(SEQUENCE, algorithm), element(OCTETS, key)));
    }

    private static byte[] curve(byte[] key) throws IOException {
        try {
            ByteBuffer members = ByteBuffer.wrap(key);
            members.get();
            length(members);
            while (members.hasRemaining()) {
                int tag = members.get() & OCTET;
                byte[] content = new byte[Math.min(length(members), members.remaining())];
                members.get(content);
                if (tag == PARAMETERS) {
                    return content;
                }
            }
        } catch (RuntimeException e) {
            throw new IOException("it is no EC key", e);
        }
        throw new IOException("its EC key names no curve");
    }

    private static int length(ByteBuffer der) {
        int first = der.get() & OCTET;
        if (first < LONG_FORM) {
            return first;
        }
        int length = 0;
        for (int rest = first - LONG_FORM; rest > 0; rest--) {
            length = length << Byte.SIZE | der.get() & OCTET;
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteBuffer header = ByteBuffer.allocate(1 + 1 + 2).put((byte) tag);
        if (content.length < LONG_FORM) {
            header.put((byte) content.length);
        } else if (content.length <= OCTET) {
            // DER takes the shortest form only.
            header.put((byte) (LONG_FORM + 1)).put((byte) content.length);
        } else {
            header.put((byte) (LONG_FORM + 2)).putShort((short) content.length);
        }
        byte[] bytes = new byte[header.flip().remaining()];
        header.get(bytes);
        return joined(bytes, content);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
