package dev.narrows.stream.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.narrows.stream.topics.TopicAdmin;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
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

    @Test
    void shouldReplaceAThreadWhoseTransactionTheBrokersEnded() {
        // when, then: issue 21, point 5
        assertThat(Passing.whileRunning(new StreamsException(new InvalidTxnStateException("ended"))))
                .isTrue();
        assertThat(Passing.whileRunning(new StreamsException(new InvalidProducerEpochException("ended"))))
                .isTrue();
        assertThat(Passing.whileRunning(new StreamsException(new ProducerFencedException("ended"))))
                .isTrue();
    }

    @Test
    void shouldStopForWhatDoesNotPass() {
        // when, then
        assertThat(Passing.whileRunning(new StreamsException(new AuthorizationException("no"))))
                .isFalse();
        assertThat(Passing.whileRunning(new OutOfMemoryError("test"))).isFalse();
        assertThat(Passing.atStart(new InvalidTxnStateException("ended"))).isFalse();
    }
}
