package dev.berth.shared.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.testing.RawTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks for an archive that is neither read nor refused, or that is another one once it is copied.
 */
class TarReaderFuzz {
    private static final int LARGEST_EXTENSION = 1 << 16;

    @FuzzTest
    void isReadOrRefused(byte[] input) throws IOException {
        read(input);
        read(withRightSums(input));
    }

    private static void read(byte[] archive) throws IOException {
        byte[] copy;
        try {
            copy = copy(archive);
        } catch (TarException e) {
            assertTrue(e.getMessage().startsWith("it"), e.getMessage());
            return;
        }
        assertEquals(TarDescription.of(archive), TarDescription.of(copy));
    }

    /** Writes what an archive has entry by entry. */
    private static byte[] copy(byte[] archive) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        TarWriter writer = new TarWriter(copy);
        TarReader reader =
                new TarReader(new ByteArrayInputStream(archive), TarReaderFuzz::checkExtension);
        for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
            TarExtensions extensions = e.get().extensions();
            if (extensions.pax().isPresent()) {
                writer.extension(extensions.pax().get().header(), extensions.records().bytes());
            }
            for (Optional<TarExtension> gnu :
                    List.of(extensions.longName(), extensions.longLink())) {
                if (gnu.isPresent()) {
                    writer.extension(gnu.get().header(), gnu.get().content());
                }
            }
            writer.header(e.get().header());
            reader.copyBlocks(copy);
            assertTrue(reader.position() <= archive.length);
        }
        writer.end();
        return copy.toByteArray();
    }

    private static void checkExtension(long size) throws TarException {
        if (size > LARGEST_EXTENSION) {
            throw TarException.damaged("it has an extension of %d bytes".formatted(size));
        }
    }

    /** A change by chance never has the right sum, and what comes after it would not be reached. */
    private static byte[] withRightSums(byte[] input) {
        byte[] right = input.clone();
        for (int at = 0; at + TarHeader.BLOCK <= right.length; at += TarHeader.BLOCK) {
            boolean isEmpty = true;
            for (int i = at; i < at + TarHeader.BLOCK; i++) {
                isEmpty &= right[i] == 0;
            }
            if (!isEmpty) {
                RawTar.sign(right, at);
            }
        }
        return right;
    }
}
