package dev.narrows.trainer;

import dev.narrows.schemas.TailFit;
import dev.narrows.trainer.dataset.Dataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in three parts without a row in common, and the exponential tail of errors. */
record Parts(Dataset train, Dataset validation, Dataset calibration) {

    private static final double TAIL = 0.05;

    static Parts of(Dataset data, double validationShare, double calibrationShare, long seed) {
        List<Integer> order = IntStream.range(0, data.rows()).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        int validation = (int) Math.ceil(data.rows() * validationShare);
        int calibration = (int) Math.ceil(data.rows() * calibrationShare);
        int[] rows = order.stream().mapToInt(Integer::intValue).toArray();
        int train = rows.length - validation - calibration;
        return new Parts(
                new Part(data, Arrays.copyOfRange(rows, 0, train)),
                new Part(data, Arrays.copyOfRange(rows, train, train + validation)),
                new Part(data, Arrays.copyOfRange(rows, train + validation, rows.length)));
    }

    static TailFit tail(float[] errors) {
        float[] sorted = errors.clone();
        Arrays.sort(sorted);
        int start = Math.min(sorted.length - 1, (int) (sorted.length * (1 - TAIL)));
        double excess = 0;
        for (int i = start; i < sorted.length; i++) {
            excess += sorted[i] - sorted[start];
        }
        int count = Math.max(1, sorted.length - 1 - start);
        double scale = Math.max(excess / count, 1e-9);
        return new TailFit((double) sorted[start], (double) count / sorted.length, 0.0, scale, count, "empirical");
    }

    private record Part(Dataset data, List<Integer> rowNumbers) implements Dataset {
        private Part(Dataset data, int[] rows) {
            this(data, Arrays.stream(rows).boxed().toList());
        }

        @Override
        public int rows() {
            return rowNumbers.size();
        }

        @Override
        public int dim() {
            return data.dim();
        }

        @Override
        public void read(int from, int count, float[] target) {
            float[] row = new float[dim()];
            for (int i = 0; i < count; i++) {
                data.read(rowNumbers.get(from + i), 1, row);
                System.arraycopy(row, 0, target, i * dim(), dim());
            }
        }

        @Override
        public String digest() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                float[] row = new float[dim()];
                ByteBuffer bytes = ByteBuffer.allocate(dim() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < rows(); i++) {
                    read(i, 1, row);
                    bytes.asFloatBuffer().put(row);
                    digest.update(bytes.array());
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
