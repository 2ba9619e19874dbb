package dev.berth.shared.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of a request (RFC 9112), as far as a plugin's caller may go. */
final class HttpRequestHead {
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([!-~]+) ([!-~]+) HTTP/(1\\.[01])");
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+):(.*)");

    private final String path;
    private final boolean http11;
    private final Map<String, String> fields = new TreeMap<>();

    HttpRequestHead(List<String> lines) throws HttpException {
        Matcher request = REQUEST_LINE.matcher(lines.get(0));
        if (!request.matches()) {
            throw new HttpException(400, "send POST /METHOD HTTP/1.1");
        }
        if (!request.group(1).equals("POST")) {
            throw new HttpException(405, "a plugin's methods are called by POST");
        }
        path = request.group(2);
        http11 = request.group(3).equals("1.1");
        for (String line : lines.subList(1, lines.size())) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new HttpException(400, "a header field is NAME: VALUE");
            }
            add(field.group(1).toLowerCase(Locale.ROOT), field.group(2).strip());
        }
    }

    private void add(String name, String value) throws HttpException {
        String before = fields.putIfAbsent(name, value);
        if (before == null || before.equals(value)) {
            return;
        }
        if (name.equals("content-length")) {
            throw new HttpException(400, "there are two lengths of the body");
        }
        fields.put(name, before + "," + value);
    }

    /** Returns the method of the protocol: the path without its slash, and without a query. */
    String method() {
        int end = path.indexOf('?');
        String bare = end < 0 ? path : path.substring(0, end);
        return bare.startsWith("/") ? bare.substring(1) : bare;
    }

    boolean isHttp11() {
        return http11;
    }

    boolean isKeptAlive() {
        String connection = field("connection");
        return http11 ? !connection.contains("close") : connection.contains("keep-alive");
    }

    boolean isContinueExpected() throws HttpException {
        String expect = field("expect");
        if (!expect.isEmpty() && !expect.equals("100-continue")) {
            throw new HttpException(417, "of Expect only 100-continue is known");
        }
        return http11 && !expect.isEmpty();
    }

    boolean isChunked() throws HttpException {
        String coding = field("transfer-encoding");
        if (coding.isEmpty()) {
            return false;
        }
        if (!coding.equals("chunked")) {
            throw new HttpException(501, "of transfer codings only chunked is known");
        }
        if (fields.containsKey("content-length")) {
            throw new HttpException(400, "a body has a length or chunks, not both");
        }
        return true;
    }

    /** Returns the length of a body that is not in chunks. */
    long bodyLength() throws HttpException {
        String length = field("content-length");
        if (!length.matches("[0-9]{0,18}")) {
            throw new HttpException(400, "Content-Length is no number");
        }
        return length.isEmpty() ? 0 : Long.parseLong(length);
    }

    private String field(String name) {
        return fields.getOrDefault(name, "").toLowerCase(Locale.ROOT);
    }
}
