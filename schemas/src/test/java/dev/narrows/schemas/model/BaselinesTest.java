package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final Baseline BASELINE = new Baseline(
            1000L,
            List.of(0.1, 0.5),
            List.of(0.5, 0.4, 0.1),
            16,
            Collections.nCopies(2 * 16, 1 / 16f),
            4000L,
            List.of(1f, -2f, 0f, 3f),
            List.of(1f, 0f, 2f, 0.5f));

    @Test
    void shouldPutAnErrorIntoTheFirstBinThatItDoesNotExceed() {
        // given
        double[] bounds = {0.1, 0.5, 2};

        // when, then
        assertThat(Baselines.bin(bounds, 0)).isZero();
        assertThat(Baselines.bin(bounds, 0.1)).isZero();
        assertThat(Baselines.bin(bounds, 0.2)).isEqualTo(1);
        assertThat(Baselines.bin(bounds, 2)).isEqualTo(2);
        assertThat(Baselines.bin(bounds, 2.1)).isEqualTo(3);
        assertThat(Baselines.bin(bounds, Double.POSITIVE_INFINITY)).isEqualTo(3);
        assertThat(Baselines.bin(bounds, Double.NaN)).isEqualTo(3);
    }

    @Test
    void shouldPutCodeBytesIntoSixteenEqualBins() {
        assertThat(Baselines.codeBin((byte) 0)).isZero();
        assertThat(Baselines.codeBin((byte) 15)).isZero();
        assertThat(Baselines.codeBin((byte) 16)).isEqualTo(1);
        assertThat(Baselines.codeBin((byte) -128)).isEqualTo(8);
        assertThat(Baselines.codeBin((byte) -1)).isEqualTo(15);
    }

    @Test
    void shouldBinByTheThresholdWithoutABaseline() {
        // given
        ModelManifest manifest = ToyModels.artefact("toy", 1, 4, 2).manifest();

        // when
        double[] bounds = Baselines.errorBounds(manifest);

        // then
        assertThat(bounds).hasSize(10).isSorted().contains(ToyModels.THRESHOLD, 2.0 * ToyModels.THRESHOLD);
        assertThat(Baselines.spreads(manifest)).isEmpty();
    }

    @Test
    void shouldTellWhatTheBaselineHolds() {
        // given
        ModelManifest manifest = with(BASELINE);

        // when, then
        assertThat(Baselines.errorBounds(manifest)).containsExactly(0.1, 0.5);
        assertThat(Baselines.spreads(manifest)).containsExactly(1, 0, 2, 0.5f);
        assertThatCode(() -> Baselines.check(manifest)).doesNotThrowAnyException();
    }

    @Test
    void shouldNameWhatIsWrongWithABaseline() {
        refuse(
                of -> of.setErrorBounds(List.of(0.5, 0.1)),
                "baseline.errorBounds: [0.5, 0.1] (expected: 1 or more, rising)");
        refuse(of -> of.setErrorShares(List.of(1.0)), "baseline.errorShares length: 1 (expected: 3)");
        refuse(of -> of.setErrorShares(List.of(1.0, 2.0, 0.0)), "baseline.errorShares: 2.0 (expected: 0 to 1)");
        refuse(of -> of.setCodeBins(17), "baseline.codeBins: 17 (expected: 16)");
        refuse(of -> of.setCodeShares(List.of()), "baseline.codeShares length: 0 (expected: 32)");
        refuse(of -> of.setFeatureMeans(List.of(1f)), "baseline.featureMeans length: 1 (expected: 4)");
        refuse(
                of -> of.setFeatureSpreads(List.of(1f, -1f, 0f, 0f)),
                "baseline.featureSpreads: -1.0 (expected: finite, >= 0.0)");
        refuse(of -> of.setRows(0), "baseline.rows: 0 (expected: >= 1)");
    }

    private static void refuse(UnaryOperator<Baseline.Builder> change, String message) {
        ModelManifest manifest =
                with(change.apply(Baseline.newBuilder(BASELINE)).build());
        assertThatThrownBy(() -> Baselines.check(manifest))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(message);
    }

    private static ModelManifest with(Baseline baseline) {
        return ModelManifest.newBuilder(ToyModels.artefact("toy", 1, 4, 2).manifest())
                .setBaseline(baseline)
                .build();
    }
}
