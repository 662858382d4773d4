package dev.narrows.standalone.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Manifests as text for a terminal, or as JSON. */
final class ManifestText {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final String ROW = "%-20s %7s  %-10s %-24s %9s %9s %10s %10s%n";

    private static final String DIFFERENCE = "%-32s %-32s %s%n";

    private ManifestText() {}

    /** A head and a line a version. */
    static String table(List<ModelManifest> manifests, Map<String, Rollout> rollouts) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, ROW, "NAME", "VERSION", "STATE", "CREATED", "VALUES", "CODE", "THRESHOLD", "MSE"));
        for (ModelManifest manifest : manifests) {
            text.append(String.format(
                    Locale.ROOT,
                    ROW,
                    manifest.getName(),
                    manifest.getVersion(),
                    state(manifests, manifest, rollouts.get(manifest.getName())),
                    manifest.getCreatedAt(),
                    manifest.getInputDim(),
                    manifest.getCodeBytes() + " B",
                    figure(manifest.getThreshold()),
                    manifest.getFigures().containsKey("mse")
                            ? figure(manifest.getFigures().get("mse"))
                            : "-"));
        }
        rollouts.values().stream()
                .filter(rollout -> missingStable(manifests, rollout))
                .map(rollout -> String.format(
                        Locale.ROOT,
                        "%-20s %7s  %s%n",
                        rollout.getModelName(),
                        rollout.getStableVersion(),
                        "stable, and not whole in the topic"))
                .sorted()
                .forEach(text::append);
        return text.toString();
    }

    static String jsonList(List<ModelManifest> manifests, Map<String, Rollout> rollouts) {
        ArrayNode list = JSON.createArrayNode();
        for (ModelManifest manifest : manifests) {
            list.add(object(manifest).put("state", state(manifests, manifest, rollouts.get(manifest.getName()))));
        }
        return write(list);
    }

    static String json(ModelManifest manifest) {
        return write(object(manifest));
    }

    /** One line a field, settings and figures one line an entry. */
    static String lines(ModelManifest manifest) {
        StringBuilder text = new StringBuilder();
        flat(manifest).forEach((name, value) -> line(text, name, value));
        return text.toString();
    }

    /** One line for each field in which two manifests differ: its name and both values, {@code -} where one has none. */
    static String difference(ModelManifest left, ModelManifest right) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, DIFFERENCE, "", ModelId.of(left), ModelId.of(right)));
        differing(left, right)
                .forEach((name, values) -> text.append(String.format(
                        Locale.ROOT,
                        DIFFERENCE,
                        name,
                        values.left().asText("-"),
                        values.right().asText("-"))));
        return text.toString();
    }

    /** The same as JSON: each field that differs with its two values, null where one has none. */
    static String jsonDifference(ModelManifest left, ModelManifest right) {
        ObjectNode object = JSON.createObjectNode();
        differing(left, right)
                .forEach((name, values) ->
                        object.putArray(name).add(values.left()).add(values.right()));
        return write(object);
    }

    private static Map<String, Values> differing(ModelManifest left, ModelManifest right) {
        Map<String, JsonNode> mine = flat(left);
        Map<String, JsonNode> others = flat(right);
        Set<String> names = new LinkedHashSet<>(mine.keySet());
        names.addAll(others.keySet());
        Map<String, Values> differing = new LinkedHashMap<>();
        for (String name : names) {
            Values values = new Values(
                    mine.getOrDefault(name, NullNode.getInstance()), others.getOrDefault(name, NullNode.getInstance()));
            if (!values.left().equals(values.right())) {
                differing.put(name, values);
            }
        }
        return differing;
    }

    private static Map<String, JsonNode> flat(ModelManifest manifest) {
        Map<String, JsonNode> flat = new LinkedHashMap<>();
        object(manifest).properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue()
                        .properties()
                        .forEach(entry -> flat.put(field.getKey() + "." + entry.getKey(), entry.getValue()));
            } else {
                flat.put(field.getKey(), field.getValue());
            }
        });
        return flat;
    }

    private static void line(StringBuilder text, String name, JsonNode value) {
        text.append(String.format(Locale.ROOT, "%-32s %s%n", name, value.asText()));
    }

    /** What a version is in service, when nobody has told otherwise since. */
    private static String state(List<ModelManifest> all, ModelManifest manifest, @Nullable Rollout rollout) {
        if (rollout == null) {
            return "published";
        }
        Integer version = manifest.getVersion();
        if (version.equals(rollout.getStableVersion())) {
            return "stable";
        }
        if (version.equals(rollout.getCandidateVersion())) {
            return rollout.getStage().name().toLowerCase(Locale.ROOT);
        }
        if (version.equals(rollout.getPreviousVersion())) {
            // Where the stable version is missing, this one serves in its place.
            return missingStable(all, rollout) ? "serving" : "before";
        }
        return "published";
    }

    private static boolean missingStable(List<ModelManifest> all, Rollout rollout) {
        return rollout.getStableVersion() != null
                && all.stream()
                        .noneMatch(each -> each.getName().equals(rollout.getModelName())
                                && rollout.getStableVersion().equals(each.getVersion()));
    }

    private static ObjectNode object(ModelManifest manifest) {
        ObjectNode object = JSON.createObjectNode()
                .put("name", manifest.getName())
                .put("version", manifest.getVersion())
                .put("createdAt", manifest.getCreatedAt().toString())
                .put("kind", manifest.getKind())
                .put("inputDim", manifest.getInputDim())
                .put("codeBytes", manifest.getCodeBytes())
                .put("errorMetric", manifest.getErrorMetric())
                .put("threshold", manifest.getThreshold())
                .put("alertRate", manifest.getAlertRate())
                .put("trainingRows", manifest.getTrainingRows())
                .put("dataDigest", manifest.getDataDigest())
                .put("seed", manifest.getSeed())
                .put("signed", manifest.getSignature() != null);
        object.putObject("encoder")
                .put("bytes", manifest.getEncoderGraph().getBytes())
                .put("sha256", manifest.getEncoderGraph().getSha256());
        object.putObject("decoder")
                .put("bytes", manifest.getDecoderGraph().getBytes())
                .put("sha256", manifest.getDecoderGraph().getSha256());
        object.putObject("tail")
                .put("method", manifest.getTail().getMethod())
                .put("start", manifest.getTail().getStart())
                .put("rate", manifest.getTail().getRate())
                .put("shape", manifest.getTail().getShape())
                .put("scale", manifest.getTail().getScale())
                .put("count", manifest.getTail().getCount());
        ObjectNode figures = object.putObject("figures");
        new TreeMap<>(manifest.getFigures()).forEach(figures::put);
        ObjectNode settings = object.putObject("settings");
        new TreeMap<>(manifest.getSettings()).forEach(settings::put);
        return object;
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, "%.5g", number);
    }

    private static String write(JsonNode node) {
        try {
            return JSON.writeValueAsString(node) + System.lineSeparator();
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("manifest: cannot be written as JSON", failed);
        }
    }

    /** Of one field of two manifests. */
    private record Values(JsonNode left, JsonNode right) {}
}
