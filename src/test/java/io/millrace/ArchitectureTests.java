package io.millrace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.millrace.time.Time;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ArchitectureTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.millrace");

    @ParameterizedTest
    @ValueSource(strings = {"config", "local", "cli", "example"})
    void isUsedByNothing(String name) {
        String packages = "io.millrace." + name + "..";

        noClasses()
                .that()
                .resideOutsideOfPackages(packages, "io.millrace.local..", "io.millrace.cli..")
                .and()
                .doNotBelongToAnyOf(MillraceApplication.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages)
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("io.millrace.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepsTheCoreFreeOfSpringAndOfAwsClients() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.millrace.change..",
                        "io.millrace.event..",
                        "io.millrace.routing..",
                        "io.millrace.handler",
                        "io.millrace.time..",
                        "io.millrace.table..",
                        "io.millrace.mapping..",
                        "io.millrace.dispatch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "software.amazon.awssdk..", "software.amazon.kinesis..")
                .check(CLASSES);
    }

    /** What a lane decides follows from its records and the times that it is given. */
    @Test
    void keepsLanesFreeOfClocksThreadsAndClients() {
        noClasses()
                .that()
                .haveNameMatching("io\\.millrace\\.source\\.(Lane|Decision|SubBatch|StreamEntry|Answer)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.time..", "io.millrace.dispatch..", "java.util.concurrent..", "software..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CLASSES);
    }

    @Test
    void keepsTheFunctionsFreeOfTheWeb() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.function")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")
                .check(CLASSES);
    }

    /** An application's own beans may have any other. */
    @Test
    void givesItsBeansNamesThatNobodyElseHas() {
        methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("io.millrace.example..")
                .should()
                .haveNameStartingWith("millrace")
                .check(CLASSES);
    }

    @Test
    void marksEveryPackageForNullness() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(type -> !type.isAnnotatedWith(NullMarked.class))
                .map(Object::toString)
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    @Test
    void hidesAtLeastHalfOfItsTypes() {
        List<JavaClass> types = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .toList();
        long hidden = types.stream().filter(type -> !isPublic(type)).count();

        assertThat(hidden * 2)
                .as("%d of %d types are package-private", hidden, types.size())
                .isGreaterThanOrEqualTo(types.size());
    }

    @Test
    void hidesConfigurationPropertiesAndFailureAnalyzers() {
        classes()
                .that()
                .areMetaAnnotatedWith(Configuration.class)
                .and()
                .areNotAnnotatedWith(SpringBootApplication.class)
                .or()
                .areAnnotatedWith(ConfigurationProperties.class)
                .or()
                .areAssignableTo(FailureAnalyzer.class)
                .or(resideInAPackage("io.millrace.config"))
                .should()
                .notBePublic()
                .check(CLASSES);
    }

    @Test
    void logsThroughSlf4jAlone() {
        fields().that()
                .haveRawType(describe(
                        "named like a logger", type -> type.getSimpleName().matches("Log(ger)?")))
                .should()
                .haveRawType(Logger.class)
                .check(CLASSES);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void neverAsksTheSystemForTheTimeButToHandItOn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.config")
                .and()
                .areNotAssignableTo(Time.class)
                .and()
                .doNotHaveSimpleName("MillraceCommands")
                .should()
                .accessTargetWhere(asksForTheTime())
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> asksForTheTime() {
        return describe("asks the system for the time", access -> {
            JavaClass owner = access.getTargetOwner();
            return switch (access.getTarget().getName()) {
                case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
                case "SYSTEM" -> owner.isEquivalentTo(Time.class);
                case "now", "systemUTC", "systemDefaultZone", "system" ->
                    resideInAnyPackage("java.time..").test(owner);
                case "<init>" ->
                    owner.isEquivalentTo(Date.class) && access.getDescription().contains("Date.<init>()");
                default -> false;
            };
        });
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }
}
