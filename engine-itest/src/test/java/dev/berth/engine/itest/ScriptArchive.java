package dev.berth.engine.itest;

import dev.berth.testing.RawTar;

/**
 * A tar archive for {@code POST /plugins/create}, as a row of the script has it: its entries in
 * order, {@code rootfs/} for a folder, {@code rootfs/a} for a file, {@code rootfs/b=>rootfs/a} for
 * a hard link, {@code rootfs/c~>a} for a symbolic one. A config comes first.
 */
final class ScriptArchive {
    private static final int LINK_AT = 157;

    private final RawTar tar = new RawTar();
    private final String name;

    private ScriptArchive(String name) {
        this.name = name;
    }

    /**
     * Returns the archive's bytes.
     *
     * @param name is in each file: the same root filesystem twice is more than dockerd can keep
     */
    static byte[] of(String name, String... entries) {
        ScriptArchive archive = new ScriptArchive(name);
        archive.tar.file("config.json", "{}");
        for (String entry : entries) {
            archive.add(entry);
        }
        return archive.tar.end();
    }

    private void add(String entry) {
        if (entry.contains("=>")) {
            link('1', entry.split("=>"));
        } else if (entry.contains("~>")) {
            link('2', entry.split("~>"));
        } else if (entry.endsWith("/")) {
            tar.entry('5', entry, "");
        } else {
            tar.file(entry, name);
        }
    }

    private void link(char type, String... parts) {
        tar.entry(type, parts[0], "", RawTar.at(LINK_AT, parts[1]));
    }
}
