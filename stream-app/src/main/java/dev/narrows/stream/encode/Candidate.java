package dev.narrows.stream.encode;

import dev.narrows.schemas.onnx.OnnxModel;

/**
 * A version on trial beside the stable one.
 *
 * @param model its model
 * @param percent share of keys that it encodes, 0 in shadow, at most 100
 * @param sampleShare share of rows that both versions are compared on, 0 to 1
 */
public record Candidate(OnnxModel model, int percent, double sampleShare) {}
