package dev.narrows.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.narrows.stream.topics.TopicAdmin;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PassingTest {

    @Test
    void shouldWaitForBrokersWhoseNamesAreNotKnownYet() {
        // given
        Throwable failure = catchThrowable(() -> TopicAdmin.open(Map.of("bootstrap.servers", "broker-0.invalid:9092")));

        // when, then
        assertThat(Passing.atStart(failure)).isTrue();
    }

    @Test
    void shouldNotGoByTheWordsOfAMessage() {
        // given
        KafkaException failure = new KafkaException("wrong", new ConfigException("a setting that is resolvable"));

        // when, then
        assertThat(Passing.atStart(failure)).isFalse();
    }

    @Test
    void shouldLookAtCauses() {
        // given
        KafkaException failure = new KafkaException("wrapped", new TimeoutException("late"));

        // when, then
        assertThat(Passing.atStart(failure)).isTrue();
        assertThat(Passing.whileRunning(failure)).isTrue();
    }
}
