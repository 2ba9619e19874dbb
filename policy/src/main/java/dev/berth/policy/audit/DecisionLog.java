package dev.berth.policy.audit;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Requester;
import dev.berth.shared.file.NewFolder;
import dev.berth.spi.Admission;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file with one line of JSON for each decision, synced, mode 0600. Full, it is renamed to the
 * same with {@code .1}, in the place of the one before. Thread-safe: each line is one write(2) to a
 * file that is open for appending, which the kernel keeps apart, and nobody waits for the sync of
 * another.
 */
public final class DecisionLog {
    /** Nothing that a plugin's author writes can begin a line, or speak to a terminal. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Path file;
    private final long limit;
    private final InstantSource clock;
    private final AtomicBoolean renaming = new AtomicBoolean();

    /**
     * @param limit how many bytes the file may have before it is renamed
     */
    public DecisionLog(Path file, long limit, InstantSource clock) {
        this.file = Objects.requireNonNull(file, "file");
        this.limit = limit;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Appends a decision, also to a file whose folder is not there; returns when it is on disk. */
    public void append(Decision decision) throws IOException {
        NewFolder.make(file.toAbsolutePath().getParent(), "rwx------");
        ByteBuffer line = ByteBuffer.wrap(JSON.writeValueAsBytes(line(decision)));
        ByteBuffer whole = ByteBuffer.allocate(line.remaining() + 1).put(line).put((byte) '\n');
        whole.flip();
        renameIfFull();
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.APPEND,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            while (whole.hasRemaining()) {
                channel.write(whole);
            }
            channel.force(false);
        }
    }

    /** One of several that find it full does it; a line of another may still get into that file. */
    private void renameIfFull() throws IOException {
        if (!renaming.compareAndSet(false, true)) {
            return;
        }
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) >= limit) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            renaming.set(false);
        }
    }

    private static void put(ObjectNode line, Requester requester) {
        line.put("requester", requester.origin());
        requester.user().ifPresent(user -> line.put("user", user));
        requester.userId().ifPresent(id -> line.put("uid", id));
        requester.processId().ifPresent(id -> line.put("pid", id));
    }

    private ObjectNode line(Decision decision) {
        Admission admission = decision.admission();
        ObjectNode line = JSON.createObjectNode();
        line.put("time", clock.instant().toString())
                .put("action", admission.action().name())
                .put("admitted", decision.admitted())
                .put("name", admission.name().familiar())
                .put("reference", admission.reference().toString())
                .put("source", admission.source().name())
                .put("digest", admission.digest().toString())
                .put("scope", decision.scope());
        put(line, admission.requester());
        ArrayNode privileges = line.putArray("privileges");
        for (Privilege privilege : admission.privileges()) {
            ArrayNode values = privileges.addObject().putArray(privilege.name());
            privilege.value().forEach(values::add);
        }
        admission.consent().ifPresent(consent -> line.put("consent", consent.name()));
        ArrayNode signers = line.putArray("signers");
        decision.signers().forEach(signers::add);
        decision.refusal().ifPresent(why -> line.put("refusal", why));
        return line;
    }
}
