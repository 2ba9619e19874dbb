package dev.berth.itest;

import dev.berth.itest.parts.TestBed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A test that types what documents show, at a console of its own. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class TypedExamples {
    /** The console of the test that is running. */
    protected ReadersConsole console;

    @BeforeEach
    void openAConsole() throws Exception {
        TestBed.up();
        console = new ReadersConsole(TestBed.containerd());
    }

    @AfterEach
    void closeTheConsole() throws Exception {
        console.stop();
    }
}
