package dev.narrows.laboratory.contest;

import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.stream.config.InputSettings;
import dev.narrows.stream.encode.SlicePlan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What one would write without Kafka Streams: poll, read into the tensor, run, send, and every 100 ms commit offsets and
 * results in one transaction. Serves no second model, knows no dead letters, survives no rebalance. One thread.
 */
final class LoopContestant {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = 100_000_000;

    private final ContestantSettings settings;
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();

    LoopContestant(ContestantSettings settings) {
        this.settings = settings;
    }

    void run() {
        Map<String, Object> producing = settings.producer();
        producing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.group());
        try (SchemaRegistry registry =
                        SchemaRegistry.connect(settings.settings().registry());
                OnnxModel model = ServedModel.load(settings.settings(), registry);
                Encoder encoder = model.newEncoder(rows(model));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            InputSettings input = settings.settings().input();
            VectorReader reader = VectorReader.of(VectorFormat.AVRO, input.fields(), registry, input.maxBytes());
            LatentWriter writer = new LatentWriter(registry.register(settings.output(), Latent.getClassSchema()));
            int maxRows = rows(model);
            producer.initTransactions();
            consumer.subscribe(List.of(settings.input()));
            producer.beginTransaction();
            long committed = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                List<ConsumerRecord<byte[], byte[]>> batch = poll(consumer);
                for (int from = 0; from < batch.size(); from += maxRows) {
                    List<ConsumerRecord<byte[], byte[]>> slice =
                            batch.subList(from, Math.min(batch.size(), from + maxRows));
                    encode(slice, reader, encoder, model.manifest().getInputDim());
                    send(slice, writer, encoder, model, producer);
                }
                if (System.nanoTime() - committed > COMMIT_NANOS && !done.isEmpty()) {
                    producer.sendOffsetsToTransaction(Map.copyOf(done), consumer.groupMetadata());
                    producer.commitTransaction();
                    producer.beginTransaction();
                    done.clear();
                    committed = System.nanoTime();
                }
            }
        }
    }

    /** As many as the service runs at once. */
    private int rows(OnnxModel model) {
        SlicePlan plan = new SlicePlan(
                settings.settings().model().maxRows(), settings.settings().batchRecords());
        return plan.rows(model.manifest().getInputDim(), model.provider());
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(KafkaConsumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(polled.count());
        polled.forEach(batch::add);
        done.putAll(polled.nextOffsets());
        return batch;
    }

    private static void encode(
            List<ConsumerRecord<byte[], byte[]>> slice, VectorReader reader, Encoder encoder, int dim) {
        ByteBuffer input = encoder.inputBytes();
        int rowBytes = dim * Float.BYTES;
        for (int i = 0; i < slice.size(); i++) {
            input.limit((i + 1) * rowBytes).position(i * rowBytes);
            if (reader.read(slice.get(i).value(), input) != ReadResult.Row.OK) {
                throw new BenchException("record: unreadable (expected: the bench's own vectors)");
            }
        }
        encoder.run(slice.size());
    }

    private void send(
            List<ConsumerRecord<byte[], byte[]>> slice,
            LatentWriter writer,
            Encoder encoder,
            OnnxModel model,
            KafkaProducer<byte[], byte[]> producer) {
        int version = model.manifest().getVersion();
        int codeBytes = model.manifest().getCodeBytes();
        int decoder = Graphs.decoderId(model.manifest());
        for (int i = 0; i < slice.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = slice.get(i);
            byte[] latent = writer.write(
                    version, encoder.codes(), i, codeBytes, encoder.errors().get(i), decoder);
            // A send that fails makes the commit fail, which ends the contestant.
            var unused = producer.send(new ProducerRecord<>(
                    settings.output(), record.partition(), record.timestamp(), record.key(), latent, record.headers()));
        }
    }
}
