package dev.narrows.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic whose records nobody needs once they are old: makes it where it is missing. Any thread. */
public final class AgedTopic {

    private static final Logger LOG = LoggerFactory.getLogger(AgedTopic.class);

    private AgedTopic() {}

    /**
     * Makes the topic if it is missing: one partition, the broker's default replication. One that is there stays as it is.
     *
     * @param clientSettings Kafka client settings, {@code bootstrap.servers} at least
     * @param kept how long a record is kept
     * @throws KafkaException when the brokers do not answer within {@code default.api.timeout.ms}, or refuse
     */
    public static void ensure(Map<String, ?> clientSettings, String topic, Duration kept) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "narrows-topics");
        NewTopic aged = new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(kept.toMillis())));
        try (Admin admin = Admin.create(settings)) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(Set.of(aged)).all().get();
                LOG.info("topic created topic={}", topic);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
