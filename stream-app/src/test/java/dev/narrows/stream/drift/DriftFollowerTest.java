package dev.narrows.stream.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class DriftFollowerTest {

    private final List<String> heard = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final DriftFollower.Listener listener = new DriftFollower.Listener() {
        @Override
        public void drifted(QualityReport report) {
            heard.add("drifted");
        }

        @Override
        public void over() {
            heard.add("over");
        }

        @Override
        public void failed(Throwable why) {
            throw new AssertionError(why);
        }
    };
    private final DriftFollower follower = new DriftFollower(
            "toy",
            "quality",
            () -> {
                throw new AssertionError("no topic here");
            },
            (topic, value) -> {
                throw new AssertionError("no bytes here");
            },
            () -> now,
            listener);

    @Test
    void shouldKnowTheShiftedFeaturesUntilTheyAreNoLongerTold() {
        // given
        follower.see(report("toy"));
        boolean explained = follower.shifted().explains(new float[] {0, 0, 0.9f, 0.1f}, 1, 0.2);

        // when
        now = now.plus(DriftFollower.HOLDS);
        follower.expire();
        boolean held = !follower.shifted().isEmpty();
        now = now.plus(Duration.ofSeconds(1));
        follower.expire();

        // then
        assertThat(explained).isTrue();
        assertThat(held).isTrue();
        assertThat(follower.shifted().isEmpty()).isTrue();
        assertThat(heard).containsExactly("drifted", "over");
    }

    @Test
    void shouldHearNothingOfOtherModels() {
        // when
        follower.see(report("another"));

        // then
        assertThat(follower.shifted().isEmpty()).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldExplainOnlyWhatWouldNotAlertWithoutTheShift() {
        // given
        Shifted shifted = new Shifted(1, 3);

        // when, then
        assertThat(shifted.explains(new float[] {0.1f, 0.6f, 0, 0.3f}, 10, 1.001))
                .isTrue();
        assertThat(shifted.explains(new float[] {0.3f, 0.4f, 0, 0.3f}, 10, 1)).isFalse();
        assertThat(shifted.explains(new float[] {1, 0, 0, 0}, 10, 20)).isFalse();
        assertThat(shifted.explains(new float[0], 10, 1)).isFalse();
        assertThat(Shifted.NONE.explains(new float[] {1}, 10, 1)).isFalse();
    }

    @Test
    void shouldKeepNoConsumerWhereTheTopicsEndCouldNotBeHad() {
        // given
        List<MockConsumer<byte[], byte[]>> opened = new ArrayList<>();
        try (DriftFollower following = new DriftFollower(
                "toy",
                "quality",
                () -> {
                    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
                    consumer.updateEndOffsets(Map.of(new TopicPartition("quality", 0), 0L));
                    if (opened.isEmpty()) {
                        consumer.setOffsetsException(new TimeoutException("no brokers"));
                    }
                    opened.add(consumer);
                    return new TopicReader(consumer, "quality", Duration.ZERO, () -> 0);
                },
                (topic, value) -> null,
                () -> now,
                listener)) {

            // when
            assertThatThrownBy(following::round).isInstanceOf(TimeoutException.class);
            following.round();

            // then
            assertThat(opened).extracting(MockConsumer::closed).containsExactly(true, false);
        }
        assertThat(opened.get(1).closed()).isTrue();
    }

    private static QualityReport report(String model) {
        Stream stream = new Stream(4000, 3);
        QualityReport told = stream.shiftedLoad();
        return QualityReport.newBuilder(told).setModelName(model).build();
    }
}
