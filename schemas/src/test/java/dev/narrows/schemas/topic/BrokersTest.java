package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokersTest {

    @Test
    void shouldTellThatNoNameIsKnown() {
        // given
        Map<String, Object> settings = Map.of("bootstrap.servers", "a.invalid:9092, SASL_SSL://b.invalid:9093");

        // when, then
        assertThatThrownBy(() -> Brokers.resolve(settings))
                .isInstanceOf(UnresolvedBrokersException.class)
                .hasCauseInstanceOf(UnknownHostException.class)
                .hasMessage("bootstrap.servers: a.invalid:9092,SASL_SSL://b.invalid:9093 not known by name"
                        + " (expected: names that resolve)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.invalid:9092,127.0.0.1:1", "[::1]:9092", "no port", ""})
    void shouldBeContentWithOneNameAndLeaveWhatIsNoAddressToKafka(String servers) {
        // when, then
        assertThatCode(() -> Brokers.resolve(Map.of("bootstrap.servers", servers)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldTakeAListOfAddresses() {
        // given
        Map<String, Object> settings = Map.of("bootstrap.servers", List.of("a.invalid:9092", "b.invalid:9092"));

        // when, then
        assertThatThrownBy(() -> Brokers.resolve(settings)).isInstanceOf(UnresolvedBrokersException.class);
    }
}
