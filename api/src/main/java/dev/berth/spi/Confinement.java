package dev.berth.spi;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How a plugin's process is confined, beside what its config says: the kernel's filters and the
 * limits of its control group. Immutable.
 *
 * <p>A runtime that cannot do one of these refuses to start the plugin.
 */
@ProviderType
public interface Confinement {

    /** The kernel's filter of system calls. */
    enum Seccomp {
        /** Docker's default profile, for the plugin's capabilities and the host's architecture. */
        DEFAULT,
        /** No filter. */
        UNCONFINED,
        /** The default profile; what it does not allow is written to the kernel's log, and done. */
        LOG
    }

    /** Returns which system calls the plugin may make. */
    Seccomp seccomp();

    /**
     * Returns whether the plugin's processes never gain privileges by executing a file: setuid bits
     * and file capabilities have no effect.
     */
    boolean noNewPrivileges();

    /** Returns whether the plugin's root filesystem is read-only for it. */
    boolean readOnlyRoot();

    /**
     * Returns which of the capabilities that every plugin has by default this one does not have, as
     * {@code CAP_MKNOD}. What its config asks for it has all the same.
     */
    Set<String> droppedCapabilities();

    /** Returns the AppArmor profile of the plugin's process; it must be loaded. */
    Optional<String> appArmorProfile();

    /** Returns how many processes and threads the plugin may have; empty for no limit. */
    OptionalLong pidsLimit();

    /** Returns how much memory the plugin may have, swap included, in bytes; empty for no limit. */
    OptionalLong memoryLimit();

    /**
     * Returns how much CPU time the plugin may use, in thousandths of a CPU; empty for no limit.
     */
    OptionalLong milliCpusLimit();

    /** Returns the size of the plugin's {@code /dev/shm}, in bytes. */
    long sharedMemorySize();
}
