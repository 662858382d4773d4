package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.CODE_BYTES;
import static dev.narrows.stream.fixture.Inputs.DIM;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.Baselines;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NullMeansTest {

    private final ModelsInService slot = new ModelsInService(
            () -> VectorReader.of(
                    VectorFormat.JSON,
                    InputFields.parse("", "", InputFields.MEAN),
                    null,
                    VectorReader.DEFAULT_MAX_BYTES),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new SlicePlan(4, 1_000),
            EncodeWorkers.start(0));

    @AfterEach
    void close() {
        slot.close();
    }

    @Test
    void shouldPutTheMeanOfTrainingInPlaceOfANull() {
        // given
        List<Float> means = new ArrayList<>(Collections.nCopies(DIM, 0f));
        means.set(2, 0.75f);
        slot.serve(model(means));
        List<float[]> vectors = new ArrayList<>();

        // when
        try (BatchEncoder encoder = slot.borrow()) {
            encoder.encode(
                    new Batch(List.of(record(0, bytes("[1, 2, null, 4, 5, 6, 7, 8]"))), 0),
                    slice -> vectors.add(slice.vector(0)));
        }

        // then
        assertThat(vectors.get(0)).containsExactly(1, 2, 0.75f, 4, 5, 6, 7, 8);
    }

    @Test
    void shouldRefuseAModelThatDoesNotTellItsMeans() {
        assertThatThrownBy(() -> slot.serve(DrivenTopology.toy(1)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("input.nulls: mean (expected: a number, ");
    }

    private static OnnxModel model(List<Float> means) {
        ModelArtefact toy = ToyModels.artefact("default", 1, DIM, CODE_BYTES);
        Baseline baseline = new Baseline(
                1L,
                List.of(1.0),
                List.of(1.0, 0.0),
                Baselines.CODE_BINS,
                Collections.nCopies(CODE_BYTES * Baselines.CODE_BINS, 1f / Baselines.CODE_BINS),
                1L,
                means,
                Collections.nCopies(DIM, 1f));
        return OnnxModel.load(
                ModelArtefact.of(
                        ModelManifest.newBuilder(toy.manifest()).setBaseline(baseline), toy.encoder(), toy.decoder()),
                OnnxSettings.cpu());
    }
}
