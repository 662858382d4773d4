package dev.narrows.schemas.model;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.GraphFile;
import dev.narrows.schemas.ModelManifest;
import java.util.List;

/** What a manifest's values must be for anybody to use it. Pure functions; any thread. */
public final class ManifestRules {

    /** Characters that a feature's name has at most, so that an alert which names some stays small. */
    public static final int LONGEST_FEATURE_NAME = 100;

    private ManifestRules() {}

    /** @throws ModelRefusedException naming the field, its value and what is expected */
    public static void check(ModelManifest manifest) {
        require(
                "formatVersion",
                manifest.getFormatVersion(),
                manifest.getFormatVersion() == ModelArtefact.FORMAT_VERSION,
                "" + ModelArtefact.FORMAT_VERSION);
        try {
            ModelId.of(manifest);
            Tail.requireValid(manifest.getTail());
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(String.valueOf(e.getMessage()), e);
        }
        require("inputDim", manifest.getInputDim(), manifest.getInputDim() >= 1, ">= 1");
        require("codeBytes", manifest.getCodeBytes(), manifest.getCodeBytes() >= 1, ">= 1");
        float threshold = manifest.getThreshold();
        require("threshold", threshold, Float.isFinite(threshold) && threshold >= 0, "finite, >= 0");
        double rate = manifest.getAlertRate();
        require("alertRate", rate, rate > 0 && rate < 1, "above 0, below 1");
        require("trainingRows", manifest.getTrainingRows(), manifest.getTrainingRows() >= 0, ">= 0");
        checkGraph("encoderGraph", manifest.getEncoderGraph());
        checkGraph("decoderGraph", manifest.getDecoderGraph());
        checkVector(manifest, manifest.getCheck());
        checkNames(manifest.getFeatureNames(), manifest.getInputDim());
        checkRanges(manifest);
        Baselines.check(manifest);
    }

    private static void checkNames(List<String> names, int inputDim) {
        require("featureNames", names.size(), names.isEmpty() || names.size() == inputDim, "none, or " + inputDim);
        for (String name : names) {
            require("featureNames length", name.length(), name.length() <= LONGEST_FEATURE_NAME, "<= 100");
        }
    }

    private static void checkRanges(ModelManifest manifest) {
        int lows = manifest.getFeatureLows().size();
        int highs = manifest.getFeatureHighs().size();
        require("featureLows", lows, lows == 0 || lows == manifest.getInputDim(), "none, or " + manifest.getInputDim());
        require("featureHighs", highs, highs == lows, "" + lows + ", as many as featureLows");
        for (int feature = 0; feature < lows; feature++) {
            float low = manifest.getFeatureLows().get(feature);
            float high = manifest.getFeatureHighs().get(feature);
            require("featureLows", low, Float.isFinite(low) && low <= high, "finite, <= " + high);
            require("featureHighs", high, Float.isFinite(high), "finite");
        }
    }

    private static void checkGraph(String name, GraphFile graph) {
        require(name + ".bytes", graph.getBytes(), graph.getBytes() >= 1, ">= 1");
        int chunks = Graphs.chunks(graph.getBytes());
        require(name + ".chunks", graph.getChunks(), graph.getChunks() == chunks, "" + chunks);
        require(name + ".sha256", graph.getSha256(), graph.getSha256().matches("[0-9a-f]{64}"), "64 hex digits");
    }

    private static void checkVector(ModelManifest manifest, CheckVector check) {
        requireRow("check.vector", check.getVector(), manifest.getInputDim());
        requireRow("check.reconstruction", check.getReconstruction(), manifest.getInputDim());
        int codeBytes = check.getCode().remaining();
        require("check.code bytes", codeBytes, codeBytes == manifest.getCodeBytes(), "" + manifest.getCodeBytes());
        float error = check.getError();
        require("check.error", error, Float.isFinite(error) && error >= 0, "finite, >= 0");
    }

    private static void requireRow(String name, List<Float> row, int inputDim) {
        require(name + " length", row.size(), row.size() == inputDim, "" + inputDim);
        for (float value : row) {
            require(name, value, Float.isFinite(value), "finite values");
        }
    }

    private static void require(String name, Object value, boolean valid, String expected) {
        if (!valid) {
            throw new ModelRefusedException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
