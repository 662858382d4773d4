package dev.narrows.schemas.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.fidelity.Corrector;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelNotFoundException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VectorDecoderTest {

    private static final int DIM = 8;
    private static final int CODE = 4;

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final LatentWriter writer = new LatentWriter(registry.register("latents", Latent.getClassSchema()));
    private final Random random = new Random(3);
    private final List<Integer> loaded = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private RuntimeException trouble;

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldDecodeLatentsOfSeveralVersionsInTheirOrder() {
        // given
        List<float[]> vectors = new ArrayList<>();
        List<byte[]> latents = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            vectors.add(ToyModels.normal(DIM, CODE, random));
            latents.add(latent(1 + random.nextInt(3), vectors.get(i)));
        }

        // when
        List<Decoded> decoded;
        try (VectorDecoder decoder = decoder("narrows.decode.max.batch", "7")) {
            decoded = decoder.decode(latents);
        }

        // then
        assertThat(decoded).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(vector(decoded.get(i)).values()).containsExactly(vectors.get(i), within(0.06f));
        }
        assertThat(loaded).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void shouldDecodeAPollTogetherAndHandOnEachRecordWithItsVector() {
        // given a poll of two partitions, some records of which are no latents
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> polled = new LinkedHashMap<>();
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            TopicPartition partition = new TopicPartition("latents", i % 2);
            String key = "key-" + i;
            byte[] value = {7};
            if (i % 10 != 9) {
                vectors.put(key, ToyModels.normal(DIM, CODE, random));
                value = latent(1 + i % 3, vectors.get(key));
            }
            polled.computeIfAbsent(partition, any -> new ArrayList<>())
                    .add(new ConsumerRecord<>("latents", i % 2, i, key, value));
        }
        List<Long> offsets = new ArrayList<>();
        List<String> undecodable = new ArrayList<>();

        // when
        try (VectorDecoder decoder = decoder("narrows.decode.max.batch", "7")) {
            decoder.decode(new ConsumerRecords<>(polled, Map.of()), (record, decoded) -> {
                offsets.add(record.offset());
                if (decoded instanceof Decoded.Vector vector) {
                    assertThat(vector.values()).containsExactly(vectors.remove(record.key()), within(0.06f));
                } else {
                    undecodable.add(record.key());
                }
            });
        }

        // then
        assertThat(vectors).isEmpty();
        assertThat(undecodable).containsExactlyInAnyOrder("key-9", "key-19", "key-29", "key-39");
        List<Long> even = LongStream.range(0, 20).map(i -> 2 * i).boxed().toList();
        List<Long> odd = even.stream().map(i -> i + 1).toList();
        assertThat(offsets).isEqualTo(Stream.concat(even.stream(), odd.stream()).toList());
    }

    @Test
    void shouldHandOnNothingOfAnEmptyPoll() {
        try (VectorDecoder decoder = decoder()) {
            decoder.decode(ConsumerRecords.<String, byte[]>empty(), (record, decoded) -> fail("a record of none"));
        }
    }

    @Test
    void shouldGiveBackWhatACorrectionHoldsInPlaceOfACode() {
        // given
        float[] vector = {1, -0f, Float.NaN, 4e9f, 5, 6, 7, 0.1f};
        byte[][] corrections = new byte[1][];
        new Corrector(Fidelity.LOSSLESS, DIM, Training.NONE)
                .correct(FloatBuffer.wrap(vector), new int[] {0}, 1, corrections);
        byte[] unreadable = {9};

        // when
        List<Decoded> decoded;
        try (VectorDecoder decoder = decoder()) {
            decoded = decoder.decode(List.of(
                    latent(2, ToyModels.normal(DIM, CODE, random)),
                    writer.writeCorrected(2, 0, corrections[0], 0),
                    writer.writeCorrected(2, 0, unreadable, 0)));
        }

        // then
        assertThat(decoded.get(0)).isInstanceOf(Decoded.Vector.class);
        assertThat(vector(decoded.get(1)).values()).containsExactly(vector);
        assertThat(decoded.get(2)).isEqualTo(new Decoded.Undecodable("correction: format 9 (expected: 1 to 4)"));
    }

    @Test
    void shouldTellVersionAndErrorWithTheVector() {
        // when
        Decoded decoded;
        try (VectorDecoder decoder = decoder()) {
            decoded = decoder.decode(writer.write(2, ByteBuffer.allocate(CODE), 0, CODE, 0.25f));
        }

        // then
        assertThat(vector(decoded).modelVersion()).isEqualTo(2);
        assertThat(vector(decoded).error()).isEqualTo(0.25f);
    }

    @Test
    void shouldTellWhatIsNotDecodableAndDecodeTheRest() {
        // given
        byte[] good = latent(1, ToyModels.normal(DIM, CODE, random));
        byte[] missing = latent(9, ToyModels.normal(DIM, CODE, random));
        byte[] impossible = writer.write(1, ByteBuffer.allocate(CODE), 0, CODE, 0);
        impossible[5] = 1; // version -1
        byte[] longer = writer.write(1, ByteBuffer.allocate(CODE + 1), 0, CODE + 1, 0);
        List<byte[]> latents = Arrays.asList(good, null, new byte[] {7}, missing, longer, impossible, good);

        // when
        List<Decoded> decoded;
        try (VectorDecoder decoder = decoder()) {
            decoded = decoder.decode(latents);
        }

        // then
        assertThat(vector(decoded.get(0)).values())
                .isEqualTo(vector(decoded.get(6)).values());
        assertThat(reason(decoded.get(1))).contains("no value");
        assertThat(reason(decoded.get(2))).contains("no schema id");
        assertThat(reason(decoded.get(3))).contains("toy/9");
        assertThat(reason(decoded.get(4)))
                .isEqualTo("code of model version 1: " + (CODE + 1) + " bytes (expected: " + CODE + ")");
        assertThat(reason(decoded.get(5))).isEqualTo("modelVersion: -1 (expected: >= 1)");
    }

    @Test
    void shouldDecodeNoLatentWithTheDecoderOfAnotherModel() {
        // given what two models of the same size wrote to one topic, each its version 1
        ModelArtefact ours = load(new ModelId("toy", 1));
        ModelArtefact theirs = load(new ModelId("toy", 2));
        float[] vector = ToyModels.normal(DIM, CODE, random);
        ByteBuffer code = ByteBuffer.wrap(ToyModels.code(1, CODE, vector));
        byte[] own = writer.write(1, code, 0, CODE, 0, Graphs.decoderId(ours.manifest()));
        byte[] foreign = writer.write(1, code, 0, CODE, 0, Graphs.decoderId(theirs.manifest()));

        // when
        List<Decoded> decoded;
        try (VectorDecoder decoder = decoder()) {
            decoded = decoder.decode(List.of(foreign, own, foreign));
        }

        // then
        assertThat(vector(decoded.get(1)).values()).isEqualTo(ToyModels.reconstruction(1, DIM, code.array()));
        assertThat(List.of(reason(decoded.get(0)), reason(decoded.get(2))))
                .containsOnly(String.format(
                        "decoder of the latent: %s (expected: %s, that of model version 1; another model wrote it, or this"
                                + " version was published anew)",
                        theirs.manifest().getDecoderGraph().getSha256().substring(0, 8),
                        ours.manifest().getDecoderGraph().getSha256().substring(0, 8)));
    }

    @Test
    void shouldKeepTheModelsUsedLast() {
        try (VectorDecoder decoder = decoder("narrows.decode.max.models", "2")) {
            // when
            for (int version : new int[] {1, 2, 1, 2, 3, 2, 1}) {
                vector(decoder.decode(latent(version, ToyModels.normal(DIM, CODE, random))));
            }

            // then
            assertThat(loaded).containsExactly(1, 2, 3, 1);
        }
    }

    @Test
    void shouldKeepItsModelsThoughManyVersionsAreMissing() {
        try (VectorDecoder decoder = decoder("narrows.decode.max.models", "1")) {
            // when
            for (int i = 0; i < 10; i++) {
                vector(decoder.decode(latent(1, ToyModels.normal(DIM, CODE, random))));
                reason(decoder.decode(latent(9, ToyModels.normal(DIM, CODE, random))));
            }

            // then
            assertThat(loaded).containsExactly(1, 9);
        }
    }

    @Test
    void shouldLookAgainForAMissingModelAfterAWhile() {
        // given
        trouble = new ModelNotFoundException(new ModelId("toy", 1), "models");
        byte[] latent = latent(1, ToyModels.normal(DIM, CODE, random));
        try (VectorDecoder decoder = decoder()) {
            reason(decoder.decode(latent));
            trouble = null;
            reason(decoder.decode(latent));

            // when
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());

            // then
            vector(decoder.decode(latent));
            assertThat(loaded).containsExactly(1, 1);
        }
    }

    @Test
    void shouldTellThatAModelIsRefused() {
        // given
        trouble = new ModelRefusedException("decoder.sha256: 00 (expected: ff)");

        // then
        try (VectorDecoder decoder = decoder()) {
            assertThat(reason(decoder.decode(latent(1, new float[DIM]))))
                    .isEqualTo("decoder.sha256: 00 (expected: ff)");
        }
    }

    @Test
    void shouldLetPassingTroubleThroughAndGoOnAfterIt() {
        // given
        byte[] latent = latent(1, ToyModels.normal(DIM, CODE, random));
        try (VectorDecoder decoder = decoder()) {
            // when
            trouble = new TimeoutException("no broker");
            server.failWith(503);

            // then
            assertThatThrownBy(() -> decoder.decode(latent)).isInstanceOf(RegistryUnavailableException.class);
            server.failWith(0);
            assertThatThrownBy(() -> decoder.decode(latent)).isSameAs(trouble);
            trouble = null;
            vector(decoder.decode(latent));
        }
    }

    @Test
    void shouldDecodeNothingToNothing() {
        try (VectorDecoder decoder = decoder()) {
            assertThat(decoder.decode(List.of())).isEmpty();
        }
    }

    private VectorDecoder decoder(String... setting) {
        Map<String, String> settings = setting.length == 0
                ? Map.of("narrows.model.name", "toy")
                : Map.of("narrows.model.name", "toy", setting[0], setting[1]);
        return new VectorDecoder(DecoderSettings.of(settings), registry, this::load, nanos::get);
    }

    private ModelArtefact load(ModelId id) {
        loaded.add(id.version());
        if (trouble != null) {
            throw trouble;
        }
        if (id.version() == 9) {
            throw new ModelNotFoundException(id, "models");
        }
        return ToyModels.artefact(id.name(), id.version(), DIM, CODE);
    }

    private byte[] latent(int version, float[] vector) {
        return writer.write(version, ByteBuffer.wrap(ToyModels.code(version, CODE, vector)), 0, CODE, 0);
    }

    private static Decoded.Vector vector(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Vector.class);
        return (Decoded.Vector) decoded;
    }

    private static String reason(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Undecodable.class);
        return ((Decoded.Undecodable) decoded).reason();
    }
}
