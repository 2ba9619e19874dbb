package dev.berth.registry.layout;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands before an entry because its header has no room for it.
 *
 * @param name the whole name
 * @param size in bytes
 * @param sparse whether not all of the file is there
 */
record TarExtras(Optional<String> name, Optional<Long> size, boolean sparse) {
    static final TarExtras NONE = new TarExtras(Optional.empty(), Optional.empty(), false);
    static final int LONGEST = 1 << 16;

    private static final String TYPES = "xgLK";

    static boolean isExtra(TarHeader header) {
        return TYPES.indexOf(header.type()) >= 0;
    }

    /** Returns these extras and what one more entry says. */
    TarExtras and(TarHeader header, byte[] content) throws LayoutException {
        return switch (header.type()) {
            case 'x' -> pax(content);
            case 'L' ->
                    new TarExtras(
                            Optional.of(text(content, 0, content.length).replaceFirst("\0.*", "")),
                            size,
                            sparse);
            default -> this;
        };
    }

    /** Each record is {@code LENGTH KEY=VALUE} and a line's end; the length counts bytes. */
    private TarExtras pax(byte[] content) throws LayoutException {
        TarExtras result = this;
        int at = 0;
        while (at < content.length) {
            int length = 0;
            int next = at;
            while (next < content.length && content[next] != ' ') {
                length = length * 10 + digit(content[next++]);
                if (length > content.length - at) {
                    throw damaged();
                }
            }
            if (at + length <= next + 1 || content[at + length - 1] != '\n') {
                throw damaged();
            }
            result = result.with(text(content, next + 1, at + length - 1));
            at += length;
        }
        return result;
    }

    private static int digit(byte character) throws LayoutException {
        if (character < '0' || character > '9') {
            throw damaged();
        }
        return character - '0';
    }

    private static String text(byte[] content, int from, int to) {
        return new String(content, from, to - from, StandardCharsets.UTF_8);
    }

    private TarExtras with(String record) throws LayoutException {
        int equals = record.indexOf('=');
        if (equals < 0) {
            throw damaged();
        }
        String value = record.substring(equals + 1);
        String key = record.substring(0, equals);
        if (key.startsWith("GNU.sparse.")) {
            return new TarExtras(name, size, true);
        }
        return switch (key) {
            case "path" -> new TarExtras(Optional.of(value), size, sparse);
            case "size" -> new TarExtras(name, Optional.of(size(value)), sparse);
            default -> this;
        };
    }

    private static long size(String digits) throws LayoutException {
        if (!digits.matches("[0-9]{1,15}")) {
            throw damaged();
        }
        return Long.parseLong(digits);
    }

    private static LayoutException damaged() {
        return LayoutException.corrupt("has a damaged entry");
    }

    /** Returns a header with what it had no room for. */
    TarHeader completed(TarHeader header) {
        return new TarHeader(name.orElse(header.name()), size.orElse(header.size()), header.type());
    }
}
