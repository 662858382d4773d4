package dev.narrows.schemas.scan;

import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** All latents that a topic holds, each with what it decodes to. One thread. */
public final class DecodedLatents {
    private static final int BATCH = 256;

    private final VectorDecoder decoder;
    private final BiConsumer<ConsumerRecord<byte[], byte[]>, Decoded> each;
    private final List<ConsumerRecord<byte[], byte[]>> waiting = new ArrayList<>(BATCH);

    private DecodedLatents(VectorDecoder decoder, BiConsumer<ConsumerRecord<byte[], byte[]>, Decoded> each) {
        this.decoder = decoder;
        this.each = each;
    }

    /** A decoder of the latents of one model; store and registry stay the caller's. */
    public static VectorDecoder decoder(String model, String modelsTopic, ModelStore models, SchemaRegistry registry) {
        DecoderSettings settings =
                DecoderSettings.of(Map.of("narrows.model.name", model, "narrows.models.topic", modelsTopic));
        return VectorDecoder.of(settings, registry, models::load);
    }

    /** Hands them over, partition after partition, in the order of offsets. */
    public static void read(
            Map<String, ?> kafkaClient,
            String topic,
            VectorDecoder decoder,
            BiConsumer<ConsumerRecord<byte[], byte[]>, Decoded> each) {
        DecodedLatents latents = new DecodedLatents(decoder, each);
        TopicScan.read(kafkaClient, topic, latents::add);
        latents.decode();
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.add(record);
        if (waiting.size() == BATCH) {
            decode();
        }
    }

    private void decode() {
        // A tombstone's value is null, which List.of would refuse.
        List<byte @Nullable []> values = new ArrayList<>(waiting.size());
        waiting.forEach(record -> values.add(record.value()));
        List<Decoded> decoded = decoder.decode(values);
        for (int i = 0; i < waiting.size(); i++) {
            each.accept(waiting.get(i), decoded.get(i));
        }
        waiting.clear();
    }
}
