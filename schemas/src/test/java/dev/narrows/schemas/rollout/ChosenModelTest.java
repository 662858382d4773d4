package dev.narrows.schemas.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ToyModels;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which version is meant where none is named. Issue 21, points 8 and 25. */
class ChosenModelTest {

    private final NavigableMap<Integer, ModelManifest> whole = new TreeMap<>();

    ChosenModelTest() {
        for (int version : new int[] {1, 2, 3}) {
            whole.put(version, ToyModels.artefact("live", version, 8, 2).manifest());
        }
    }

    @Test
    void shouldTakeTheStableVersionAndNotTheNewest() {
        assertThat(inService(2, 1)).contains(2);
    }

    @Test
    void shouldTakeTheVersionBeforeWhereTheStableOneIsNotWhole() {
        assertThat(inService(9, 1)).contains(1);
    }

    @Test
    void shouldTakeNoneWhereNeitherIsWhole() {
        assertThat(inService(9, 8)).isEmpty();
        assertThat(inService(9, null)).isEmpty();
    }

    @Test
    void shouldTakeNoneBeforeTheFirstIsStable() {
        assertThat(inService(null, 1)).isEmpty();
        assertThat(ChosenModel.inService(whole, Optional.empty())).isEmpty();
    }

    private Optional<Integer> inService(@Nullable Integer stable, @Nullable Integer before) {
        Rollout rollout = Rollout.newBuilder()
                .setModelName("live")
                .setStableVersion(stable)
                .setPreviousVersion(before)
                .setReason("test")
                .setChangedAt(Instant.EPOCH)
                .build();
        return ChosenModel.inService(whole, Optional.of(rollout)).map(ModelManifest::getVersion);
    }
}
