package dev.narrows.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.Output;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.layer.Activation;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {

    private static final int DIM = 12;

    private final Dataset train = MadeRows.curved(400, DIM, 3, 1);
    private final Dataset heldOut = MadeRows.curved(300, DIM, 3, 2);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldServeWhatWasTrainedForEveryNumberOfBits(int bits) {
        // given: five latent values, so that codes end within a byte
        NetworkSettings settings = settings(Activation.RELU, Output.AUTO, Scaling.AUTO).toBuilder()
                .latent(5)
                .codeBits(bits)
                .build();

        // when
        Parity parity = parity(settings);

        // then
        assertThat(parity.rows()).isEqualTo(300);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void shouldServeWhatWasTrainedForEveryActivation(Activation activation) {
        // given
        NetworkSettings settings = settings(activation, Output.AUTO, Scaling.AUTO);

        // when
        Parity parity = parity(settings);

        // then
        assertThat(parity.rows()).isEqualTo(300);
    }

    static Stream<Arguments> unitsAndOutputs() {
        return Stream.of(
                Arguments.of(Scaling.NONE, Output.LINEAR),
                Arguments.of(Scaling.RANGE, Output.SIGMOID),
                Arguments.of(Scaling.RANGE, Output.CLIPPED),
                Arguments.of(Scaling.STANDARD, Output.LINEAR),
                Arguments.of(Scaling.FEATURE_RANGE, Output.CLIPPED),
                Arguments.of(Scaling.FEATURE_STANDARD, Output.LINEAR));
    }

    @ParameterizedTest
    @MethodSource("unitsAndOutputs")
    void shouldServeWhatWasTrainedForEveryScalingAndOutput(Scaling scaling, Output output) {
        // given
        NetworkSettings settings = settings(Activation.SILU, output, scaling);

        // when
        Parity parity = parity(settings);

        // then
        assertThat(parity.rows()).isEqualTo(300);
    }

    @Test
    void shouldRefuseGraphsOfOtherWeights() {
        // given
        NetworkSettings settings = settings(Activation.RELU, Output.AUTO, Scaling.AUTO);
        try (TrainedNetwork trained = fit(settings, 1);
                TrainedNetwork other = fit(settings, 2)) {
            ModelArtefact artefact = Drafts.of(other, train);

            // when / then
            assertThatThrownBy(() -> Parity.check(artefact, trained, heldOut))
                    .isInstanceOf(ParityException.class)
                    .hasMessageContaining("codeShare")
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void shouldWriteTheSameBytesForTheSameSeed() {
        // given
        NetworkSettings settings = settings(Activation.RELU, Output.AUTO, Scaling.AUTO);
        try (TrainedNetwork one = fit(settings, 7);
                TrainedNetwork two = fit(settings, 7)) {

            // when
            ModelArtefact first = Drafts.of(one, train);
            ModelArtefact second = Drafts.of(two, train);

            // then
            assertThat(first.encoder()).isEqualTo(second.encoder());
            assertThat(first.decoder()).isEqualTo(second.decoder());
        }
    }

    private Parity parity(NetworkSettings settings) {
        try (TrainedNetwork trained = fit(settings, 1)) {
            return Parity.check(Drafts.of(trained, train), trained, heldOut);
        }
    }

    private TrainedNetwork fit(NetworkSettings settings, long seed) {
        Normalisation normalisation = Normalisation.of(train, settings.scaling());
        Autoencoder network = Autoencoder.of(DIM, normalisation, settings);
        FitSettings fit = FitSettings.builder().epochs(3).seed(seed).build();
        Fitted fitted = Fit.fit(network, train, heldOut, fit, ProgressListener.NONE);
        return new TrainedNetwork(network, fitted.weights());
    }

    private static NetworkSettings settings(Activation activation, Output output, Scaling scaling) {
        return NetworkSettings.builder()
                .hidden(16)
                .latent(4)
                .codeBits(8)
                .activation(activation)
                .output(output)
                .scaling(scaling)
                .build();
    }
}
