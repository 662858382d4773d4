package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.compare.PairRun;
import dev.narrows.stream.compare.Pairs;
import dev.narrows.stream.compare.Sample;
import dev.narrows.stream.encode.step.Split;
import dev.narrows.stream.encode.step.Trial;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.FragileToy;
import dev.narrows.stream.fixture.Inputs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two versions on one slice. */
final class TrialTest {

    private static final int ROWS = 32;

    private final EncodeWorkers workers = EncodeWorkers.start(0);
    private final ModelsInService models = new ModelsInService(
            () -> VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new SlicePlan(ROWS, 1_000),
            workers);

    @AfterEach
    void close() {
        models.close();
        workers.close();
    }

    @Test
    void shouldEncodeEachRecordWithTheVersionOfItsKeyInTheOrderOfTheRecords() {
        // given
        serve(DrivenTopology.toy(2), 50, 0);
        Split split = new Split(50, 2);

        // when, then
        encode(slice(i -> raw(normal(i))), slice -> {
            int candidates = 0;
            for (int i = 0; i < ROWS; i++) {
                int version = split.takes(slice.record(i)) ? 2 : 1;
                assertThat(slice.by(i).manifest().getVersion()).isEqualTo(version);
                assertThat(code(slice, i)).isEqualTo(ToyModels.code(version, Inputs.CODE_BYTES, normal(i)));
                candidates += version - 1;
            }
            assertThat(candidates).isBetween(5, ROWS - 5);
            assertThat(slice.pairs().isEmpty()).isTrue();
        });
    }

    @Test
    void shouldEncodeNothingWithACandidateInShadowButCompareTheRows() {
        // given
        serve(DrivenTopology.toy(2), 0, 1);

        // when, then
        encode(slice(i -> i == 3 ? bytes("?") : raw(i == 5 ? anomalous() : normal(i))), slice -> {
            for (int i = 0; i < ROWS; i++) {
                assertThat(slice.by(i).manifest().getVersion()).isEqualTo(1);
            }
            Pairs pairs = slice.pairs();
            assertThat(pairs.count()).isEqualTo(ROWS - 1);
            assertThat(pairs.stableError(0)).isPositive();
            assertThat(pairs.stableAlert(4)).isTrue();
            assertThat(pairs.stableAlert(0)).isFalse();
            assertThat(pairs.stableNanos()).isPositive();
            assertThat(pairs.candidateNanos()).isPositive();
        });
    }

    @Test
    void shouldCompareTheSameRowsInACanary() {
        // given
        serve(DrivenTopology.toy(2), 50, 1);

        // when, then
        encode(slice(i -> raw(normal(i))), slice -> {
            Pairs pairs = slice.pairs();
            assertThat(pairs.count()).isEqualTo(ROWS);
            for (int i = 0; i < ROWS; i++) {
                assertThat(pairs.stableError(i)).isPositive();
            }
        });
    }

    @Test
    void shouldLoseNoRecordToACandidateThatBreaksOnOne() {
        // given
        serve(OnnxModel.load(FragileToy.artefact(), OnnxSettings.cpu()), 100, 0);

        // when, then
        encode(slice(i -> raw(i == 7 ? FragileToy.breaking() : normal(i))), slice -> {
            for (int i = 0; i < ROWS; i++) {
                assertThat(slice.result(i)).isEqualTo(ReadResult.Row.OK);
                assertThat(slice.by(i)).isSameAs(slice.stable());
            }
            assertThat(slice.pairs().candidateOnlyFailures()).isPositive();
            assertThat(slice.pairs().stableOnlyFailures()).isZero();
        });
    }

