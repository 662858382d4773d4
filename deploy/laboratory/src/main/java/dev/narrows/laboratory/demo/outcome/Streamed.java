package dev.narrows.laboratory.demo.outcome;

import dev.narrows.laboratory.demo.digits.StreamPlan;
import java.nio.file.Path;

/**
 * What there is to count.
 *
 * @param plan the records that were streamed
 * @param trainingDigits how many digits were trained on; they lie in the topic before the stream
 * @param codeBytes width of a latent
 * @param dataFolder of the broker
 * @param partitions of the input topic
 */
public record Streamed(StreamPlan plan, int trainingDigits, int codeBytes, Path dataFolder, int partitions) {}
