package dev.berth.core.store;

import dev.berth.core.settings.SettingOverrides;
import dev.berth.plugin.Digest;
import dev.berth.plugin.EnableOptions;
import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The JSON document of one plugin. Made by {@link #fresh}, changed by withers; what a wither
 * returns is of the present format.
 *
 * @param format the version of this form; a reader takes any up to its own
 * @param name familiar, with tag
 * @param rootfs the name of its root filesystem's folder, which an upgrade changes
 * @param previous versions that a rollback can return to, the latest first; absent in documents
 *     that were written before there was a rollback
 * @param source the reference it was pulled from, or null if it was created here
 * @param index the digest of the index that it was chosen from, or null if there was none
 * @param wanted whether the user asked for it to be enabled
 * @param startMillis how long it may take to start
 * @param callMillis how long a call to it may take, 0 for the manager's limit
 * @param supervision what the user has set of how it is supervised and confined, by word
 * @param admission what the policies said of it that were asked last; absent in documents that were
 *     written before policies did
 * @param attached what is kept beside the version in use; absent in documents that were written
 *     before that was
 * @param task which task ID its process has; absent in documents that were written before there was
 *     a hot upgrade
 */
public record PluginDocument(
        int format,
        String id,
        String name,
        String rootfs,
        String source,
        String index,
        Descriptor manifest,
        Descriptor config,
        List<Descriptor> layers,
        AttachedDocuments attached,
        List<StoredVersion> previous,
        SettingOverrides settings,
        boolean wanted,
        long startMillis,
        long callMillis,
        Map<String, String> supervision,
        AdmissionResult admission,
        TaskSlot task) {

    public static final int FORMAT = 1;

    public PluginDocument {
        layers = List.copyOf(layers);
        attached = attached == null ? AttachedDocuments.NONE : attached;
        previous = previous == null ? List.of() : List.copyOf(previous);
        supervision = Map.copyOf(supervision == null ? Map.of() : supervision);
        admission = admission == null ? AdmissionResult.NONE : admission;
        task = task == null ? TaskSlot.FIRST : task;
    }

    /**
     * Returns the document of a new plugin: disabled, without settings.
     *
     * @param source the reference it was pulled from, or null if it was created here
     */
    public static PluginDocument fresh(
            String id,
            String name,
            String source,
            Descriptor manifest,
            Descriptor config,
            List<Descriptor> layers) {
        Fields fields = new Fields();
        fields.id = id;
        fields.name = name;
        fields.rootfs = "rootfs";
        fields.source = source;
        fields.manifest = manifest;
        fields.config = config;
        fields.layers = layers;
        fields.settings = SettingOverrides.NONE;
        fields.startMillis = EnableOptions.DEFAULT.start().toMillis();
        fields.supervision = Map.of();
        fields.callMillis = EnableOptions.DEFAULT.call().toMillis();
        fields.task = TaskSlot.FIRST;
        return fields.document();
    }

    public PluginDocument withName(String changed) {
        return with(fields -> fields.name = changed);
    }

    /** Returns the ID of its task. */
    public String taskId() {
        return task.taskId(id);
    }

    /** Returns the version that is in use. */
    public StoredVersion version() {
        return new StoredVersion(rootfs, source, index, manifest, config, layers, attached);
    }

    /** Returns all versions that are kept, that in use first. */
    public List<StoredVersion> versions() {
        return Stream.concat(Stream.of(version()), previous.stream()).toList();
    }

    /** Returns the versions of an earlier document that are no longer kept. */
    public List<StoredVersion> dropped(PluginDocument before) {
        return before.versions().stream().filter(v -> !versions().contains(v)).toList();
    }

    /** Returns the document with another version in use, and others to return to. */
    public PluginDocument withVersions(StoredVersion version, List<StoredVersion> others) {
        return with(
                fields -> {
                    fields.rootfs = version.rootfs();
                    fields.source = version.source();
                    fields.index = version.index();
                    fields.manifest = version.manifest();
                    fields.config = version.config();
                    fields.layers = version.layers();
                    fields.attached = version.attached();
                    fields.previous = others;
                });
    }

    public PluginDocument withSettings(SettingOverrides changed) {
        return with(fields -> fields.settings = changed);
    }

    public PluginDocument withSupervision(Map<String, String> changed) {
        return with(fields -> fields.supervision = changed);
    }

    public PluginDocument withAdmission(AdmissionResult changed) {
        return with(fields -> fields.admission = changed);
    }

    public PluginDocument withIndex(Optional<Digest> changed) {
        return with(fields -> fields.index = changed.map(Digest::toString).orElse(null));
    }

    public PluginDocument withAttached(AttachedDocuments changed) {
        return with(fields -> fields.attached = changed);
    }

    public PluginDocument withTask(TaskSlot changed) {
        return with(fields -> fields.task = changed);
    }

    public PluginDocument withWanted(boolean changed) {
        return with(fields -> fields.wanted = changed);
    }

    public PluginDocument withLimits(long newStartMillis, long newCallMillis) {
        return with(
                fields -> {
                    fields.startMillis = newStartMillis;
                    fields.callMillis = newCallMillis;
                });
    }

    /** Returns the digests of all that the plugin's versions need in the content store. */
    public List<Digest> digests() {
        return versions().stream().flatMap(version -> version.digests().stream()).toList();
    }

    private PluginDocument with(Consumer<Fields> change) {
        Fields fields = new Fields();
        fields.id = id;
        fields.name = name;
        fields.rootfs = rootfs;
        fields.source = source;
        fields.index = index;
        fields.manifest = manifest;
        fields.config = config;
        fields.layers = layers;
        fields.attached = attached;
        fields.previous = previous;
        fields.settings = settings;
        fields.wanted = wanted;
        fields.startMillis = startMillis;
        fields.callMillis = callMillis;
        fields.supervision = supervision;
        fields.admission = admission;
        fields.task = task;
        change.accept(fields);
        return fields.document();
    }

    /** The fields of a document in the making, by name and not by place. */
    private static final class Fields {
        private String id;
        private String name;
        private String rootfs;
        private String source;
        private String index;
        private Descriptor manifest;
        private Descriptor config;
        private List<Descriptor> layers;
        private AttachedDocuments attached = AttachedDocuments.NONE;
        private List<StoredVersion> previous = List.of();
        private SettingOverrides settings;
        private boolean wanted;
        private long startMillis;
        private long callMillis;
        private Map<String, String> supervision;
        private AdmissionResult admission = AdmissionResult.NONE;
        private TaskSlot task;

        PluginDocument document() {
            return new PluginDocument(
                    FORMAT,
                    id,
                    name,
                    rootfs,
                    source,
                    index,
                    manifest,
                    config,
                    layers,
                    attached,
                    previous,
                    settings,
                    wanted,
                    startMillis,
                    callMillis,
                    supervision,
                    admission,
                    task);
        }
    }
}
