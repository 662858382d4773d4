package dev.narrows.trainer.dataset.topic;

import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of record values and counts those that are none. Where nobody says what dimension the vectors have, the first
 * {@value #SAMPLE} readable ones vote, so that a stray one at the start does not decide.
 */
final class RowCollector implements AutoCloseable {

    private static final int SAMPLE = 1000;

    private final VectorReader reader;
    private final Map<Reason, Long> unusable = new EnumMap<>(Reason.class);
    private final List<float[]> sample = new ArrayList<>();
    private OptionalInt dim;
    private @Nullable RowSpool spool;
    private long records;

    RowCollector(VectorReader reader, OptionalInt dim) {
        this.reader = reader;
        this.dim = dim;
    }

    void add(byte @Nullable [] value) throws IOException {
        records++;
        try {
            float[] row = reader.readAll(value);
            if (!isFinite(row)) {
                leaveOut(Reason.NOT_FINITE);
            } else if (dim.isPresent()) {
                keep(row);
            } else {
                sample.add(row);
                if (sample.size() == SAMPLE) {
                    vote();
                }
            }
        } catch (UnreadableVectorException e) {
            leaveOut(e.reason());
        }
    }

    TopicRows finish(String topic) throws IOException {
        vote();
        if (spool == null) {
            throw new DatasetException("topic " + topic + ": no usable vector in " + records + " records"
                    + (unusable.isEmpty() ? "" : " " + unusable) + " (expected: vectors)");
        }
        return new TopicRows(spool.finish(), records, unusable);
    }

    private void vote() throws IOException {
        if (sample.isEmpty()) {
            return;
        }
        dim = OptionalInt.of(
                sample.stream()
                        .collect(Collectors.groupingBy(row -> row.length, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow()
                        .getKey());
        for (float[] row : sample) {
            keep(row);
        }
        sample.clear();
    }

    private void keep(float[] row) throws IOException {
        if (row.length != dim.getAsInt()) {
            leaveOut(Reason.WRONG_DIMENSION);
            return;
        }
        if (spool == null) {
            spool = RowSpool.open(row.length);
        }
        spool.add(row);
    }

    private void leaveOut(Reason reason) {
        unusable.merge(reason, 1L, Long::sum);
    }

    private static boolean isFinite(float[] row) {
        for (float value : row) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return row.length > 0;
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            spool.close();
        }
    }
}
