package dev.berth.conformance;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * Calls of one protocol. Those that check return what is wrong with the answer, or the empty text.
 *
 * @param prefix of its methods, {@code VolumeDriver}
 * @param errorMember of an answer, {@code Err}, or {@code Error} of an IPAM driver
 */
record ProtocolCalls(VerifiedPlugin plugin, String prefix, String errorMember) {
    private static final int NOT_FOUND = 404;

    PluginAnswer call(String method, JsonObject request) throws IOException {
        return plugin.call(prefix + "." + method, request);
    }

    /** Makes a call that has to succeed. */
    String done(String method, JsonObject request) throws IOException {
        return done(method, request, answer -> "");
    }

    /** Makes a call that has to succeed with an answer that conforms. */
    String done(String method, JsonObject request, AnswerCheck check) throws IOException {
        PluginAnswer answer = call(method, request);
        if (isError(answer)) {
            return said(method, answer);
        }
        String wrong = check.wrong(answer);
        return wrong.isEmpty() ? "" : "%s: %s".formatted(said(method, answer), wrong);
    }

    /** Makes a call that has to succeed, or to be unknown. */
    String doneIfKnown(String method, JsonObject request, AnswerCheck check) throws IOException {
        return call(method, request).status() == NOT_FOUND ? "" : done(method, request, check);
    }

    /** Makes a call that has to be answered with an error. */
    String refused(String method, JsonObject request) throws IOException {
        PluginAnswer answer = call(method, request);
        return isError(answer) ? "" : "it answers " + answer;
    }

    /**
     * Makes a call that has to succeed, with JSON, or to fail; in both cases as the protocol says.
     */
    String answered(String method, JsonObject request) throws IOException {
        PluginAnswer answer = call(method, request);
        return isError(answer) || answer.json().isPresent() ? "" : said(method, answer);
    }

    boolean isError(PluginAnswer answer) {
        return answer.error(errorMember).isPresent();
    }

    private static String said(String method, PluginAnswer answer) {
        return method + " answers " + answer;
    }

    /** Returns the first text that is not empty. */
    static String first(String... problems) {
        return List.of(problems).stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
    }

    /** Says what is wrong with an answer, or returns the empty text. */
    @FunctionalInterface
    interface AnswerCheck {
        /**
         * @throws InvalidMessageException as what is wrong
         */
        String wrong(PluginAnswer answer);
    }
}
