package dev.narrows.schemas.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.embedded.Addresses;
import dev.narrows.embedded.ClusterSettings;
import dev.narrows.embedded.EmbeddedCluster;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker and registry go away under an open store and an open log, and come back on the same folder and ports. */
class BrokerRestartIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnWhereTheyWere() throws Exception {
        // given
        EmbeddedCluster before = EmbeddedCluster.start(folder);
        Addresses addresses = before.addresses();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        try (SchemaRegistry registry = SchemaRegistry.connect(addresses.toSettings());
                ModelStore store = ModelStore.open(addresses.toSettings(), "models", registry);
                RolloutLog log = RolloutLog.open(addresses.toSettings(), "rollouts", registry);
                AutoCloseable following =
                        log.follow("a", rollout -> seen.add(rollout.getStableVersion()), error -> {})) {
            store.publish(ToyModels.artefact("a", 1, 16, 4));
            log.write(rollout(1));
            Awaitility.await().atMost(LONG).until(() -> seen.contains(1));

            // when
            before.close();
            try (EmbeddedCluster after = EmbeddedCluster.start(samePorts(addresses))) {
                store.publish(ToyModels.artefact("a", 2, 16, 4));
                log.write(rollout(2));

                // then
                assertThat(after.addresses()).isEqualTo(addresses);
                Awaitility.await().atMost(LONG).until(() -> seen.contains(2));
                assertThat(store.versions("a")).containsOnlyKeys(1, 2);
                assertThat(store.load(new ModelId("a", 1))).isEqualTo(ToyModels.artefact("a", 1, 16, 4));
                assertThat(seen).containsExactly(1, 2);
                assertThat(following).isNotNull();
            }
        } finally {
            before.close();
        }
    }

    private ClusterSettings samePorts(Addresses addresses) {
        return ClusterSettings.of(
                folder,
                URI.create("kafka://" + addresses.bootstrapServers()).getPort(),
                URI.create(addresses.registryUrl()).getPort());
    }

    private static Rollout rollout(int stable) {
        return Rollout.newBuilder()
                .setModelName("a")
                .setStableVersion(stable)
                .setReason("test")
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
