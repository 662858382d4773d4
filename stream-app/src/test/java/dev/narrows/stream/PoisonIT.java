package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.HostileSchemas;
import dev.narrows.stream.fixture.FragileToy;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are made to stop the stream: each becomes a dead letter, the others are there once. Issue 21, points 1, 2, 4. */
class PoisonIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int RECORDS = 300;
    private static final int POISON = 100;

    private LiveCluster cluster;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = LiveCluster.start(folder);
        cluster.createTopic("vectors", 1);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldOutliveAWriterSchemaWhoseFixedPartsAddUpBeyondALong() {
        shouldOutliveSchema(HostileSchemas.beyondALong());
    }

    @Test
    void shouldOutliveAWriterSchemaThatIsTooDeep() {
        shouldOutliveSchema(HostileSchemas.deepChain(900));
    }

    @Test
    void shouldOutliveAVectorThatTheModelCannotRunOver() {
        // given
        cluster.publish(FragileToy.artefact());
        cluster.produce(0, RECORDS, 1, i -> raw(i == POISON ? FragileToy.breaking() : normal(i)));

        // when, then
        assertOneDeadLetter(Map.of("input.format", "raw"), "failed", "dev.narrows.schemas.onnx.InferenceException");
    }

    @Test
    void shouldOutliveAFloodOfSchemaIdsThatNobodyKnows() {
        // given: one record in a hundred is good
        cluster.publishToy(1);
        try (SchemaRegistry registry = cluster.registry()) {
            cluster.produce(
                    0,
                    10_000,
                    1,
                    i -> i % 100 == 0
                            ? Inputs.avro(registry, normal(i))
                            : ByteBuffer.allocate(40)
                                    .put((byte) 0)
                                    .putInt((int) (100_000 + i))
                                    .array());
        }

        // when
        long start = System.nanoTime();
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of("input.format", "avro")))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(100));
            assertThat(service.health().ready()).isTrue();
        }

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(cluster.keys("latents"))
                .containsExactlyElementsOf(
                        LongStream.range(0, 100).map(i -> 100 * i).boxed().toList());
        assertThat(cluster.read("dead-letters"))
                .hasSize(9_900)
                .allSatisfy(
                        letter -> assertThat(header(letter, "narrows.reason")).isEqualTo("unknown-schema"));
    }

    private void shouldOutliveSchema(String schema) {
        // given
        cluster.publishToy(1);
        try (SchemaRegistry registry = cluster.registry()) {
            int id = registry.register("hostile", new Schema.Parser().parse(schema));
            byte[] poison = ByteBuffer.allocate(8).put((byte) 0).putInt(id).array();
            cluster.produce(0, RECORDS, 1, i -> i == POISON ? poison : Inputs.avro(registry, normal(i)));
        }

        // when, then
        assertOneDeadLetter(
                Map.of("input.format", "avro"),
                "unreadable",
                "dev.narrows.schemas.vector.value.UnreadableVectorException");
    }

    private void assertOneDeadLetter(Map<String, String> settings, String reason, String exception) {
        try (NarrowsService service = NarrowsService.start(cluster.parsed(settings))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(RECORDS - 1));
            assertThat(service.health().ready()).isTrue();
            assertThat(service.state()).isEqualTo(ServiceState.STREAMING);
        }
        assertThat(cluster.keys("latents"))
                .containsExactlyElementsOf(LongStream.range(0, RECORDS)
                        .filter(i -> i != POISON)
                        .boxed()
                        .toList());
        List<ConsumerRecord<byte[], byte[]>> letters = cluster.read("dead-letters");
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(Inputs.text(letter.key())).isEqualTo("" + POISON);
            assertThat(header(letter, "narrows.reason")).isEqualTo(reason);
            assertThat(header(letter, "__streams.errors.exception")).isEqualTo(exception);
        });
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Inputs.text(record.headers().lastHeader(name).value());
    }
}
