package dev.berth.spi;

import dev.berth.plugin.error.NotAdmittedException;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that has a say in what is installed; one "no" is enough. */
@ConsumerType
@FunctionalInterface
public interface AdmissionPolicy {

    /**
     * Called after the user's consent and before anything is fetched.
     *
     * @throws NotAdmittedException to refuse it; any other exception refuses it as well
     */
    void admit(Admission admission);
}
