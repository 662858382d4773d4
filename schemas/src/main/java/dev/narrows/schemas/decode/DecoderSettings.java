package dev.narrows.schemas.decode;

import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How latents are decoded.
 *
 * @param modelName {@code narrows.model.name}, the model whose versions the latents name
 * @param modelsTopic {@code narrows.models.topic}
 * @param onnx how decoders run; {@code narrows.execution.provider}
 * @param maxBatch {@code narrows.decode.max.batch}, latents decoded at once, 1 or more
 * @param maxModels {@code narrows.decode.max.models}, model versions kept in memory, 1 or more
 */
public record DecoderSettings(String modelName, String modelsTopic, OnnxSettings onnx, int maxBatch, int maxModels) {

    static final String PREFIX = "narrows.";
    static final String MODEL_NAME = PREFIX + "model.name";
    static final String MODELS_TOPIC = PREFIX + "models.topic";
    static final String PROVIDER = PREFIX + "execution.provider";
    static final String MAX_BATCH = PREFIX + "decode.max.batch";
    static final String MAX_MODELS = PREFIX + "decode.max.models";

    private static final Set<String> KEYS =
            new TreeSet<>(Set.of(MODEL_NAME, MODELS_TOPIC, PROVIDER, MAX_BATCH, MAX_MODELS));

    /** @throws IllegalArgumentException when a number is out of range */
    public DecoderSettings {
        if (maxBatch < 1) {
            throw new IllegalArgumentException(MAX_BATCH + ": " + maxBatch + " (expected: >= 1)");
        }
        if (maxModels < 1) {
            throw new IllegalArgumentException(MAX_MODELS + ": " + maxModels + " (expected: >= 1)");
        }
    }

    /** For a model of this name: topic {@code models}, on the processor, 256 latents at once, 8 versions kept. */
    public static DecoderSettings of(String modelName) {
        return of(Map.of(MODEL_NAME, modelName));
    }

    /**
     * From settings, each of which may be missing; those without the prefix {@code narrows.} are ignored.
     *
     * @throws IllegalArgumentException when a value is wrong, or a key with that prefix is unknown
     */
    public static DecoderSettings of(Map<String, ?> settings) {
        settings.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(key + ": unknown (expected: one of " + KEYS + ")");
                });
        return new DecoderSettings(
                text(settings, MODEL_NAME, "default"),
                text(settings, MODELS_TOPIC, "models"),
                OnnxSettings.of(ExecutionProvider.of(text(settings, PROVIDER, "cpu"))),
                number(settings, MAX_BATCH, "256"),
                number(settings, MAX_MODELS, "8"));
    }

    /** Whether a key is one of these. */
    public static boolean knows(String key) {
        return KEYS.contains(key);
    }

    /** The same, with one latent at once. */
    DecoderSettings oneByOne() {
        return new DecoderSettings(modelName, modelsTopic, onnx, 1, maxModels);
    }

    private static String text(Map<String, ?> settings, String key, String otherwise) {
        Object value = settings.get(key);
        return value == null ? otherwise : value.toString().trim();
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
