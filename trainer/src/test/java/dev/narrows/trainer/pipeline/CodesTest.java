package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.Words;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every sort of code from rows to graphs that ONNX Runtime serves. */
class CodesTest {

    private static final int DIM = 20;
    private static final int UNSEEN = 100;

    private final Dataset data = MadeRows.curved(1_500, DIM, 2, 1);

    @ParameterizedTest
    @EnumSource(CodeKind.class)
    void shouldTrainExportAndGiveTheSameCodesInBatchesOfEverySize(CodeKind kind) {
        // given: 4 bytes of 8 values
        TrainSettings settings = TrainSettings.defaults("test")
                .withNetwork(NetworkSettings.builder()
                        .hidden(48)
                        .latent(8)
                        .codeBits(4)
                        .code(kind)
                        .scaling(Scaling.STANDARD)
                        .build())
                .withFit(FitSettings.builder().epochs(20).build());

        // when: the export agrees with what was trained, or this throws
        TrainedModel trained = Trainer.train(data, settings, ProgressListener.NONE);

        // then
        assertThat(trained.artefact().manifest().getCodeBytes()).isEqualTo(4);
        assertThat(trained.artefact().manifest().getSettings()).containsEntry("code", Words.of(kind));
        assertThat(trained.comparison().model().explained()).isGreaterThan(0.9);
        byte[] together = codes(trained, UNSEEN);
        assertThat(codes(trained, 1)).isEqualTo(together);
        assertThat(codes(trained, 7)).isEqualTo(together);
    }

    private static byte[] codes(TrainedModel trained, int batch) {
        float[] rows = new float[UNSEEN * DIM];
        MadeRows.curved(UNSEEN, DIM, 2, 9).read(0, UNSEEN, rows);
        byte[] codes = new byte[UNSEEN * 4];
        try (OnnxModel model = OnnxModel.load(trained.artefact(), OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(batch)) {
            for (int from = 0; from < UNSEEN; from += batch) {
                int count = Math.min(batch, UNSEEN - from);
                encoder.input().put(0, rows, from * DIM, count * DIM);
                encoder.run(count);
                encoder.codes().get(0, codes, from * 4, count * 4);
            }
        }
        return codes;
    }
}
