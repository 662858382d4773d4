package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.OrtRuntime;
import org.junit.jupiter.api.Test;

class GraphOutputsTest {

    private final byte[] encoder = ToyModels.artefact("toy", 2, 12, 4).encoder();

    @Test
    void shouldLeaveOutTheOneOfThatName() throws OrtException {
        // when
        byte[] lean = GraphOutputs.without(encoder, Encoder.CONTRIBUTION);

        // then
        try (SessionOptions options = new SessionOptions();
                OrtSession session = OrtRuntime.environment().createSession(lean, options)) {
            assertThat(session.getOutputNames()).containsExactly(Encoder.CODE, Encoder.ERROR);
            assertThat(session.getInputNames()).containsExactly(Encoder.VECTOR);
        }
    }

    @Test
    void shouldChangeNothingElse() {
        // when / then
        assertThat(GraphOutputs.without(encoder, "other")).isEqualTo(encoder);
    }
}
