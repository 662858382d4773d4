package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.Residual;
import dev.narrows.schemas.fidelity.entropy.Table;
import java.util.Arrays;

/**
 * What residuals were seen in each cell of each feature, and the few tables that suit them: cells are brought together with
 * the table that takes the fewest bits for them, tables are made anew of their cells, some times over (k-means, with bits in
 * place of distances). A cell that was hardly seen goes by its feature and by its like in other features. One thread.
 */
final class Cells {

    private static final int TABLES = 64;
    private static final int ROUNDS = 8;
    // What feature and kind of cell weigh beside what was counted.
    private static final double PRIOR = 2;
    private static final double FLOOR = 0.02;

    private final Predictors predictors;
    private final int features;
    private final int[][] seen;
    private final double[][] ofFeature;
    private final double[][] ofKind;
    private final byte[] numbers;
    private double[][] logs = {};
    private double bits;

    private Cells(Predictors predictors, int features) {
        this.predictors = predictors;
        this.features = features;
        this.seen = new int[features * Learned.CELLS][];
        this.ofFeature = new double[features][Residual.SYMBOLS];
        this.ofKind = new double[Learned.CELLS][Residual.SYMBOLS];
        this.numbers = new byte[features * Learned.CELLS];
    }

    static Cells of(int[] numbers, int rows, Predictors predictors) {
        int features = numbers.length / rows;
        Cells cells = new Cells(predictors, features);
        for (int row = 0; row < numbers.length; row += features) {
            cells.count(numbers, row);
        }
        Arrays.stream(cells.ofFeature).forEach(Cells::normalise);
        Arrays.stream(cells.ofKind).forEach(Cells::normalise);
        cells.bringTogether();
        return cells;
    }

    Predictors predictors() {
        return predictors;
    }

    byte[] numbers() {
        return numbers;
    }

    /** Bits that the rows take. */
    double bits() {
        return bits;
    }

    Table[] tables() {
        Table[] tables = new Table[TABLES];
        for (int table = 0; table < TABLES; table++) {
            long[] weights = new long[Residual.SYMBOLS];
            for (int symbol = 0; symbol < weights.length; symbol++) {
                weights[symbol] = (long) (Math.pow(2, -logs[table][symbol]) * (1 << 30));
            }
            weights[0]++;
            tables[table] = Table.of(weights);
        }
        return tables;
    }

    private void count(int[] row, int from) {
        int[] off = new int[features];
        int far = 0;
        for (int feature = 0; feature < features; feature++) {
            int kind = Learned.cell(predictors.near(off, feature), far, feature);
            int residual = row[from + feature] - predictors.predict(row, from, feature);
            int symbol = Residual.symbol(residual);
            int cell = feature * Learned.CELLS + kind;
            if (seen[cell] == null) {
                seen[cell] = new int[Residual.SYMBOLS];
            }
            seen[cell][symbol]++;
            ofFeature[feature][symbol]++;
            ofKind[kind][symbol]++;
            bits += Residual.rawBits(symbol);
            off[feature] = Learned.size(residual);
            far += off[feature];
        }
    }

    private static void normalise(double[] counts) {
        double sum = Arrays.stream(counts).sum();
        for (int i = 0; sum > 0 && i < counts.length; i++) {
            counts[i] /= sum;
        }
    }

    private void bringTogether() {
        start();
        for (int round = 0; round < ROUNDS; round++) {
            logs = logs();
            double[][] featureBits = bitsOf(ofFeature);
            double[][] kindBits = bitsOf(ofKind);
            for (int cell = 0; cell < numbers.length; cell++) {
                numbers[cell] = best(seen[cell], featureBits[cell / Learned.CELLS], kindBits[cell % Learned.CELLS]);
            }
        }
        logs = logs();
        for (int cell = 0; cell < numbers.length; cell++) {
            if (seen[cell] != null) {
                bits += bits(seen[cell], logs[numbers[cell]]);
            }
        }
    }

    /** Cells in the order of their entropy, cut into as many parts as there are tables. */
    private void start() {
        Integer[] order = new Integer[numbers.length];
        double[] entropy = new double[numbers.length];
        for (int cell = 0; cell < order.length; cell++) {
            order[cell] = cell;
            entropy[cell] = seen[cell] == null ? 0 : entropy(seen[cell]);
        }
        Arrays.sort(order, (a, b) -> Double.compare(entropy[a], entropy[b]));
        for (int i = 0; i < order.length; i++) {
            numbers[order[i]] = (byte) ((long) i * TABLES / order.length);
        }
    }

    private static double entropy(int[] counts) {
        double sum = Arrays.stream(counts).sum();
        double bits = 0;
        for (int count : counts) {
            bits -= count == 0 ? 0 : count / sum * Math.log(count / sum);
        }
        return bits;
    }

    /** What each symbol takes in each table. */
    private double[][] logs() {
        double[][] made = new double[TABLES][Residual.SYMBOLS];
        for (double[] table : made) {
            Arrays.fill(table, FLOOR);
        }
        for (int cell = 0; cell < numbers.length; cell++) {
            int[] counts = seen[cell];
            for (int symbol = 0; counts != null && symbol < counts.length; symbol++) {
                made[numbers[cell]][symbol] += counts[symbol];
            }
        }
        for (double[] table : made) {
            normalise(table);
            for (int symbol = 0; symbol < table.length; symbol++) {
                table[symbol] = -Math.log(table[symbol]) / Math.log(2);
            }
        }
        return made;
    }

    private double[][] bitsOf(double[][] shares) {
        double[][] found = new double[shares.length][TABLES];
        for (int i = 0; i < shares.length; i++) {
            for (int table = 0; table < TABLES; table++) {
                for (int symbol = 0; symbol < Residual.SYMBOLS; symbol++) {
                    found[i][table] += shares[i][symbol] == 0 ? 0 : shares[i][symbol] * logs[table][symbol];
                }
            }
        }
        return found;
    }

    private byte best(int[] counts, double[] featureBits, double[] kindBits) {
        int best = 0;
        double fewest = Double.MAX_VALUE;
        int[] symbols = counts == null ? new int[0] : present(counts);
        for (int table = 0; table < TABLES; table++) {
            double each = PRIOR * (featureBits[table] + kindBits[table]);
            for (int symbol : symbols) {
                each += counts[symbol] * logs[table][symbol];
            }
            if (each < fewest) {
                fewest = each;
                best = table;
            }
        }
        return (byte) best;
    }

    private static int[] present(int[] counts) {
        int[] symbols = new int[counts.length];
        int count = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                symbols[count++] = symbol;
            }
        }
        return Arrays.copyOf(symbols, count);
    }

    private static double bits(int[] counts, double[] table) {
        double sum = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            sum += counts[symbol] == 0 ? 0 : counts[symbol] * table[symbol];
        }
        return sum;
    }
}
