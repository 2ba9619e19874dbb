package dev.berth.spi;

import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Requester;
import dev.berth.plugin.error.RegistryException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What is about to be installed, to take an installed plugin's place, or to be started. */
@ProviderType
public interface Admission {

    /** What is about to be done. */
    enum Action {
        /** A plugin is installed, from a registry or a layout. */
        INSTALL,
        /** Another version takes the place of an installed one. */
        UPGRADE,
        /** A plugin is made of its files, by the user. */
        CREATE,
        /**
         * A process of an installed version is started: by the user, the engine, or after an end.
         */
        START
    }

    /** Where the plugin comes from. */
    enum Source {
        REGISTRY,
        /** An image layout: a folder, or an archive of one. */
        LAYOUT,
        /** The user's own files. */
        FILES,
        /** What this host has installed. */
        STORE
    }

    /** Returns what is about to be done. */
    Action action();

    /** Returns where the plugin comes from. */
    Source source();

    /** Returns who asks for it; {@link Requester#ENGINE} for a start that nobody asked for. */
    Requester requester();

    /** Returns the name that the plugin has on this host, or will have. */
    PluginReference name();

    /** Returns what is pulled, with tag or digest; the name, of what was made of files. */
    PluginReference reference();

    /** Returns the digest of the manifest; what is run is what it names. */
    Digest digest();

    /**
     * Returns what a signature of the plugin may be of: the indexes that it was chosen from, from
     * the outermost on, and its manifest. Indexes are not known at a start.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    List<Descriptor> manifests() throws InterruptedException;

    /** Returns what the plugin's author says of it. */
    PluginConfig config();

    /** Returns what the plugin asks for; the user has granted it, or has made the plugin. */
    List<Privilege> privileges();

    /**
     * Returns how what is new of the {@link #privileges} came to be granted; empty if nothing is,
     * and for what the user has made.
     */
    Optional<Consent> consent();

    /**
     * Returns what refers to one of the {@link #manifests}, see {@link PluginRegistry#referrers}.
     * There are none for {@link Source#FILES} and {@link Source#STORE}.
     *
     * @throws RegistryException if the source cannot be asked
     * @throws InterruptedException if the thread was interrupted
     */
    List<Referrer> referrers(Digest subject) throws InterruptedException;

    /**
     * Opens a blob of a referrer, see {@link PluginRegistry#open}.
     *
     * @throws RegistryException if the source does not give it
     * @throws InterruptedException if the thread was interrupted
     */
    InputStream open(Descriptor blob) throws InterruptedException;
}
