package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    private final CheckReport report = new CheckReport(finding -> {});

    private List<String> details() {
        return report.findings().stream().map(Finding::detail).toList();
    }

    @Test
    void goesOnAfterACheckThatFailsInAnyWay() {
        report.demand(
                "a",
                () -> {
                    throw new IllegalStateException("odd");
                });
        report.demand(
                "b",
                () -> {
                    throw new IOException("");
                });
        assertEquals(
                List.of("java.lang.IllegalStateException: odd", "java.io.IOException:"), details());
        assertTrue(report.hasWrong());
    }
}
