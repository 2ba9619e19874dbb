package dev.berth.registry.layout;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.registry.layout.TarContents.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Looks for an archive or an index that is neither read nor refused. */
class ImageLayoutFuzz {
    private static final byte[] MARKER = LayoutSample.MARKER.getBytes(StandardCharsets.UTF_8);

    @FuzzTest
    void isReadOrRefused(byte[] input) {
        readArchive(input);
        read(
                name ->
                        Optional.of(
                                new ByteArrayInputStream(
                                        name.equals(LayoutFiles.MARKER) ? MARKER : input)));
    }

    private static void readArchive(byte[] archive) {
        try {
            Map<String, Slice> contents = TarContents.of(new ByteArrayInputStream(archive), 1000);
            read(name -> open(archive, contents.get(name)));
        } catch (IOException e) {
            return;
        }
    }

    private static void read(LayoutFiles files) {
        try {
            ImageLayout layout = ImageLayout.of(files, LayoutSample.LIMITS);
            LayoutName.find(layout.entries(), LayoutSample.NAME, LayoutName.Rule.WHOLE_OR_PART);
        } catch (IOException e) {
            return;
        }
    }

    private static Optional<InputStream> open(byte[] archive, Slice slice) {
        if (slice == null) {
            return Optional.empty();
        }
        if (slice.offset() < 0 || slice.size() < 0) {
            throw new AssertionError(slice);
        }
        int from = (int) Math.min(archive.length, slice.offset());
        int length = (int) Math.min(archive.length - from, slice.size());
        return Optional.of(new ByteArrayInputStream(archive, from, length));
    }
}
