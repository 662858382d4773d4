package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.record;
import static dev.narrows.stream.fixture.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterTopologyTest {

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private DrivenTopology topology = avro(RecordLimits.NONE);

    @AfterEach
    void close() {
        topology.close();
        registry.close();
        server.close();
    }

    @Test
    void shouldRejectATombstone() {
        // when
        topology.poll(good(0), record(1, null), good(2));

        // then
        assertRejected("null-value", null);
    }

    @Test
    void shouldRejectAValueWithoutTheWireFormat() {
        // given
        byte[] garbage = bytes("no avro");

        // when
        topology.poll(good(0), record(1, garbage), good(2));

        // then
        assertRejected("unreadable", garbage);
    }

    @Test
    void shouldRejectAnUnknownSchemaId() {
        // given
        byte[] value = vector(normal(1));
        ByteBuffer.wrap(value).putInt(1, 4711);

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("unknown-schema", value);
    }

    @Test
    void shouldRejectARecordWithoutTheField() {
        // given
        Schema other =
                SchemaBuilder.record("Other").fields().requiredInt("number").endRecord();
        int id = server.add("other-value", other.toString());
        byte[] value =
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 2).array();

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("no-such-field", value);
    }

    @Test
    void shouldRejectAValueThatIsCutShort() {
        // given
        byte[] whole = vector(normal(1));
        byte[] value = Arrays.copyOf(whole, whole.length - 3);

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("unreadable", value);
    }

    @Test
    void shouldRejectAVectorOfWrongDimension() {
        // given
        byte[] value = vector(1, 2, 3);

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("wrong-dimension", value);
    }

    @Test
    void shouldRejectAVectorWithNaN() {
        // given
        float[] vector = normal(1);
        vector[5] = Float.NaN;
        byte[] value = vector(vector);

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("not-finite", value);
    }

    @Test
    void shouldRejectAVectorWithInfinity() {
        // given
        float[] vector = normal(1);
        vector[0] = Float.NEGATIVE_INFINITY;
        byte[] value = vector(vector);

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("not-finite", value);
    }

    @Test
    void shouldTellFiniteValuesThatAreTooLargeFromInfinity() {
        // given: the square of its error is beyond float32
        float[] vector = normal(1);
        vector[3] = 1e30f;
        byte[] value = vector(vector);

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("out-of-range", value);
    }

    @Test
    void shouldRejectAnOversizedValue() {
        // given
        byte[] value = vector(new float[100]);

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        assertRejected("too-large", value);
    }

    @Test
    void shouldRejectARecordWhoseKeyAndHeadersTheTopicsWouldNotTake() {
        // given
        reopen(new RecordLimits(4_000, 100_000));
        ConsumerRecord<byte[], ByteBuffer> heavy = record(1, vector(normal(1)));
        heavy.headers().add("heavy", new byte[4_000]);

        // when
        topology.poll(good(0), heavy, good(2));

        // then
        assertRejected("too-large", Inputs.value(heavy));
    }

    @Test
    void shouldLeaveOutTheValueThatTheDeadLettersTopicWouldNotTake() {
        // given
        reopen(new RecordLimits(100_000, 2_000));
        byte[] value = new byte[5_000];

        // when
        topology.poll(good(0), record(1, value), good(2));

        // then
        TestRecord<byte[], byte[]> letter = topology.deadLetters().get(0);
        assertThat(letter.value()).isNull();
        assertThat(text(letter.key())).isEqualTo("k1");
        assertThat(header(letter.headers(), "narrows.omitted")).isEqualTo("5000");
    }

    @Test
    void shouldCarryOriginalHeadersFirstAndThoseOfKafkaStreamsOwnDeadLetterQueue() {
        // when
        topology.poll(good(0), record(1, vector(1, 2, 3)));

        // then
        Headers headers = topology.deadLetters().get(0).headers();
        assertThat(Stream.of(headers.toArray()).map(Header::key))
                .containsExactly(
                        "trace",
                        "__streams.errors.exception",
                        "__streams.errors.message",
                        "__streams.errors.stacktrace",
                        "__streams.errors.topic",
                        "__streams.errors.partition",
                        "__streams.errors.offset",
                        "narrows.reason");
        assertThat(header(headers, "trace")).isEqualTo("t1");
        assertThat(header(headers, "__streams.errors.exception"))
                .isEqualTo("dev.narrows.schemas.vector.value.UnreadableVectorException");
        assertThat(header(headers, "__streams.errors.message")).isEqualTo("wrong-dimension: 3 values (expected: 8)");
        assertThat(header(headers, "__streams.errors.topic")).isEqualTo(Inputs.TOPIC);
        assertThat(header(headers, "__streams.errors.partition")).isEqualTo("0");
        assertThat(header(headers, "__streams.errors.offset")).isEqualTo("1");
    }

    @Test
    void shouldNameTheHeadersAsKafkaStreamsDoes() throws ReflectiveOperationException {
        // given
        Class<?> kafka = Class.forName("org.apache.kafka.streams.errors.internals.ExceptionHandlerUtils");
        List<String> theirs = Stream.of(kafka.getFields())
                .filter(field -> field.getName().startsWith("HEADER_ERRORS_"))
                .map(DeadLetterTopologyTest::value)
                .toList();

        // when
        topology.poll(record(0, null), record(1, null));

        // then
        Headers headers = topology.deadLetters().get(0).headers();
        assertThat(theirs)
                .hasSize(6)
                .allSatisfy(name -> assertThat(headers.lastHeader(name)).isNotNull());
    }

    private void assertRejected(String reason, byte[] value) {
        assertThat(topology.latents()).extracting(latent -> text(latent.key())).containsExactly("k0", "k2");
        assertThat(topology.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(text(letter.key())).isEqualTo("k1");
            assertThat(letter.value()).isEqualTo(value);
            assertThat(letter.timestamp()).isEqualTo(Inputs.TIME + 1);
            assertThat(header(letter.headers(), "narrows.reason")).isEqualTo(reason);
            assertThat(header(letter.headers(), "__streams.errors.message")).startsWith(reason + ": ");
        });
    }

    private DrivenTopology avro(RecordLimits limits) {
        return DrivenTopology.of(Map.of("input.max.bytes", "300"), registry, limits, new DrivenTopology.Waits());
    }

    private void reopen(RecordLimits limits) {
        topology.close();
        topology = avro(limits);
    }

    private ConsumerRecord<byte[], ByteBuffer> good(long offset) {
        return record(offset, vector(normal(offset)));
    }

    private byte[] vector(float... vector) {
        return Inputs.avro(registry, vector);
    }

    private static String header(Headers headers, String key) {
        return text(headers.lastHeader(key).value());
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
