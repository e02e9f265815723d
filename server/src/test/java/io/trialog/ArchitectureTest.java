package io.trialog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.trialog.engine.Command;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The laws of the architecture that a class file shows. */
class ArchitectureTest {

    private static final String[] CORE = {
        "io.trialog.engine..",
        "io.trialog.event..",
        "io.trialog.experiment..",
        "io.trialog.trial..",
        "io.trialog.metric..",
        "io.trialog.tuning..",
        "io.trialog.scheduling..",
        "io.trialog.projection..",
        "io.trialog.port.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.trialog");

    @Test
    void shouldKeepTheCoreFreeOfFrameworks() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(
                        CORE, "java..", "javax.crypto..", "io.trialog.spi..", "org.slf4j", "org.jspecify.annotations"))
                .because("law 11: the core imports the JDK, spi, slf4j-api and jspecify only")
                .check(CLASSES);
    }

    @Test
    void shouldKeepMicrometerInItsAdapter() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.trialog.adapter.telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .because("everybody else tells what happens, and does not know who counts")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheSpiFreeOfEverything() {
        classes()
                .that()
                .resideInAPackage("io.trialog.spi..")
                .and()
                .resideOutsideOfPackage("io.trialog.spi.testkit..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.trialog.spi..", "org.jspecify.annotations")
                .because("plugins are binary compatible for years")
                .check(CLASSES);
    }

    @Test
    void shouldKeepClocksAndChanceOutOfDecisions() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .because("law 2: time, ids and seeds are inputs, written into the event")
                .check(CLASSES);
    }

    @Test
    void shouldLetOnlyAppliersChangeState() {
        // The mutable state classes are package-private and only their feature's store, which holds its appliers, makes
        // and keeps them; handlers of the same package may see views only.
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Handler")
                .or()
                .haveSimpleName("Verdicts")
                .or()
                .haveSimpleName("Scheduler")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.trialog.experiment.Experiment")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.trialog.trial.Trial")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.trialog.trial.ExperimentTrials")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.trialog.metric.AttemptReports")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.trialog.tuning.TuningDialogue")
                .because("law 2: only appliers change state")
                .check(CLASSES);
    }

    @Test
    void shouldCallPluginsOnlyThroughGuestThreads() {
        noClasses()
                .that()
                .resideInAnyPackage("io.trialog.engine..", "io.trialog.projection..", "io.trialog.event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.trialog.spi.tuner..", "io.trialog.spi.assessor..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.trialog.spi.training.TrainingService")
                .because("laws 3 and 8: replay calls no plugin; plugins are guests on threads of their own")
                .allowEmptyShould(false)
                .check(CLASSES.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "not the direction of values",
                        type -> !type.getName().equals("io.trialog.projection.Standings"))));
    }

    @Test
    void shouldMakeCommandsRecords() {
        classes()
                .that()
                .implement(Command.class)
                .should()
                .beRecords()
                .because("commands are values")
                .check(CLASSES);
    }

    @Test
    void shouldHaveNoUtils() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(CLASSES);
    }

    private static String[] concat(String[] first, String... rest) {
        String[] all = java.util.Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }
}
