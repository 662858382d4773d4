package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.regularisation.Noise;
import dev.narrows.trainer.network.regularisation.Sparsity;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** That each option brings about what it is there for, on networks small enough to train in a moment. */
class OptionsTest {

    private static final int DIM = 10;
    private static final int LATENT = 6;

    private final Dataset train = MadeRows.curved(600, DIM, 2, 1);
    private final Dataset validation = MadeRows.curved(200, DIM, 2, 2);
    private final FitSettings settings = FitSettings.builder().epochs(16).build();
    private final NetworkSettings dense =
            NetworkSettings.builder().hidden(24).latent(LATENT).codeBits(8).build();

    @Test
    void shouldHaveMoreSilentLatentsWhereSparse() {
        // given
        NetworkSettings sparse = dense.toBuilder()
                .sparsity(new Sparsity(Sparsity.Kind.L1, 0.05, 0.05))
                .build();

        // when
        double many = silent(fitted(sparse.toBuilder().kind(Kind.SPARSE).build(), settings));
        double few = silent(fitted(dense, settings));

        // then
        assertThat(few).isLessThan(0.05);
        assertThat(many).isGreaterThan(0.3);
    }

    @Test
    void shouldHaveLatentsNearTheTargetThatKlAsksFor() {
        // when: a sigmoid's values
        double tenth = mean(latents(fitted(kl(0.1), settings)));
        double most = mean(latents(fitted(kl(0.8), settings)));

        // then
        assertThat(tenth).isLessThan(0.25);
        assertThat(most).isGreaterThan(0.65);
    }

    @Test
    void shouldMakeWeightsSmallerWithEachPenalty() {
        // given
        double free = weightNorm(settings);

        // when
        double l1 = weightNorm(settings.toBuilder().l1(1e-2).build());
        double l2 = weightNorm(settings.toBuilder().l2(0.1).build());
        double decay = weightNorm(
                settings.toBuilder().optimiser(Optimiser.Kind.ADAMW).l2(5).build());

        // then
        assertThat(l1).isLessThan(0.8 * free);
        assertThat(l2).isLessThan(0.8 * free);
        assertThat(decay).isLessThan(0.8 * free);
    }

    @Test
    void shouldMakeMoreOfSpoiltRowsWhereItLearntToDenoise() {
        // given
        NetworkSettings denoising = dense.toBuilder()
                .kind(Kind.DENOISING)
                .noise(new Noise(Noise.Kind.GAUSSIAN, 0.5))
                .build();

        // when
        double learnt = errorOfSpoilt(fitted(denoising, settings));
        double plain = errorOfSpoilt(fitted(dense, settings));

        // then
        assertThat(learnt).isLessThan(0.9 * plain);
    }

    @Test
    void shouldDrawLatentsTogetherAsBetaRises() {
        // given
        NetworkSettings variational = dense.toBuilder().kind(Kind.VARIATIONAL).build();

        // when
        double free = square(latents(fitted(variational.toBuilder().beta(1e-6).build(), settings)));
        double held = square(latents(fitted(variational.toBuilder().beta(20).build(), settings)));

        // then: means near 0 tell nothing, which costs no divergence
        assertThat(held).isLessThan(0.1 * free);
    }

    @Test
    void shouldMakeLatentsMoreLikeNormalOnesWhereADiscriminatorLooks() {
        // given
        NetworkSettings two = dense.toBuilder().latent(2).kind(Kind.ADVERSARIAL).build();
        FitSettings longer = settings.toBuilder().epochs(40).batchSize(32).build();

        // when
        double free =
                distance(latents(fitted(two.toBuilder().adversarialWeight(1e-9).build(), longer)));
        double watched =
                distance(latents(fitted(two.toBuilder().adversarialWeight(0.5).build(), longer)));

        // then
        assertThat(watched).isLessThan(0.5 * free);
    }

