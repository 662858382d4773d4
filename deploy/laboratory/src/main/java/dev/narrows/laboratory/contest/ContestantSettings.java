package dev.narrows.laboratory.contest;

import dev.narrows.stream.config.NarrowsSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a contestant runs with: the service's own settings, so that all are tuned alike. Immutable.
 *
 * @param settings topics, group, threads and everything of Kafka
 */
record ContestantSettings(NarrowsSettings settings) {

    String input() {
        return settings.input().topic();
    }

    String output() {
        return settings.topics().latents();
    }

    String group() {
        return settings.applicationId();
    }

    /** For a topology: what the service's own is configured with, without its batches. */
    Properties streams() {
        return settings.streams();
    }

    /** For a plain consumer: what the service's main consumer is configured with. */
    Map<String, Object> consumer() {
        Map<String, Object> consumer = role(StreamsConfig.MAIN_CONSUMER_PREFIX);
        consumer.put("group.id", group());
        consumer.put("enable.auto.commit", "false");
        consumer.put("auto.offset.reset", "earliest");
        return consumer;
    }

    /** For a plain producer: what the service's producer is configured with. */
    Map<String, Object> producer() {
        return role(StreamsConfig.PRODUCER_PREFIX);
    }

    private Map<String, Object> role(String prefix) {
        Map<String, Object> client = new HashMap<>();
        client.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                settings.client().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        Properties all = settings.streams();
        for (String key : all.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                client.put(key.substring(prefix.length()), all.getProperty(key));
            }
        }
        return client;
    }
}