    @Test
    void shouldLoseNoRecordToACandidateThatFailsWithAnError() {
        // given
        try (OnnxModel stable = DrivenTopology.toy(1);
                OnnxModel tried = DrivenTopology.toy(2)) {
            Workspace workspace = workspace(stable, tried, new FailureLimit());
            Workspaces one = new Workspaces(() -> workspace);
            ModelManifest failing = new FailingManifest(tried.manifest());
            Slice slice = new Slice(new Encoded(stable.manifest(), ROWS), new Encoded(failing, ROWS), one, ROWS);

            // when: half as many as there may be, so that what is counted twice shows
            slice.assign(new Batch(slice(i -> raw(normal(i))), 0), 0, ROWS / 2);
            one.use(each -> each.encode(slice));

            // then
            for (int i = 0; i < ROWS / 2; i++) {
                assertThat(slice.result(i)).isEqualTo(ReadResult.Row.OK);
                assertThat(slice.by(i)).isSameAs(slice.stable());
                assertThat(code(slice, i)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(i)));
            }
            assertThat(slice.candidate().rows()).isZero();
            assertThat(slice.pairs().candidateOnlyFailures()).isEqualTo(ROWS / 2);
            assertThat(slice.pairs().count()).isEqualTo(ROWS / 2);
            one.free();
        }
    }

    @Test
    void shouldCompareEachSliceOnItsOwn() {
        // given
        serve(DrivenTopology.toy(2), 50, 1);
        List<Integer> counts = new ArrayList<>();

        // when
        try (BatchEncoder encoder = models.borrow()) {
            Batch half = new Batch(slice(i -> raw(normal(i))).subList(0, ROWS / 2), 0);
            encoder.encode(half, slice -> counts.add(slice.pairs().count()));
            encoder.encode(half, slice -> counts.add(slice.pairs().count()));
        }

        // then
        assertThat(counts).containsExactly(ROWS / 2, ROWS / 2);
    }

    @Test
    void shouldThrowWhatFailsWithEveryRecordInACanaryToo() {
        // given
        FailureLimit failures = new FailureLimit();
        failures.saw(FailureLimit.IN_A_ROW - 1, FailureLimit.IN_A_ROW - 1, null);
        try (OnnxModel stable = DrivenTopology.toy(1);
                OnnxModel tried = DrivenTopology.toy(2)) {
            Workspace workspace = workspace(stable, tried, failures);
            Workspaces one = new Workspaces(() -> workspace);
            Slice slice =
                    new Slice(new Encoded(stable.manifest(), ROWS), new Encoded(tried.manifest(), ROWS), one, ROWS);
            slice.assign(new Batch(List.of(failing()), 0), 0, 1);

            // when, then
            assertThatThrownBy(() -> one.use(each -> each.encode(slice)))
                    .hasMessageContaining("1000 records failed in a row");
            one.free();
        }
    }

    @Test
    void shouldExplainARecordByTheVersionThatEncodedIt() {
        // given
        serve(DrivenTopology.toy(2), 50, 0);
        float[] ofStable = contributions(1);
        float[] ofCandidate = contributions(2);

        // when, then
        assertThat(ofCandidate).isNotEqualTo(ofStable);
        encode(slice(i -> raw(anomalous())), slice -> {
            for (int i = 0; i < ROWS; i++) {
                float[] expected = slice.byCandidate(i) ? ofCandidate : ofStable;
                assertThat(slice.explain(i, true).contributions()).isEqualTo(expected);
                assertThat(slice.explainWithOthers(i).contributions()).isEqualTo(expected);
            }
        });
    }

    private static float[] contributions(int version) {
        try (OnnxModel model = DrivenTopology.toy(version);
                Encoder encoder = model.newEncoder(1)) {
            encoder.input().put(0, anomalous());
            return encoder.contributions(0);
        }
    }

    private static Workspace workspace(OnnxModel stable, OnnxModel tried, FailureLimit failures) {
        return new Workspace(
                stable.newEncoder(ROWS),
                new Trial(
                        new Split(100, 2),
                        new Sample(1),
                        tried.newEncoder(ROWS),
                        null,
                        new PairRun(stable, tried, new float[0], ROWS)),
                VectorReader.of(VectorFormat.RAW, "", null),
                new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                failures,
                null,
                Inputs.DIM);
    }

    private static ConsumerRecord<byte[], ByteBuffer> failing() {
        return new ConsumerRecord<>(Inputs.TOPIC, 0, 0, null, null) {
            @Override
            public ByteBuffer value() {
                throw new StackOverflowError("as asked");
            }
        };
    }

    @Test
    void shouldNotBlameTheCandidateForVectorsThatAreNotFinite() {
        // given
        serve(DrivenTopology.toy(2), 100, 1);
        float[] infinite = normal(0);
        infinite[0] = Float.POSITIVE_INFINITY;

        // when, then
        encode(slice(i -> raw(i == 7 ? infinite : normal(i))), slice -> {
            assertThat(slice.pairs().count()).isEqualTo(ROWS - 1);
            assertThat(slice.pairs().candidateOnlyFailures()).isZero();
        });
    }

    @Test
    void shouldKeepTheModelThatBecomesStable() {
        // given
        OnnxModel candidate = DrivenTopology.toy(2);
        serve(candidate, 50, 1);

        // when
        models.serve(candidate);

        // then
        encode(
                slice(i -> raw(normal(i))),
                slice -> assertThat(slice.by(0).manifest().getVersion()).isEqualTo(2));
        assertThat(models.candidate()).isEmpty();
        candidate.newEncoder(1).close();
    }

    /** Throws an Error where results are taken over. */
    private static final class FailingManifest extends ModelManifest {

        private static final long serialVersionUID = 1L;

        private boolean made;

        FailingManifest(ModelManifest like) {
            like.getSchema().getFields().forEach(field -> put(field.pos(), like.get(field.pos())));
        }

        @Override
        public int getCodeBytes() {
            if (made) {
                throw new StackOverflowError("as asked");
            }
            made = true;
            return super.getCodeBytes();
        }
    }

    private void serve(OnnxModel candidate, int percent, double share) {
        models.serve(DrivenTopology.toy(1), Optional.of(new Candidate(candidate, percent, share)));
    }

    private void encode(List<ConsumerRecord<byte[], ByteBuffer>> records, Consumer<Slice> look) {
        try (BatchEncoder encoder = models.borrow()) {
            encoder.encode(new Batch(records, 0), look::accept);
        }
    }

    private static List<ConsumerRecord<byte[], ByteBuffer>> slice(IntFunction<byte[]> value) {
        return IntStream.range(0, ROWS)
                .mapToObj(i ->
                        new ConsumerRecord<>(Inputs.TOPIC, 0, i, bytes("key-" + i), ByteBuffer.wrap(value.apply(i))))
                .toList();
    }

    private static byte[] code(Slice slice, int i) {
        byte[] code = new byte[Inputs.CODE_BYTES];
        slice.by(i).codes().get(slice.row(i) * Inputs.CODE_BYTES, code);
        return code;
    }
}
