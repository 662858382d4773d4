package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxModelTest {

    private static final int DIM = 12;
    private static final int CODE = 4;

    private final ModelArtefact toy = ToyModels.artefact("toy", 2, DIM, CODE);

    @Test
    void shouldEncodeWhatTheGraphSays() {
        // given
        float[] vector = ToyModels.anomalous(DIM, CODE);
        byte[] code = new byte[CODE];
        float error;

        // when
        try (OnnxModel model = OnnxModel.load(toy, OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(3)) {
            encoder.input().put(DIM, vector);
            encoder.run(2);
            encoder.codes().get(CODE, code);
            error = encoder.errors().get(1);
        }

        // then
        assertThat(code).isEqualTo(ToyModels.code(2, CODE, vector));
        assertThat(error).isCloseTo(ToyModels.error(2, CODE, vector), within(1e-5f));
        assertThat(error).isGreaterThan(ToyModels.THRESHOLD);
    }

    @Test
    void shouldDecodeWhatItEncoded() {
        // given
        float[] vector = ToyModels.normal(DIM, CODE, new Random(7));
        byte[] code = ToyModels.code(2, CODE, vector);
        float[] back = new float[DIM];

        // when
        try (OnnxModel model = OnnxModel.load(toy, OnnxSettings.cpu());
                Decoder decoder = model.newDecoder(1)) {
            decoder.codes().put(0, code);
            decoder.run(1);
            decoder.reconstructions().get(0, back);
        }

        // then
        assertThat(back).containsExactly(ToyModels.reconstruction(2, DIM, code), within(1e-5f));
    }
}
