package dev.berth.policy.sigstore;

import dev.berth.policy.signature.InvalidSignatureException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One value of ASN.1 in DER: tag, length, content.
 *
 * @param tag of one byte
 */
record DerValue(int tag, byte[] content) {
    static final int OCTETS = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int UTF8_TEXT = 0x0c;
    static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;
    private static final int LENGTH_BYTES = 3;

    /** Returns the one value that some bytes are. */
    static DerValue of(byte[] der) throws InvalidSignatureException {
        List<DerValue> values = values(der);
        if (values.size() != 1) {
            throw wrong();
        }
        return values.get(0);
    }

    /** Returns the values that the content is made of. */
    List<DerValue> parts() throws InvalidSignatureException {
        return values(content);
    }

    /** Returns the content of a value that must have a tag. */
    byte[] content(int expected) throws InvalidSignatureException {
        if (tag != expected) {
            throw wrong();
        }
        return content;
    }

    private static List<DerValue> values(byte[] der) throws InvalidSignatureException {
        List<DerValue> values = new ArrayList<>();
        int at = 0;
        while (at < der.length) {
            if (der.length - at < 2) {
                throw wrong();
            }
            int tag = der[at++] & 0xff;
            int length = der[at++] & 0xff;
            if (length >= LONG_FORM) {
                int bytes = length - LONG_FORM;
                if (bytes == 0 || bytes > LENGTH_BYTES || bytes > der.length - at) {
                    throw wrong();
                }
                length = 0;
                for (int i = 0; i < bytes; i++) {
                    length = length << 8 | der[at++] & 0xff;
                }
            }
            if (length > der.length - at) {
                throw wrong();
            }
            values.add(new DerValue(tag, Arrays.copyOfRange(der, at, at + length)));
            at += length;
        }
        return values;
    }

    /** Returns the value as bytes. */
    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < LONG_FORM) {
            out.write(length);
        } else {
            int bytes = length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : LENGTH_BYTES;
            out.write(LONG_FORM + bytes);
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** Returns a value of some parts. */
    static DerValue of(int tag, List<DerValue> parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        parts.forEach(part -> content.writeBytes(part.encoded()));
        return new DerValue(tag, content.toByteArray());
    }

    private static InvalidSignatureException wrong() {
        return new InvalidSignatureException("a part of the certificate is not well-formed DER");
    }
}
