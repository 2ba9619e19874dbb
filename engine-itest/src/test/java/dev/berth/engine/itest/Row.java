package dev.berth.engine.itest;

import java.util.List;
import java.util.Optional;

/**
 * One command that both engines are given.
 *
 * @param typed what is typed at a terminal; without it there is none
 * @param command the docker command's arguments, or {@code METHOD PATH BODY} for a plain request;
 *     {@code R} is a place in the registry, {@code D} a folder of plugins, {@code ID} the first ID
 * @param why the reason if the engines are meant to differ
 */
record Row(Optional<String> typed, List<String> command, Optional<String> why) {

    static Row docker(String command) {
        return new Row(Optional.empty(), List.of(command.split(" ")), Optional.empty());
    }

    static Row atTerminal(String typed, String command) {
        return new Row(Optional.of(typed), List.of(command.split(" ")), Optional.empty());
    }

    static Row request(String method, String path, String body) {
        return new Row(Optional.empty(), List.of(method, path, body), Optional.empty());
    }

    /** Returns the same row, meant to differ. */
    Row because(String reason) {
        return new Row(typed, command, Optional.of(reason));
    }

    boolean isRequest() {
        return command.get(0).equals(command.get(0).toUpperCase(java.util.Locale.ROOT));
    }

    @Override
    public String toString() {
        String line = String.join(" ", command).strip();
        return typed.map(t -> line + "  <" + (t.isEmpty() ? "end of input" : t.strip()) + ">")
                .orElse(line);
    }
}
