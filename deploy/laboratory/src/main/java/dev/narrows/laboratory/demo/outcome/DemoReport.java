package dev.narrows.laboratory.demo.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.SortedMap;

/**
 * What the demo found, all of it read back from the topics and the broker's disk.
 *
 * @param records records of the input topic
 * @param latents records of the latents topic
 * @param deadLetters records of the dead letters topic
 * @param lost records of the input that are in neither
 * @param duplicated records of both that are more than were sent
 * @param bytesInOnDisk log segments of the input topic, written without compression
 * @param bytesOutOnDisk log segments of the latents topic, written without compression
 * @param bytesInZstdOnDisk log segments of the same input records in a topic written with zstd
 * @param bytesOutZstdOnDisk log segments of the same latents in a topic written with zstd
 * @param mse mean squared error per pixel (0 to 1) of the streamed digits, decoded from their latents
 * @param pcaMse that of a principal component analysis of the training digits with as many components as a code has
 *     bytes, on the same streamed digits
 * @param mseByVersion {@code mse} of the digits that each model version encoded
 * @param alerts records that raised an alert
 * @param alertPrecision share of them that were known not to be digits
 * @param alertRecall share of the readable non-digits that raised an alert
 * @param deadLetterReasons dead letters by reason
 * @param modelVersions versions that encoded a latent, ascending
 * @param seconds wall-clock time of the story
 */
public record DemoReport(
        long records,
        long latents,
        long deadLetters,
        long lost,
        long duplicated,
        long bytesInOnDisk,
        long bytesOutOnDisk,
        long bytesInZstdOnDisk,
        long bytesOutZstdOnDisk,
        double mse,
        double pcaMse,
        SortedMap<Integer, Double> mseByVersion,
        long alerts,
        double alertPrecision,
        double alertRecall,
        SortedMap<String, Long> deadLetterReasons,
        List<Integer> modelVersions,
        double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Whether every record arrived once. */
    public boolean complete() {
        return lost == 0 && duplicated == 0;
    }

    /** The figures as lines for a terminal. */
    public String table() {
        return ReportTable.of(this);
    }

    /** The figures as a JSON object, keys as the components are named. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("report: cannot be written as JSON", failed);
        }
    }
}
