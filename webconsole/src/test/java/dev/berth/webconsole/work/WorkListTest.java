package dev.berth.webconsole.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Progress;
import dev.berth.testing.plugin.ProgressFixture;
import dev.berth.webconsole.testing.PendingOperation;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkListTest {
    private final WorkList works = new WorkList();

    private Work begin(String title) {
        try {
            return works.begin(title, "ann");
        } catch (TooMuchWorkException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> titles() {
        return works.all().stream().map(WorkStatus::title).toList();
    }

    @Test
    void keepsTheLastThatHaveEnded() {
        for (int i = 1; i <= 7; i++) {
            begin("ended " + i).done();
        }
        begin("runs");
        assertEquals(
                List.of("runs", "ended 7", "ended 6", "ended 5", "ended 4"),
                titles().subList(0, 5));
        assertEquals(5, titles().size());
    }

    @Test
    void makesRoomOfWhatWaitsForConsentAndOfNothingThatRuns() {
        begin("asks").ask(null);
        for (int i = 0; i < 20; i++) {
            begin("runs");
        }
        assertEquals(20, titles().size());
        assertTrue(titles().stream().allMatch("runs"::equals));
        TooMuchWorkException refused =
                assertThrows(TooMuchWorkException.class, () -> works.begin("more", "ann"));
        assertEquals(
                "20 actions are under way already: wait for one, or cancel it",
                refused.getMessage());
    }

    @Test
    void forgetsWhatIsDismissedUnlessItRuns() {
        Work work = begin("work");
        works.dismiss(work.status().id());
        assertEquals(List.of("work"), titles());
        work.done();
        works.dismiss(work.status().id());
        assertEquals(List.of(), titles());
        assertTrue(works.find(work.status().id()).isEmpty());
    }

    /** As a class of a bundle that has gone. */
    @Test
    void failsByWhateverAStepThrows() {
        Work work = begin("work");
        PendingOperation<String> operation = new PendingOperation<>();
        work.follow(
                operation,
                found -> {
                    throw new NoClassDefFoundError(found);
                });
        operation.end("dev/berth/Gone");
        assertEquals(WorkStatus.Phase.FAILED, work.status().phase());
        assertEquals("dev/berth/Gone", work.status().message());
    }

    @Test
    void boundsTheStepsOfARegistryThatHasMany() {
        Work work = begin("work");
        for (int i = 0; i < 1000; i++) {
            work.progress().progress(step("layer " + i, 1));
        }
        work.progress().progress(step("layer 0", 2));
        List<Progress> steps = work.status().progress();
        assertEquals(64, steps.size());
        assertEquals(step("layer 0", 2), steps.get(0));
    }

    private static Progress step(String layer, long current) {
        return new ProgressFixture(Progress.Phase.DOWNLOADING, layer, current, 3);
    }
}
