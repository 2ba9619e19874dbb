package dev.berth.webconsole.view;

import dev.berth.plugin.PluginManager;
import dev.berth.webconsole.work.WorkList;
import java.time.Instant;

/**
 * What a page is made of.
 *
 * @param token of the forms
 * @param now to which durations are told
 */
public record PageContext(
        PluginManager manager, WorkList works, PageLinks links, String token, Instant now) {}
