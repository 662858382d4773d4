package dev.narrows.laboratory.demo.outcome;

import dev.narrows.laboratory.disk.DiskBytes;
import dev.narrows.laboratory.disk.Topics;
import dev.narrows.schemas.produce.VectorProducer;
import dev.narrows.schemas.scan.TopicScan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Writes the records of a topic once more, to a topic with another compression, to see what that takes on the disk. */
final class Recompressed {
    private Recompressed() {}

    /** Bytes on the disk of the same keys and values, written with zstd by Kafka's own producer. */
    static long zstdBytes(Map<String, Object> kafkaClient, Path dataFolder, String topic, int partitions) {
        String copy = topic + "-zstd";
        Topics.create(kafkaClient, copy, partitions);
        Map<String, Object> settings = new HashMap<>(kafkaClient);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        try (VectorProducer producer = VectorProducer.open(settings, copy)) {
            TopicScan.read(kafkaClient, topic, record -> producer.send(record.key(), record.value()));
            producer.flush();
        }
        return DiskBytes.of(dataFolder, copy);
    }
}
