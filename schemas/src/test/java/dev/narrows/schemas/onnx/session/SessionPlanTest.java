package dev.narrows.schemas.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import org.junit.jupiter.api.Test;

class SessionPlanTest {

    @Test
    void shouldLeaveTheCoresToTheStreamThreads() {
        // when
        SessionPlan plan = SessionPlan.of(ExecutionProvider.CPU, OnnxSettings.cpu());

        // then
        assertThat(plan.intraOpThreads()).isEqualTo(1);
        assertThat(plan.config())
                .containsEntry("session.intra_op.allow_spinning", "0")
                .containsEntry("session.inter_op.allow_spinning", "0")
                .doesNotContainKey("session.disable_cpu_ep_fallback");
        assertThat(plan.cuda()).isEmpty();
    }

    @Test
    void shouldKeepMemoryForNoShapeAhead() {
        assertThat(SessionPlan.of(ExecutionProvider.CPU, OnnxSettings.cpu()).memoryPattern())
                .isFalse();
        assertThat(SessionPlan.of(ExecutionProvider.CUDA, OnnxSettings.cpu()).memoryPattern())
                .isFalse();
    }

    @Test
    void shouldNeverFallBackFromCudaSilentlyNorRoundMore() {
        // given
        OnnxSettings settings = new OnnxSettings(ExecutionProvider.CUDA, 1, 3);

        // when
        SessionPlan plan = SessionPlan.of(ExecutionProvider.CUDA, settings);

        // then
        assertThat(plan.cudaDevice()).isEqualTo(3);
        assertThat(plan.config()).containsEntry("session.disable_cpu_ep_fallback", "1");
        assertThat(plan.cuda())
                .containsEntry("use_tf32", "0")
                .containsEntry("arena_extend_strategy", "kSameAsRequested");
    }

    @Test
    void shouldBeTakenByOnnxRuntime() throws OrtException {
        // given
        SessionPlan plan = SessionPlan.of(ExecutionProvider.CPU, new OnnxSettings(ExecutionProvider.CPU, 2, 0));

        // when
        try (SessionOptions options = plan.options()) {
            // then
            assertThat(options.getConfigEntries()).containsAllEntriesOf(plan.config());
        }
    }
}
