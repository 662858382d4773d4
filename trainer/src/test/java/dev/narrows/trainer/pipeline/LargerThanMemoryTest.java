package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.setting.TrainSettings;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a training asks of a data set, so that the data set may be larger than memory. */
class LargerThanMemoryTest {

    /** 16 MiB of float32. */
    private static final int SLICE = 1 << 22;

    @Test
    void shouldNeverReadMoreThanASliceAtOnce() {
        // given: more than two slices of values, made when they are read
        Counted rows = new Counted(2 * SLICE / 32 + 10_000, 32);
        TrainSettings settings = TrainSettings.defaults("large")
                .withNetwork(NetworkSettings.builder()
                        .hidden(4)
                        .latent(2)
                        .codeBits(8)
                        .build())
                .withFit(FitSettings.builder().epochs(1).batchSize(4_096).build());

        // when
        TrainedModel trained = Trainer.train(rows, settings, ProgressListener.NONE);

        // then
        assertThat(trained.artefact().manifest().getTrainingRows()).isGreaterThan(SLICE / 32);
        assertThat(rows.read.get()).isGreaterThan((long) rows.rows() * rows.dim());
        assertThat(rows.largest.get()).isLessThanOrEqualTo(SLICE);
    }

    /** Waves of a phase that the number of the row decides. */
    private static final class Counted implements Dataset {

        private final AtomicLong largest = new AtomicLong();
        private final AtomicLong read = new AtomicLong();
        private final int rows;
        private final int dim;

        Counted(int rows, int dim) {
            this.rows = rows;
            this.dim = dim;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public int dim() {
            return dim;
        }

        @Override
        public void read(int from, int count, float[] target) {
            largest.accumulateAndGet((long) count * dim, Math::max);
            read.addAndGet((long) count * dim);
            for (int row = 0, at = 0; row < count; row++) {
                for (int i = 0; i < dim; i++, at++) {
                    target[at] = ((from + row) * 31 + i * i * 7) % 97;
                }
            }
        }
    }
}
