package dev.berth.engine.itest;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One of the two engines, and what names mean to it. */
final class Engine {
    private final Path socket;
    private final Docker docker;
    private final Map<String, String> places;
    private String id = "no-id";

    /**
     * @param places what stands for a place in a command, and the place
     */
    Engine(Path socket, Docker docker, Map<String, String> places) {
        this.socket = socket;
        this.docker = docker;
        this.places = places;
    }

    Answer ask(Row row) throws IOException, InterruptedException {
        if (row.command().contains("ID") || row.toString().contains("/ID/")) {
            id =
                    docker.run("plugin", "ls", "-q", "--no-trunc")
                            .output()
                            .lines()
                            .findFirst()
                            .orElse("0");
        }
        String[] command = row.command().stream().map(this::placed).toArray(String[]::new);
        if (row.isRequest()) {
            return request(command);
        }
        Arrays.setAll(command, i -> command[i].replace("_", " "));
        Outcome outcome =
                row.typed().isPresent()
                        ? docker.onTerminal(row.typed().get(), command)
                        : docker.run(command);
        return Answer.of(outcome.exit(), outcome.output(), names());
    }

    private Answer request(String[] command) throws IOException {
        byte[] body = command[2].getBytes(StandardCharsets.UTF_8);
        try (RawClient client = new RawClient(socket)) {
            client.send(
                    "%s %s HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                            .formatted(command[0], command[1], body.length));
            client.send(body);
            Response response = command[0].equals("HEAD") ? client.receiveHead() : client.receive();
            String type = response.headers().getOrDefault("content-type", "no type");
            String text = response.body().isBlank() ? type : response.body();
            return Answer.of(response.status(), text, names());
        }
    }

    private String placed(String word) {
        String placed = word;
        for (Map.Entry<String, String> place : places.entrySet()) {
            placed = placed.replaceAll("\\b" + place.getKey() + "\\b", place.getValue());
        }
        placed = placed.replace("NOW", Long.toString(Instant.now().getEpochSecond() + 1));
        return placed.replaceAll("\\bID\\b", id)
                .replace("ID6", id.substring(0, Math.min(6, id.length())));
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(id, "ID");
        places.forEach((name, place) -> names.put(place, name));
        names.put(socket.toString(), "SOCKET");
        return names;
    }
}
