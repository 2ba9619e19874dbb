package dev.berth.example.volumeplugin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** What a bad plugin may do, for tests of those who have to live with one. */
enum Misbehaviour {
    /** Prints two lines and ends with status 3 at once. */
    EXIT {
        @Override
        void run(PluginOptions settings) {
            System.out.println("volume plugin: about to fail");
            System.err.println("volume plugin: cannot go on without its tea");
            System.exit(3);
        }
    },
    /** Runs, and never opens its socket. */
    MUTE {
        @Override
        void run(PluginOptions settings) {
            System.out.println("volume plugin: not listening");
            waitForEver();
        }
    },
    /** Opens its socket two seconds late, then behaves. */
    LATE {
        @Override
        void run(PluginOptions settings) throws IOException {
            pause(2000);
            Main.serveVolumes(settings);
        }
    },
    /** Answers with what is not HTTP. */
    GARBAGE {
        @Override
        void run(PluginOptions settings) throws IOException {
            PluginServer.listen(settings.socket())
                    .serve(
                            (in, out) -> {
                                in.read();
                                out.write("\u0000\u0001 no HTTP at all\n".getBytes(US_ASCII));
                            });
        }
    },
    /** Answers the handshake, and HTTP that is not JSON to all else. */
    PROSE {
        @Override
        void run(PluginOptions settings) throws IOException {
            serve(settings, (method, body) -> new PluginAnswer(200, "a volume, you say?"));
        }
    },
    /** Takes calls and never answers. */
    SILENT {
        @Override
        void run(PluginOptions settings) throws IOException {
            PluginServer.listen(settings.socket()).serve((in, out) -> waitForEver());
        }
    },
    /** Answers the handshake, then takes two seconds for each call. */
    SLOW {
        @Override
        void run(PluginOptions settings) throws IOException {
            serve(
                    settings,
                    (method, body) -> {
                        System.out.println("volume plugin: takes its time for " + method);
                        pause(2000);
                        return new PluginAnswer(200, "{}");
                    });
        }
    },
    /** Answers the handshake, and ends with status 7 in the middle of the next call. */
    CRASH {
        @Override
        void run(PluginOptions settings) throws IOException {
            serve(
                    settings,
                    (method, body) -> {
                        System.err.println("volume plugin: crashed in " + method);
                        Runtime.getRuntime().halt(7);
                        return null;
                    });
        }
    },
    /** Behaves, but does not end on SIGTERM. */
    STUBBORN {
        @Override
        void run(PluginOptions settings) throws IOException {
            Runtime.getRuntime().addShutdownHook(new Thread(Misbehaviour::waitForEver, "stubborn"));
            Main.serveVolumes(settings);
        }
    };

    abstract void run(PluginOptions settings) throws IOException;

    static Misbehaviour named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "MISBEHAVIOUR is %s: give one of %s"
                                                .formatted(name, Arrays.toString(values()))));
    }

    private interface Method {
        PluginAnswer answer(String method, String body);
    }

    private static void serve(PluginOptions settings, Method others) throws IOException {
        PluginServer.listen(settings.socket())
                .serve(
                        new HttpConversation(
                                (method, body) ->
                                        method.equals("Plugin.Activate")
                                                ? new PluginAnswer(
                                                        200, "{\"Implements\":[\"VolumeDriver\"]}")
                                                : others.answer(method, body)));
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
