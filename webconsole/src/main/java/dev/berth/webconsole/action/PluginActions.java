package dev.berth.webconsole.action;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.PluginException;
import dev.berth.webconsole.work.Proposal;
import dev.berth.webconsole.work.TooMuchWorkException;
import dev.berth.webconsole.work.Work;
import dev.berth.webconsole.work.WorkList;
import java.util.Optional;

/** Does what a user asks for on the page. Returns at once; the work tells how it goes on. */
public final class PluginActions {
    private final PluginManager manager;
    private final String user;
    private final WorkList works;

    /**
     * @param manager as the user uses it
     * @param user of the console
     */
    public PluginActions(PluginManager manager, String user, WorkList works) {
        this.manager = manager;
        this.user = user;
        this.works = works;
    }

    public void run(ConsoleAction action, ActionForm form) throws TooMuchWorkException {
        switch (action) {
            case INSTALL -> install(form);
            case UPGRADE -> upgrade(form);
            case GRANT -> works.find(form.work()).ifPresent(work -> grant(work, form));
            case CANCEL -> works.find(form.work()).ifPresent(Work::cancel);
            case DISMISS -> works.dismiss(form.work());
            case ENABLE -> enable(form);
            case DISABLE -> disable(form);
            case ROLLBACK -> rollback(form);
        }
    }

    private void install(ActionForm form) throws TooMuchWorkException {
        Work work = begin("Install " + form.text(ActionForm.REFERENCE));
        work.attempt(
                () -> {
                    InstallRequest asked = request(form);
                    String alias = form.text(ActionForm.ALIAS);
                    InstallRequest request =
                            alias.isEmpty() ? asked : asked.withAlias(PluginReference.parse(alias));
                    work.follow(
                            manager.resolve(request),
                            found ->
                                    work.ask(
                                            new Proposal(request, found, Optional.empty(), false)));
                });
    }

    private void upgrade(ActionForm form) throws TooMuchWorkException {
        Work work = begin("Upgrade " + name(form));
        work.attempt(
                () -> {
                    Plugin present = manager.find(form.text(ActionForm.PLUGIN));
                    InstallRequest request = request(form);
                    boolean hot = form.has(ActionForm.HOT);
                    work.follow(
                            manager.resolve(present.id(), request),
                            found ->
                                    work.ask(
                                            new Proposal(
                                                    request, found, Optional.of(present), hot)));
                });
    }

    private static InstallRequest request(ActionForm form) {
        return InstallRequest.of(PluginReference.parse(form.text(ActionForm.REFERENCE)));
    }

    private void grant(Work work, ActionForm form) {
        work.consent().ifPresent(proposal -> work.attempt(() -> grant(work, proposal, form)));
    }

    private void grant(Work work, Proposal proposal, ActionForm form) {
        InstallRequest granted = proposal.granted();
        if (proposal.present().isPresent()) {
            UpgradeOptions options =
                    proposal.hot()
                            ? UpgradeOptions.DEFAULT.withHot(UpgradeOptions.DEFAULT_TRIAL)
                            : UpgradeOptions.DEFAULT;
            String id = proposal.present().get().id();
            end(work, manager.upgrade(id, granted, options, work.progress()));
        } else if (form.has(ActionForm.ENABLE)) {
            work.follow(
                    manager.install(granted, work.progress()),
                    plugin -> end(work, manager.enable(plugin.id(), EnableOptions.DEFAULT)));
        } else {
            end(work, manager.install(granted, work.progress()));
        }
    }

    private void enable(ActionForm form) throws TooMuchWorkException {
        Work work = begin("Enable " + name(form));
        String plugin = form.text(ActionForm.PLUGIN);
        work.attempt(() -> end(work, manager.enable(plugin, EnableOptions.DEFAULT)));
    }

    private void disable(ActionForm form) throws TooMuchWorkException {
        Work work = begin("Disable " + name(form));
        String plugin = form.text(ActionForm.PLUGIN);
        work.attempt(() -> end(work, manager.disable(plugin, form.has(ActionForm.FORCE))));
    }

    private void rollback(ActionForm form) throws TooMuchWorkException {
        Work work = begin("Roll back " + name(form));
        RollbackOptions options =
                form.has(ActionForm.HOT)
                        ? RollbackOptions.DEFAULT.withHot(UpgradeOptions.DEFAULT_TRIAL)
                        : RollbackOptions.DEFAULT;
        String plugin = form.text(ActionForm.PLUGIN);
        work.attempt(() -> end(work, manager.rollback(plugin, options)));
    }

    private Work begin(String title) throws TooMuchWorkException {
        return works.begin(title, user);
    }

    private static void end(Work work, Operation<Plugin> last) {
        work.follow(last, plugin -> work.done());
    }

    /** Returns a plugin's name, or what the form calls it: that there is none is told later. */
    private String name(ActionForm form) {
        String id = form.text(ActionForm.PLUGIN);
        try {
            return manager.find(id).name().familiar();
        } catch (PluginException e) {
            return id;
        }
    }
}
