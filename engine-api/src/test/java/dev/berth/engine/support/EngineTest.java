package dev.berth.engine.support;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Has an engine for each test. */
@Timeout(60)
public abstract class EngineTest {
    /** A plugin's config with a bit of everything that is shown. */
    protected static final String RICH =
            """
            {"description":"a <rich> & odd one","documentation":"https://d","entrypoint":["/p"],
             "interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
             "network":{"type":"host"},"workdir":"/w","propagatedMount":"/data",
             "mounts":[{"name":"m","description":"a mount","settable":["source"],"source":"/m",
                        "destination":"/mnt","type":"bind","options":["rbind"]},
                       {"name":"n","destination":"/n","type":"tmpfs","options":[]}],
             "linux":{"capabilities":["CAP_SYS_ADMIN"],"devices":[{"name":"d","settable":["path"],"path":"/dev/null"}]},
             "env":[{"name":"DEBUG","settable":["value"],"value":"0"},{"name":"UNSET","settable":[]}],
             "args":{"name":"args","settable":["value"],"value":["a","b"]},
             "rootfs":{"type":"layers","diff_ids":["sha256:00"]}}
            """;

    protected TestEngine engine;

    @BeforeEach
    void startEngine() throws IOException {
        engine = new TestEngine();
    }

    @AfterEach
    void stopEngine() throws IOException {
        engine.close();
    }
}
