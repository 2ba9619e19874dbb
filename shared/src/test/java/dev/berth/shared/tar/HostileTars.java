package dev.berth.shared.tar;

import dev.berth.testing.RawTar;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Archives that two readers could understand in two ways. What Go makes of each is recorded: {@code
 * java dev.berth.shared.tar.HostileTars | go run src/test/go/main.go} writes it anew.
 */
final class HostileTars {
    static final String HIDDEN = RawTar.text(new RawTar().file("hidden", "").unfinished());

    private final Map<String, byte[]> tars = new LinkedHashMap<>();

    private HostileTars() {}

    /** Returns all archives by what is peculiar about them. */
    static Map<String, byte[]> all() {
        HostileTars all = new HostileTars();
        new HostileHeaders(all).add();
        new HostileExtensions(all).add();
        return all.tars;
    }

    public static void main(String[] args) {
        all().forEach(
                        (name, tar) ->
                                System.out.println(
                                        name + " " + Base64.getEncoder().encodeToString(tar)));
    }

    void add(String name, RawTar tar) {
        put(name, tar.end());
    }

    void put(String name, byte[] tar) {
        if (tars.put(name, tar) != null) {
            throw new IllegalStateException("two are called " + name);
        }
    }

    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            boolean isPlain = b > ' ' && b < 0x7f && b != '\\' && b != '%';
            printable.append(isPlain ? String.valueOf((char) b) : "%%%02x".formatted(b & 0xff));
        }
        return printable.toString();
    }
}
