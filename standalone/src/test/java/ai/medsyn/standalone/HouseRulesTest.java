package ai.medsyn.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house, over the main code of every module. */
@AnalyzeClasses(packages = "ai.medsyn", importOptions = HouseRulesTest.MainCode.class)
class HouseRulesTest {

    private static final String RADIOLOGY = "ai.medsyn.radiology..";
    private static final String IMAGING = "ai.medsyn.imaging..";
    /** The platform's own web packages are for the services to use. */
    private static final String[] SERVICE_WEB = {
        "ai.medsyn.gateway..web..",
        "ai.medsyn.generator..web..",
        "ai.medsyn.filter..web..",
        "ai.medsyn.training..web..",
        "ai.medsyn.evaluation..web.."
    };

    private static final List<String> SERVICES = List.of("gateway", "generator", "filter", "training", "evaluation");

    /** Everything but tests, which lie in {@code test-classes} or, once packaged, in a {@code -tests.jar}. */
    static final class MainCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static void every_module_was_found(JavaClasses all) {
        assertThat(all.stream().map(type -> type.getPackageName().split("\\.", 4)[2]))
                .contains(
                        "radiology",
                        "imaging",
                        "platform",
                        "gateway",
                        "generator",
                        "filter",
                        "training",
                        "evaluation",
                        "standalone");
    }

    @ArchTest
    static void services_know_the_libraries_but_not_each_other(JavaClasses all) {
        for (String service : SERVICES) {
            String[] others = SERVICES.stream()
                    .filter(other -> !other.equals(service))
                    .map(other -> "ai.medsyn." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("ai.medsyn." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.medsyn.standalone..")
                    .check(all);
        }
    }

    @ArchTest
    static final ArchRule libraries_know_no_service = noClasses()
            .that()
            .resideInAnyPackage("ai.medsyn.platform..", RADIOLOGY, IMAGING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ai.medsyn.gateway..",
                    "ai.medsyn.generator..",
                    "ai.medsyn.filter..",
                    "ai.medsyn.training..",
                    "ai.medsyn.evaluation..",
                    "ai.medsyn.standalone..");

    /** Plain Java, and libraries that read file formats: no framework, no database. */
    @ArchTest
    static final ArchRule reports_and_pixels_are_plain_java = classes()
            .that()
            .resideInAnyPackage(RADIOLOGY, IMAGING)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    RADIOLOGY,
                    IMAGING,
                    "java.io..",
                    "java.lang..",
                    "java.math..",
                    "java.nio..",
                    "java.text..",
                    "java.time..",
                    "java.util..",
                    "java.awt..",
                    "java.security..",
                    "javax.imageio..",
                    "javax.xml.stream..",
                    "org.apache.commons.compress..",
                    "org.apache.commons.csv..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule controllers_live_in_web_packages = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .resideInAnyPackage("..web..", "ai.medsyn.platform.http..");

    @ArchTest
    static final ArchRule nothing_depends_on_a_web_package_from_outside = noClasses()
            .that()
            .resideOutsideOfPackage("..web..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(SERVICE_WEB));

    @ArchTest
    static final ArchRule web_packages_show_nothing = classes()
            .that()
            .resideInAnyPackage(SERVICE_WEB)
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static void every_package_is_null_marked(JavaClasses all) {
        List<String> unmarked = all.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .sorted()
                .toList();
        assertThat(unmarked)
                .as("packages without @NullMarked in a package-info")
                .isEmpty();
    }

    @ArchTest
    static final ArchRule logs_go_through_slf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    /** The command line, and local mode, which tells its key where no log keeps it. */
    private static final Set<String> SPEAK = Set.of(Medsyn.class.getName(), "ai.medsyn.gateway.security.LocalMode");

    @ArchTest
    static void only_the_command_line_writes_to_standard_output(JavaClasses all) {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                all.that(describe("do not speak to a person", type -> !SPEAK.contains(type.getName()))));
    }

    @ArchTest
    static final ArchRule constructors_take_at_most_five_parameters = constructors()
            .that()
            .areDeclaredInClassesThat(describe(
                    "are ordinary classes", type -> !type.isRecord() && !type.isEnum() && !type.isAnonymousClass()))
            .should(takeAtMost(5));

    /** What decides a sample's bytes must not depend on the machine's clock, its random numbers or its mathematics library. */
    @ArchTest
    static final ArchRule content_is_deterministic = noClasses()
            .that()
            .resideInAnyPackage(
                    RADIOLOGY,
                    IMAGING,
                    "ai.medsyn.generator.reports..",
                    "ai.medsyn.generator.images..",
                    "ai.medsyn.filter..")
            .should(callMethodWhere(describe("it differs between runs or machines", HouseRulesTest::unrepeatable)));

    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "ceilDiv",
            "clamp",
            "copySign",
            "floor",
            "floorDiv",
            "floorMod",
            "fma",
            "incrementExact",
            "decrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyHigh",
            "multiplyFull",
            "negateExact",
            "nextAfter",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "toRadians",
            "toDegrees",
            "ulp",
            "getExponent");

    private static boolean unrepeatable(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getTarget().getName();
        return switch (owner) {
            case "java.lang.Math" -> !EXACT_MATH.contains(method);
            case "java.lang.System" -> method.equals("currentTimeMillis");
            case "java.util.UUID" -> method.equals("randomUUID");
            case "java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime", "java.time.OffsetDateTime" ->
                method.equals("now");
            case "java.util.concurrent.ThreadLocalRandom" -> true;
            default -> false;
        };
    }

    private static ArchCondition<JavaConstructor> takeAtMost(int most) {
        return new ArchCondition<>("take at most " + most + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                boolean compilerMade = constructor.getModifiers().contains(JavaModifier.SYNTHETIC);
                int count = constructor.getRawParameterTypes().size();
                if (count > most && !compilerMade) {
                    events.add(SimpleConditionEvent.violated(
                            constructor, constructor.getFullName() + " takes " + count + " parameters"));
                }
            }
        };
    }
}
