package dev.berth.engine.route;

import dev.berth.engine.event.EventJournal;
import dev.berth.plugin.PluginManager;
import java.time.Clock;
import java.util.List;

/** All that is served. */
public final class Routes {
    private Routes() {}

    public static Router of(
            PluginManager plugins,
            EventJournal journal,
            EngineFacts facts,
            ErrorResponses failures) {
        OperationReply work = new OperationReply(failures);
        return new Router(
                List.of(
                        new Ping("GET"),
                        new Ping("HEAD"),
                        new Version(facts),
                        new Info(plugins, facts),
                        new CheckLogin(plugins, failures),
                        new WatchEvents(journal, Clock.systemUTC()),
                        new ListPlugins(plugins),
                        new AskPrivileges(plugins, work),
                        new PullPlugin(plugins, failures),
                        new CreatePlugin(plugins, work),
                        new InspectPlugin(plugins),
                        new EnablePlugin(plugins, work, failures),
                        new DisablePlugin(plugins, work, failures),
                        new SetPlugin(plugins, work, failures),
                        new UpgradePlugin(plugins, failures),
                        new PushPlugin(plugins, failures),
                        new RemovePlugin(plugins, work)));
    }
}
