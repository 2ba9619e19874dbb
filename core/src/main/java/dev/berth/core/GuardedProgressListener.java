package dev.berth.core;

import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import org.osgi.service.log.Logger;

/** A caller's listener, of which whatever it throws is logged and changes nothing. */
record GuardedProgressListener(ProgressListener listener, Logger log) implements ProgressListener {

    @Override
    public void progress(Progress progress) {
        try {
            listener.progress(progress);
        } catch (Throwable t) {
            String type = listener.getClass().getName();
            log.warn("progress listener {} failed on {}", type, progress, t);
        }
    }
}
