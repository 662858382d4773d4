package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OnnxModelTest {

    private static final int DIM = 12;
    private static final int CODE = 4;

    private final ModelArtefact toy = ToyModels.artefact("toy", 2, DIM, CODE);

    @Test
    void shouldSayWhatItIsAndWhereItRuns() {
        try (OnnxModel model = OnnxModel.load(toy, OnnxSettings.cpu())) {
            assertThat(model.manifest()).isEqualTo(toy.manifest());
            assertThat(model.provider()).isEqualTo(ExecutionProvider.CPU);
            assertThat(model.providerReason()).isEqualTo("asked for");
        }
    }

    @Test
    void shouldDecodeWhatItEncoded() {
        // given
        float[] vector = ToyModels.normal(DIM, CODE, new Random(7));
        float[] back = new float[DIM];

        // when
        try (OnnxModel model = OnnxModel.load(toy, OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(1);
                Decoder decoder = model.newDecoder(1)) {
            encoder.input().put(0, vector);
            encoder.run(1);
            decoder.codes().put(0, encoder.codes(), 0, CODE);
            decoder.run(1);
            decoder.reconstructions().get(0, back);
        }

        // then
        assertThat(back).containsExactly(vector, within(ToyModels.RANGE * 2 / 255 + 1e-5f));
    }

    @Test
    void shouldServeTheLeasesThatItsRetirementFound() {
        // given
        OnnxModel model = OnnxModel.load(toy, OnnxSettings.cpu());
        float[] vector = ToyModels.anomalous(DIM, CODE);
        float error;

        // when
        try (Encoder encoder = model.newEncoder(1)) {
            model.close();
            encoder.input().put(0, vector);
            encoder.run(1);
            error = encoder.errors().get(0);
        }

        // then
        assertThat(error).isCloseTo(ToyModels.error(2, CODE, vector), within(1e-5f));
        assertThatThrownBy(() -> model.newEncoder(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model toy/2: retired (expected: in service)");
        assertThatThrownBy(() -> model.newDecoder(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGiveTheLeaseBackWhereNoEncoderCouldBeMade() {
        // given
        OnnxModel model = OnnxModel.load(toy, OnnxSettings.cpu());

        // then
        assertThatThrownBy(() -> model.newEncoder(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("maxBatch: 2147483647 (expected: 1 to ");
        assertThatThrownBy(() -> model.newDecoder(0)).isInstanceOf(IllegalArgumentException.class);
        model.close();
    }

    @Test
    void shouldLetThreadsEncodeWhileModelsAreReplaced() throws Exception {
        // given
        int threads = 3;
        int replacements = 15;
        AtomicReference<OnnxModel> current = new AtomicReference<>(load(1));
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> encoders = new ArrayList<>();

        // when
        try {
            for (int i = 0; i < threads; i++) {
                encoders.add(pool.submit(() -> encodeWith(current, running, done)));
            }
            running.await();
            for (int version = 2; version <= replacements + 1; version++) {
                OnnxModel next = load(version);
                current.getAndSet(next).close();
            }
        } finally {
            done.set(true);
            pool.shutdown();
        }

        // then
        for (Future<Integer> encoder : encoders) {
            assertThat(encoder.get()).isZero();
        }
        current.get().close();
    }

    /** Encodes until done, with a new lease wherever the model was replaced; returns how many codes were wrong. */
    private static int encodeWith(AtomicReference<OnnxModel> current, CountDownLatch running, AtomicBoolean done) {
        float[] vector = ToyModels.normal(DIM, CODE, new Random(3));
        int wrong = 0;
        running.countDown();
        while (!done.get()) {
            OnnxModel model = current.get();
            try (Encoder encoder = model.newEncoder(64)) {
                byte[] code = new byte[CODE];
                do {
                    encoder.input().put(63 * DIM, vector);
                    encoder.run(64);
                    encoder.codes().get(63 * CODE, code);
                    wrong += ToyModels.close(model.manifest().getVersion(), CODE, vector, code) ? 0 : 1;
                } while (current.get() == model && !done.get());
            } catch (IllegalStateException retired) {
                // Replaced between get and newEncoder: take the next one.
                Thread.onSpinWait();
            }
        }
        return wrong;
    }

    private static OnnxModel load(int version) {
        return OnnxModel.load(ToyModels.artefact("toy", version, DIM, CODE), OnnxSettings.cpu());
    }
}
