package dev.narrows.trainer.fit.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.checkpoint.Checkpoint;
import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.Pruner;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruningTest {

    private static final int DIM = 8;

    @TempDir
    private Path folder;

    private final Dataset train = MadeRows.curved(400, DIM, 2, 1);
    private final Dataset validation = MadeRows.curved(100, DIM, 2, 2);
    private final FitSettings settings =
            FitSettings.builder().epochs(8).patience(0).prune(0.6).workers(2).build();
    private final Autoencoder network = network(Kind.DENSE);
    private Fitted whole;

    @BeforeEach
    void fit() {
        whole = Fit.fit(network, train, validation, settings, ProgressListener.NONE);
    }

    @AfterEach
    void close() {
        whole.close();
    }

    @Test
    void shouldKeepSmallWeightsAtZeroWhileTheOthersLearn() {
        // given
        float[] before = whole.weights().snapshot().trained();

        // when
        try (Fitted pruned = prune(network, whole, Checkpoint.NONE)) {

            // then: a share of all weights together, no bias, and those that were small
            float[] after = pruned.weights().snapshot().trained();
            List<Weights.Span> spans = whole.weights().servedWeights();
            double out = 0;
            double kept = 0;
            int weights = 0;
            for (Weights.Span span : spans) {
                weights += span.count();
                for (int i = span.from(); i < span.from() + span.count(); i++) {
                    out += after[i] == 0 ? Math.abs(before[i]) : 0;
                    kept += after[i] == 0 ? 0 : Math.abs(before[i]);
                }
            }
            int zeros = (int) Math.round(0.6 * weights);
            assertThat(zeros(after)).isEqualTo(zeros);
            assertThat(Pruning.zeros(pruned.weights())).isCloseTo(0.6, within(0.005));
            assertThat(weights).isLessThan(after.length);
            assertThat(out / zeros).isLessThan(kept / (weights - zeros) / 2);
        }
    }

    @Test
    void shouldTakeOutMoreFromEpochToEpochUntilHalfOfThemAreOver() {
        // given
        List<Double> shares = new ArrayList<>();

        // when
        try (Pruner pruner = new Pruner(whole.weights(), 0.8, 8)) {
            for (int epoch = 1; epoch <= 8; epoch++) {
                pruner.begin(epoch);
                shares.add(Pruner.zeros(whole.weights()));
            }
        }

        // then: cubes of what is left of four epochs
        double[] expected = {0.8 * (1 - 27 / 64.0), 0.8 * (1 - 8 / 64.0), 0.8 * (1 - 1 / 64.0), 0.8, 0.8, 0.8, 0.8, 0.8
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(shares.get(i)).isCloseTo(expected[i], within(0.005));
        }
    }

    @Test
    void shouldLeaveTheWholeNetworkAsItIs() {
        // given
        float[] before = whole.weights().snapshot().trained();

        // when
        prune(network, whole, Checkpoint.NONE).close();

        // then
        assertThat(whole.weights().snapshot().trained()).isEqualTo(before);
        assertThat(Pruning.zeros(whole.weights())).isLessThan(0.01);
    }

    @Test
    void shouldTellItsEpochsAfterThoseOfTheWhole() {
        // when
        try (Fitted pruned = prune(network, whole, Checkpoint.NONE)) {

            // then
            assertThat(pruned.history())
                    .extracting(Fitted.Epoch::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 12).boxed().toList());
            // The best of those with the whole share.
            assertThat(pruned.best().number()).isBetween(11, 12);
        }
    }

    @Test
    void shouldMendMostOfWhatItBreaks() {
        // given: the loss right after the cut
        FitSettings still = settings.toBuilder().learningRate(1e-12).build();
        double cut;
        try (Fitted untrained =
                Pruning.fit(network, whole, train, validation, still, FitCallbacks.of(ProgressListener.NONE))) {
            cut = untrained.best().validationLoss();
        }

        // when
        try (Fitted pruned = prune(network, whole, Checkpoint.NONE)) {

            // then
            double lost = cut - whole.best().validationLoss();
            assertThat(pruned.best().validationLoss() - whole.best().validationLoss())
                    .isLessThan(lost / 2);
        }
    }

    /** While the share rises, and after it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void shouldGoOnAfterAnInterrupt(int epoch) {
        // given
        float[] uninterrupted;
        try (Fitted pruned = prune(network, whole, Checkpoint.NONE)) {
            uninterrupted = pruned.weights().snapshot().trained();
        }
        Checkpoint checkpoint = Checkpoints.open(folder, false).of("pruned");
        ProgressListener interrupt = progress -> {
            if (progress.epoch() == epoch) {
                throw new IllegalStateException("interrupted");
            }
        };
        assertThatThrownBy(() -> Pruning.fit(
                        network, whole, train, validation, settings, new FitCallbacks(interrupt, checkpoint)))
                .hasMessage("interrupted");

        // when
        try (Fitted resumed = prune(network, whole, checkpoint)) {

            // then
            assertThat(resumed.weights().snapshot().trained()).isEqualTo(uninterrupted);
        }
    }

    @Test
    void shouldTakeNothingOutOfWhatOnlyHelpsToTrain() {
        // given: a discriminator judges latents while training
        Autoencoder adversarial = network(Kind.ADVERSARIAL);
        try (Fitted fitted = Fit.fit(adversarial, train, validation, settings, ProgressListener.NONE);
                Fitted pruned = prune(adversarial, fitted, Checkpoint.NONE)) {

            // when
            int weights = fitted.weights().servedWeights().stream()
                    .mapToInt(Weights.Span::count)
                    .sum();

            // then
            assertThat(weights)
                    .isEqualTo(whole.weights().servedWeights().stream()
                            .mapToInt(Weights.Span::count)
                            .sum());
            assertThat(zeros(pruned.weights().snapshot().trained())).isEqualTo((int) Math.round(0.6 * weights));
        }
    }

    private Fitted prune(Autoencoder any, Fitted fitted, Checkpoint checkpoint) {
        return Pruning.fit(
                any, fitted, train, validation, settings, new FitCallbacks(ProgressListener.NONE, checkpoint));
    }

    private Autoencoder network(Kind kind) {
        NetworkSettings shape = NetworkSettings.builder()
                .kind(kind)
                .hidden(24)
                .latent(4)
                .codeBits(8)
                .build();
        return Autoencoder.of(DIM, Normalisation.of(train, Scaling.STANDARD), shape);
    }

    private static int zeros(float[] values) {
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros;
    }
}
