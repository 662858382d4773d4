package dev.narrows.standalone.decode;

/**
 * Where a latent lies, and what it says of its vector.
 *
 * @param timestamp of the input record, milliseconds since 1970
 * @param key of the input record as text, empty for null
 * @param error in the model's error metric
 */
public record Origin(int partition, long offset, long timestamp, String key, int modelVersion, float error) {}
