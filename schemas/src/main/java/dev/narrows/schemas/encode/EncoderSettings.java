package dev.narrows.schemas.encode;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How vectors are encoded. Latents are like the service's where these are like its settings.
 *
 * @param modelName {@code narrows.model.name}, the model whose stable version encodes
 * @param modelsTopic {@code narrows.models.topic}
 * @param rolloutsTopic {@code narrows.rollouts.topic}, which says which version is stable
 * @param onnx how the model runs; {@code narrows.execution.provider}
 * @param fidelity {@code narrows.fidelity}, {@code narrows.fidelity.bound}, {@code narrows.fidelity.bound.unit}, {@code
 *     narrows.fidelity.keep.non.finite}, {@code narrows.fidelity.escape}, {@code narrows.exact.on.anomaly}; behind the producer's {@code compression.type}
 * @param maxBatch {@code narrows.encode.max.batch}, vectors encoded at once, 1 or more
 * @param patience {@code narrows.model.wait.ms}: how long the first vector waits for a stable version
 * @param anomalyHeader {@code narrows.anomaly.header}: name of a header that an anomalous record gets; none where empty
 */
public record EncoderSettings(
        String modelName,
        String modelsTopic,
        String rolloutsTopic,
        OnnxSettings onnx,
        Fidelity fidelity,
        int maxBatch,
        Duration patience,
        String anomalyHeader) {

    static final String PREFIX = "narrows.";
    static final String MAX_BATCH = PREFIX + "encode.max.batch";

    private static final String MODEL_NAME = PREFIX + "model.name";
    private static final String MODELS_TOPIC = PREFIX + "models.topic";
    private static final String ROLLOUTS_TOPIC = PREFIX + "rollouts.topic";
    private static final String PROVIDER = PREFIX + "execution.provider";
    private static final String FIDELITY = PREFIX + "fidelity";
    private static final String BOUND = PREFIX + "fidelity.bound";
    private static final String UNIT = PREFIX + "fidelity.bound.unit";
    private static final String NON_FINITE = PREFIX + "fidelity.keep.non.finite";
    private static final String ESCAPE = PREFIX + "fidelity.escape";
    private static final String ANOMALIES = PREFIX + "exact.on.anomaly";
    private static final String WAIT = PREFIX + "model.wait.ms";
    private static final String HEADER = PREFIX + "anomaly.header";
    private static final String COMPRESSION = "compression.type";

    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            MODEL_NAME,
            MODELS_TOPIC,
            ROLLOUTS_TOPIC,
            PROVIDER,
            FIDELITY,
            BOUND,
            UNIT,
            NON_FINITE,
            ESCAPE,
            ANOMALIES,
            MAX_BATCH,
            WAIT,
            HEADER));

    /** @throws IllegalArgumentException when a number is out of range */
    public EncoderSettings {
        if (maxBatch < 1) {
            throw new IllegalArgumentException(MAX_BATCH + ": " + maxBatch + " (expected: >= 1)");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException(WAIT + ": " + patience.toMillis() + " (expected: >= 0)");
        }
    }

    /**
     * From settings, each of which may be missing; those without the prefix {@code narrows.} are ignored, but for {@code
     * compression.type}.
     *
     * @throws IllegalArgumentException when a value is wrong, or a key with that prefix is unknown
     */
    public static EncoderSettings of(Map<String, ?> settings) {
        settings.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(key + ": unknown (expected: one of " + KEYS + ")");
                });
        Fidelity fidelity = Fidelity.of(
                        text(settings, FIDELITY, "lossy"),
                        text(settings, BOUND, ""),
                        text(settings, UNIT, "range"),
                        flag(settings, ANOMALIES),
                        flag(settings, NON_FINITE))
                .withEscape(text(settings, ESCAPE, ""));
        return new EncoderSettings(
                text(settings, MODEL_NAME, "default"),
                text(settings, MODELS_TOPIC, "models"),
                text(settings, ROLLOUTS_TOPIC, "rollouts"),
                OnnxSettings.of(ExecutionProvider.of(text(settings, PROVIDER, "cpu"))),
                fidelity.behind(text(settings, COMPRESSION, "none")),
                number(settings, MAX_BATCH, "256"),
                Duration.ofMillis(number(settings, WAIT, "60000")),
                text(settings, HEADER, ""));
    }

    /** Whether a key is one of these. */
    static boolean knows(String key) {
        return KEYS.contains(key);
    }

    private static String text(Map<String, ?> settings, String key, String otherwise) {
        Object value = settings.get(key);
        return value == null ? otherwise : value.toString().trim();
    }

    private static boolean flag(Map<String, ?> settings, String key) {
        String value = text(settings, key, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: true or false)");
        }
        return value.equals("true");
    }

    private static int number(Map<String, ?> settings, String key, String otherwise) {
        String value = text(settings, key, otherwise);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: a whole number)", e);
        }
    }
}
