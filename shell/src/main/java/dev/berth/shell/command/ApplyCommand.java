package dev.berth.shell.command;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.desired.DesiredPlan;
import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.plugin.desired.PlannedPlugin;
import dev.berth.plugin.desired.PlannedPlugin.Change;
import dev.berth.plugin.error.InvalidDesiredStateException;
import dev.berth.shared.text.PrintableText;
import dev.berth.shell.archive.DocumentInput;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.view.PlanText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code plugin:apply}: brings the host to the plugins that a document wants, as {@code kubectl
 * apply} brings a cluster to a manifest. Never asks for consent: the document has it.
 */
final class ApplyCommand implements PluginCommand {
    private static final int DIFFERS = 2;
    private static final String USUAL_WAIT = "600";
    private static final int LONGEST_WAIT = 86_400;
    private static final CommandFlag FILE =
            CommandFlag.taking(
                            "file", "the document, YAML or JSON; - for STDIN", "-f", "--filename")
                    .completedBy(Completion.FILES);
    private static final CommandFlag DRY_RUN =
            CommandFlag.of("only show the plan; exit code 2 if anything would change", "--dry-run");
    private static final CommandFlag PRUNE =
            CommandFlag.of(
                    "end plugins of earlier documents that are not in this one, as their"
                            + " when.deleted says: disable, remove or keep",
                    "--prune");
    private static final CommandFlag WAIT =
            CommandFlag.taking(
                    "int", "how many seconds to wait for the plugins (600)", "--wait-timeout");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("apply", "bring the plugins of this host to what a document wants")
                    .with(FILE, DRY_RUN, PRUNE, WAIT);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        String name = call.arguments().value(FILE, "");
        if (name.isEmpty()) {
            throw new CommandFailure("a document is required: plugin:apply -f FILE");
        }
        int wait =
                NumberValue.of(
                        WAIT,
                        call.arguments().value(WAIT, USUAL_WAIT),
                        LONGEST_WAIT,
                        "a number of seconds from 0 to " + LONGEST_WAIT);
        DesiredPlugins desired =
                call.services()
                        .desired()
                        .get()
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "plugin:apply needs the bundle dev.berth.desired,"
                                                        + " which is not active"));
        byte[] document = DocumentInput.read(call.console(), call.folder(), name);
        DesiredPlan plan = plan(desired, name, document, call.arguments().has(PRUNE));
        PlanText.lines(plan.plugins()).forEach(call::print);
        if (plan.isChange() && call.arguments().has(DRY_RUN)) {
            throw CommandFailure.withExitCode(DIFFERS, PlanText.summary(plan.plugins()));
        }
        call.print(PlanText.summary(plan.plugins()));
        if (plan.isChange()) {
            apply(call, plan, Duration.ofSeconds(wait));
        }
    }

    private static DesiredPlan plan(
            DesiredPlugins desired, String name, byte[] document, boolean prune)
            throws CommandFailure {
        try {
            return OperationRunner.ask(() -> desired.plan(document, prune));
        } catch (CommandFailure e) {
            throw e.getCause() instanceof InvalidDesiredStateException
                    ? new CommandFailure("%s: %s".formatted(name, e.getMessage()), e.getCause())
                    : e;
        }
    }

    private static void apply(Invocation call, DesiredPlan plan, Duration wait)
            throws CommandFailure {
        Map<PluginReference, CompletionStage<Void>> outcomes = OperationRunner.ask(plan::apply);
        long deadline = System.nanoTime() + wait.toNanos();
        int failed = 0;
        for (PlannedPlugin plugin : plan.plugins()) {
            CompletionStage<Void> outcome = outcomes.get(plugin.name());
            if (outcome != null && plugin.change() != Change.NONE) {
                Optional<String> problem = problem(outcome, deadline - System.nanoTime());
                String name = plugin.name().familiar();
                call.print(
                        problem.map(why -> "%s is not as wanted: %s".formatted(name, why))
                                .orElse(name + " is as wanted"));
                failed += problem.isPresent() ? 1 : 0;
            }
        }
        if (failed > 0) {
            throw new CommandFailure(
                    "%d of %d plugins are not as wanted; Berth keeps trying"
                            .formatted(failed, outcomes.size()));
        }
    }

    /** Returns why a plugin is not as wanted; empty if it is. */
    private static Optional<String> problem(CompletionStage<Void> outcome, long nanos)
            throws CommandFailure {
        try {
            outcome.toCompletableFuture().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(PrintableText.line(String.valueOf(e.getCause().getMessage())));
        } catch (TimeoutException e) {
            return Optional.of("it is not done within " + WAIT.shown());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("no longer waiting; Berth goes on with what is wanted");
        }
    }
}
