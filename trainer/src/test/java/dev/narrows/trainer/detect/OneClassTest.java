package dev.narrows.trainer.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.LabelledDataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.score.ScoreKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OneClassTest {

    private static final int DIM = 8;

    @Test
    void shouldTellRowsBesideASurfaceFromRowsOnIt() {
        // given: 400 rows on a curved surface and 60 with the same features, each from another row
        Dataset data = withMixedRows(400, 60);

        // when
        Map<ScoreKind, Double> judged = OneClass.judge(data, List.of(ScoreKind.MSE, ScoreKind.AUTO), 1);

        // then: each feature by itself looks normal, so only the relation between them can tell
        assertThat(judged).containsOnlyKeys(ScoreKind.MSE, ScoreKind.AUTO);
        assertThat(judged.get(ScoreKind.AUTO)).isBetween(0.95, 1.0);
        assertThat(judged.get(ScoreKind.MSE)).isBetween(0.6, 1.0);
    }

    @Test
    void shouldFindNothingWhereThereIsNothingToFind() {
        // given: labels by chance
        float[] values = new float[300 * DIM];
        MadeRows.curved(300, DIM, 2, 3).read(0, 300, values);
        byte[] labels = new byte[300];
        Random random = new Random(5);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (byte) (random.nextInt(3) == 0 ? 1 : 0);
        }

        // when
        Map<ScoreKind, Double> judged =
                OneClass.judge(LabelledDataset.of(MadeRows.of(DIM, values), labels), List.of(ScoreKind.AUTO), 1);

        // then
        assertThat(judged.get(ScoreKind.AUTO)).isBetween(0.35, 0.65);
    }

    private static Dataset withMixedRows(int normal, int mixed) {
        float[] values = new float[(normal + mixed) * DIM];
        MadeRows.curved(normal, DIM, 2, 1).read(0, normal, values);
        Random random = new Random(7);
        for (int i = normal * DIM; i < values.length; i++) {
            values[i] = values[random.nextInt(normal) * DIM + i % DIM];
        }
        byte[] labels = new byte[normal + mixed];
        Arrays.fill(labels, normal, labels.length, (byte) 1);
        return LabelledDataset.of(MadeRows.of(DIM, values), labels);
    }
}
