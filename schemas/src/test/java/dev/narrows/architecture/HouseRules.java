package dev.narrows.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of the house that a compiler cannot hold, as tests. Every module runs them on its own main classes through an
 * {@code ArchitectureTest}; a rule for which the module has no classes passes.
 */
public final class HouseRules {

    /** Packages are steps of the flow or things with a life; these words name kinds instead. */
    private static final Set<String> KINDS =
            Set.of(("common commons shared util utils utility helper helpers misc impl internal service "
                            + "services manager managers dto dtos entity entities pojo bean beans base core interfaces "
                            + "exception exceptions constants types")
                    .split(" "));

    /** Outside library (packages) to its homes (packages, without their subpackages). */
    private static final Map<List<String>, List<String>> HOMES = Map.ofEntries(
            Map.entry(
                    List.of("org.apache.flink.avro.registry..", "io.confluent.."),
                    List.of("dev.narrows.schemas.registry", "dev.narrows.embedded.registry")),
            // Flink itself, as distinct from the registry client that it has relocated.
            Map.entry(
                    List.of(
                            "org.apache.flink.api..",
                            "org.apache.flink.metrics..",
                            "org.apache.flink.util..",
                            "org.apache.flink.streaming.."),
                    List.of("dev.narrows.clients.flink")),
            Map.entry(List.of("org.apache.kafka.connect.."), List.of("dev.narrows.clients.connect")),
            Map.entry(
                    List.of("ai.onnxruntime.."),
                    List.of("dev.narrows.schemas.onnx", "dev.narrows.schemas.onnx.session")),
            // Kafka Streams: its settings, the topology and the four steps that its processors are made of, the
            // control plane, its own metrics; the root runs it. And the topologies that the bench compares it with.
            Map.entry(
                    List.of("org.apache.kafka.streams.."),
                    List.of(
                            "dev.narrows.stream",
                            "dev.narrows.stream.config",
                            "dev.narrows.stream.batch",
                            "dev.narrows.stream.encode",
                            "dev.narrows.stream.route",
                            "dev.narrows.stream.topology",
                            "dev.narrows.stream.control",
                            "dev.narrows.stream.status",
                            "dev.narrows.laboratory.contest",
                            "dev.narrows.laboratory.codec")),
            Map.entry(
                    List.of("io.javalin..", "org.eclipse.jetty.."),
                    List.of(
                            "dev.narrows.stream.status",
                            "dev.narrows.stream.page",
                            "dev.narrows.stream.page.request",
                            "dev.narrows.stream.notify",
                            "dev.narrows.embedded.registry",
                            "dev.narrows.laboratory.demo")),
            Map.entry(List.of("io.micrometer..", "io.prometheus.."), List.of("dev.narrows.stream.status")),
            Map.entry(List.of("io.cloudevents.."), List.of("dev.narrows.stream.notify")),
            Map.entry(List.of("org.apache.commons.text.."), List.of("dev.narrows.schemas.topic")),
            // libtorch: what a network learns, its parts, the loop that fits it, its score, and large products.
            Map.entry(
                    List.of("org.bytedeco.."),
                    List.of(
                            "dev.narrows.trainer.tensor",
                            "dev.narrows.trainer.network",
                            "dev.narrows.trainer.network.layer",
                            "dev.narrows.trainer.network.convolution",
                            "dev.narrows.trainer.network.code",
                            "dev.narrows.trainer.network.scaling",
                            "dev.narrows.trainer.network.error",
                            "dev.narrows.trainer.network.regularisation",
                            "dev.narrows.trainer.network.integer",
                            "dev.narrows.trainer.fit",
                            "dev.narrows.trainer.fit.batch",
                            "dev.narrows.trainer.score.operation",
                            "dev.narrows.trainer.score.neighbour",
                            "dev.narrows.trainer.score.residual",
                            "dev.narrows.trainer.matrix",
                            "dev.narrows.trainer.transform")),
            // The generated ONNX messages and the package that fills them.
            Map.entry(
                    List.of("com.google.protobuf.."),
                    List.of("dev.narrows.trainer.graph", "dev.narrows.trainer.graph.onnx")),
            Map.entry(
                    List.of("de.siegmar.fastcsv..", "org.apache.parquet..", "org.apache.hadoop..", "blue.strategic.."),
                    List.of("dev.narrows.trainer.dataset.table")),
            Map.entry(
                    List.of("me.tongfei.progressbar.."),
                    List.of("dev.narrows.trainer.fit", "dev.narrows.trainer.terminal")),
            // Statistics, and apart from them the Fourier transform.
            Map.entry(
                    List.of("org.hipparchus.."),
                    List.of(
                            "dev.narrows.stream.evidence",
                            "dev.narrows.stream.drift",
                            "dev.narrows.trainer.score.neighbour",
                            "dev.narrows.trainer.calibrate",
                            "dev.narrows.trainer.judge",
                            "dev.narrows.trainer.dataset.sound")),
            Map.entry(List.of("org.knowm.xchart.."), List.of("dev.narrows.trainer.judge", "dev.narrows.trainer.sweep")),
            // The Kafka server, as distinct from its clients.
            Map.entry(
                    List.of(
                            "kafka..",
                            "scala..",
                            "org.apache.kafka.server..",
                            "org.apache.kafka.metadata..",
                            "org.apache.kafka.raft..",
                            "org.apache.kafka.network..",
                            "org.apache.kafka.storage.."),
                    List.of("dev.narrows.embedded.broker")),
            Map.entry(
                    List.of("org.openjdk.jmh.."),
                    List.of("dev.narrows.laboratory.codec", "dev.narrows.laboratory.codec.jmh_generated")),
            Map.entry(List.of("org.HdrHistogram.."), List.of("dev.narrows.laboratory.measure")));

