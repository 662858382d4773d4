package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Packing;
import dev.narrows.stream.batch.PackingInterceptor;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.drift.Shifted;
import dev.narrows.stream.encode.EncodeWorkers;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.encode.SlicePlan;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.route.QualityFormat;
import dev.narrows.stream.route.RecordLimits;
import dev.narrows.stream.route.RouteFormats;
import dev.narrows.stream.topology.NarrowsTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka swallows what an interceptor throws and passes the records as they are. */
class UnpackedRecordsIT {

    private static final AtomicInteger FAILURES = new AtomicInteger();

    /** Fails every other poll, packs the rest. */
    public static final class Failing implements ConsumerInterceptor<byte[], byte[]> {

        private final PackingInterceptor packing = new PackingInterceptor();
        private int polls;

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
            if (!polled.isEmpty() && polls++ % 2 == 0) {
                FAILURES.incrementAndGet();
                throw new IllegalStateException("as asked");
            }
            return packing.onConsume(polled);
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    @Test
    void shouldEncodeRecordsThatPassUnpackedAmongPackedOnes(@TempDir Path folder) {
        // given
        try (LiveCluster cluster = LiveCluster.start(folder);
                ModelsInService slot = slot()) {
            List.of("vectors", "latents", "alerts", "dead-letters", "quality")
                    .forEach(topic -> cluster.createTopic(topic, 2));
            cluster.produce(0, 1_000, 2, i -> i % 10 == 3 ? Inputs.bytes("bad") : raw(normal(i)));
            NarrowsSettings settings = cluster.parsed(Map.of("batch.max.records", "100"));
            Properties properties = settings.streams();
            Packing.install(properties);
            properties.remove("default.client.supplier");
            properties.put("main.consumer.interceptor.classes", Failing.class.getName());
            RouteFormats formats = new RouteFormats(
                    1,
                    2,
                    "alerts",
                    settings.alerts(),
                    RecordLimits.NONE,
                    new QualityFormat(3, "quality", "here", "vectors"),
                    () -> Shifted.NONE,
                    RouteFormats.usualAlertTime());
            AtomicInteger alone = new AtomicInteger();

            // when
            try (KafkaStreams streams = new KafkaStreams(
                    NarrowsTopology.build(settings, slot, formats, tally -> {
                        if (tally.records() == 1) {
                            alone.incrementAndGet();
                        }
                    }),
                    properties)) {
                streams.start();
                await().atMost(Duration.ofSeconds(90))
                        .untilAsserted(
                                () -> assertThat(cluster.count("latents")).isGreaterThanOrEqualTo(900));
            }

            // then
            assertThat(FAILURES).hasPositiveValue();
            assertThat(alone.get()).isBetween(100, 950);
            assertThat(cluster.keys("latents"))
                    .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 1_000)
                            .filter(i -> i % 10 != 3)
                            .boxed()
                            .toList());
            assertThat(cluster.count("dead-letters")).isEqualTo(100);
        }
    }

    private static ModelsInService slot() {
        ModelsInService slot = new ModelsInService(
                () -> VectorReader.of(VectorFormat.RAW, "", null),
                new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                new SlicePlan(64, 1_000),
                EncodeWorkers.start(0));
        slot.serve(DrivenTopology.toy(1));
        return slot;
    }
}
