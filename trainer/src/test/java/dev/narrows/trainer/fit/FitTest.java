package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.progress.Progress;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.fit.repeat.Restarts;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.Output;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitTest {

    private static final int DIM = 10;

    private final Dataset train = MadeRows.curved(1_000, DIM, 2, 1);
    private final Dataset validation = MadeRows.curved(200, DIM, 2, 2);
    private final FitSettings settings = FitSettings.builder().epochs(12).build();

    @Test
    void shouldFindTheSameWeightsForTheSameSeed() {
        // given
        FitSettings two = settings.toBuilder().workers(2).build();

        // when
        float[] first = errors(two, Scaling.STANDARD);
        float[] second = errors(two, Scaling.STANDARD);

        // then
        assertThat(first).isEqualTo(second);
    }

    @Test
    void shouldFindOtherWeightsForAnotherSeed() {
        // given / when
        float[] first = errors(settings.toBuilder().seed(1).build(), Scaling.STANDARD);
        float[] second = errors(settings.toBuilder().seed(2).build(), Scaling.STANDARD);

        // then
        assertThat(first).isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void shouldLearnAsMuchWithSeveralWorkersAsWithOne(int workers) {
        // given
        double alone = mean(errors(settings.toBuilder().workers(1).build(), Scaling.STANDARD));

        // when
        double together = mean(errors(settings.toBuilder().workers(workers).build(), Scaling.STANDARD));

        // then
        assertThat(together).isBetween(alone * 0.5, alone * 2);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void shouldLearnWithEveryLoss(Loss loss) {
        // given: the error of always answering the mean is the variance, about 0.12 in units of the range
        FitSettings any = settings.toBuilder().loss(loss).build();

        // when
        double error = mean(errors(any, Scaling.FEATURE_RANGE));

        // then
        assertThat(error).isLessThan(0.03);
    }

    @ParameterizedTest
    @EnumSource(Optimiser.Kind.class)
    void shouldLearnWithEveryOptimiser(Optimiser.Kind optimiser) {
        // given: plain gradient descent wants larger steps
        double rate = optimiser == Optimiser.Kind.SGD ? 0.2 : 2e-3;
        FitSettings any =
                settings.toBuilder().optimiser(optimiser).learningRate(rate).build();

        // when
        double error = mean(errors(any, Scaling.STANDARD));

        // then: the variance is 1
        assertThat(error).isLessThan(0.25);
    }

    @ParameterizedTest
    @EnumSource(Schedule.Kind.class)
    void shouldLearnWithEverySchedule(Schedule.Kind schedule) {
        // given
        FitSettings any = settings.toBuilder().schedule(schedule).build();

        // when
        double error = mean(errors(any, Scaling.STANDARD));

        // then
        assertThat(error).isLessThan(0.25);
    }

    @Test
    void shouldStopEarlyWhenValidationGetsNoBetterAndKeepTheBest() {
        // given: twenty rows are learned by heart soon
        Dataset few = MadeRows.curved(20, DIM, 2, 3);
        FitSettings patient = settings.toBuilder()
                .epochs(300)
                .patience(3)
                .batchSize(4)
                .learningRate(5e-3)
                .schedule(Schedule.Kind.CONSTANT)
                .build();

        // when
        try (Fitted fitted = Fit.fit(network(Scaling.STANDARD), few, validation, patient, ProgressListener.NONE)) {

            // then
            assertThat(fitted.history()).hasSizeLessThan(300);
            assertThat(fitted.best().validationLoss())
                    .isEqualTo(fitted.history().stream()
                            .filter(Fitted.Epoch::quantised)
                            .mapToDouble(Fitted.Epoch::validationLoss)
                            .min()
                            .orElseThrow());
            Fitted.Epoch last = fitted.history().get(fitted.history().size() - 1);
            assertThat(last.number() - fitted.best().number()).isEqualTo(3);
        }
    }

    @Test
    void shouldTellHowFarItIs() {
        // given
        List<Progress> heard = new ArrayList<>();

        // when
        try (Fitted fitted = Fit.fit(network(Scaling.STANDARD), train, validation, settings, heard::add)) {

            // then
            assertThat(fitted.history()).hasSize(12);
            assertThat(heard).hasSizeGreaterThanOrEqualTo(12);
            assertThat(heard).extracting(Progress::done).isSorted().endsWith(1.0);
            assertThat(heard.get(heard.size() - 1).left()).isZero();
        }
    }

    @Test
    void shouldSayThatTheLossIsNoNumberAnyMore() {
        // given
        FitSettings wild = settings.toBuilder()
                .optimiser(Optimiser.Kind.SGD)
                .learningRate(10)
                .build();

        // when / then
        assertThatThrownBy(() -> Fit.fit(network(Scaling.STANDARD), train, validation, wild, ProgressListener.NONE))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("expected: finite; a learning rate below 10.0 may help");
    }

    @Test
    void shouldLearnFromFewerRowsThanABatchHas() {
        // given
        Dataset few = MadeRows.curved(3, DIM, 2, 3);

        // when
        try (Fitted fitted = Fit.fit(
                network(Scaling.STANDARD),
                few,
                few,
                settings.toBuilder().workers(4).build(),
                ProgressListener.NONE)) {

            // then
            assertThat(fitted.history()).hasSize(12);
        }
    }

    @Test
    void shouldKeepTheBestOfSeveralRestarts() {
        // given
        FitSettings three = settings.toBuilder().seed(5).restarts(3).build();
        List<Double> alone = new ArrayList<>();
        for (long seed = 5; seed < 8; seed++) {
            FitSettings one = settings.toBuilder().seed(seed).build();
            try (Fitted fitted = Fit.fit(network(Scaling.STANDARD), train, validation, one, ProgressListener.NONE)) {
                alone.add(fitted.best().validationLoss());
            }
        }

        // when
        try (Fitted kept = Restarts.fit(network(Scaling.STANDARD), train, validation, three, ProgressListener.NONE)) {

            // then
            assertThat(kept.best().validationLoss()).isEqualTo(Collections.min(alone));
            assertThat(Set.copyOf(alone)).hasSize(3);
        }
    }

    private float[] errors(FitSettings fit, Scaling scaling) {
        Autoencoder network = network(scaling, fit.loss());
        try (Fitted fitted = Fit.fit(network, train, validation, fit, ProgressListener.NONE)) {
            return new TrainedNetwork(network, fitted.weights()).errors(validation);
        }
    }

    private Autoencoder network(Scaling scaling) {
        return network(scaling, Loss.MSE);
    }

    private Autoencoder network(Scaling scaling, Loss loss) {
        NetworkSettings shape = NetworkSettings.builder()
                .hidden(32)
                .latent(3)
                .codeBits(8)
                .output(loss.output(Output.AUTO))
                .scaling(scaling)
                .build();
        return Autoencoder.of(DIM, Normalisation.of(train, scaling), shape);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
