package dev.narrows.stream.topics;

import dev.narrows.stream.config.TopicSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** What an output topic is made with. Pure. */
final class OutputTopic {

    static final String MAX_BYTES = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
    static final int DEFAULT_MAX_BYTES = 1_048_588;

    private static final int HEADER_ROOM = 64 * 1024;

    private OutputTopic() {}

    /**
     * The topic's settings: records of any time, and room for the headers that a dead letter gains.
     *
     * @param inputMaxBytes the largest record that the input topic takes
     * @param retentionMs of the latents; null leaves it to the brokers
     */
    static Map<String, String> config(long inputMaxBytes, @Nullable Long retentionMs) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        // A record that waited before it was encoded is older than it was when the input topic took it.
        config.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        config.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        if (retentionMs != null) {
            config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMs));
        }
        config.put(MAX_BYTES, Long.toString(Math.min(Integer.MAX_VALUE, inputMaxBytes + HEADER_ROOM)));
        return config;
    }

    /** As {@link #config(long, Long)}, for the topic that a setting names. */
    static Map<String, String> config(String key, long inputMaxBytes, TopicSettings settings) {
        return config(inputMaxBytes, key.startsWith("latents.") ? settings.latentsRetentionMs() : null);
    }
}
