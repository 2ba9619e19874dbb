package dev.berth.spi;

import dev.berth.plugin.error.NotAdmittedException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A veto on what is installed and started (whiteboard): all services are asked, and one "no" is
 * enough.
 */
@ConsumerType
@FunctionalInterface
public interface AdmissionPolicy {
    /** Service property: the name by which a configuration can require the policy. */
    String NAME = "berth.admission.name";

    /**
     * Called for every install and upgrade, after the user's consent and before any layer is
     * fetched; for every plugin that is made of files, before it is unpacked; and for every start
     * of a process. On a thread of its own; for different plugins at once. It may block, and is
     * interrupted when the work is cancelled, which then does not wait for it.
     *
     * @throws NotAdmittedException to refuse it; any other exception refuses it as well
     */
    void admit(Admission admission);

    /**
     * Returns by which measures and limits the plugin's process is confined where the user has set
     * nothing: some of the words of {@link dev.berth.plugin.Plugin#confinement}, with their values.
     * Asked after, and as, {@link #admit} for what was admitted; it holds until it is asked the
     * next time. Words and values that are not known are passed over.
     */
    default Map<String, String> confinement(Admission admission) {
        return Map.of();
    }

    /**
     * Returns whose signatures were found on a plugin, in words for people. Asked after, and as,
     * {@link #admit} for what was admitted.
     */
    default List<String> signers(Admission admission) {
        return List.of();
    }
}
