package dev.narrows.schemas.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic that must never forget: makes it where it is missing, and looks at it where it is not. Any thread. */
public final class CompactedTopic {

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);
    private static final String FOREVER = "-1";

    private CompactedTopic() {}

    /**
     * Makes the topic if it is missing: one partition, compacted, kept for ever, the broker's default replication.
     *
     * @param clientSettings Kafka client settings, {@code bootstrap.servers} at least
     * @throws IllegalStateException when the topic is there and deletes records by age or size
     * @throws KafkaException when the brokers do not answer within {@code default.api.timeout.ms}, or refuse
     */
    public static void ensure(Map<String, ?> clientSettings, String topic) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "narrows-topics");
        try (Admin admin = Admin.create(settings)) {
            ensure(admin, topic);
        }
    }

    private static void ensure(Admin admin, String topic) {
        try {
            requireForever(topic, config(admin, topic));
        } catch (UnknownTopicOrPartitionException missing) {
            create(admin, topic);
        } catch (AuthorizationException e) {
            LOG.warn("topic settings unreadable topic={} reason={}", topic, e.getMessage());
        }
    }

    private static void create(Admin admin, String topic) {
        NewTopic compacted = new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.RETENTION_MS_CONFIG, FOREVER,
                        TopicConfig.RETENTION_BYTES_CONFIG, FOREVER));
        try {
            await(() -> admin.createTopics(Set.of(compacted)).all().get());
            LOG.info("topic created topic={}", topic);
        } catch (TopicExistsException e) {
            LOG.debug("topic created by another topic={}", topic);
        }
    }

    private static Config config(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return await(() -> admin.describeConfigs(List.of(resource)).all().get())
                .values()
                .iterator()
                .next();
    }

    private static void requireForever(String topic, Config config) {
        String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        boolean deletes = policy.contains(TopicConfig.CLEANUP_POLICY_DELETE)
                && !(value(config, TopicConfig.RETENTION_MS_CONFIG).equals(FOREVER)
                        && value(config, TopicConfig.RETENTION_BYTES_CONFIG).equals(FOREVER));
        if (deletes) {
            throw new IllegalStateException("cleanup.policy of topic " + topic + ": " + policy
                    + " (expected: compact; what it holds must not be" + " deleted by age or size)");
        }
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    private static <T> T await(Request<T> request) {
        try {
            return request.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @FunctionalInterface
    private interface Request<T> {
        T get() throws ExecutionException, InterruptedException;
    }
}
