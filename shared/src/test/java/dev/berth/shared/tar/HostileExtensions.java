package dev.berth.shared.tar;

import static dev.berth.shared.tar.HostileTars.HIDDEN;
import static dev.berth.shared.tar.HostileTars.printable;
import static dev.berth.testing.RawTar.at;

import dev.berth.testing.RawTar;
import java.util.Arrays;

/** Archives with extensions that two readers could understand in two ways. */
final class HostileExtensions {
    private static final String[] RECORDS = {
        "",
        "5 a=b",
        "6 a=b\n",
        "5 =b\n",
        "4 =\n",
        "6 ab\n",
        "0 a=b\n",
        "-6 a=b\n",
        "6",
        "x a=b\n",
        "7 path\n",
        "12 path=p=q\n",
        "012 path=pq\n",
        "+11 path=p\n",
        "10 path=p\n",
        "11 path=p\n\n",
        "99 path=p\n",
        "9999999999999 a=b\n",
        "11  path=p\n",
        "10 path=p\n\0\0",
        "13 path=p\0q\n\n",
        "12 path=p\0q\n",
        "12 a\0b=cdef\n",
        "13 uname=a\0b\n",
        "13 gname=a\0b\n",
        "16 linkpath=a\0b\n",
        "14 other=a\0b\n",
        "9 path=\n",
        "10 path=a\n10 path=b\n",
        "10 path=a\n9 path=\n",
        "15 path=a\nb\nc=d\n",
        "10 Path=a\n",
        "11 path =a\n",
        "\u00b2 a=b\n"
    };

    private static final String[] NUMBERS = {
        "",
        "0",
        "5",
        "+5",
        "-5",
        "-0",
        "05",
        "5 ",
        " 5",
        "5\0",
        "5\0zz",
        "1e9",
        "0x5",
        "5_0",
        "5.0",
        "\u00b2",
        "9223372036854775807",
        "9223372036854775808",
        "9223372036854775297"
    };

    private final HostileTars tars;

    HostileExtensions(HostileTars tars) {
        this.tars = tars;
    }

    void add() {
        records();
        values();
        orders();
        holes();
    }

    private void records() {
        for (String one : RECORDS) {
            String of = printable(one);
            tars.add("records-" + of, new RawTar().entry('x', "pax", one).file("plain", ""));
            tars.add(
                    "records-for-all-" + of, new RawTar().entry('g', "pax", one).file("plain", ""));
        }
    }

    private void values() {
        for (String number : NUMBERS) {
            for (String key : new String[] {"size", "uid", "gid", "mtime"}) {
                String name = "record-" + key + "-" + printable(number);
                tars.add(name, new RawTar().pax(key, number).file("f", "hello"));
                tars.add(name + "-of-a-link", new RawTar().pax(key, number).entry('2', "n", ""));
            }
        }
        for (String time :
                new String[] {"1.5", "-1.5", "1.", ".5", "1.5.5", "1.x", "-.5", "1.-5"}) {
            for (String key : new String[] {"atime", "mtime", "ctime", "other"}) {
                tars.add("record-" + key + "-" + time, new RawTar().pax(key, time).file("f", ""));
            }
        }
        tars.add(
                "size-hides",
                new RawTar().pax("size", "512").file("f", "").raw(HIDDEN).file("g", ""));
        tars.add("size-shows", new RawTar().pax("size", "0").file("f", HIDDEN));
    }

    private void orders() {
        RawTar both = new RawTar().pax("path", "pax", "linkpath", "pax");
        tars.add("gnu-after-pax", both.entry('L', "l", "gnu").entry('K', "k", "gnu").file("f", ""));
        RawTar gnu = new RawTar().entry('L', "l", "gnu").entry('K', "k", "gnu");
        tars.add("pax-after-gnu", gnu.pax("path", "pax", "linkpath", "pax").file("f", ""));
        tars.add(
                "two-pax", new RawTar().pax("path", "a", "uid", "1").pax("uid", "2").file("f", ""));
        tars.add("two-gnu", new RawTar().entry('L', "l", "a").entry('L', "l", "b").file("f", ""));
        tars.add(
                "for-all",
                new RawTar().entry('g', "g", RawTar.record("path", "all")).file("f", ""));
        tars.add(
                "for-all-after-others",
                new RawTar()
                        .pax("path", "pax")
                        .entry('L', "l", "gnu")
                        .entry('g', "g", RawTar.record("path", "all"))
                        .file("f", ""));
        tars.add("for-one-entry-only", new RawTar().pax("path", "a").file("b", "").file("c", ""));
    }

    private void holes() {
        for (String version : new String[] {"0.0", "0.1", "1.0", "1.1", "2.0", ".", "1.", ".0"}) {
            String[] parts = version.split("\\.", -1);
            for (String map : new String[] {"", "0,5"}) {
                String content =
                        version.equals("1.0") ? "1\n0\n5\n" + "\0".repeat(506) + "hello" : "hello";
                RawTar tar = new RawTar();
                tar.pax(
                        "GNU.sparse.major",
                        parts[0],
                        "GNU.sparse.minor",
                        parts[1],
                        "GNU.sparse.map",
                        map,
                        "GNU.sparse.numblocks",
                        map.isEmpty() ? "0" : "1",
                        "GNU.sparse.name",
                        "sparse",
                        "GNU.sparse.realsize",
                        "9000",
                        "path",
                        "path");
                tars.add("holes-%s-%s".formatted(version, map), tar.file("f", content));
            }
        }
        sparse("old", "offset", "0", "numbytes", "5", "numblocks", "1", "size", "9");
        sparse("old-empty", "offset", "", "map", "0,5", "numblocks", "1", "size", "9");
        sparse("old-order", "numbytes", "5", "offset", "0", "numblocks", "1", "size", "9");
        sparse("old-twice", "offset", "0", "offset", "1", "numblocks", "1", "size", "9");
        sparse("old-comma", "offset", "0,5", "numbytes", "5", "numblocks", "1", "size", "9");
        sparse("negative", "map", "0,5", "numblocks", "1", "size", "-9");
        sparse("no-number", "map", "0,5", "numblocks", "1", "size", "z");
        sparse("no-size", "map", "0,5", "numblocks", "1");
        sparse("large", "map", "0,0", "numblocks", "1", "size", "9000000");
        tars.add(
                "holes-of-a-link",
                new RawTar()
                        .pax("GNU.sparse.map", "0,0", "GNU.sparse.numblocks", "1")
                        .entry('2', "n", ""));
        tars.add("holes-in-gnus-old-form", new RawTar().entry('S', "f", "", at(257, "ustar  \0")));
    }

    private void sparse(String name, String... keysAndValues) {
        String[] records = keysAndValues.clone();
        for (int i = 0; i < records.length; i += 2) {
            records[i] = "GNU.sparse." + records[i];
        }
        RawTar tar = new RawTar().pax(records).pax("GNU.sparse.name", "unused");
        tars.add("holes-replaced-" + name, tar.file("plain", "hello"));
        String[] named = Arrays.copyOf(records, records.length + 2);
        named[records.length] = "GNU.sparse.name";
        named[records.length + 1] = "sparse";
        tars.add("holes-" + name, new RawTar().pax(named).file("plain", "hello"));
    }
}
