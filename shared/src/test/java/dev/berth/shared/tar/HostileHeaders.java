package dev.berth.shared.tar;

import static dev.berth.shared.tar.HostileTars.HIDDEN;
import static dev.berth.shared.tar.HostileTars.printable;
import static dev.berth.testing.RawTar.at;

import dev.berth.testing.RawTar;
import java.util.Arrays;

/** Archives with a header that two readers could understand in two ways. */
final class HostileHeaders {
    private static final int SIZE = 124;
    private static final int SUM = 148;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final String GNU = "ustar  \0";

    private static final String[] SIZES = {
        "5",
        "    5    ",
        "\0\0\0005",
        "0000000005\0",
        "000000000005",
        "5\0zzz",
        "5 zzz",
        "",
        "-5",
        "+5",
        "8",
        "0x5",
        "5_0",
        "777777777777",
        "\u0080" + "\0".repeat(10) + "\5",
        "\u00c0" + "\0".repeat(11),
        "\u00ff".repeat(12),
        "\u00ff".repeat(11) + "\u00fb",
        "\u0080\0\0\1" + "\0".repeat(8),
        "\u0080\0\0\0\u0080" + "\0".repeat(7),
        "\u0080\0\0\0\u007f" + "\u00ff".repeat(7),
        "\u0080\0\0\0\u0040" + "\0".repeat(7),
        "\u0080" + "\0".repeat(5) + "\1" + "\0".repeat(5),
        "\u0081" + "\0".repeat(11),
        "\u00bf" + "\u00ff".repeat(11)
    };

    private static final String[] MAGICS = {
        "ustar\00000",
        "ustar\000zz",
        "ustar\0\0\0",
        GNU,
        "ustar \0\0",
        "ustar  x",
        "\0".repeat(8),
        "USTAR\00000"
    };

    private static final String[] TIMES = {
        "00000000000\00000000000\0",
        "00000000000\0\u00ff\1\2\3\4\5\6\7\0\1\2\3",
        "12345670123\0zz",
        "zz\0",
        "zz\u00e4",
        "\u0080\1\2\3\4\5\6\7\0\1\2\3",
        "\u00ff\1\2\3\4\5\6\7\0\1\2\3",
        "\u00ff".repeat(24),
        "777",
        "8",
        "777\0\0\0\0\0\0\0\0\0" + "8",
        "\0zz",
        "-1",
        "\0".repeat(12) + "dir"
    };

    private final HostileTars tars;

    HostileHeaders(HostileTars tars) {
        this.tars = tars;
    }

    void add() {
        checksums();
        ends();
        sizes();
        contents();
        otherNumbers();
        types();
        prefixes();
        names();
    }

    private void checksums() {
        for (String sum : new String[] {"", "0", "7777777", " 12345\0 ", "-1", "+5", "zzz"}) {
            tars.add("sum-" + printable(sum), new RawTar().file("f", "x", at(SUM, sum)));
        }
        byte[] odd = RawTar.header('0', "n\u00e4me", 0);
        tars.add("sum-without-sign", new RawTar().raw(RawTar.text(odd)));
        int signed = 8 * ' ';
        for (int i = 0; i < odd.length; i++) {
            signed += i >= SUM && i < SUM + 8 ? 0 : odd[i];
        }
        for (String form : new String[] {"%06o\0 ", "%07o\0", "   %05o", "\0\0%05o ", "%05o\0zz"}) {
            String sum = form.formatted(signed);
            tars.add(
                    "sum-with-sign-" + printable(form),
                    new RawTar().file("n\u00e4me", "", at(SUM, sum)));
        }
        tars.add("noise", new RawTar().raw("x".repeat(1024)));
        tars.add("noise-after-an-entry", new RawTar().file("f", "x").raw("x".repeat(1024)));
    }

    private void ends() {
        byte[] file = new RawTar().file("f", "x".repeat(600)).unfinished();
        for (int length : new int[] {0, 1, 511, 512, 513, 1111, 1535, 1536}) {
            tars.put("cut-at-" + length, Arrays.copyOf(file, length));
        }
        for (int zeros : new int[] {1, 511, 512, 513, 1023, 1024, 1025, 5000}) {
            tars.put("zeros-" + zeros, Arrays.copyOf(file, file.length + zeros));
        }
        String empty = "\0".repeat(512);
        tars.add("goes-on-after-one-empty-block", new RawTar().raw(empty).file("hidden", ""));
        tars.add("goes-on-after-two", new RawTar().raw(empty).raw(empty).file("hidden", ""));
        byte[] pax = new RawTar().pax("path", "p").unfinished();
        for (int length : new int[] {512, 515, 1000, 1024}) {
            tars.put("cut-in-records-at-" + length, Arrays.copyOf(pax, length));
        }
        tars.put("name-without-entry", new RawTar().entry('L', "l", "name\0").end());
        tars.put("link-without-entry", new RawTar().entry('K', "l", "name\0").unfinished());
    }

