package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manifest has only fields that Kubernetes, Strimzi, Prometheus' operator and KEDA know, in their types. */
class ManifestsIT {

    private static final Path MANIFESTS = Path.of("../kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("batch/v1 CronJob", CronJob.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1beta2 KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1beta2 KafkaUser", KafkaUser.class));
    // KEDA publishes no classes for Java; these are the fields that its documentation names and we use.
    private static final Set<String> KEDA = Set.of(
            "scaleTargetRef",
            "apiVersion",
            "kind",
            "name",
            "minReplicaCount",
            "maxReplicaCount",
            "pollingInterval",
            "cooldownPeriod",
            "triggers",
            "type",
            "metadata",
            "serverAddress",
            "query",
            "threshold");

    @TempDir
    private Path folder;

    /** Refuses what the models would keep for later. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
            return JsonIgnoreProperties.Value.empty();
        }
    }

    @Test
    void shouldHaveOnlyKnownFields() throws IOException {
        // given
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MANIFESTS)) {
            for (Path file : files.filter(
                            each -> each.toString().endsWith(".yaml") && !each.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList()) {
                all.addAll(documents(Files.readString(file)));
            }
        }

        // when, then
        assertThat(all).hasSizeGreaterThan(15).allSatisfy(ManifestsIT::requireValid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "strimzi", "clean-up"})
    void shouldRenderToValidResources(String kustomization) throws IOException, InterruptedException {
        // given
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "kubectl"))),
                "no kubectl is here");
        Path rendered = folder.resolve("rendered.yaml");

        // when
        int code = new ProcessBuilder(
                        "kubectl", "kustomize", MANIFESTS.resolve(kustomization).toString())
                .redirectOutput(rendered.toFile())
                .redirectError(folder.resolve("said").toFile())
                .start()
                .waitFor();

        // then
        assertThat(code).as(Files.readString(folder.resolve("said"))).isZero();
        assertThat(documents(Files.readString(rendered))).isNotEmpty().allSatisfy(ManifestsIT::requireValid);
    }

    @Test
    void shouldRefuseAFieldThatIsNone() throws IOException {
        // given
        JsonNode wrong = documents("""
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: x}
                        spec: {template: {spec: {containers: [{name: a, imagePullPolicies: Always}]}}}
                        """).get(0);

        // when, then
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> requireValid(wrong)))
                .hasMessageContaining("imagePullPolicies");
    }

    @Test
    void shouldHaveTheSameRulesAsPrometheusAlone() throws IOException {
        // given
        JsonNode alone = YAML.readTree(Path.of("../prometheus/rules.yaml").toFile());
        JsonNode resource = YAML.readTree(MANIFESTS.resolve("base/rules.yaml").toFile());

        // when, then
        assertThat(resource.get("spec")).isEqualTo(alone);
    }

    private static void requireValid(JsonNode manifest) throws IOException {
        String kind =
                manifest.get("apiVersion").asText() + " " + manifest.get("kind").asText();
        if (kind.equals("keda.sh/v1alpha1 ScaledObject")) {
            assertThat(KEDA).containsAll(names(manifest.get("spec")));
            return;
        }
        assertThat(KINDS).containsKey(kind);
        ObjectMapper strict = new ObjectMapper();
        strict.setAnnotationIntrospector(new Strict());
        assertThat((Object) strict.treeToValue(manifest, KINDS.get(kind))).isNotNull();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> names.addAll(names(child)));
        return names;
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(new YAMLFactory().createParser(new StringReader(yaml)))) {
            return documents.readAll();
        }
    }
}
