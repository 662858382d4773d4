package dev.narrows.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.narrows.trainer.network.regularisation.Noise;
import dev.narrows.trainer.network.regularisation.Sparsity;
import dev.narrows.trainer.network.scaling.Normalisation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {

    private static final int DIM = 35;

    private final Dataset train = MadeRows.curved(400, DIM, 3, 1);
    private final Dataset heldOut = MadeRows.curved(300, DIM, 3, 2);

    static Stream<NetworkSettings> layers() {
        NetworkSettings small =
                NetworkSettings.builder().hidden(16).latent(4).codeBits(8).build();
        return Stream.of(
                small.toBuilder().batchNorm(true).dropout(0.2).build(),
                small.toBuilder().noise(new Noise(Noise.Kind.MASKING, 0.2)).build(),
                small.toBuilder()
                        .noise(new Noise(Noise.Kind.SALT_AND_PEPPER, 0.2))
                        .build(),
                small.toBuilder()
                        .sparsity(new Sparsity(Sparsity.Kind.KL, 1e-2, 0.1))
                        .build(),
                convolutional(List.of(35), 5, 2).build(),
                convolutional(List.of(7, 5), 3, 2).build(),
                convolutional(List.of(5, 7), 5, 3).batchNorm(true).hidden(12).build());
    }

    private static NetworkSettings.Builder convolutional(List<Integer> shape, int kernel, int stride) {
        return NetworkSettings.builder()
                .kind(Kind.CONVOLUTIONAL)
                .latent(4)
                .codeBits(8)
                .convolution(new ConvolutionSettings(shape, List.of(4, 6), kernel, stride));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void shouldServeWhatWasTrained(NetworkSettings settings) {
        // given
        Autoencoder network = Autoencoder.of(DIM, Normalisation.of(train, settings.scaling()), settings);
        FitSettings fit = FitSettings.builder().epochs(3).workers(2).build();
        Fitted fitted = Fit.fit(network, train, heldOut, fit, ProgressListener.NONE);
        try (TrainedNetwork trained = new TrainedNetwork(network, fitted.weights())) {

            // when
            Parity parity = Parity.check(Drafts.of(trained, train), trained, heldOut);

            // then
            assertThat(parity.rows()).isEqualTo(300);
        }
    }
}
