package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private final FakeTopic topic = new FakeTopic("kept");
    private final AtomicLong nanos = new AtomicLong();
    private final TopicReader reader = new TopicReader(
            topic.consumer(IsolationLevel.READ_COMMITTED),
            "kept",
            Duration.ofSeconds(5),
            () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void shouldReadToTheEndAndGoOnFromThere() {
        // given
        put("a", "b", "c", "d", "e");
        reader.readTo(reader.end(), this::see);

        // when
        put("f");
        reader.readTo(reader.end(), this::see);

        // then
        assertThat(seen).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(reader.position()).isEqualTo(6);
    }

    @Test
    void shouldReadAnEmptyTopic() {
        assertThatCode(() -> reader.readTo(reader.end(), this::see)).doesNotThrowAnyException();
        assertThat(seen).isEmpty();
    }

    @Test
    void shouldReadOldStretchesAgain() {
        // given
        put("a", "b", "c", "d", "e");
        reader.readTo(reader.end(), this::see);
        seen.clear();

        // when
        reader.seek(3);
        reader.readTo(5, this::see);

        // then
        assertThat(seen).containsExactly("d", "e");
    }

    @Test
    void shouldReadARecordAgainThatItsHandlerThrewOn() {
        // given
        put("a", "b", "c");
        assertThatThrownBy(() -> reader.readTo(3, record -> {
                    see(record);
                    throw new IllegalStateException("not now");
                }))
                .hasMessage("not now");

        // when
        reader.readTo(3, this::see);

        // then
        assertThat(seen).containsExactly("a", "a", "b", "c");
    }

    @Test
    void shouldLosePatienceWhenNothingComes() {
        // given
        put("a");

        // then
        assertThatThrownBy(() -> reader.readTo(2, this::see))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("offset of kept-0: 1 for 5 s (expected: to reach 2)");
        assertThat(seen).containsExactly("a");
    }

    @Test
    void shouldWakeUpFromWaiting() {
        // given
        reader.wakeup();

        // then
        assertThatThrownBy(() -> reader.poll(Duration.ofMinutes(1), this::see)).isInstanceOf(WakeupException.class);
    }

    private void put(String... values) {
        for (String value : values) {
            topic.put(value.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        seen.add(new String(record.value(), StandardCharsets.UTF_8));
    }
}
