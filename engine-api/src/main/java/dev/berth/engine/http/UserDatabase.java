package dev.berth.engine.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The numbers of this host's users, as passwd(5) has them. The JDK tells a user by his name, or by
 * his number where he has none.
 */
record UserDatabase(Path passwd) {
    /** The host's own. */
    static final UserDatabase HOST = new UserDatabase(Path.of("/etc/passwd"));

    private static final String NUMBER = "[0-9]{1,10}";
    private static final int NAME = 0;
    private static final int ID = 2;

    /** Returns a user's number; empty if another database than this file has it. */
    OptionalLong id(String user) {
        if (user.matches(NUMBER)) {
            return OptionalLong.of(Long.parseLong(user));
        }
        try (Stream<String> lines = Files.lines(passwd)) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > ID && fields[NAME].equals(user))
                    .filter(fields -> fields[ID].matches(NUMBER))
                    .mapToLong(fields -> Long.parseLong(fields[ID]))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }
}
