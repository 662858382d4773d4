package dev.narrows.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ToyModels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What models list says of versions. Issue 21, point 25. */
class ManifestTextTest {

    private final List<ModelManifest> manifests = List.of(manifest(1), manifest(2), manifest(3));

    @Test
    void shouldMarkTheStableVersionAndTheOneBefore() {
        // when
        String table = ManifestText.table(manifests, Map.of("live", rollout(3, 2)));

        // then
        assertThat(table)
                .containsPattern("live +1 +published ")
                .containsPattern("live +2 +before ")
                .containsPattern("live +3 +stable ");
    }

    @Test
    void shouldMarkWhatServesWhereTheStableVersionIsMissing() {
        // when
        String table = ManifestText.table(manifests, Map.of("live", rollout(9, 2)));
        String json = ManifestText.jsonList(manifests, Map.of("live", rollout(9, 2)));

        // then
        assertThat(table)
                .containsPattern("live +2 +serving ")
                .containsPattern("live +9 +stable, and not whole in the topic\n")
                .containsPattern("live +3 +published ");
        assertThat(json).containsOnlyOnce("\"state\" : \"serving\"").doesNotContain("\"state\" : \"stable\"");
    }

    @Test
    void shouldMarkNothingWhereNothingIsRolledOut() {
        assertThat(ManifestText.table(manifests, Map.of()))
                .doesNotContain("stable", "serving", "before")
                .contains("published");
    }

    private static ModelManifest manifest(int version) {
        return ToyModels.artefact("live", version, 8, 2).manifest();
    }

    private static Rollout rollout(int stable, int before) {
        return Rollout.newBuilder()
                .setModelName("live")
                .setStableVersion(stable)
                .setPreviousVersion(before)
                .setReason("test")
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