    @Test
    void shouldComeBackToTheBestEpoch() {
        // given: rates that are far too large at the end
        FitSettings rough = settings.toBuilder()
                .epochs(20)
                .patience(0)
                .learningRate(0.1)
                .schedule(Schedule.Kind.CONSTANT)
                .build();
        Autoencoder network = network(dense);

        // when
        try (Fitted fitted = Fit.fit(network, train, validation, rough, ProgressListener.NONE)) {

            // then: what is kept has the loss of the best epoch, which was not the last one
            double kept = loss(network, fitted.weights(), rows(validation), rows(validation));
            assertThat(kept).isCloseTo(fitted.best().validationLoss(), within(1e-5));
            Fitted.Epoch last = fitted.history().get(fitted.history().size() - 1);
            assertThat(fitted.best().validationLoss()).isLessThan(last.validationLoss());
        }
    }

    @Test
    void shouldTrainThroughTheCodeInTheLastEpochsOnly() {
        // given
        FitSettings quarter = settings.toBuilder().quantisedShare(0.25).build();

        // when
        try (Fitted fitted = Fit.fit(network(dense), train, validation, quarter, ProgressListener.NONE)) {

            // then
            assertThat(fitted.history())
                    .filteredOn(Fitted.Epoch::quantised)
                    .extracting(Fitted.Epoch::number)
                    .containsExactly(13, 14, 15, 16);
        }
    }

    private NetworkSettings kl(double target) {
        return dense.toBuilder()
                .sparsity(new Sparsity(Sparsity.Kind.KL, 20, target))
                .build();
    }

    /** A network with weights; the caller's test is over before they matter to memory. */
    private record Trained(Autoencoder network, Weights weights) {}

    private Trained fitted(NetworkSettings shape, FitSettings fit) {
        Autoencoder network = network(shape);
        return new Trained(
                network,
                Fit.fit(network, train, validation, fit, ProgressListener.NONE).weights());
    }

    private Autoencoder network(NetworkSettings shape) {
        return Autoencoder.of(DIM, Normalisation.of(train, Scaling.FEATURE_STANDARD), shape);
    }

    private double weightNorm(FitSettings fit) {
        return square(fitted(dense, fit).weights().snapshot().trained());
    }

    /** The share of latent values that are 0. */
    private double silent(Trained trained) {
        int count = 0;
        float[] latents = latents(trained);
        for (float value : latents) {
            count += Math.abs(value) < 1e-6 ? 1 : 0;
        }
        return (double) count / latents.length;
    }

    private float[] latents(Trained trained) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor normal = trained.network().normalisation().apply(tensor(rows(validation)));
            return Torch.values(trained.network().latent(normal, Pass.served(trained.weights())));
        }
    }

    private double errorOfSpoilt(Trained trained) {
        float[] spoilt = rows(validation);
        Random random = new Random(5);
        for (int i = 0; i < spoilt.length; i++) {
            // Half of a feature's deviation, which is near 28 in these rows.
            spoilt[i] += (float) (14 * random.nextGaussian());
        }
        return loss(trained.network(), trained.weights(), spoilt, rows(validation));
    }

    /** Squared error in normalised units of what comes back for {@code given}. */
    private static double loss(Autoencoder network, Weights weights, float[] given, float[] wanted) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Pass pass = Pass.served(weights);
            Tensor latent = network.latent(network.normalisation().apply(tensor(given)), pass);
            Tensor back = network.output().forward(network.decode(latent, pass), pass);
            return back.sub(network.normalisation().apply(tensor(wanted)))
                    .square()
                    .mean()
                    .item_float();
        }
    }

    private static Tensor tensor(float[] rows) {
        return Torch.tensor(rows, rows.length / DIM, DIM);
    }

    private static float[] rows(Dataset data) {
        float[] rows = new float[data.rows() * DIM];
        data.read(0, data.rows(), rows);
        return rows;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** How far the mean and covariance of pairs are from those of standard normal ones. */
    private static double distance(float[] pairs) {
        int rows = pairs.length / 2;
        double[] mean = new double[2];
        double[][] second = new double[2][2];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < 2; i++) {
                mean[i] += pairs[2 * row + i] / (double) rows;
                for (int j = 0; j < 2; j++) {
                    second[i][j] += pairs[2 * row + i] * pairs[2 * row + j] / (double) rows;
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            sum += mean[i] * mean[i];
            for (int j = 0; j < 2; j++) {
                sum += Math.pow(second[i][j] - mean[i] * mean[j] - (i == j ? 1 : 0), 2);
            }
        }
        return sum;
    }

    private static double square(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum / values.length;
    }
}
