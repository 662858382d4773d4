package dev.narrows.standalone.live;

import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.vector.UnreadableVectorException;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.standalone.topic.TopicPeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A few of the newest latents, decoded, beside the vectors that they were made of. A latent does not say at which offset its
 * vector lies, but keeps partition, timestamp and key; where several vectors share those, the one that lies nearest to
 * what was decoded is taken. One thread.
 */
final class NewPairs {
    private static final int PARTITIONS = 3;
    private static final int LATENTS = 24;
    private static final int CANDIDATES = 64;

    private final String inputTopic;
    private final String latentsTopic;
    private final TopicPeek peek;
    private final VectorReader vectors;
    private final VectorDecoder decoder;
    private final Map<TopicPartition, Long> seen = new HashMap<>();
    private final Random random = new Random();

    NewPairs(String inputTopic, String latentsTopic, TopicPeek peek, VectorReader vectors, VectorDecoder decoder) {
        this.inputTopic = inputTopic;
        this.latentsTopic = latentsTopic;
        this.peek = peek;
        this.vectors = vectors;
        this.decoder = decoder;
    }

    /** One from each of a few partitions where something came since the last look and the vectors are still there. */
    List<Pair> look() {
        List<TopicPartition> partitions = new ArrayList<>(peek.partitions(latentsTopic));
        Collections.shuffle(partitions, random);
        return partitions.stream()
                .limit(PARTITIONS)
                .flatMap(partition -> look(partition).stream())
                .toList();
    }

    private Optional<Pair> look(TopicPartition partition) {
        long end = peek.end(partition);
        if (end <= seen.getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        seen.put(partition, end);
        List<ConsumerRecord<byte[], byte[]>> latents = peek.from(partition, end - LATENTS, LATENTS);
        return latents.isEmpty() ? Optional.empty() : pair(latents.get(random.nextInt(latents.size())));
    }

    private Optional<Pair> pair(ConsumerRecord<byte[], byte[]> latent) {
        if (!(decoder.decode(latent.value()) instanceof Decoded.Vector decoded)) {
            return Optional.empty();
        }
        TopicPartition partition = new TopicPartition(inputTopic, latent.partition());
        return peek.since(partition, latent.timestamp(), CANDIDATES).stream()
                .filter(record -> record.timestamp() == latent.timestamp() && Arrays.equals(record.key(), latent.key()))
                .flatMap(record -> vector(record.value()))
                .filter(vector -> vector.length == decoded.values().length)
                .map(vector -> new Pair(decoded.modelVersion(), decoded.error(), vector, decoded.values()))
                .min(Comparator.comparingDouble(Pair::distance));
    }

    private Stream<float[]> vector(byte[] value) {
        try {
            return Stream.of(vectors.readAll(value));
        } catch (UnreadableVectorException notOne) {
            return Stream.empty();
        }
    }
}
