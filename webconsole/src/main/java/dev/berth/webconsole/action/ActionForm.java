package dev.berth.webconsole.action;

import java.util.Map;
import java.util.Optional;

/**
 * What a form of the page has sent.
 *
 * @param values by the names of its fields
 */
public record ActionForm(Map<String, String> values) {
    /** The field that says what to do: the name of a {@link ConsoleAction}. */
    public static final String ACTION = "action";

    /** The field with the token of the page. */
    public static final String TOKEN = "token";

    /** The ID of a plugin. */
    public static final String PLUGIN = "plugin";

    /** The ID of work. */
    public static final String WORK = "work";

    /** A reference to install, or to upgrade to. */
    public static final String REFERENCE = "reference";

    /** The local name of what is installed, if it is not its own. */
    public static final String ALIAS = "alias";

    /** Whether to enable what is installed. */
    public static final String ENABLE = "enable";

    /** Whether to disable a plugin that is in use. */
    public static final String FORCE = "force";

    /** Whether to upgrade or roll back without a pause. */
    public static final String HOT = "hot";

    public ActionForm {
        values = Map.copyOf(values);
    }

    /** Returns what to do, if it is something that can be done. */
    public Optional<ConsoleAction> action() {
        return ConsoleAction.named(text(ACTION));
    }

    /** Returns what is in a field, without blanks around it; nothing if it is not there. */
    public String text(String field) {
        return values.getOrDefault(field, "").strip();
    }

    /** Returns whether a box is ticked. */
    public boolean has(String field) {
        return values.containsKey(field);
    }

    /** Returns the work that it is about; 0, which none has, if it is about none. */
    public long work() {
        try {
            return Long.parseLong(text(WORK));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
