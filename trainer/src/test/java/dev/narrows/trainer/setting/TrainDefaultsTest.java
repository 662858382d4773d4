package dev.narrows.trainer.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.network.NetworkSettings;
import org.junit.jupiter.api.Test;

class TrainDefaultsTest {

    @Test
    void shouldCompressVectorsOfEveryWidth() {
        for (int dim : new int[] {2, 6, 9, 38, 140, 784, 4096}) {
            // when
            int bytes = TrainDefaults.codeBytes(dim);
            NetworkSettings network = TrainDefaults.network(dim, bytes);

            // then
            assertThat(bytes).isBetween(1, Math.max(1, dim / 2));
            assertThat(network.latent() * network.codeBits()).isEqualTo(8 * bytes);
        }
    }

    @Test
    void shouldGrowWithTheVectorsUpToAnEnd() {
        assertThat(TrainDefaults.network(9, 2).hidden()).containsExactly(64, 32);
        assertThat(TrainDefaults.network(38, 8).hidden()).containsExactly(128, 64);
        assertThat(TrainDefaults.network(784, 32).hidden()).containsExactly(512, 256);
        assertThat(TrainDefaults.network(4096, 32).hidden()).containsExactly(512, 256);
    }

    @Test
    void shouldLetFewRowsPassOftenerButNotForEver() {
        assertThat(TrainDefaults.fit(80).epochs()).isEqualTo(400);
        assertThat(TrainDefaults.fit(60_000).epochs()).isEqualTo(20);
        assertThat(TrainDefaults.fit(10_000_000).epochs()).isEqualTo(20);
    }

    @Test
    void shouldKeepNoMoreRowsApartThanAreNeeded() {
        assertThat(TrainDefaults.split(60_000, 1).validation() * 60_000).isEqualTo(2_000);
        assertThat(TrainDefaults.split(100, 1).calibration()).isEqualTo(0.1);
    }
}
