package dev.narrows.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.stream.config.check.SettingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @Test
    void shouldBeExactlyOnceWithBatchesBoundByThePoll() {
        // when
        NarrowsSettings settings = settings("batch.max.records", "640");

        // then
        assertThat(settings.streams())
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("main.consumer.max.poll.records", "640")
                .containsEntry("application.id", "narrows")
                .containsEntry("bootstrap.servers", "here:1");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.processing.guarantee, at_least_once",
        "kafka.producer.linger.ms, 0",
        "kafka.producer.compression.type, zstd",
        "kafka.main.consumer.fetch.max.bytes, 1000000",
        "kafka.commit.interval.ms, 500",
        "kafka.my.own.plugin.key, x",
        "kafka.producer.interceptor.classes, my.Own"
    })
    void shouldPassKafkaSettingsOnAndLetThemWinOverDefaults(String key, String value) {
        // when
        NarrowsSettings settings = settings(key, value);

        // then
        assertThat(settings.streams()).containsEntry(key.substring("kafka.".length()), value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.application.id | not set, use application.id",
                "kafka.num.stream.threads | not set, use stream.threads",
                "kafka.max.poll.records | not set, use batch.max.records",
                "kafka.consumer.max.poll.records | not set, use batch.max.records",
                "kafka.main.consumer.max.poll.records | not set, use batch.max.records",
                "kafka.main.consumer.interceptor.classes | not set, the packing of batches depends on it",
                "kafka.consumer.interceptor.classes | not set, the packing of batches depends on it",
                "kafka.default.client.supplier | not set, the packing of batches depends on it",
                "kafka.buffered.records.per.partition | not set, the packing of batches depends on it",
                "kafka.enable.auto.commit | not set, offsets are committed with the results",
                "kafka.errors.dead.letter.queue.topic.name | not set, use dead.letters.topic"
            })
    void shouldRefuseAKeyOfItsOwnThatIsFoundSet(String key, String expected) {
        // when, then
        assertThatThrownBy(() -> settings(key, "x")).hasMessage(key + ": x (expected: " + expected + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.deserialization.exception.handler",
                "kafka.processing.exception.handler",
                "kafka.production.exception.handler"
            })
    void shouldRefuseHandlersThatWouldDropABatch(String key) {
        // when, then
        assertThatThrownBy(() -> settings(key, "x"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("a batch would be dropped");
    }

    @Test
    void shouldRefuseWhatKafkaStreamsRefuses() {
        // when, then
        assertThatThrownBy(() -> settings("kafka.processing.guarantee", "twice"))
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("kafka.*: ", "processing.guarantee", "twice");
    }

    @Test
    void shouldGiveOtherClientsAddressesAndSecurityOnly() {
        // given
        Map<String, String> all = new TreeMap<>(needed());
        all.put("kafka.security.protocol", "SASL_SSL");
        all.put("kafka.sasl.mechanism", "PLAIN");
        all.put("kafka.my.own.plugin.key", "x");
        all.put("kafka.producer.acks", "1");
        all.put("kafka.commit.interval.ms", "500");
        all.put("kafka.default.api.timeout.ms", "77000");

        // when
        Map<String, Object> client = NarrowsSettings.of(all).client();

        // then
        assertThat(client)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers", "here:1",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "PLAIN",
                        "my.own.plugin.key", "x",
                        "request.timeout.ms", "5000",
                        "default.api.timeout.ms", "77000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.linger.mss | one, perhaps kafka.linger.ms, or one that a plug-in of yours reads",
                "kafka.producer.compresion.type | one, perhaps kafka.producer.compression.type, or one that a plug-in of"
                        + " yours reads",
                "kafka.my.own.plugin.key | one, or one that a plug-in of yours reads"
            })
    void shouldWarnOfANameThatKafkaDoesNotKnow(String key, String expected) {
        // when
        List<String> warnings = settings(key, "5").warnings();

        // then
        assertThat(warnings).containsExactly(key + ": not a setting of Kafka (expected: " + expected + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.sasl.jaas.config",
                "kafka.main.consumer.fetch.max.bytes",
                "kafka.admin.retries",
                "kafka.topic.segment.bytes",
                "kafka.client.tag.zone",
                "kafka.acks"
            })
    void shouldNotWarnOfANameThatStreamsOrAClientKnows(String key) {
        // when, then
        assertThat(settings(key, "1").warnings()).isEmpty();
    }

    @Test
    void shouldTellTheLargestRecordThatProducersSend() {
        // when
        int bytes = settings("kafka.producer.max.request.size", "2000000").largestRequestBytes();

        // then
        assertThat(bytes).isEqualTo(2_000_000);
    }

    @Test
    void shouldTellHowLongAPollMayTake() {
        // when
        Duration interval =
                settings("kafka.main.consumer.max.poll.interval.ms", "45000").maxPollInterval();

        // then
        assertThat(interval).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings("http.port", "1").maxPollInterval()).isEqualTo(Duration.ofMinutes(1));
    }

    private static NarrowsSettings settings(String key, String value) {
        Map<String, String> all = new TreeMap<>(needed());
        all.put(key, value);
        return NarrowsSettings.of(all);
    }

    private static Map<String, String> needed() {
        return Map.of("kafka.bootstrap.servers", "here:1", "schema.registry.url", "http://there");
    }
}
