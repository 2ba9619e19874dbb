package dev.berth.shared.tar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** What the reader makes of an archive, in the words of {@code src/test/go/main.go}. */
final class TarDescription {
    private TarDescription() {}

    static String of(byte[] archive) throws IOException {
        StringBuilder said = new StringBuilder();
        TarReader reader =
                new TarReader(new ByteArrayInputStream(archive), TarDescription::checkExtension);
        try {
            for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
                said.append(entry(e.get(), reader)).append(", ");
            }
        } catch (TarException e) {
            return said + "refused";
        }
        return said + "end";
    }

    /** Go's limit. */
    private static void checkExtension(long size) throws TarException {
        if (size > 1 << 20) {
            throw TarException.damaged("it has an extension of %d bytes".formatted(size));
        }
    }

    private static String entry(TarEntry entry, TarReader reader) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        reader.copyBlocks(content);
        CRC32 sum = new CRC32();
        sum.update(content.toByteArray(), 0, (int) entry.contentSize());
        return "%02x %s %s %d %s"
                .formatted(
                        (int) type(entry),
                        hex(entry.name()),
                        hex(entry.link()),
                        entry.size(),
                        entry.isSparse() ? "sparse" : "%08x".formatted(sum.getValue()));
    }

    /** Go gives the oldest entries the types of newer ones. */
    private static char type(TarEntry entry) {
        if (entry.type() != 0) {
            return entry.type();
        }
        return entry.isFolder() ? '5' : '0';
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
