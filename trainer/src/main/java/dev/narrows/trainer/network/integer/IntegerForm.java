package dev.narrows.trainer.network.integer;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.graph.IntegerRows;
import dev.narrows.trainer.graph.WeightFormat;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Weights;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes a trained network one of whole numbers. Fully connected layers with many weights compute in them, with their inputs
 * rounded to bytes in a range that is measured on training rows; in smaller ones that rounding would take more time than it
 * saves. The weights of all others are only kept as bytes.
 */
public final class IntegerForm {

    /** Weights from which on a product of whole numbers is worth the rounding of its input. */
    private static final int MANY = 16_384;

    private static final int ROWS = 1_024;

    private IntegerForm() {}

    /** Whether any layer would compute in whole numbers; where none does, the form is smaller but not faster. */
    public static boolean faster(Autoencoder network) {
        AtomicBoolean found = new AtomicBoolean();
        network.with(each(dense -> {
            found.set(true);
            return dense;
        }));
        return found.get();
    }

    /**
     * The network whose large layers round; it has the same parameters, and its training passes round too.
     *
     * @param rows that ranges are measured on: at most 1,024, evenly taken
     */
    public static Autoencoder of(TrainedNetwork trained, Dataset rows) {
        Autoencoder measuring = trained.network().with(each(Gauge::new));
        run(new TrainedNetwork(measuring, trained.weights()), rows);
        return measuring.with(layer -> layer instanceof Gauge gauge ? gauge.rounded(trained.weights()) : layer);
    }

    /** {@code whole} with rounded weights of its own, to be served so. Whoever has the result closes it. */
    public static TrainedNetwork served(Autoencoder whole, Weights weights) {
        Set<String> integer = new HashSet<>();
        whole.with(layer -> {
            if (layer instanceof IntegerDense dense) {
                integer.add(dense.dense().weight());
            }
            return layer;
        });
        Weights rounded = weights.changed((name, values, rows) -> {
            int largest = integer.contains(name) ? IntegerRows.FACTOR : IntegerRows.BYTE;
            return IntegerRows.of(values, rows, largest).floats();
        });
        return new TrainedNetwork(whole, rounded, WeightFormat.INT8);
    }

    private static void run(TrainedNetwork measuring, Dataset rows) {
        int count = Math.min(ROWS, rows.rows());
        float[] values = new float[count * rows.dim()];
        float[] row = new float[rows.dim()];
        for (int i = 0; i < count; i++) {
            rows.read((int) ((long) i * rows.rows() / count), 1, row);
            System.arraycopy(row, 0, values, i * row.length, row.length);
        }
        measuring.run(values, count);
    }

    private static UnaryOperator<Layer> each(Function<Dense, Layer> change) {
        return layer -> layer instanceof Dense dense && (long) dense.inputs() * dense.outputs() >= MANY
                ? change.apply(dense)
                : layer;
    }
}
