package dev.narrows.laboratory.demo.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.laboratory.demo.digits.DemoKey;
import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.scan.DecodedLatents;
import dev.narrows.schemas.scan.TopicScan;
import dev.narrows.stream.config.NarrowsSettings;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads all that the topics hold, decodes every latent, and gives it to the findings. One thread. */
final class Audit {
    private static final String REASON = "narrows.reason";

    private final NarrowsSettings settings;
    private final Map<String, Object> kafkaClient;

    Audit(NarrowsSettings settings) {
        this.settings = settings;
        this.kafkaClient = settings.client();
    }

    void read(Findings findings, SchemaRegistry registry, VectorDecoder decoder) {
        // The input first: it tells which record an alert is about.
        TopicScan.read(
                kafkaClient,
                settings.input().topic(),
                record -> findings.input(record.partition(), record.offset(), DemoKey.number(record.key())));
        DecodedLatents.read(
                kafkaClient,
                settings.topics().latents(),
                decoder,
                (record, decoded) ->
                        findings.latent(record.partition(), DemoKey.number(record.key()), vector(record, decoded)));
        TopicScan.read(
                kafkaClient,
                settings.topics().deadLetters(),
                record -> findings.deadLetter(record.partition(), DemoKey.number(record.key()), reason(record)));
        alerts(findings, registry);
    }

    private static Decoded.Vector vector(ConsumerRecord<byte[], byte[]> record, Decoded decoded) {
        if (decoded instanceof Decoded.Vector vector) {
            return vector;
        }
        throw new IllegalStateException("latent: partition " + record.partition() + ", offset " + record.offset() + ": "
                + decoded + " (expected: one that decodes)");
    }

    private void alerts(Findings findings, SchemaRegistry registry) {
        String topic = settings.topics().alerts();
        try (var deserializer = new RecordDeserializer<AnomalyAlert>(registry, AnomalyAlert.getClassSchema())) {
            TopicScan.read(kafkaClient, topic, record -> {
                AnomalyAlert alert = Objects.requireNonNull(deserializer.deserialize(topic, record.value()));
                findings.alert(alert.getPartition(), alert.getOffset());
            });
        }
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        Header reason = letter.headers().lastHeader(REASON);
        return reason == null ? "no reason" : new String(reason.value(), UTF_8);
    }
}
