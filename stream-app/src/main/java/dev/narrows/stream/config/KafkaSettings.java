package dev.narrows.stream.config;

import dev.narrows.stream.config.check.SettingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka Streams and other Kafka clients are configured with: our defaults, then every {@code kafka.*} setting,
 * then what follows from our own keys. A key that Narrows itself depends on is refused among the {@code kafka.*}
 * settings, with the reason, because a quiet override either way would lose records or speed. Immutable.
 *
 * <p>Why the defaults are what they are: a busy poll shall fill a batch of vectors of some kilobytes (so 2 MiB a
 * partition instead of 1), without much that was fetched waiting in the heap, where each collection copies it (8 MiB a
 * broker instead of 50), and the system sizes the socket's buffer, so that much of a fetch has arrived when it is
 * polled for. Latents are small, so their producer batches hold many (128 KiB instead of 16) and leave after 10 ms
 * instead of Streams' 100, which spreads the sending between commits instead of doing it all inside the commit. lz4
 * costs the stream thread a few percent and takes the repeated headers and keys off the disk. Largest request 16 MiB:
 * a dead letter is as large as the record that it was. Sessions of 10 s: an instance that dies leaves an open
 * transaction for that long anyway, and nobody can pass it.
 */
final class KafkaSettings {

    private static final String MAIN_CONSUMER = StreamsConfig.MAIN_CONSUMER_PREFIX;
    private static final String PRODUCER = StreamsConfig.PRODUCER_PREFIX;
    private static final List<String> ROLES = List.of(
            MAIN_CONSUMER,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.CONSUMER_PREFIX,
            PRODUCER,
            StreamsConfig.ADMIN_CLIENT_PREFIX);

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
            // Kafka 5's default; off, Streams warns of it at each start although there is no global store.
            Map.entry("processing.exception.handler.global.enabled", "true"),
            Map.entry(MAIN_CONSUMER + ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "" + 2 * 1024 * 1024),
            Map.entry(MAIN_CONSUMER + ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "" + 8 * 1024 * 1024),
            Map.entry(MAIN_CONSUMER + ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1"),
            Map.entry(MAIN_CONSUMER + ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000"),
            Map.entry(MAIN_CONSUMER + ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "3000"),
            // It is the group's rebalance timeout as well: how long a rebalance waits for a member that does not join.
            Map.entry(MAIN_CONSUMER + ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, "60000"),
            Map.entry(PRODUCER + ProducerConfig.LINGER_MS_CONFIG, "10"),
            Map.entry(PRODUCER + ProducerConfig.BATCH_SIZE_CONFIG, "" + 128 * 1024),
            Map.entry(PRODUCER + ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            Map.entry(PRODUCER + ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "" + 16 * 1024 * 1024));

    private static final String BATCHES = "not set, the packing of batches depends on it";
    private static final String LETTERS = "not set, a batch would be dropped where one record is meant";

    // Key without role prefix, and what to do instead.
    private static final Map<String, String> OWNED = Map.ofEntries(
            Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, "not set, use application.id"),
            Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "not set, use stream.threads"),
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "not set, use batch.max.records"),
            Map.entry(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, BATCHES),
            Map.entry(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, BATCHES),
            Map.entry(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BATCHES),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "not set, offsets are committed with the results"),
            Map.entry(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, BATCHES),
            Map.entry(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LETTERS),
            Map.entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LETTERS),
            Map.entry(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, LETTERS),
            Map.entry("default.deserialization.exception.handler", LETTERS),
            Map.entry("default.production.exception.handler", LETTERS),
            Map.entry(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "not set, use dead.letters.topic"));

    private final Map<String, String> settings;
    private final List<String> unknown;

    private KafkaSettings(Map<String, String> settings, List<String> unknown) {
        this.settings = Map.copyOf(settings);
        this.unknown = List.copyOf(unknown);
    }

    /**
     * @param own our own keys, checked
     * @param prefixed the {@code kafka.*} settings, with their prefix
     * @throws SettingException when a key is ours to set, or a value is one that Kafka refuses
     */
    static KafkaSettings of(Map<String, Object> own, Map<String, String> prefixed) {
        Map<String, String> settings = new TreeMap<>(DEFAULTS);
        List<String> unknown = new ArrayList<>();
        prefixed.forEach((key, value) -> {
            String name = key.substring(SettingKeys.KAFKA.length());
            refuseOwned(key, name, value);
            KafkaNames.warning(key, role(name)).ifPresent(unknown::add);
            settings.put(name, value.trim());
        });
        settings.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                SettingKeys.value(own, "application.id", Object.class).toString());
        settings.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                SettingKeys.value(own, "stream.threads", Object.class).toString());
        settings.put(
                MAIN_CONSUMER + ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                SettingKeys.value(own, "batch.max.records", Object.class).toString());
        try {
            new StreamsConfig(settings);
        } catch (ConfigException e) {
            throw new SettingException("kafka.*", String.valueOf(e.getMessage()), "what Kafka Streams takes");
        }
        return new KafkaSettings(settings, unknown);
    }

    /** What nobody knows among the {@code kafka.*} settings, one line each. */
    List<String> unknown() {
        return unknown;
    }

    Properties streams() {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    /**
     * Everything without a role that an admin client knows, and what no client knows: plug-ins read such keys. Waits
     * are short, because who uses it tries again and says so.
     */
    Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        settings.forEach((key, value) -> {
            if (role(key).isEmpty() && (AdminClientConfig.configNames().contains(key) || !KafkaNames.isKnown(key))) {
                client.put(key, value);
            }
        });
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return client;
    }

    /** How producers compress batches. */
    String producerCompression() {
        return settings.getOrDefault(PRODUCER + ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    }

    /** Milliseconds between two polls, after which the group takes the partitions away. */
    long maxPollIntervalMs() {
        Map<String, Object> consumer = new StreamsConfig(settings).getMainConsumerConfigs("", "", 0);
        Object value = consumer.getOrDefault(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                ConsumerConfig.configDef().defaultValues().get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
        return Long.parseLong(String.valueOf(value));
    }

    /** The largest record that the producers send, bytes. */
    int largestRequestBytes() {
        Map<String, Object> producer = new StreamsConfig(settings).getProducerConfigs("");
        long request = number(producer, ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return (int) Math.min(request, number(producer, ProducerConfig.BUFFER_MEMORY_CONFIG));
    }

    private static long number(Map<String, Object> producer, String key) {
        Object value = producer.getOrDefault(
                key, ProducerConfig.configDef().defaultValues().get(key));
        return Long.parseLong(String.valueOf(value));
    }

    private static void refuseOwned(String key, String name, String value) {
        String role = role(name);
        String expected = OWNED.get(name.substring(role.length()));
        boolean elsewhere = role.equals(PRODUCER)
                || role.equals(StreamsConfig.ADMIN_CLIENT_PREFIX)
                || role.equals(StreamsConfig.RESTORE_CONSUMER_PREFIX)
                || role.equals(StreamsConfig.GLOBAL_CONSUMER_PREFIX);
        if (expected != null && !elsewhere) {
            throw new SettingException(key, value, expected);
        }
    }

    private static String role(String name) {
        return ROLES.stream().filter(name::startsWith).findFirst().orElse("");
    }
}
