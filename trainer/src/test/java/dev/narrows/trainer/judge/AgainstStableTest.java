package dev.narrows.trainer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.model.ModelId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Issue 21, point 20. */
class AgainstStableTest {

    private static final ModelId STABLE = new ModelId("live", 3);

    @Test
    void shouldObjectToAVersionThatIsWorseOnTheSameRows() {
        assertThat(AgainstStable.objection(STABLE, 0.05, 0.01, Optional.of(0.01), 400))
                .contains(
                        "mse on 400 rows that it has not learned from: 0.0500 (expected: at most 0.0110, 1.1 times that of"
                                + " live/3, which is stable)");
    }

    @Test
    void shouldObjectToRowsThatTheStableVersionHasNeverSeenTheLikeOf() {
        // noise: whoever is trained on it is no worse on it than the stable version
        assertThat(AgainstStable.objection(STABLE, 0.3, 0.9, Optional.of(0.01), 400))
                .contains(
                        "rows: live/3, which is stable, has an mse of 0.900 on them and had 0.0100 on its own (expected: at"
                                + " most 5 times as much; is this the data that it serves?)");
    }

    @Test
    void shouldNotObjectToABetterVersionOrOneThatIsAsGood() {
        assertThat(AgainstStable.objection(STABLE, 0.008, 0.01, Optional.of(0.01), 400))
                .isEmpty();
        assertThat(AgainstStable.objection(STABLE, 0.0105, 0.01, Optional.empty(), 400))
                .isEmpty();
        assertThat(AgainstStable.objection(STABLE, 0.03, 0.04, Optional.of(0.01), 400))
                .isEmpty();
    }
}
