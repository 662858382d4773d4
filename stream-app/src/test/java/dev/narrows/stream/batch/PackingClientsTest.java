package dev.narrows.stream.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.stream.fixture.Inputs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PackingClientsTest {

    private static final TopicPartition PARTITION = new TopicPartition(Inputs.TOPIC, 0);

    private final MockConsumer<byte[], ByteBuffer> fetching = new MockConsumer<>("earliest");
    private final Consumer<byte[], byte[]> packing = PackingClients.packing(fetching);

    @BeforeEach
    void assign() {
        packing.assign(Set.of(PARTITION));
        fetching.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void shouldPackWhatAPollReturns() {
        // given
        var first = Inputs.record(0, Inputs.raw(1));
        var second = Inputs.record(1, Inputs.raw(2));
        fetching.addRecord(first);
        fetching.addRecord(second);

        // when
        var polled = packing.poll(Duration.ZERO);

        // then
        assertThat(PackingTest.batch(polled, PARTITION)).containsExactly(first, second);
        assertThat(polled.nextOffsets()).containsOnlyKeys(PARTITION);
    }

    @Test
    void shouldDoEverythingElseAsTheConsumerDoes() {
        // when
        packing.pause(Set.of(PARTITION));

        // then
        assertThat(fetching.paused()).containsExactly(PARTITION);
        assertThat(packing.assignment()).containsExactly(PARTITION);
        assertThat(packing.position(PARTITION)).isZero();
    }

    @Test
    void shouldThrowWhatTheConsumerThrows() {
        // given
        packing.wakeup();

        // when, then
        assertThatThrownBy(() -> packing.poll(Duration.ZERO)).isInstanceOf(WakeupException.class);
    }
}
