package dev.berth.core.client;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Status line and headers of a response (RFC 9112).
 *
 * @param headers by lower-case name; repeated fields are joined by commas
 */
record ResponseHead(int status, boolean keepAlive, Map<String, String> headers) {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    /** Reads the head of the final response; interim ones (1xx) are skipped. */
    static ResponseHead read(UnixConnection connection) throws IOException {
        ResponseHead head = readOne(connection);
        while (head.status() < 200) {
            if (head.status() == 101) {
                throw new MalformedReplyException("it switched protocols without being asked");
            }
            head = readOne(connection);
        }
        return head;
    }

    private static ResponseHead readOne(UnixConnection connection) throws IOException {
        String line = connection.readLine(LONGEST_LINE);
        if (!STATUS_LINE.matcher(line).matches()) {
            throw new MalformedReplyException("it does not answer in HTTP/1.1");
        }
        Map<String, String> headers = readHeaders(connection);
        String wish = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean keepAlive =
                line.startsWith("HTTP/1.1") ? !wish.contains("close") : wish.contains("keep-alive");
        return new ResponseHead(Integer.parseInt(line.substring(9, 12)), keepAlive, headers);
    }

    private static Map<String, String> readHeaders(UnixConnection connection) throws IOException {
        Map<String, String> headers = new HashMap<>();
        String name = null;
        for (int count = 0; ; count++) {
            String line = connection.readLine(LONGEST_LINE);
            if (line.isEmpty()) {
                return headers;
            }
            if (count >= MOST_HEADERS) {
                throw new MalformedReplyException("its headers have no end");
            }
            if (name != null && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                // obs-fold: the value goes on in the next line (RFC 9112, section 5.2).
                headers.merge(name, line.strip(), (a, b) -> a + " " + b);
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || !isToken(line, colon)) {
                throw new MalformedReplyException("its headers are not HTTP");
            }
            name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + "," + b);
        }
    }

    /**
     * Returns whether a field's name is a token (RFC 9110, 5.6.2). A blank in or before it is how
     * requests are smuggled.
     */
    private static boolean isToken(String line, int end) {
        for (int i = 0; i < end; i++) {
            if (line.charAt(i) <= ' ' || line.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Returns what delimits the body (RFC 9112, section 6.3). */
    BodyLength bodyLength() throws IOException {
        if (status == 204 || status == 304) {
            return new BodyLength.Fixed(0);
        }
        String coding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (coding != null) {
            if (length != null || !coding.equalsIgnoreCase("chunked")) {
                throw new MalformedReplyException("its body is " + coding + ", not just chunked");
            }
            return new BodyLength.Chunked();
        }
        return length == null ? new BodyLength.UntilClose() : fixed(length);
    }

    private static BodyLength fixed(String text) throws IOException {
        String first = text.split(",", 2)[0].strip();
        boolean same = DIGITS.matcher(first).matches();
        for (String other : text.split(",", -1)) {
            same &= other.strip().equals(first);
        }
        if (!same) {
            throw new MalformedReplyException("its Content-Length is " + text);
        }
        return new BodyLength.Fixed(Long.parseLong(first));
    }
}
