package dev.narrows.stream.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of messages that no receiver took: key the subscription's id, value the body, headers {@code webhook-id},
 * {@code narrows.url}, {@code narrows.reason} and {@code narrows.tries}. Any thread.
 */
public final class Letters implements AutoCloseable {

    private static final int MOST_READ = 100;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    Letters(Map<String, ?> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        this.topic = topic;
        makeTopic(client, topic);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void makeTopic(Map<String, ?> client, String topic) {
        try (Admin admin = Admin.create(new HashMap<>(client))) {
            // Asked for first: who may not make topics may still write to one that is there.
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * A message that no receiver took.
     *
     * @param at when that was written down, ISO-8601
     * @param id of the message
     * @param body as it was posted
     * @param reason of the last try
     */
    public record Letter(String at, String id, String body, String reason) {}

    /** The last hundred of a subscription, newest first; none where there is no such topic. */
    static List<Letter> read(Map<String, ?> client, String topic, String subscription) {
        Deque<Letter> found = new ArrayDeque<>();
        byte[] key = subscription.getBytes(UTF_8);
        try (Consumer<byte[], byte[]> consumer = TopicReader.consumer(client, IsolationLevel.READ_COMMITTED)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (Arrays.equals(key, record.key()) && record.value() != null) {
                        found.addFirst(letter(record));
                    }
                    if (found.size() > MOST_READ) {
                        found.removeLast();
                    }
                }
                if (System.nanoTime() > until) {
                    throw new TimeoutException("topic " + topic + ": not read within " + PATIENCE.toSeconds()
                            + " s (expected: to its end)");
                }
            }
        }
        return List.copyOf(found);
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(
                Instant.ofEpochMilli(record.timestamp()).toString(),
                header(record, "webhook-id"),
                new String(record.value(), UTF_8),
                header(record, "narrows.reason"));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** Writes one and waits until the brokers have it. */
    void write(WebhookSubscription subscription, String id, String body, String reason, int tries) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, subscription.getId().getBytes(UTF_8), body.getBytes(UTF_8));
        letter.headers()
                .add("webhook-id", id.getBytes(UTF_8))
                .add("narrows.url", subscription.getUrl().getBytes(UTF_8))
                .add("narrows.reason", reason.getBytes(UTF_8))
                .add("narrows.tries", Integer.toString(tries).getBytes(UTF_8));
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
