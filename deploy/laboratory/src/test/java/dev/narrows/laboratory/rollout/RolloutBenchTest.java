package dev.narrows.laboratory.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.stream.evidence.EvidenceSettings;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RolloutBenchTest {

    private static final RolloutBenchSettings SHORT = new RolloutBenchSettings(60, 800, 15, 5000, 3);

    private final Pairs pairs = pairs();

    @Test
    void shouldKeepBothRatesWithinAlphaAndDecideSoonerOnLargerEffects() throws Exception {
        // when
        RolloutReport report = new RolloutBench(SHORT, EvidenceSettings.DEFAULT, pairs, line -> {}).run();

        // then
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.get("alpha").asDouble()).isEqualTo(0.05);
        assertThat(json.get("falseRollbacks").asDouble()).isLessThanOrEqualTo(0.15);
        assertThat(json.get("falsePromotions").asDouble()).isLessThanOrEqualTo(0.15);
        JsonNode medians = json.get("medianRecords");
        assertThat(medians.size()).isEqualTo(8);
        assertThat(medians.get("100% worse").asLong())
                .isLessThan(medians.get("20% worse").asLong());
        assertThat(medians.get("100% better").asLong())
                .isLessThan(medians.get("2% better").asLong());
        assertThat(report.effects().get("100% worse").rolledBack()).isEqualTo(1);
        assertThat(report.effects().get("20% better").promoted()).isEqualTo(1);
    }

    @Test
    void shouldFindTheSameWithTheSameSeed() {
        // given
        RolloutBenchSettings few = new RolloutBenchSettings(5, 200, 3, 500, 9);

        // when
        String one = new RolloutBench(few, EvidenceSettings.DEFAULT, pairs, line -> {})
                .run()
                .toJson();
        String other = new RolloutBench(few, EvidenceSettings.DEFAULT, pairs, line -> {})
                .run()
                .toJson();

        // then
        assertThat(one).isEqualTo(other);
    }

    @Test
    void shouldMakeTheCandidateWorseByJustWhatIsAskedFor() {
        // given
        double factor = pairs.factor(-0.1);
        Random random = new Random(1);

        // when
        double sum = 0;
        for (int i = 0; i < 200_000; i++) {
            sum += pairs.draw(random, factor).difference();
        }

        // then
        assertThat(pairs.factor(0)).isCloseTo(1, within(1e-9));
        assertThat(sum / 200_000).isCloseTo(-0.1, within(0.002));
    }

    @Test
    void shouldNameASettingOutOfRange() {
        assertThatThrownBy(() -> new RolloutBenchSettings(0, 1, 1, 1, 1)).hasMessage("runs: 0 (expected: >= 1)");
    }

    private static Pairs pairs() {
        Random random = new Random(5);
        double[] one = new double[2000];
        double[] other = new double[2000];
        for (int i = 0; i < one.length; i++) {
            double shared = Math.exp(random.nextGaussian());
            one[i] = shared * Math.exp(0.2 * random.nextGaussian());
            other[i] = shared * Math.exp(0.2 * random.nextGaussian());
        }
        return Pairs.of(one, other);
    }
}
