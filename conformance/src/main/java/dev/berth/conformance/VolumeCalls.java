package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls of a volume plugin; each returns what is wrong with the answer, or the empty text. */
final class VolumeCalls {
    static final int AT_ONCE = 16;

    private final VerifiedPlugin plugin;

    VolumeCalls(VerifiedPlugin plugin) {
        this.plugin = plugin;
    }

    static JsonObject name(String name) {
        return JsonObject.empty().with("Name", name);
    }

    static JsonObject use(String name, String id) {
        return name(name).with("ID", id);
    }

    PluginAnswer call(String method, JsonObject request) throws IOException {
        return plugin.call("VolumeDriver." + method, request);
    }

    /** Makes a call that has to succeed. */
    String done(String method, JsonObject request) throws IOException {
        PluginAnswer answer = call(method, request);
        return answer.error().map(error -> method + " answers " + answer).orElse("");
    }

    /** Makes a call that has to answer a mountpoint. */
    String mounted(String method, JsonObject request) throws IOException {
        PluginAnswer answer = call(method, request);
        return answer.error().isEmpty() && place(answer).startsWith("/")
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
        return answer.error().isEmpty() && told.equals(Optional.of(name))
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

    /** Returns the first text that is not empty. */
    static String first(String... problems) {
        return List.of(problems).stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
    }

    /** Does something several times at once. */
    static String atOnce(NumberedCheck check) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = i;
                running.add(threads.submit(() -> check.run(number)));
            }
            String problem = "";
            for (Future<String> each : running) {
                problem = first(problem, each.get());
            }
            return problem;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One of several at once. */
    @FunctionalInterface
    interface NumberedCheck {
        String run(int number) throws IOException;
    }
}
