package dev.berth.conformance;

import dev.berth.conformance.Finding.Kind;
import dev.berth.driver.InvalidMessageException;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The findings, told as they come. */
final class CheckReport {
    private final Consumer<Finding> told;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> specifications = new ArrayList<>();

    CheckReport(Consumer<Finding> told) {
        this.told = told;
    }

    /** Names the text by which what follows is checked. */
    void specifiedBy(String address) {
        specifications.add(address);
    }

    /** Checks what the protocol demands. */
    void demand(String rule, Check check) {
        run(Kind.WRONG, rule, check);
    }

    /** Checks what the protocol advises. */
    void advise(String rule, Check check) {
        run(Kind.NOTE, rule, check);
    }

    private void run(Kind otherwise, String rule, Check check) {
        String detail;
        try {
            detail = check.run();
        } catch (IOException | InvalidMessageException e) {
            detail = message(e);
        } catch (RuntimeException e) {
            // No answer of a plugin ends the checks.
            detail = e.toString();
        }
        Finding finding =
                detail.isEmpty()
                        ? new Finding(Kind.OK, rule, "")
                        : new Finding(otherwise, rule, PrintableText.line(detail));
        findings.add(finding);
        told.accept(finding);
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }

    String summary() {
        long wrong = findings.stream().filter(each -> each.kind() == Kind.WRONG).count();
        long notes = findings.stream().filter(each -> each.kind() == Kind.NOTE).count();
        return "%d checks: %d wrong, %d notes. What is demanded: %s"
                .formatted(findings.size(), wrong, notes, String.join(", ", specifications));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    boolean hasWrong() {
        return findings.stream().anyMatch(finding -> finding.kind() == Kind.WRONG);
    }

    /** Returns what is wrong; the empty text if nothing is. */
    @FunctionalInterface
    interface Check {
        String run() throws IOException;
    }
}
