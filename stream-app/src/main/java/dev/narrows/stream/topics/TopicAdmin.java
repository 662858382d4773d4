package dev.narrows.stream.topics;

import dev.narrows.schemas.topic.Brokers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks brokers about topics. Every method waits for the answer, at most as long as {@code default.api.timeout.ms}, and
 * throws Kafka's own exceptions. Any thread.
 */
public final class TopicAdmin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final int SHOWN_TRIES = 100;
    private static final long SHOWN_PAUSE_MS = 50;
    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final int SAFE_TRANSACTIONS = 2;

    private final Admin admin;

    private TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * @param clientSettings what any Kafka client is configured with
     * @throws dev.narrows.schemas.topic.UnresolvedBrokersException while no broker's name is known
     */
    public static TopicAdmin open(Map<String, ?> clientSettings) {
        Brokers.resolve(clientSettings);
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "narrows-admin");
        return new TopicAdmin(Admin.create(settings));
    }

    /**
     * Asks for the cluster, only to see whether brokers answer.
     *
     * @return how many there are
     */
    public int brokers() {
        return await(admin.describeCluster().nodes()).size();
    }

    /**
     * What is to be said of the brokers' transactions: with version 2 (KIP-890) a commit that comes late can no longer join
     * the transaction after it. Empty where all is well, and where brokers do not know of features at all.
     */
    public Optional<String> transactionsWarning() {
        try {
            FinalizedVersionRange found = await(admin.describeFeatures().featureMetadata())
                    .finalizedFeatures()
                    .get(TRANSACTION_VERSION);
            int level = found == null ? 0 : found.maxVersionLevel();
            return level >= SAFE_TRANSACTIONS
                    ? Optional.empty()
                    : Optional.of(TRANSACTION_VERSION + ": " + level + " (expected: " + SAFE_TRANSACTIONS
                            + ", or a commit that comes late may join a later transaction; kafka-features upgrade"
                            + " --feature " + TRANSACTION_VERSION + "=" + SAFE_TRANSACTIONS + ")");
        } catch (UnsupportedVersionException e) {
            return Optional.empty();
        }
    }

    /** Whether there is such a topic. */
    public boolean exists(String topic) {
        return names().contains(topic);
    }

    /** Names of all topics but Kafka's own. */
    Set<String> names() {
        return await(admin.listTopics().names());
    }

    /** The topic, empty where there is none. */
    Optional<TopicState> describe(String name) {
        try {
            TopicDescription description = await(Objects.requireNonNull(
                    admin.describeTopics(Set.of(name), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .topicNameValues()
                            .get(name)));
            return Optional.of(TopicState.of(description, config(name)));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes a topic and waits until it shows; it is no fault when somebody else just made it.
     *
     * @throws TimeoutException when it does not show within some seconds
     */
    TopicState create(NewTopic topic) {
        try {
            await(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException e) {
            LOG.debug("topic made by another instance topic={}", topic.name());
        }
        return shown(topic.name());
    }

    /** Changes settings of a topic; others stay as they are. */
    void alter(String name, Map<String, String> config) {
        List<AlterConfigOp> changes = config.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        await(admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), changes))
                .all());
    }

    /** Whether a group has members now, of whatever protocol. */
    public boolean hasMembers(String group) {
        return await(admin.listGroups().all()).stream()
                .filter(listed -> listed.groupId().equals(group))
                .anyMatch(listed -> listed.groupState()
                        .filter(state -> state != GroupState.EMPTY && state != GroupState.DEAD)
                        .isPresent());
    }

    /** Whether a group has ever committed where it is in a topic. */
    public boolean hasCommitted(String group, String topic) {
        return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .anyMatch(offset -> offset.getKey().topic().equals(topic) && offset.getValue() != null);
    }

    /** How many offsets a topic has that may hold a record, transaction markers among them. */
    public long records(String topic) {
        return sum(topic, OffsetSpec.latest()) - sum(topic, OffsetSpec.earliest());
    }

    /**
     * How many offsets of each partition, from 0 on, a group has not committed: all that there are where it has committed
     * none. Empty where there is no such topic.
     */
    public List<Long> lags(String group, String topic) {
        Map<TopicPartition, Long> ends = offsets(topic, OffsetSpec.latest());
        Map<TopicPartition, Long> starts = offsets(topic, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        List<Long> lags = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            TopicPartition partition = new TopicPartition(topic, i);
            OffsetAndMetadata at = committed.get(partition);
            long from = at == null ? Objects.requireNonNull(starts.get(partition)) : at.offset();
            lags.add(Math.max(0, Objects.requireNonNull(ends.get(partition)) - from));
        }
        return lags;
    }

    /** When the oldest transaction that is open now began, milliseconds since 1970, of ids that begin so. */
    public OptionalLong oldestTransaction(String prefix) {
        ListTransactionsOptions open = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        List<String> ids = await(admin.listTransactions(open).all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(prefix))
                .toList();
        return ids.isEmpty()
                ? OptionalLong.empty()
                : await(admin.describeTransactions(ids).all()).values().stream()
                        .filter(each -> each.state() == TransactionState.ONGOING)
                        .map(TransactionDescription::transactionStartTimeMs)
                        .flatMapToLong(OptionalLong::stream)
                        .min();
    }

    private long sum(String topic, OffsetSpec where) {
        return offsets(topic, where).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec where) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        int partitions = describe(topic).map(TopicState::partitions).orElse(0);
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(topic, partition), where);
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(admin.listOffsets(asked).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @Override
    public void close() {
        admin.close();
    }

    /** Brokers learn of a new topic one after the other, some milliseconds after it is made. */
    private TopicState shown(String name) {
        for (int i = 0; i < SHOWN_TRIES; i++) {
            Optional<TopicState> topic = describe(name);
            if (topic.isPresent()) {
                return topic.get();
            }
            pause();
        }
        throw new TimeoutException("topic " + name + " not there yet");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SHOWN_PAUSE_MS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Map<String, String> config(String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            return TopicState.values(await(Objects.requireNonNull(
                    admin.describeConfigs(Set.of(topic)).values().get(topic))));
        } catch (AuthorizationException e) {
            // May be written without being looked at; then there is nothing to check.
            return Map.of();
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
