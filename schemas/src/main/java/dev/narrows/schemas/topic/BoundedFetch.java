package dev.narrows.schemas.topic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * One fetch of one partition by Kafka's own network client and protocol, whose batches are decoded by {@link
 * BoundedBatch}. Sees what the consumer's isolation level lets it see. Used only where a consumer has failed, so it
 * connects anew each time.
 */
final class BoundedFetch {

    private static final int MAX_WAIT_MS = 500;
    private static final int CONNECT_MS = 10_000;
    private static final int REQUEST_MS = 30_000;
    private static final int DEFAULT_BYTES = 1024 * 1024;
    // The last version that names topics by their names.
    private static final short VERSION = 12;
    private static final long NO_LOG_START = -1;

    private BoundedFetch() {}

    /**
     * What was fetched.
     *
     * @param records those that a consumer would have seen, values too large left out
     * @param next the offset to go on from; where it started if there was nothing
     */
    record Fetched(List<ConsumerRecord<byte[], byte[]>> records, long next) {

        Fetched {
            records = List.copyOf(records);
        }
    }

    /** Who has a partition. */
    static Node leader(List<PartitionInfo> partitions, TopicPartition partition) {
        return partitions.stream()
                .filter(info -> info.partition() == partition.partition() && info.leader() != null)
                .findFirst()
                .orElseThrow(() -> new LeaderNotAvailableException(partition + ": no leader (expected: one)"))
                .leader();
    }

    /**
     * Fetches from an offset on.
     *
     * @param settings of a consumer
     * @throws KafkaException when the broker does not answer, or refuses
     */
    static Fetched fetch(Map<String, ?> settings, Node leader, TopicPartition partition, long from) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        ConsumerConfig config = new ConsumerConfig(all);
        boolean committed = IsolationLevel.READ_COMMITTED
                .toString()
                .equalsIgnoreCase(config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
        int bytes = Math.max(DEFAULT_BYTES, config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG));
        FetchRequest.Builder request = FetchRequest.Builder.forConsumer(
                        VERSION,
                        MAX_WAIT_MS,
                        1,
                        Map.of(
                                partition,
                                new FetchRequest.PartitionData(
                                        Uuid.ZERO_UUID, from, NO_LOG_START, bytes, Optional.empty())))
                .isolationLevel(committed ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED)
                .setMaxBytes(bytes);
        FetchResponseData.PartitionData answer = send(config, leader, request);
        Errors.forCode(answer.errorCode()).maybeThrow();
        return decoded(answer, partition, from, config.getInt(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), committed);
    }

    private static FetchResponseData.PartitionData send(
            ConsumerConfig config, Node leader, FetchRequest.Builder request) {
        try (Metrics metrics = new Metrics();
                NetworkClient client = ClientUtils.createNetworkClient(
                        config,
                        "narrows-bounded",
                        metrics,
                        "narrows-bounded",
                        new LogContext(),
                        new ApiVersions(),
                        Time.SYSTEM,
                        1,
                        REQUEST_MS,
                        null,
                        new ManualMetadataUpdater(List.of(leader)),
                        new DefaultHostResolver(),
                        null,
                        null)) {
            if (!NetworkClientUtils.awaitReady(client, leader, Time.SYSTEM, CONNECT_MS)) {
                throw new DisconnectException(leader + ": no connection (expected: within " + CONNECT_MS + " ms)");
            }
            ClientResponse response = NetworkClientUtils.sendAndReceive(
                    client,
                    client.newClientRequest(leader.idString(), request, Time.SYSTEM.milliseconds(), true),
                    Time.SYSTEM);
            FetchResponse answer = (FetchResponse) response.responseBody();
            answer.error().maybeThrow();
            return answer.data().responses().get(0).partitions().get(0);
        } catch (IOException e) {
            throw new DisconnectException(leader + ": " + e.getMessage() + " (expected: an answer)", e);
        }
    }

    private static Fetched decoded(
            FetchResponseData.PartitionData answer, TopicPartition partition, long from, int most, boolean committed) {
        PriorityQueue<FetchResponseData.AbortedTransaction> aborted =
                new PriorityQueue<>(Comparator.comparingLong(FetchResponseData.AbortedTransaction::firstOffset));
        if (committed && answer.abortedTransactions() != null) {
            aborted.addAll(answer.abortedTransactions());
        }
        Set<Long> aborting = new HashSet<>();
        BoundedBatch decoder = new BoundedBatch(partition, from, most);
        List<RecordBatch> batches = new ArrayList<>();
        FetchResponse.recordsOrFail(answer).batches().forEach(batches::add);
        for (RecordBatch batch : batches) {
            while (!aborted.isEmpty() && aborted.peek().firstOffset() <= batch.lastOffset()) {
                aborting.add(aborted.poll().producerId());
            }
            if (batch.isControlBatch()) {
                aborting.remove(batch.producerId());
                decoder.pass(batch);
            } else if (batch.isTransactional() && aborting.contains(batch.producerId())) {
                decoder.pass(batch);
            } else if (!decoder.read(batch)) {
                break;
            }
        }
        return new Fetched(decoder.records(), decoder.next());
    }
}
