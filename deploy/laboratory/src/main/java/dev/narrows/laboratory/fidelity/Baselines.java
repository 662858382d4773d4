package dev.narrows.laboratory.fidelity;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import dev.narrows.laboratory.rate.BrokerDisk;
import dev.narrows.trainer.codec.Float16Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What else keeps the promise, in record values without a header: written by Kafka's producer with zstd, and weighed like
 * ours. All but float16 keep the bound. One thread.
 */
final class Baselines {

    private static final int DICTIONARY_BYTES = 16 * 1024;
    private static final int MOST_SAMPLES = 4_000;

    private final BrokerDisk disk;
    private final float[][] train;
    private final float[][] test;

    Baselines(BrokerDisk disk, float[][] train, float[][] test) {
        this.disk = disk;
        this.train = train;
        this.test = test;
    }

    /** Bytes a record of each that gives every bit back. */
    Map<String, Double> exact() {
        Map<String, Double> bytes = new TreeMap<>();
        bytes.put("zstd", weigh(raw(test)));
        bytes.put("shuffle+zstd", weigh(shuffled(test)));
        bytes.put("zstd with dictionary, each record", dictionary(raw(train), raw(test)));
        return bytes;
    }

    /**
     * Bytes a record of each that keeps a bound.
     *
     * @param steps twice the bound, one a feature; 0 where a feature never changed in training
     */
    Map<String, Double> bounded(double[] steps) {
        int[][] numbers = quantised(test, steps);
        Map<String, Double> bytes = exact();
        bytes.put("float16+zstd", weigh(halves()));
        bytes.put("quantise+zstd", weigh(bytes(numbers)));
        bytes.put("quantise+delta+zstd", weigh(bytes(againstRecordBefore(numbers))));
        bytes.put("quantise+delta in record+zstd", weigh(bytes(againstValueBefore(numbers))));
        bytes.put(
                "quantise+zstd with dictionary, each record",
                dictionary(bytes(quantised(train, steps)), bytes(numbers)));
        return bytes;
    }

    private double weigh(List<byte[]> values) {
        return disk.records(values, "zstd");
    }

    private double dictionary(List<byte[]> samples, List<byte[]> values) {
        ZstdDictTrainer trainer = new ZstdDictTrainer(64 << 20, DICTIONARY_BYTES);
        int stride = Math.max(1, samples.size() / MOST_SAMPLES);
        for (int i = 0; i < samples.size(); i += stride) {
            trainer.addSample(samples.get(i));
        }
        List<byte[]> compressed = new ArrayList<>(values.size());
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(Zstd.maxCompressionLevel() / 2);
            context.setContentSize(false);
            context.setDictID(false);
            context.setChecksum(false);
            context.loadDict(trainer.trainSamples());
            values.forEach(value -> compressed.add(context.compress(value)));
        }
        return disk.records(compressed, "none");
    }

    private static List<byte[]> raw(float[][] rows) {
        List<byte[]> all = new ArrayList<>(rows.length);
        for (float[] row : rows) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * row.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(row);
            all.add(bytes.array());
        }
        return all;
    }

    private static List<byte[]> shuffled(float[][] rows) {
        List<byte[]> all = raw(rows);
        all.replaceAll(value -> {
            byte[] planes = new byte[value.length];
            int dim = value.length / Float.BYTES;
            for (int i = 0; i < value.length; i++) {
                planes[i % Float.BYTES * dim + i / Float.BYTES] = value[i];
            }
            return planes;
        });
        return all;
    }

    private List<byte[]> halves() {
        Float16Codec codec = new Float16Codec(test[0].length);
        List<byte[]> all = new ArrayList<>(test.length);
        for (float[] row : test) {
            byte[] bytes = new byte[Short.BYTES * row.length];
            codec.encode(row, 1, bytes);
            all.add(bytes);
        }
        return all;
    }

    private static int[][] quantised(float[][] rows, double[] steps) {
        int[][] numbers = new int[rows.length][steps.length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < steps.length; i++) {
                numbers[row][i] =
                        steps[i] > 0 ? (int) Math.rint(rows[row][i] / steps[i]) : Float.floatToRawIntBits(rows[row][i]);
            }
        }
        return numbers;
    }

    private static int[][] againstRecordBefore(int[][] numbers) {
        int[][] deltas = new int[numbers.length][];
        for (int row = 0; row < numbers.length; row++) {
            deltas[row] = numbers[row].clone();
            for (int i = 0; row > 0 && i < deltas[row].length; i++) {
                deltas[row][i] -= numbers[row - 1][i];
            }
        }
        return deltas;
    }

    private static int[][] againstValueBefore(int[][] numbers) {
        int[][] deltas = new int[numbers.length][];
        for (int row = 0; row < numbers.length; row++) {
            deltas[row] = numbers[row].clone();
            for (int i = deltas[row].length - 1; i > 0; i--) {
                deltas[row][i] -= deltas[row][i - 1];
            }
        }
        return deltas;
    }

    /** Of each feature as few bytes as its largest number needs, and no more for the others' sake. */
    private static List<byte[]> bytes(int[][] numbers) {
        int dim = numbers[0].length;
        int[] widths = new int[dim];
        int width = 0;
        for (int i = 0; i < dim; i++) {
            widths[i] = 1;
            for (int[] row : numbers) {
                widths[i] = Math.max(widths[i], row[i] == (byte) row[i] ? 1 : row[i] == (short) row[i] ? 2 : 4);
            }
            width += widths[i];
        }
        List<byte[]> all = new ArrayList<>(numbers.length);
        for (int[] row : numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(width).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < dim; i++) {
                switch (widths[i]) {
                    case 1 -> bytes.put((byte) row[i]);
                    case 2 -> bytes.putShort((short) row[i]);
                    default -> bytes.putInt(row[i]);
                }
            }
            all.add(bytes.array());
        }
        return all;
    }
}
