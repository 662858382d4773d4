package dev.narrows.stream.config;

import dev.narrows.schemas.topic.ClientNames;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsConfig;

/** The names of the settings of Kafka Streams and its clients, as {@link ClientNames} those of clients alone. */
final class KafkaNames {

    private static final Set<String> KNOWN = new TreeSet<>(ClientNames.KNOWN);

    static {
        KNOWN.addAll(StreamsConfig.configDef().names());
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
        return isKnown(name) ? Optional.empty() : ClientNames.warning(prefix, name, KNOWN);
    }
}
