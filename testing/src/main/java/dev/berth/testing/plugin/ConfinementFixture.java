package dev.berth.testing.plugin;

import dev.berth.spi.Confinement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A confinement; each wither changes this one. */
public final class ConfinementFixture implements Confinement {
    private Seccomp seccomp = Seccomp.DEFAULT;
    private boolean noNewPrivileges = true;
    private boolean readOnlyRoot;
    private Set<String> droppedCapabilities = Set.of();
    private Optional<String> appArmorProfile = Optional.empty();
    private OptionalLong pidsLimit = OptionalLong.of(512);
    private OptionalLong memoryLimit = OptionalLong.empty();
    private OptionalLong milliCpusLimit = OptionalLong.empty();
    private long sharedMemorySize = 64 << 20;

    public ConfinementFixture seccomp(Seccomp changed) {
        seccomp = changed;
        return this;
    }

    public ConfinementFixture noNewPrivileges(boolean changed) {
        noNewPrivileges = changed;
        return this;
    }

    public ConfinementFixture readOnlyRoot(boolean changed) {
        readOnlyRoot = changed;
        return this;
    }

    public ConfinementFixture droppedCapabilities(Set<String> changed) {
        droppedCapabilities = changed;
        return this;
    }

    public ConfinementFixture appArmorProfile(String changed) {
        appArmorProfile = Optional.of(changed);
        return this;
    }

    public ConfinementFixture pidsLimit(OptionalLong changed) {
        pidsLimit = changed;
        return this;
    }

    public ConfinementFixture memoryLimit(OptionalLong changed) {
        memoryLimit = changed;
        return this;
    }

    public ConfinementFixture milliCpusLimit(OptionalLong changed) {
        milliCpusLimit = changed;
        return this;
    }

    public ConfinementFixture sharedMemorySize(long changed) {
        sharedMemorySize = changed;
        return this;
    }

    @Override
    public Seccomp seccomp() {
        return seccomp;
    }

    @Override
    public boolean noNewPrivileges() {
        return noNewPrivileges;
    }

    @Override
    public boolean readOnlyRoot() {
        return readOnlyRoot;
    }

    @Override
    public Set<String> droppedCapabilities() {
        return droppedCapabilities;
    }

    @Override
    public Optional<String> appArmorProfile() {
        return appArmorProfile;
    }

    @Override
    public OptionalLong pidsLimit() {
        return pidsLimit;
    }

    @Override
    public OptionalLong memoryLimit() {
        return memoryLimit;
    }

    @Override
    public OptionalLong milliCpusLimit() {
        return milliCpusLimit;
    }

    @Override
    public long sharedMemorySize() {
        return sharedMemorySize;
    }
}