    private final String root;
    private final JavaClasses classes;

    private HouseRules(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /** The rules for one module, given its root package. */
    public static HouseRules of(String rootPackage) {
        return new HouseRules(rootPackage);
    }

    /** All rules that hold in every module, one test each. */
    public Stream<DynamicTest> tests() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(noCycles());
        rules.add(noCyclesBetweenAnyPackages());
        rules.add(noPackageNamedAfterAKind());
        rules.add(neverImports("dev.narrows.stream", "dev.narrows.trainer"));
        rules.add(neverImports("dev.narrows.trainer", "dev.narrows.stream"));
        rules.add(noExitOutsideMain());
        rules.add(noJavaUtilLogging());
        HOMES.forEach((library, homes) -> rules.add(oneHome(library, homes)));
        return rules.stream().map(this::test);
    }

    /**
     * A test each that the packages directly under the root depend only on those named before them. Classes in the root
     * package itself, and packages that are not named, are free.
     */
    public Stream<DynamicTest> order(String... packages) {
        List<String> order = List.of(packages);
        return order.stream()
                .filter(step -> order.indexOf(step) < order.size() - 1)
                .map(step -> noClasses()
                        .that(resideInAPackage(root + "." + step + ".."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(order.subList(order.indexOf(step) + 1, order.size()).stream()
                                        .map(later -> root + "." + later + "..")
                                        .toArray(String[]::new)))
                        .because("data goes one way: " + String.join(" -> ", order)))
                .map(this::test);
    }

    private ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    /** Every package by itself, however deep: {@code network.layer} must not need what needs it. */
    private ArchRule noCyclesBetweenAnyPackages() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .as("packages of " + root + ", each by itself, should be free of cycles");
    }

    private ArchRule noPackageNamedAfterAKind() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        KINDS.stream().map(kind -> ".." + kind + "..").toArray(String[]::new))
                .because("a package is one step of the flow or one thing with a life, never a kind");
    }

    private static ArchRule neverImports(String module, String other) {
        return noClasses()
                .that(resideInAPackage(module + ".."))
                .should()
                .dependOnClassesThat(resideInAPackage(other + ".."))
                .because("service and trainer meet in dev.narrows.schemas");
    }

    private ArchRule noExitOutsideMain() {
        Pattern main = Pattern.compile(Pattern.quote(root) + "\\.\\w*Main(\\$.*)?");
        return noClasses()
                .that(describe(
                        "are not the root's main class",
                        c -> !main.matcher(c.getName()).matches()))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class);
    }

    private static ArchRule noJavaUtilLogging() {
        return noClasses().should().dependOnClassesThat(resideInAPackage("java.util.logging.."));
    }

    private static ArchRule oneHome(List<String> library, List<String> homes) {
        return noClasses()
                .that(describe("live outside " + homes, (JavaClass c) -> !homes.contains(c.getPackageName())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library.toArray(String[]::new)))
                .because("the home of " + library + " is " + homes);
    }

    private DynamicTest test(ArchRule rule) {
        return DynamicTest.dynamicTest(
                rule.getDescription(), () -> rule.allowEmptyShould(true).check(classes));
    }
}
