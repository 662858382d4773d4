package dev.narrows.laboratory.fidelity;

import dev.narrows.laboratory.rate.BrokerDisk;
import dev.narrows.trainer.codec.Int8Codec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What the users of embeddings look at: whether the nearest neighbours are still found; beside what vector databases keep, a
 * byte a value and a bit a value. Of sets that are wide enough to be embeddings, and have rows enough. One thread.
 */
final class Searches {

    private static final int WIDE = 128;
    private static final int ROWS = 100;

    private final BrokerDisk disk;
    private final Dataset train;
    private final float[][] test;
    private final List<Neighbours> neighbours;
    private final Map<String, Kept> others = new TreeMap<>();

    Searches(BrokerDisk disk, Dataset train, float[][] test) {
        this.disk = disk;
        this.train = train;
        this.test = test;
        this.neighbours = test[0].length < WIDE || test.length < ROWS ? List.of() : List.of(new Neighbours(test));
        for (Neighbours each : neighbours) {
            others.put("int8", int8(each));
            others.put("binary", binary(each));
        }
    }

    /** What one of the others keeps and finds. */
    record Kept(double bytes, double recallAt10) {}

    /** The share of neighbours that are found among rows that were kept as these; empty where it is not looked at. */
    OptionalDouble recall(float[][] kept) {
        return neighbours.stream().mapToDouble(each -> each.recall(kept)).findFirst();
    }

    /** What the others come to, their codes written with zstd as well; none where it is not looked at. */
    Map<String, Kept> others() {
        return others;
    }

    private Kept int8(Neighbours search) {
        Int8Codec codec = Int8Codec.fit(train);
        float[][] back = new float[test.length][codec.dim()];
        List<byte[]> codes = new ArrayList<>(test.length);
        for (int row = 0; row < test.length; row++) {
            byte[] code = new byte[codec.codeBytes()];
            codec.encode(test[row], 1, code);
            codec.decode(code, 1, back[row]);
            codes.add(code);
        }
        return new Kept(disk.records(codes, "zstd"), search.recall(back));
    }

    private Kept binary(Neighbours search) {
        float[] means = means();
        List<byte[]> codes = new ArrayList<>(test.length);
        for (float[] row : test) {
            byte[] code = new byte[(means.length + Byte.SIZE - 1) / Byte.SIZE];
            for (int i = 0; i < means.length; i++) {
                code[i / Byte.SIZE] |= (byte) (row[i] > means[i] ? 1 << (i % Byte.SIZE) : 0);
            }
            codes.add(code);
        }
        return new Kept(disk.records(codes, "zstd"), search.recallOfSigns(means));
    }

    private float[] means() {
        int dim = train.dim();
        double[] sums = new double[dim];
        Slices.of(train, (values, from, count) -> {
            for (int i = 0; i < count * dim; i++) {
                sums[i % dim] += values[i];
            }
        });
        float[] means = new float[dim];
        for (int i = 0; i < dim; i++) {
            means[i] = (float) (sums[i] / train.rows());
        }
        return means;
    }
}
