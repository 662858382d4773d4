package dev.narrows.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.convolution.ConvolutionSettings;
import dev.narrows.trainer.network.integer.IntegerForm;
import dev.narrows.trainer.network.scaling.Normalisation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerFormTest {

    private static final NetworkSettings DENSE =
            NetworkSettings.builder().hidden(128).latent(6).codeBits(8).build();

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(130, DENSE),
                Arguments.of(1_100, DENSE.toBuilder().hidden(16).batchNorm(true).build()),
                Arguments.of(130, DENSE.toBuilder().kind(Kind.VARIATIONAL).build()),
                Arguments.of(
                        30,
                        NetworkSettings.builder()
                                .kind(Kind.CONVOLUTIONAL)
                                .latent(4)
                                .codeBits(8)
                                .convolution(new ConvolutionSettings(List.of(30), List.of(4, 6), 5, 2))
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldServeWhatIsComputedInTraining(int dim, NetworkSettings settings) {
        // given
        Dataset train = MadeRows.curved(300, dim, 3, 1);
        Dataset heldOut = MadeRows.curved(300, dim, 3, 2);
        try (Fitted fitted = fit(train, heldOut, settings);
                TrainedNetwork whole = whole(train, settings, fitted)) {

            // when
            ModelArtefact artefact = UncalibratedModel.of(whole, train);
            Parity parity = Parity.check(artefact, whole, heldOut);

            // then
            assertThat(parity.rows()).isEqualTo(300);
            assertThat(new String(artefact.encoder(), StandardCharsets.ISO_8859_1))
                    .contains(".weight.step");
        }
    }

    @Test
    void shouldBeSmaller() {
        // given
        Dataset train = MadeRows.curved(300, 130, 3, 1);
        try (Fitted fitted = fit(train, train, DENSE);
                TrainedNetwork whole = whole(train, DENSE, fitted)) {

            // when
            int before =
                    UncalibratedModel.of(trained(train, DENSE, fitted), train).encoder().length;
            int after = UncalibratedModel.of(whole, train).encoder().length;

            // then
            assertThat(after).isLessThan(before / 3);
        }
    }

    @Test
    void shouldLoseLittle() {
        // given
        Dataset train = MadeRows.curved(300, 130, 3, 1);
        try (Fitted fitted = fit(train, train, DENSE);
                TrainedNetwork whole = whole(train, DENSE, fitted)) {

            // when
            double before = mean(trained(train, DENSE, fitted).errors(train));
            double after = mean(whole.errors(train));

            // then
            assertThat(after).isNotEqualTo(before).isLessThan(1.1 * before);
        }
    }

    @Test
    void shouldBeNoFasterWithoutLargeLayers() {
        // given
        Dataset rows = MadeRows.curved(50, 20, 3, 1);
        Normalisation normalisation = Normalisation.of(rows, DENSE.scaling());

        // when / then
        assertThat(IntegerForm.faster(Autoencoder.of(20, normalisation, DENSE))).isFalse();
        assertThat(IntegerForm.faster(Autoencoder.of(128, normalisation, DENSE)))
                .isTrue();
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Fitted fit(Dataset train, Dataset heldOut, NetworkSettings settings) {
        FitSettings fit = FitSettings.builder().epochs(3).workers(1).build();
        return Fit.fit(network(train, settings), train, heldOut, fit, ProgressListener.NONE);
    }

    private static TrainedNetwork whole(Dataset train, NetworkSettings settings, Fitted fitted) {
        Autoencoder whole = IntegerForm.of(trained(train, settings, fitted), train);
        return IntegerForm.served(whole, fitted.weights());
    }

    private static TrainedNetwork trained(Dataset train, NetworkSettings settings, Fitted fitted) {
        return new TrainedNetwork(network(train, settings), fitted.weights());
    }

    private static Autoencoder network(Dataset train, NetworkSettings settings) {
        return Autoencoder.of(train.dim(), Normalisation.of(train, settings.scaling()), settings);
    }
}
