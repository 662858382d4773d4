package dev.narrows.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedDatasetTest {

    private final Dataset rows = ArrayDataset.of(new float[] {1, 2}, 2);

    @Test
    void shouldMakeNamesFitForAManifest() {
        // when
        Dataset named = NamedDataset.of(rows, List.of(" cpu\n\tload ", "x".repeat(101)));

        // then
        assertThat(named.featureNames()).containsExactly("cpu load", "x".repeat(100));
    }

    @Test
    void shouldLeaveOutNamesThatSayNothing() {
        // given
        Dataset wide = ArrayDataset.of(new float[1_000], 1_000);

        // when / then
        assertThat(NamedDataset.of(rows, List.of("", " ")).featureNames()).isEmpty();
        assertThat(NamedDataset.of(rows, List.of("one")).featureNames()).isEmpty();
        assertThat(NamedDataset.of(wide, Collections.nCopies(1_000, "x".repeat(100)))
                        .featureNames())
                .as("100,000 characters")
                .isEmpty();
    }
}
