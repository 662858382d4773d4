package dev.narrows.stream.status;

import java.util.Map;

/**
 * Sums since the service started.
 *
 * @param records read
 * @param latents written
 * @param alerts written
 * @param unexplained alerts among them without contributions
 * @param bytesIn bytes of the input values
 * @param bytesOut bytes of the latents' values
 * @param deadLetters written, by reason, those that there are
 * @param modelVersion in service, 0 before the first
 * @param provider where it runs, empty before the first
 */
public record Totals(
        long records,
        long latents,
        long alerts,
        long unexplained,
        long bytesIn,
        long bytesOut,
        Map<String, Long> deadLetters,
        int modelVersion,
        String provider) {}
