package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Issue 21, point 23. */
class ClientNamesTest {

    @Test
    void shouldKnowTheSettingsOfEachClient() {
        assertThat(ClientNames.KNOWN)
                .contains("linger.ms", "max.poll.records", "sasl.jaas.config", "default.api.timeout.ms");
    }

    @Test
    void shouldNameTheSettingThatAMisspeltOneIsMostLike() {
        assertThat(ClientNames.warning("--kafka ", "sasl.jaas.confg", ClientNames.KNOWN))
                .contains("--kafka sasl.jaas.confg: not a setting of Kafka (expected: one, perhaps --kafka"
                        + " sasl.jaas.config, or one that a plug-in of yours reads)");
    }

    @Test
    void shouldSayNothingOfAKnownOne() {
        assertThat(ClientNames.warning("", "linger.ms", ClientNames.KNOWN)).isEmpty();
    }
}
