package dev.narrows.stream.config;

import dev.narrows.schemas.topic.Misspelt;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The names of Kafka's own settings. A name that is none of them is passed on all the same, because plug-ins (metrics
 * reporters, callback handlers, interceptors) read names of their own; a misspelt one would do nothing, in silence.
 */
final class KafkaNames {

    private static final Set<String> KNOWN = new TreeSet<>();

    static {
        KNOWN.addAll(StreamsConfig.configDef().names());
        KNOWN.addAll(ConsumerConfig.configNames());
        KNOWN.addAll(ProducerConfig.configNames());
        KNOWN.addAll(AdminClientConfig.configNames());
    }

    private KafkaNames() {}

    /** Whether Kafka Streams or one of its clients knows a name, which has no prefix of a role. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name)
                || name.startsWith(StreamsConfig.TOPIC_PREFIX)
                || name.startsWith(StreamsConfig.CLIENT_TAG_PREFIX);
    }

    /**
     * What to say of a setting that Kafka does not know.
     *
     * @param key with its prefix {@code kafka.}
     * @param role prefix of one of the clients that it also has, or nothing
     */
    static Optional<String> warning(String key, String role) {
        String prefix = SettingKeys.KAFKA + role;
        String name = key.substring(prefix.length());
        if (isKnown(name)) {
            return Optional.empty();
        }
        String meant = Misspelt.nearest(name, KNOWN)
                .map(near -> ", perhaps " + prefix + near)
                .orElse("");
        return Optional.of(
                key + ": not a setting of Kafka (expected: one" + meant + ", or one that a plug-in of yours reads)");
    }
}
