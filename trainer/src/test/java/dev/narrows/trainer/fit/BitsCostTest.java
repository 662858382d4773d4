package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.dataset.file.DataFileSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What rounding latents to bytes costs, on real digits. */
class BitsCostTest {

    private static final int TRAINED = 2_500;
    private static final int SEEN = 3_000;
    private static final int DIM = 784;

    private final Dataset digits =
            DataFile.open(Path.of("../deploy/laboratory/digits/train-images-idx3-ubyte.gz"), DataFileSettings.DEFAULT);
    private final Dataset train = part(0, TRAINED);
    private final Dataset validation = part(TRAINED, SEEN);

    @Test
    void shouldCostLessThanAHundredthInEightBitsAndATenthInFour() {
        // when: the same latent, rounded and not
        Cost eight = cost(8);
        Cost four = cost(4);

        // then: beside the latent as it is in the same network, and beside the best that was reached with eight bits
        assertThat(eight.rounded()).isLessThan(eight.exact() * 1.01);
        assertThat(four.rounded()).isLessThan(Math.min(eight.rounded(), eight.exact()) * 1.1);
    }

    private Cost cost(int bits) {
        Normalisation normalisation = Normalisation.of(train, Scaling.RANGE);
        NetworkSettings settings =
                NetworkSettings.builder().hidden(128).latent(16).codeBits(bits).build();
        Autoencoder network = Autoencoder.of(DIM, normalisation, settings);
        FitSettings fit = FitSettings.builder().epochs(16).loss(Loss.BCE).build();
        try (Fitted fitted = Fit.fit(network, train, validation, fit, ProgressListener.NONE)) {
            return new Cost(
                    error(network, Pass.plain(fitted.weights(), false)),
                    error(network, Pass.plain(fitted.weights(), true)));
        }
    }

    private double error(Autoencoder network, Pass pass) {
        float[] values = new float[validation.rows() * DIM];
        validation.read(0, validation.rows(), values);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor rows = network.normalisation().apply(Torch.tensor(values, validation.rows(), DIM));
            Tensor back = network.output().forward(network.decode(network.latent(rows, pass), pass), pass);
            return back.sub(rows).square().mean().item_float();
        }
    }

    private Dataset part(int from, int to) {
        return ArrayDataset.copyOf(
                Selection.of(digits, IntStream.range(from, to).toArray()));
    }

    /** Squared errors with the latent as it is, and rounded. */
    private record Cost(double exact, double rounded) {}
}
