package dev.berth.plugin;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs, enables, finds and removes the plugins of this host: one service a framework.
 *
 * <p>A {@code name} is what Docker's commands take: a plugin's familiar name (with or without
 * {@code :latest}), its full name, its ID, or a prefix of its ID that no other plugin has.
 *
 * <p>Safe for use from any thread. Looking up never waits for work. What changes one plugin runs in
 * order; different plugins never wait for each other.
 *
 * <p>Methods that return an {@link Operation} return at once and throw nothing: every failure is
 * the operation's. Besides the errors that each names, an operation may fail with
 *
 * <ul>
 *   <li>{@link dev.berth.plugin.error.PluginNotFoundException} or {@link
 *       dev.berth.plugin.error.AmbiguousPluginException}, if it takes a name, as {@link
 *       #find(String)} does
 *   <li>{@link dev.berth.plugin.error.ProviderMissingException}, if nothing on this host provides
 *       the registry, the reader of layouts or the runtime that it needs
 *   <li>{@link dev.berth.plugin.error.PluginStorageException}, if the disk does not do its part
 *   <li>{@link dev.berth.plugin.error.OperationCancelledException}, if it was cancelled or the
 *       engine stops
 *   <li>{@link dev.berth.plugin.error.MissingArgumentException}, if an argument is {@code null}
 *   <li>{@link dev.berth.plugin.error.OperationFailedException}, if anything else went wrong
 * </ul>
 */
@ProviderType
public interface PluginManager extends PluginFinder {

    /** Returns this service as somebody uses it who is told to policies and logs. */
    PluginManager requestedBy(Requester requester);

    /** Returns which engine this is, and where it keeps plugins. */
    EngineInfo engine();

    /** Returns the managed plugins, by name. */
    List<Plugin> list();

    /**
     * Returns a managed plugin.
     *
     * @throws dev.berth.plugin.error.PluginNotFoundException if there is none
     * @throws dev.berth.plugin.error.AmbiguousPluginException if it is the prefix of several IDs
     */
    Plugin find(String name);

    /** Returns what a plugin uses of the host now, if its runtime can tell; it must run. */
    Operation<Optional<PluginUsage>> usage(String name);

    /**
     * Returns a reader of a managed plugin's output: its last lines, within a size for each plugin
     * and since this engine was started, and what it writes from now on. It may hold secrets.
     *
     * @throws dev.berth.plugin.error.PluginNotFoundException if there is none
     * @throws dev.berth.plugin.error.AmbiguousPluginException if it is the prefix of several IDs
     * @since 1.2
     */
    OutputReader output(String name);

    /**
     * Asks the registry what a plugin wants of the host; ends with nothing when it wants nothing.
     *
     * <p>Fails with {@link dev.berth.plugin.error.RegistryException}, {@link
     * dev.berth.plugin.error.InvalidPluginException} or {@link
     * dev.berth.plugin.error.MountNotAllowedException}.
     *
     * @param request what would be installed; neither its alias nor its privileges are looked at
     */
    Operation<List<Privilege>> privileges(InstallRequest request);

    /**
     * Asks the registry what another version of a plugin wants of the host that the present one
     * does not have, with what the user has set; ends with nothing when it wants nothing more. That
     * is what an upgrade has to be granted.
     *
     * <p>Fails as {@link #privileges(InstallRequest)} does.
     *
     * @param request what the plugin would be upgraded to, as {@link #privileges} looks at it
     */
    Operation<List<Privilege>> newPrivileges(String name, InstallRequest request);

    /**
     * Looks at a plugin in a registry or a layout: what it is, and what it wants of the host. A
     * request with the digest that is found gets what was looked at, though its tag be moved
     * meanwhile.
     *
     * <p>Fails as {@link #privileges(InstallRequest)} does.
     *
     * @param request what would be installed; neither its alias nor its privileges are looked at
     */
    Operation<AvailablePlugin> resolve(InstallRequest request);

    /**
     * Looks at another version of a plugin, as {@link #resolve(InstallRequest)} does. Its
     * privileges are those that the present version, with what the user has set, does not have.
     *
     * <p>Fails as {@link #privileges(InstallRequest)} does.
     *
     * @param request what the plugin would be upgraded to
     */
    Operation<AvailablePlugin> resolve(String name, InstallRequest request);

    /**
     * Returns what a plugin that is made of files would want of the host, as {@link #create(
     * PluginReference, InputStream, List)} has to be granted it.
     *
     * <p>Fails with {@link dev.berth.plugin.error.InvalidPluginException} or {@link
     * dev.berth.plugin.error.MountNotAllowedException}.
     *
     * @param config the text of {@code config.json}, in UTF-8
     */
    Operation<List<Privilege>> configPrivileges(byte[] config);

    /**
     * Returns what settings would give a plugin that it does not have: a folder or a device of the
     * host.
     *
     * <p>Fails with {@link dev.berth.plugin.error.SettingNotSettableException}.
     *
     * @param settings as for {@link #set(String, List)}
     */
    Operation<List<Privilege>> settingPrivileges(String name, List<String> settings);

    /**
     * Asks a registry whether it takes a login, as {@code docker login} does. Nothing is kept.
     *
     * <p>Fails with {@link dev.berth.plugin.error.RegistryException}.
     *
     * @param registry its host and optional port
     */
    Operation<Void> login(String registry, RegistryCredentials credentials);

    /**
     * Pulls a plugin and keeps it, disabled. Until it is there whole nothing of it can be seen.
     *
     * <p>Fails with {@link dev.berth.plugin.error.PluginAlreadyExistsException}, {@link
     * dev.berth.plugin.error.PrivilegesNotGrantedException}, {@link
     * dev.berth.plugin.error.NotAdmittedException}, {@link
     * dev.berth.plugin.error.RegistryException}, {@link
     * dev.berth.plugin.error.InvalidPluginException}, {@link
     * dev.berth.plugin.error.MountNotAllowedException}, {@link
     * dev.berth.plugin.error.InvalidReferenceException} (an alias with a digest) or {@link
     * dev.berth.plugin.error.PluginRuntimeException} (a layer that cannot be unpacked).
     *
     * @param progress told how it goes on
     */
    Operation<Plugin> install(InstallRequest request, ProgressListener progress);

    /**
     * Makes a plugin, disabled, of a tar archive that holds {@code config.json} and {@code
     * rootfs/}, and grants it what it asks for: who hands the content over consents to it.
     *
     * <p>Fails with {@link dev.berth.plugin.error.PluginAlreadyExistsException}, {@link
     * dev.berth.plugin.error.InvalidPluginException}, {@link
     * dev.berth.plugin.error.MountNotAllowedException}, {@link
     * dev.berth.plugin.error.PluginLimitExceededException}, {@link
     * dev.berth.plugin.error.InvalidReferenceException} (a name with a digest) or {@link
     * dev.berth.plugin.error.PluginRuntimeException}.
     *
     * @param tar plain or in gzip; is read to its end or to the first error, on another thread, and
     *     closed in any case
     */
    Operation<Plugin> create(PluginReference name, InputStream tar);

    /**
     * Makes a plugin as {@link #create(PluginReference, InputStream)} does, if the privileges that
     * were granted are exactly those that it asks for.
     *
     * <p>Fails as that does, and with {@link dev.berth.plugin.error.PrivilegesNotGrantedException}.
     *
     * @param granted see {@link #configPrivileges(byte[])}
     */
    Operation<Plugin> create(PluginReference name, InputStream tar, List<Privilege> granted);

    /**
     * Writes an installed plugin as an archive in the form of an OCI image layout, from which it
     * can be installed on another host: the same manifest, the same digests. Settings and data stay
     * here.
     *
     * @param archive is written on another thread, and closed in any case
     */
    Operation<Plugin> save(String name, OutputStream archive);

    /**
     * Returns the names of the plugins in an OCI image layout; {@link InstallRequest#withLayout}
     * installs one. Ends with no name when the layout holds one plugin that has none: it answers to
     * any.
     *
     * <p>Fails with {@link dev.berth.plugin.error.RegistryException} if it is no layout.
     *
     * @param layout a folder, or an archive
     */
    Operation<List<PluginReference>> contents(Path layout);

    /**
     * Sends a plugin to the registry that its name names.
     *
     * <p>Fails with {@link dev.berth.plugin.error.RegistryException}.
     *
     * @param credentials the login to use; without it, that of the host's Docker configuration
     */
    Operation<Plugin> push(
            String name, Optional<RegistryCredentials> credentials, ProgressListener progress);

    /**
     * Replaces a disabled plugin's content by that of another reference, as {@code docker plugin
     * upgrade} does: ID, name, propagated mount and what the user has set stay; what is new in the
     * new config arrives. The version before is kept for {@link #rollback}, and as many as are
     * configured. On any failure the plugin is as it was.
     *
     * <p>It may be granted exactly what the new version asks for, or only what is new of it, see
     * {@link #newPrivileges(String, InstallRequest)}. A folder or a device that the user has set
     * stays granted, where the new version lets it be set.
     *
     * <p>Fails as {@link #install} does, and with {@link
     * dev.berth.plugin.error.PluginEnabledException}.
     *
     * @param request what to pull and what is granted; its alias is not looked at
     */
    default Operation<Plugin> upgrade(
            String name, InstallRequest request, ProgressListener progress) {
        return upgrade(name, request, UpgradeOptions.DEFAULT, progress);
    }

    /**
     * Replaces a plugin's content by that of another reference, as {@link #upgrade(String,
     * InstallRequest, ProgressListener)} does, and an enabled one, if it is asked to be hot,
     * without a pause: the new version is fetched and then started beside the old one, with the
     * same settings, data and propagated mount. When it is ready and has been healthy for the
     * trial, the plugin's clients and drivers, which stay the same objects, call it; calls under
     * way come to their end with the old one, which then ends. Services of capabilities that the
     * new version does not have are withdrawn, those that it has more are registered. A plugin that
     * is enabled and does not run is started with the new version.
     *
     * <p>A {@link #disable} or forced {@link #remove} meanwhile cancels it.
     *
     * <p>Fails as the upgrade of a disabled plugin does, and with {@link
     * dev.berth.plugin.error.PluginNotReplacedException} if the new version exits, is not ready in
     * time, is not healthy, or has another propagated mount. On any failure the old version goes on
     * as if nothing had been asked.
     *
     * @param request what to pull and what is granted; its alias is not looked at
     */
    Operation<Plugin> upgrade(
            String name, InstallRequest request, UpgradeOptions options, ProgressListener progress);

    /**
     * Returns a disabled plugin to a version that an upgrade has replaced: with the root filesystem
     * that it had then, without a network, and with what the user has set meanwhile. It asks for no
     * consent, which was given when that version was installed. The present version is kept in
     * exchange, so that a second rollback undoes the first. An enabled plugin is rolled back only
     * if it is asked to be hot, and then without a pause, as in a hot upgrade.
     *
     * <p>Fails with {@link dev.berth.plugin.error.PluginVersionNotFoundException}, {@link
     * dev.berth.plugin.error.PluginEnabledException}, {@link
     * dev.berth.plugin.error.PluginStorageException} or {@link
     * dev.berth.plugin.error.PluginNotReplacedException}.
     */
    Operation<Plugin> rollback(String name, RollbackOptions options);

    /**
     * Starts a plugin; ends when it is reachable, or with the reason why it is not. A plugin that
     * dies later is started again, ever later, until it is disabled or has died too often: then its
     * state is {@link PluginState#FAILED}, and this starts it.
     *
     * <p>Fails with {@link dev.berth.plugin.error.PluginEnabledException}, {@link
     * dev.berth.plugin.error.PluginRuntimeException}, {@link
     * dev.berth.plugin.error.PluginTimeoutException}, {@link
     * dev.berth.plugin.error.InvalidPluginException} (a socket that cannot be), {@link
     * dev.berth.plugin.error.MountNotAllowedException} or {@link
     * dev.berth.plugin.error.PluginLimitExceededException}.
     */
    Operation<Plugin> enable(String name, EnableOptions options);

    /**
     * Stops a plugin: its services are withdrawn, handlers are told and calls under way come to
     * their end, each within a limit, and its process gets SIGTERM and, after ten seconds, SIGKILL.
     *
     * <p>A start under way or in line is cancelled; an {@link #enable} then fails with {@link
     * dev.berth.plugin.error.OperationCancelledException}, and this succeeds although the plugin
     * was not enabled yet.
     *
     * <p>Fails with {@link dev.berth.plugin.error.PluginDisabledException}, {@link
     * dev.berth.plugin.error.PluginInUseException} or {@link
     * dev.berth.plugin.error.PluginRuntimeException}.
     *
     * @param force also when it is in use
     */
    Operation<Plugin> disable(String name, boolean force);

    /**
     * Removes a plugin and its data. By force, a start under way or in line is cancelled, as by
     * {@link #disable}.
     *
     * <p>Fails with {@link dev.berth.plugin.error.PluginEnabledException}, {@link
     * dev.berth.plugin.error.PluginInUseException} or {@link
     * dev.berth.plugin.error.PluginRuntimeException}.
     *
     * @param force also when it is enabled or in use
     * @return an operation that ends with the plugin as it last was
     */
    Operation<Plugin> remove(String name, boolean force);

    /**
     * Changes settings of a disabled plugin: all of them, or none when one is wrong. A folder or a
     * device of the host that is set is thereby granted. Settings that begin with {@code @} say how
     * the manager supervises and confines the plugin. If all are about its supervision, an enabled
     * one takes them too, and follows them at once. They survive an upgrade.
     *
     * <p>Fails with {@link dev.berth.plugin.error.PluginEnabledException} or {@link
     * dev.berth.plugin.error.SettingNotSettableException}.
     *
     * @param settings {@code NAME=value} for a variable, {@code args=a b}, {@code mount.source=/x},
     *     {@code device.path=/dev/x}, as in {@code docker plugin set}, or {@code @WORD=value} with
     *     one of the words of {@link Plugin#supervision} or {@link Plugin#confinement};
     *     {@code @WORD=} goes back to the default
     */
    Operation<Plugin> set(String name, List<String> settings);

    /**
     * Changes settings as {@link #set(String, List)} does, if the privileges that were granted are
     * exactly those that the settings give the plugin more than it has.
     *
     * <p>Fails as that does, and with {@link dev.berth.plugin.error.PrivilegesNotGrantedException}.
     *
     * @param granted see {@link #settingPrivileges(String, List)}
     */
    Operation<Plugin> set(String name, List<String> settings, List<Privilege> granted);
}
