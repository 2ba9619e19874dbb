package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import java.io.IOException;
import java.util.Optional;

/** Calls of a volume plugin; each returns what is wrong with the answer, or the empty text. */
final class VolumeCalls {
    private final ProtocolCalls calls;

    VolumeCalls(ProtocolCalls calls) {
        this.calls = calls;
    }

    static JsonObject name(String name) {
        return JsonObject.empty().with("Name", name);
    }

    static JsonObject use(String name, String id) {
        return name(name).with("ID", id);
    }

    PluginAnswer call(String method, JsonObject request) throws IOException {
        return calls.call(method, request);
    }

    /** Makes a call that has to succeed. */
    String done(String method, JsonObject request) throws IOException {
        return calls.done(method, request);
    }

    /** Makes a call that has to be answered with an error. */
    String refused(String method, JsonObject request) throws IOException {
        return calls.refused(method, request);
    }

    /** Makes a call that has to answer a mountpoint. */
    String mounted(String method, JsonObject request) throws IOException {
        PluginAnswer answer = call(method, request);
        return !calls.isError(answer) && place(answer).startsWith("/")
                ? ""
                : method + " answers " + answer;
    }

    static String place(PluginAnswer answer) {
        return answer.object().textOrEmpty("Mountpoint");
    }

    /** Gets a volume that has to be there. */
    String got(String name) throws IOException {
        PluginAnswer answer = call("Get", name(name));
        Optional<String> told =
                answer.object().object("Volume").map(volume -> volume.textOrEmpty("Name"));
        return !calls.isError(answer) && told.equals(Optional.of(name))
                ? ""
                : "Get answers " + answer;
    }

    /** Lists volumes, of which one has to be there, or not. */
    String listed(String name, boolean there) throws IOException {
        PluginAnswer answer = call("List", JsonObject.empty());
        boolean found =
                answer.object().objects("Volumes").stream()
                        .anyMatch(volume -> volume.textOrEmpty("Name").equals(name));
        return found == there ? "" : "List answers " + answer;
    }
}
