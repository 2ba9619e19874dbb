package dev.berth.engine.itest;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One of the two engines: executes rows, and records the replies. */
final class TestedEngine implements AutoCloseable {
    private final Path socket;
    private final Docker docker;
    private final PathMask places;
    private final Map<String, BackgroundCommand> watches = new HashMap<>();

    TestedEngine(Path socket, Docker docker, PathMask places) {
        this.socket = socket;
        this.docker = docker;
        this.places = places;
    }

    RecordedReply ask(Row row) throws IOException, InterruptedException {
        String[] words = new String[row.words().size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = places.in(row.words().get(i));
        }
        return switch (row.kind()) {
            case "docker" -> answer(docker.run(words));
            case "typing" -> answer(docker.onTerminal(typed(words[0]), from(2, words)));
            case "watch" -> watch(words[0], from(2, words));
            case "seen" -> seen(words[0], from(1, words));
            case "twins" -> twins(true);
            case "untwin" -> twins(false);
            case "archive" ->
                    request(
                            "POST",
                            "/plugins/create?name=" + words[0],
                            "application/x-tar",
                            ScriptArchive.of(words[0], from(1, words)));
            default -> request(row.kind(), words);
        };
    }

    private RecordedReply answer(Outcome outcome) {
        return RecordedReply.of(outcome.exit(), outcome.output(), places.names());
    }

    private static String typed(String answers) {
        return answers.equals("nothing") ? "" : answers.replace(",", "\n") + "\n";
    }

    private static String[] from(int first, String[] words) {
        return Arrays.copyOfRange(words, first, words.length);
    }

    private RecordedReply watch(String name, String[] command) throws IOException {
        watches.put(name, new BackgroundCommand(docker.start(command)));
        return RecordedReply.of(0, "", Map.of());
    }

    /** Tells what a watch has seen up to a line with this text. */
    private RecordedReply seen(String name, String[] until)
            throws IOException, InterruptedException {
        BackgroundCommand watch = watches.remove(name);
        String seen = until.length == 0 ? watch.toItsEnd() : watch.until(until[1]);
        return RecordedReply.of(0, seen, places.names());
    }

    /** Makes plugins until two of their IDs begin with the same character, or removes them. */
    private RecordedReply twins(boolean make) throws IOException, InterruptedException {
        AmbiguousIds twins = new AmbiguousIds(docker, places.folder("twins"));
        if (make) {
            places.twin(twins.make());
        } else {
            twins.remove();
        }
        return RecordedReply.of(0, "", Map.of());
    }

    private RecordedReply request(String method, String[] words) throws IOException {
        byte[] body = (words.length < 2 ? "" : words[1]).getBytes(StandardCharsets.UTF_8);
        return request(method, words[0], "application/json", body);
    }

    private RecordedReply request(String method, String target, String sent, byte[] body)
            throws IOException {
        try (RawClient client = new RawClient(socket)) {
            client.send(
                    "%s %s HTTP/1.1\r\nHost: docker\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                            .formatted(method, target, sent, body.length));
            client.send(body);
            RawResponse response = method.equals("HEAD") ? client.receiveHead() : client.receive();
            String type = response.headers().getOrDefault("content-type", "no type");
            String text = response.body().isBlank() ? type : response.body();
            return RecordedReply.of(response.status(), text, places.names());
        }
    }

    @Override
    public void close() {
        watches.values().forEach(BackgroundCommand::close);
    }
}
