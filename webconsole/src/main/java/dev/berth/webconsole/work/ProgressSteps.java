package dev.berth.webconsole.work;

import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last step of each part of a pull, in the order in which the parts have begun. */
final class ProgressSteps implements ProgressListener {
    /** Of parts: a registry decides how many layers a plugin has. */
    private static final int MOST = 64;

    private final Map<String, Progress> last = new LinkedHashMap<>();

    @Override
    public synchronized void progress(Progress step) {
        if (last.size() < MOST || last.containsKey(step.subject())) {
            last.put(step.subject(), step);
        }
    }

    synchronized List<Progress> all() {
        return List.copyOf(last.values());
    }
}
