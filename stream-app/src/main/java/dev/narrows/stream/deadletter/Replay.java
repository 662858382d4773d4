package dev.narrows.stream.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.schemas.pace.Pace;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters again: key, value, timestamp and the producer's own headers as they were, to the partition they came
 * from, with one header more, {@value DeadLetter#REPLAYS}, that counts how often. A record that was sent as often as may be
 * and came back is left where it is, so no record goes round for ever. The letters stay in their topic: a replay of the
 * same letters sends the same records a second time. One thread.
 */
public final class Replay implements AutoCloseable {

    private final DeadLetterTopic letters;
    private final ReplaySettings settings;
    private final @Nullable Producer<byte[], byte[]> producer;
    private final Pace pace;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Replay(DeadLetterTopic letters, ReplaySettings settings, @Nullable Producer<byte[], byte[]> producer) {
        this.letters = letters;
        this.settings = settings;
        this.producer = producer;
        this.pace = new Pace(settings.perSecond());
    }

    /**
     * What a replay did.
     *
     * @param fates how many letters met which
     * @param more whether it ended at the limit, with letters left
     * @param next offset of the dead letter topic to go on from, by partition
     */
    public record Report(Map<Fate, Long> fates, boolean more, Map<Integer, Long> next) {

        /** Copies. */
        public Report {
            fates = Map.copyOf(fates);
            next = Map.copyOf(next);
        }

        /** The same by names of fields, for JSON. */
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Fate fate : Fate.values()) {
                fields.put(fate.field(), count(fate));
            }
            fields.put("more", more);
            fields.put("next", new TreeMap<>(next));
            return fields;
        }

        /** How many met one. */
        public long count(Fate fate) {
            return fates.getOrDefault(fate, 0L);
        }
    }

    /**
     * A replay that has not begun.
     *
     * @param kafkaClient settings of a Kafka client
     * @param lettersTopic where the letters are
     */
    public static Replay open(Map<String, ?> kafkaClient, String lettersTopic, ReplaySettings settings) {
        DeadLetterTopic letters = DeadLetterTopic.open(kafkaClient, lettersTopic);
        try {
            return new Replay(letters, settings, settings.dryRun() ? null : producer(kafkaClient));
        } catch (RuntimeException | Error e) {
            letters.close();
            throw e;
        }
    }

    private static Producer<byte[], byte[]> producer(Map<String, ?> kafkaClient) {
        Map<String, Object> settings = new HashMap<>(kafkaClient);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends the letters that a filter takes, and waits until the brokers have them.
     *
     * @param each hears of each letter what becomes of it
     * @throws KafkaException when the brokers do not take one; those before it may be sent
     */
    public Report run(DeadLetterFilter filter, BiConsumer<DeadLetter, Fate> each) {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        boolean[] more = {false};
        DeadLetterTopic.Looked looked = letters.read(filter, letter -> {
            Fate fate = Fate.of(letter, settings);
            if (fate == Fate.SENT && fates.getOrDefault(fate, 0L) >= settings.most()) {
                more[0] = true;
                return false;
            }
            each.accept(letter, fate);
            fates.merge(fate, 1L, Long::sum);
            if (fate == Fate.SENT && producer != null) {
                pace.await();
                send(producer, letter);
            }
            return true;
        });
        if (producer != null) {
            producer.flush();
        }
        requireSent();
        return new Report(fates, more[0], looked.next());
    }

    private void send(Producer<byte[], byte[]> to, DeadLetter letter) {
        requireSent();
        Headers headers = letter.ownHeaders();
        headers.add(DeadLetter.REPLAYS, Integer.toString(letter.replays() + 1).getBytes(UTF_8));
        var unused = to.send(
                new ProducerRecord<>(
                        settings.topic(),
                        partition(to, letter),
                        letter.timestamp(),
                        letter.keyBytes(),
                        letter.value(),
                        headers),
                (metadata, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
    }

    /** The one that it came from, so that it stands where those of its key stand; the partitioner's where there is none such. */
    private @Nullable Integer partition(Producer<byte[], byte[]> to, DeadLetter letter) {
        int from = letter.inputPartition() >= 0 ? letter.inputPartition() : letter.partition();
        return from < to.partitionsFor(settings.topic()).size() ? from : null;
    }

    private void requireSent() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException(
                    "replay to " + settings.topic() + ": " + failed.getMessage() + " (expected: to be taken)", failed);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
        letters.close();
    }
}
