package dev.narrows.trainer.adopt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What whoever made a model says of it: a YAML file beside the graphs. Keys are the names below, in lower case with dashes.
 *
 * @param name of the model
 * @param encoder ONNX file, from the sheet's folder
 * @param decoder ONNX file, from the sheet's folder
 * @param metric what the encoder's output {@code error} is, for example mse
 * @param kind what kind of network it is, for example transformer
 * @param rows normal vectors that the model did not learn from, for threshold, baseline and check vector; a file of any kind
 *     that {@code train} reads, from the sheet's folder
 * @param threshold error above which a vector is anomalous; where there is none the rows decide
 * @param alertRate share of normal vectors that may alert, above 0 and below 1
 * @param featureNames one a value of a vector; empty where the rows' own are taken, if they have any
 * @param shape of a vector, for example 28, 28; empty where it is flat
 */
public record ModelSheet(
        String name,
        Path encoder,
        Path decoder,
        String metric,
        String kind,
        Optional<Path> rows,
        Optional<Float> threshold,
        double alertRate,
        List<String> featureNames,
        List<Integer> shape) {

    private static final double DEFAULT_ALERT_RATE = 1e-3;
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Checks ranges. */
    public ModelSheet {
        ModelId.requireName(name);
        if (rows.isEmpty() && threshold.isEmpty()) {
            throw new IllegalArgumentException("rows, threshold: neither (expected: one of them, or both)");
        }
        threshold.ifPresent(given -> {
            if (!(given >= 0 && Float.isFinite(given))) {
                throw new IllegalArgumentException("threshold: " + given + " (expected: finite, >= 0)");
            }
        });
        if (!(alertRate > 0 && alertRate < 1)) {
            throw new IllegalArgumentException("alert-rate: " + alertRate + " (expected: above 0, below 1)");
        }
        featureNames = List.copyOf(featureNames);
        shape = List.copyOf(shape);
    }

    /**
     * Reads one.
     *
     * @throws ModelRefusedException naming the file, the key, its value and what is expected
     */
    public static ModelSheet read(Path file) {
        try {
            Keys keys = YAML.readValue(Files.readAllBytes(file), Keys.class);
            if (keys == null) {
                throw new IllegalArgumentException("name: none (expected: a text)");
            }
            return keys.sheet(file);
        } catch (UnrecognizedPropertyException e) {
            throw new ModelRefusedException(
                    file + ": unknown key '" + e.getPropertyName() + "' (expected: one of " + e.getKnownPropertyIds()
                            + ")",
                    e);
        } catch (JsonProcessingException e) {
            throw new ModelRefusedException(
                    file + ": " + e.getOriginalMessage() + " (expected: YAML, a key and a value a line)", e);
        } catch (IOException e) {
            throw new ModelRefusedException(file + ": not read (expected: a YAML file)", e);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(file + ": " + e.getMessage(), e);
        }
    }

    /** The file as it is, any of it missing. */
    private record Keys(
            @Nullable String name,
            @Nullable String encoder,
            @Nullable String decoder,
            @Nullable String metric,
            @Nullable String kind,
            @Nullable String rows,
            @Nullable Float threshold,
            @JsonProperty("alert-rate") @Nullable Double alertRate,
            @JsonProperty("feature-names") @Nullable List<String> featureNames,
            @Nullable List<Integer> shape) {

        private ModelSheet sheet(Path file) {
            return new ModelSheet(
                    required("name", name),
                    file.resolveSibling(encoder == null ? "encoder.onnx" : encoder),
                    file.resolveSibling(decoder == null ? "decoder.onnx" : decoder),
                    required("metric", metric),
                    kind == null ? "elsewhere" : kind,
                    Optional.ofNullable(rows).map(file::resolveSibling),
                    Optional.ofNullable(threshold),
                    alertRate == null ? DEFAULT_ALERT_RATE : alertRate,
                    featureNames == null ? List.of() : featureNames,
                    shape == null ? List.of() : shape);
        }

        private static String required(String key, @Nullable String value) {
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(key + ": none (expected: a text)");
            }
            return value;
        }
    }
}
