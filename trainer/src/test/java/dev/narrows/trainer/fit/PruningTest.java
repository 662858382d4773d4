package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.checkpoint.Checkpoint;
import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void shouldKeepTheSmallestWeightsAtZeroWhileTheOthersLearn() {
        // given
        float[] before = whole.weights().snapshot().trained();

        // when
        try (Fitted pruned = prune(network, whole, Checkpoint.NONE)) {

            // then: a share of all weights together, and no bias
            float[] after = pruned.weights().snapshot().trained();
            List<Weights.Span> spans = whole.weights().servedWeights();
            double largestOut = 0;
            double smallestKept = Double.POSITIVE_INFINITY;
            for (Weights.Span span : spans) {
                for (int i = span.from(); i < span.from() + span.count(); i++) {
                    largestOut = Math.max(largestOut, after[i] == 0 ? Math.abs(before[i]) : 0);
                    smallestKept = Math.min(smallestKept, after[i] == 0 ? smallestKept : Math.abs(before[i]));
                }
            }
            assertThat(largestOut).isLessThan(smallestKept);
            assertThat(Pruning.zeros(pruned.weights())).isCloseTo(0.6, within(0.005));
            assertThat(spans.stream().mapToInt(Weights.Span::count).sum()).isLessThan(after.length);
            assertThat(zeros(after)).isEqualTo((int) Math.round(
                    0.6 * spans.stream().mapToInt(Weights.Span::count).sum()));
            assertThat(after)
                    .isNotEqualTo(
                            PrunedWeights.of(whole.weights(), 0.6).weights().trained());
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
            assertThat(pruned.best().number()).isBetween(9, 12);
        }
    }

    @Test
    void shouldMendMostOfWhatItBreaks() {
        // given: the loss right after the cut
        FitSettings still = settings.toBuilder().learningRate(1e-12).build();
        double cut;
        try (Fitted untrained =
                Pruning.fit(network, whole, train, validation, still, Course.of(ProgressListener.NONE))) {
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

    @Test
    void shouldGoOnAfterAnInterrupt() {
        // given
        float[] uninterrupted;
        try (Fitted pruned = prune(network, whole, Checkpoint.NONE)) {
            uninterrupted = pruned.weights().snapshot().trained();
        }
        Checkpoint checkpoint = Checkpoints.open(folder, false).of("pruned");
        ProgressListener interrupt = progress -> {
            if (progress.epoch() == 3) {
                throw new IllegalStateException("interrupted");
            }
        };
        assertThatThrownBy(() ->
                        Pruning.fit(network, whole, train, validation, settings, new Course(interrupt, checkpoint)))
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
        return Pruning.fit(any, fitted, train, validation, settings, new Course(ProgressListener.NONE, checkpoint));
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
