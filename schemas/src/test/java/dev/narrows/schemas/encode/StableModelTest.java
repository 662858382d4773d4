package dev.narrows.schemas.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.rollout.InMemoryRollouts;
import dev.narrows.schemas.rollout.RolloutLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StableModelTest {

    private static final int CODE = 4;
    private static final int WIDER = 3;
    private static final int LATENT_SCHEMA = 1;

    private final RolloutLog rollouts = new InMemoryRollouts().log();
    private final AtomicBoolean away = new AtomicBoolean();
    private final List<Integer> loaded = new CopyOnWriteArrayList<>();
    private final StableModel stable = new StableModel("toy", this::load, Duration.ofSeconds(10));
    private final VectorEncoder encoder =
            new VectorEncoder(EncoderSettings.of(Map.of("narrows.model.name", "toy")), LATENT_SCHEMA, stable);

    @BeforeEach
    void start() {
        stable.start(rollouts);
    }

    @AfterEach
    void close() {
        encoder.close();
        rollouts.close();
    }

    @Test
    void shouldEncodeWithTheStableVersionAndFollowIt() {
        // given
        rollouts.write(stable(1));
        assertThat(version()).isEqualTo(1);

        // when
        rollouts.write(stable(2));

        // then
        await().untilAsserted(() -> assertThat(version()).isEqualTo(2));
        assertThat(loaded).containsExactly(1, 2);
    }

    @Test
    void shouldKeepEncodingWithTheVersionBeforeWhereTheNextIsOfAnotherWidth() {
        // given
        rollouts.write(stable(1));
        assertThat(version()).isEqualTo(1);

        // when
        rollouts.write(stable(WIDER));

        // then
        await().untilAsserted(() -> assertThat(loaded).contains(WIDER));
        assertThat(version()).isEqualTo(1);
        rollouts.write(stable(2));
        await().untilAsserted(() -> assertThat(version()).isEqualTo(2));
    }

    @Test
    void shouldTryAgainWhatCannotBeHadNow() {
        // given
        away.set(true);
        rollouts.write(stable(1));
        await().untilAsserted(() -> assertThat(loaded).isNotEmpty());

        // when
        away.set(false);

        // then
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatItWaitsForWhenNoneIsStable() {
        try (StableModel impatient = new StableModel("other", this::load, Duration.ofMillis(1))) {
            impatient.start(rollouts);
            assertThatThrownBy(() -> impatient.with(model -> model))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage(
                            "model other: no version that encodes after 1 ms, none is stable yet (expected: a stable"
                                    + " one)");
        }
    }

    private int version() {
        EncodedVector encoded = encoder.encode(new float[8]);
        assertThat(encoded).isInstanceOf(EncodedVector.Value.class);
        return ((EncodedVector.Value) encoded).modelVersion();
    }

    private OnnxModel load(ModelId id) {
        loaded.add(id.version());
        if (away.get()) {
            throw new KafkaException("no broker");
        }
        int dim = id.version() == WIDER ? 16 : 8;
        return OnnxModel.load(ToyModels.artefact(id.name(), id.version(), dim, CODE), OnnxSettings.cpu());
    }

    private static Rollout stable(int version) {
        return Rollout.newBuilder()
                .setModelName("toy")
                .setStableVersion(version)
                .setReason("test")
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