    private void sizes() {
        for (String size : SIZES) {
            String name = "size-" + printable(size);
            tars.add(
                    name,
                    new RawTar().file("f", "hello", at(SIZE, "\0".repeat(12)), at(SIZE, size)));
            tars.add(name + "-of-a-folder", new RawTar().entry('5', "d", "", at(SIZE, size)));
        }
    }

    private void contents() {
        for (char type : "\u000001234567LKxgQ".toCharArray()) {
            tars.add(
                    "content-of-type-" + printable(String.valueOf(type)),
                    new RawTar()
                            .entry(type, "n", "", at(SIZE, "%011o\0".formatted(512)))
                            .raw(HIDDEN)
                            .file("after", ""));
        }
    }

    private void otherNumbers() {
        for (int offset : new int[] {100, 108, 116, 136, 329, 337, 345, 476, 488}) {
            for (String magic : new String[] {"ustar\00000", GNU, "\0".repeat(8)}) {
                for (String number : new String[] {"zz", "-1", "\u00ff\u00ff", "\u0080\1"}) {
                    tars.add(
                            "number-%d-%s-%s"
                                    .formatted(offset, printable(magic), printable(number)),
                            new RawTar().file("f", "", at(MAGIC, magic), at(offset, number)));
                }
            }
        }
        tars.add("star-time", star("f", at(476, "zz")));
        tars.add("star-times", star("f", at(476, "00000000000\00000000000\0")));
        tars.add("star-device", star("f", at(329, "zz")));
    }

    private void types() {
        tars.add("old-file", new RawTar().entry('\0', "f", "hello"));
        tars.add("old-folder", new RawTar().entry('\0', "d/", ""));
        tars.add("old-folder-by-its-records", new RawTar().pax("path", "d/").entry('\0', "f", ""));
        tars.add("old-folder-with-content", new RawTar().entry('\0', "d/", HIDDEN));
        tars.add("file-with-a-slash", new RawTar().file("d/", HIDDEN));
        tars.add("every-type", everyType());
    }

    private static RawTar everyType() {
        RawTar tar = new RawTar();
        for (char type : "01234567ADMNVXs".toCharArray()) {
            tar.entry(type, "n" + type, "", at(157, "link"));
        }
        return tar;
    }

    private void prefixes() {
        for (String magic : MAGICS) {
            String name = "prefix-" + printable(magic);
            tars.add(name, new RawTar().file("n", "", at(MAGIC, magic), at(PREFIX, "prefix")));
        }
        tars.add("prefix-of-155", new RawTar().file("n", "", at(PREFIX, "p".repeat(155))));
        tars.add("prefix-of-star", star("n", at(PREFIX, "prefix")));
        tars.add("prefix-of-131", star("n", at(PREFIX, "p".repeat(131))));
        tars.add("prefix-after-a-zero", new RawTar().file("n", "", at(PREFIX, "\0refix")));
        for (String time : TIMES) {
            String name = "prefix-or-times-" + printable(time);
            tars.add(name, new RawTar().file("n", "", at(MAGIC, GNU), at(PREFIX, time)));
        }
    }

    private static RawTar star(String name, RawTar.Patch patch) {
        return new RawTar().file(name, "", at(508, "tar\0"), patch);
    }

    private void names() {
        tars.add("name-of-100", new RawTar().file("n".repeat(100), ""));
        tars.add("name-after-a-zero", new RawTar().file("n\0hidden", ""));
        tars.add("name-is-empty", new RawTar().file("", ""));
        tars.add("name-is-no-text", new RawTar().file("\u00ff\u00fe", "", at(PREFIX, "\u00e4")));
        tars.add("link-of-100", new RawTar().entry('2', "n", "", at(157, "l".repeat(100))));
        tars.add("link-after-a-zero", new RawTar().entry('1', "n", "", at(157, "l\0hidden")));
        for (String name : new String[] {"", "\0", "\0hidden", "gnu", "gnu\0", "gnu\0hidden\0"}) {
            String of = printable(name);
            tars.add("gnu-name-" + of, new RawTar().entry('L', "l", name).file("plain", ""));
            tars.add("gnu-link-" + of, new RawTar().entry('K', "l", name).entry('2', "n", ""));
        }
    }
}
