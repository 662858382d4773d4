package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.fit.repeat.Restarts;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fit that is interrupted and goes on finds what it would have found without, to the last bit. */
class ResumeTest {

    private static final int DIM = 8;

    @TempDir
    private Path folder;

    private final Dataset train = MadeRows.curved(200, DIM, 2, 1);
    private final Dataset validation = MadeRows.curved(50, DIM, 2, 2);
    private final FitSettings settings =
            FitSettings.builder().epochs(6).patience(0).workers(1).build();
    private final NetworkSettings shape =
            NetworkSettings.builder().hidden(12).latent(4).codeBits(4).build();

    /** Each epoch: in the first phase, at its end, in the second, which trains through the code, and after all of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void shouldGoOnAfterAnyEpoch(int interrupted) {
        assertGoesOn(shape, settings, interrupted);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUTO", "LINEAR", "CLASSIFIED"})
    void shouldGoOnWithEveryKind(Kind kind) {
        assertGoesOn(shape.toBuilder().kind(kind).batchNorm(true).dropout(0.1).build(), settings, 3);
    }

    @ParameterizedTest
    @EnumSource(Optimiser.Kind.class)
    void shouldGoOnWithEveryOptimiser(Optimiser.Kind optimiser) {
        assertGoesOn(
                shape,
                settings.toBuilder().optimiser(optimiser).l1(1e-6).l2(1e-4).build(),
                5);
    }

    @Test
    void shouldGoOnWithLearntCodeBooks() {
        assertGoesOn(shape.toBuilder().code(CodeKind.VQ).build(), settings, 5);
    }

    @Test
    void shouldGoOnWithSeveralWorkers() {
        assertGoesOn(shape, settings.toBuilder().workers(3).build(), 4);
    }

    /** Rates that are too large make plateaus, and few rows early stops: one in each phase. */
    @ParameterizedTest
    @ValueSource(ints = {4, 9, 12, 16})
    void shouldGoOnBetweenPlateausAndEarlyStops(int interrupted) {
        FitSettings hasty = settings.toBuilder()
                .epochs(40)
                .learningRate(0.2)
                .schedule(Schedule.Kind.PLATEAU)
                .patience(3)
                .build();
        Run whole = assertGoesOn(shape, hasty, interrupted);
        assertThat(whole.epochs()).hasSizeBetween(16, 39);
        assertThat(whole.epochs()).filteredOn(epoch -> !epoch.quantised()).hasSizeLessThan(20);
    }

    @Test
    void shouldGoOnInTheRestartThatWasInterruptedAndRememberTheOthers() {
        // given
        FitSettings three = settings.toBuilder().restarts(3).build();
        Autoencoder network = network(shape);
        Run whole;
        try (Fitted fitted = Restarts.fit(network, train, validation, three, ProgressListener.NONE)) {
            whole = Run.of(fitted);
        }

        // when: interrupted in the second, then gone on with
        Checkpoints checkpoints = Checkpoints.open(folder, false);
        Interrupt interrupt = new Interrupt(6 + 4);
        assertThatThrownBy(() -> Restarts.fit(network, train, validation, three, interrupt, checkpoints))
                .isInstanceOf(Interrupt.InterruptedByTestException.class);
        List<Integer> epochs = new ArrayList<>();
        Run resumed;
        try (Fitted fitted =
                Restarts.fit(network, train, validation, three, ended(epochs), Checkpoints.open(folder, true))) {
            resumed = Run.of(fitted);
        }

        // then: nothing was done twice
        assertThat(resumed).isEqualTo(whole);
        assertThat(epochs).containsExactly(4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    private Run assertGoesOn(NetworkSettings shaped, FitSettings fit, int interrupted) {
        // given
        Autoencoder network = network(shaped);
        Run whole = run(network, fit, FitCallbacks.of(ProgressListener.NONE));

        // when: the epoch that is interrupted leaves nothing behind
        FitCallbacks callbacks = new FitCallbacks(
                new Interrupt(interrupted), Checkpoints.open(folder, false).of("fit"));
        if (interrupted <= whole.epochs().size()) {
            assertThatThrownBy(() -> run(network, fit, callbacks))
                    .isInstanceOf(Interrupt.InterruptedByTestException.class);
        } else {
            run(network, fit, callbacks);
        }
        List<Integer> epochs = new ArrayList<>();
        Run resumed = run(
                network,
                fit,
                new FitCallbacks(ended(epochs), Checkpoints.open(folder, true).of("fit")));

        // then
        assertThat(resumed).isEqualTo(whole);
        assertThat(epochs).hasSize(Math.max(0, whole.epochs().size() - interrupted + 1));
        return whole;
    }

    private Run run(Autoencoder network, FitSettings fit, FitCallbacks callbacks) {
        try (Fitted fitted = Fit.fit(network, train, validation, fit, callbacks)) {
            return Run.of(fitted);
        }
    }

    private Autoencoder network(NetworkSettings shaped) {
        return Autoencoder.of(DIM, Normalisation.of(train, Scaling.STANDARD), shaped);
    }

    /** Notes the epochs that end. */
    private static ProgressListener ended(List<Integer> epochs) {
        return progress -> {
            if (!epochs.isEmpty() && epochs.get(epochs.size() - 1) == progress.epoch()) {
                return;
            }
            epochs.add(progress.epoch());
        };
    }

    /** All that a fit found, floats as their bits. */
    private record Run(List<Fitted.Epoch> epochs, Fitted.Epoch best, List<Float> trained, List<Float> fixed) {
        static Run of(Fitted fitted) {
            Weights.Snapshot weights = fitted.weights().snapshot();
            return new Run(fitted.history(), fitted.best(), list(weights.trained()), list(weights.fixed()));
        }

        private static List<Float> list(float[] values) {
            List<Float> list = new ArrayList<>();
            for (float value : values) {
                list.add(value);
            }
            return list;
        }
    }
}
