package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.dataset.split.SplitSettings;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.WeightsChoice;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Who frees the weights: each stage those that it does not hand on, whether it succeeds or fails. */
class OwnershipTest {

    private static final ProgressListener INTERRUPTS = progress -> {
        throw new IllegalStateException("stopped");
    };

    private final Dataset data = MadeRows.curved(200, 4, 1, 1);
    private final Split split = Split.of(data, SplitSettings.DEFAULT);
    private final NetworkSettings shape =
            NetworkSettings.builder().hidden(8).latent(2).build();
    private final Autoencoder network = Autoencoder.of(4, Normalisation.of(split.train(), shape.scaling()), shape);
    private final FitSettings fit = FitSettings.builder().epochs(4).build();
    private final TrainSettings settings =
            TrainSettings.defaults("owned").withNetwork(shape).withFit(fit);

    @Test
    void shouldFreeTheWholeNetworkWherePruningFails() {
        // given
        Fitted whole = fitted();
        FitSettings half = fit.toBuilder().prune(0.5).build();

        // when
        assertThatThrownBy(() -> Pruned.of(network, whole, split, half, FitCallbacks.of(INTERRUPTS)))
                .hasMessage("stopped");

        // then
        assertThat(isFreed(whole)).isTrue();
    }

    @Test
    void shouldHandOnTheWholeNetworkWhereNothingIsPruned() {
        // given
        Fitted whole = fitted();

        // when
        Pruned pruned = Pruned.of(network, whole, split, fit, FitCallbacks.of(INTERRUPTS));

        // then
        assertThat(isFreed(pruned.fitted())).isFalse();
        pruned.fitted().close();
        assertThat(isFreed(whole)).isTrue();
    }

    @Test
    void shouldFreeTheFloatsWhereTrainingOnIntegersFails() {
        // given
        Fitted whole = fitted();
        TrainSettings integers = settings.withWeights(WeightsChoice.INT8);

        // when
        assertThatThrownBy(() -> Rounded.of(network, whole, split, integers, FitCallbacks.of(INTERRUPTS)))
                .hasMessage("stopped");

        // then
        assertThat(isFreed(whole)).isTrue();
    }

    @Test
    void shouldFreeTheFloatsWhereIntegersAreServed() {
        // given
        Fitted whole = fitted();
        TrainSettings integers = settings.withWeights(WeightsChoice.INT8);

        // when
        Rounded rounded = Rounded.of(network, whole, split, integers, FitCallbacks.of(ProgressListener.NONE));

        // then
        assertThat(isFreed(whole)).isTrue();
        assertThat(rounded.network().weights().trained().isNull()).isFalse();
        assertThat(rounded.fit().history()).hasSizeGreaterThan(whole.history().size());
        rounded.network().close();
    }

    @Test
    void shouldFreeTheWeightsOfAFitThatFails() {
        // given: what weights are that nobody frees
        fitted().close();
        long before = Pointer.totalCount();
        Fitted held = fitted();
        long weights = Pointer.totalCount() - before;
        held.close();
        long start = Pointer.totalCount();

        // when
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> Fit.fit(network, split.train(), split.validation(), fit, INTERRUPTS))
                    .hasMessage("stopped");
        }

        // then
        assertThat(weights).isGreaterThan(5);
        assertThat(Pointer.totalCount() - start).isLessThan(weights);
    }

    private Fitted fitted() {
        return Fit.fit(network, split.train(), split.validation(), fit, ProgressListener.NONE);
    }

    private static boolean isFreed(Fitted fitted) {
        return fitted.weights().trained().isNull();
    }
}
