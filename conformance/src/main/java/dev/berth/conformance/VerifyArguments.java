package dev.berth.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The arguments of {@code verify [--protocol TYPE]... [--logging FOLDER] SOCKET [COMMAND...]}.
 *
 * @param protocols that the plugin is to speak; if none, those of its handshake
 * @param restart the command that restarts the plugin, or nothing
 */
record VerifyArguments(
        List<KnownProtocol> protocols, FifoFolder fifos, Path socket, List<String> restart) {

    /**
     * Parses them.
     *
     * @throws IllegalArgumentException if they are wrong; the message says how
     */
    static VerifyArguments parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        List<KnownProtocol> protocols = new ArrayList<>();
        FifoFolder fifos = FifoFolder.SHARED;
        while (!left.isEmpty() && left.peek().startsWith("--")) {
            String option = left.poll();
            String value = left.isEmpty() ? "" : left.poll();
            switch (option) {
                case "--protocol" -> protocols.add(protocol(value));
                case "--logging" -> fifos = FifoFolder.mountedFrom(Path.of(value));
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        if (left.isEmpty()) {
            throw new IllegalArgumentException("say which plugin: the socket that it listens on");
        }
        Path socket = Path.of(left.poll());
        if (Files.notExists(socket)) {
            throw new IllegalArgumentException("%s is no socket".formatted(socket));
        }
        return new VerifyArguments(List.copyOf(protocols), fifos, socket, List.copyOf(left));
    }

    private static KnownProtocol protocol(String type) {
        return KnownProtocol.ofType(type)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there are no checks of the protocol \"%s\""
                                                .formatted(type)));
    }
}
