package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may use which, in the bundles as built: rooms, then shared, then the API. */
class DependencyRuleTest {
    private static final String API = "dev.berth.api";
    private static final String SHARED = "dev.berth.shared";
    private static final Map<String, Path> BUNDLES = BuiltBundles.all();
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    // Generated code is most of a bundle, and not ours to arrange.
                    .withImportOption(location -> !location.contains("/containerd/proto/"))
                    .importLocations(
                            BUNDLES.values().stream()
                                    .map(DependencyRuleTest::classes)
                                    .collect(Collectors.toSet()));

    @Test
    void coversAllBundles() {
        assertEquals(
                Set.of(
                        API,
                        "dev.berth.core",
                        "dev.berth.desired",
                        "dev.berth.discovery",
                        "dev.berth.dist",
                        "dev.berth.engine",
                        "dev.berth.events",
                        "dev.berth.export",
                        "dev.berth.health",
                        "dev.berth.inventory",
                        "dev.berth.metrics",
                        "dev.berth.policy",
                        "dev.berth.registry",
                        "dev.berth.runtime.containerd",
                        "dev.berth.shell",
                        "dev.berth.webconsole"),
                BUNDLES.keySet());
    }

    @Test
    void everyClassIsOfItsRoomOfSharedOrOfTheApi() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass one : ALL) {
            if (BUNDLES.keySet().stream().noneMatch(room -> isIn(room, one))
                    && !isIn(SHARED, one)
                    && !isApi(one)) {
                strangers.add(one.getName());
            }
        }
        assertEquals(Set.of(), strangers);
        assertTrue(ALL.stream().anyMatch(DependencyRuleTest::isApi));
        assertTrue(ALL.stream().anyMatch(one -> isIn(SHARED, one)));
    }

    @Test
    void aRoomUsesSharedAndTheApiOnly() {
        for (String room : BUNDLES.keySet()) {
            if (!room.equals(API)) {
                mayUse(
                                "room " + room,
                                one -> isIn(room, one),
                                one -> isIn(SHARED, one) || isApi(one))
                        .check(ALL);
            }
        }
    }

    @Test
    void sharedUsesTheApiOnly() {
        mayUse("shared", one -> isIn(SHARED, one), DependencyRuleTest::isApi).check(ALL);
    }

    @Test
    void theApiUsesItselfOnly() {
        mayUse("the API", DependencyRuleTest::isApi, one -> false).check(ALL);
    }

    /** The API's packages are one language, and speak of each other: they count as one. */
    @Test
    void noPackagesUseEachOtherInACircle() {
        noCircles(true).check(ALL);
    }

    @Test
    void theRulesFindWhatBreaksThem() {
        ArchRule coreAlone = mayUse("core", one -> isIn("dev.berth.core", one), one -> false);
        assertTrue(coreAlone.evaluate(ALL).hasViolation());
        assertTrue(noCircles(false).evaluate(ALL).hasViolation());
    }

    private static ArchRule noCircles(boolean apiIsOne) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new ByPackage(apiIsOne))
                .should()
                .beFreeOfCycles();
    }

    /** Returns where a bundle's own classes are: what it embeds of others lies beside them. */
    private static Location classes(Path bundle) {
        URI uri = bundle.toUri();
        return Location.of(
                URI.create(
                        Files.isDirectory(bundle)
                                ? uri + "dev/berth/"
                                : "jar:" + uri + "!/dev/berth/"));
    }

    private interface Classes {
        boolean has(JavaClass one);
    }

    private static ArchRule mayUse(String name, Classes users, Classes others) {
        return ArchRuleDefinition.noClasses()
                .that(described(name, users))
                .should()
                .dependOnClassesThat(
                        described(
                                "classes of Berth elsewhere",
                                one ->
                                        one.getPackageName().startsWith("dev.berth.")
                                                && !users.has(one)
                                                && !others.has(one)));
    }

    private static DescribedPredicate<JavaClass> described(String name, Classes classes) {
        return DescribedPredicate.describe(name, classes::has);
    }

    private static boolean isIn(String packageName, JavaClass one) {
        return (one.getPackageName() + ".").startsWith(packageName + ".");
    }

    private static boolean isApi(JavaClass one) {
        return isIn("dev.berth.plugin", one)
                || isIn("dev.berth.capability", one)
                || isIn("dev.berth.driver", one)
                || isIn("dev.berth.spi", one);
    }

    private record ByPackage(boolean apiIsOne) implements SliceAssignment {
        @Override
        public String getDescription() {
            return "packages";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            return SliceIdentifier.of(apiIsOne && isApi(one) ? API : one.getPackageName());
        }
    }
}
