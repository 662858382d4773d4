package dev.narrows.trainer.fit.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchesTest {

    private static final int ROWS = 1_003;
    private static final int BATCH = 10;

    private static final Dataset NUMBERED = numbered();

    @BeforeEach
    void enter() {
        Torch.enter();
    }

    static Stream<Batches> allKinds() {
        Torch.enter();
        Normalisation none = Normalisation.of(NUMBERED, Scaling.NONE);
        return Stream.of(
                new MemoryBatches(NUMBERED, none, BATCH, Device.CPU),
                new DiskBatches(NUMBERED, none, BATCH, 2 * 170, Device.CPU),
                new DiskBatches(NUMBERED, none, BATCH, 2 * 100_000, Device.CPU),
                new DiskBatches(NUMBERED, none, BATCH, 1, Device.CPU));
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void shouldGiveEachRowOnceAnEpoch(Batches batches) {
        try (batches) {
            // when
            List<Integer> rows = epoch(batches, 1);

            // then
            assertThat(batches.steps()).isEqualTo(101);
            assertThat(rows)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, ROWS).boxed().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void shouldGiveTheSameOrderForTheSameSeedAndAnotherForAnother(Batches batches) {
        try (batches) {
            // given
            List<Integer> first = epoch(batches, 1);

            // when
            List<Integer> other = epoch(batches, 2);
            List<Integer> again = epoch(batches, 1);

            // then
            assertThat(again).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void shouldMixRowsFromEverywhere(Batches batches) {
        try (batches) {
            // when
            List<Integer> rows = epoch(batches, 1);

            // then: the first tenth does not come from one place
            List<Integer> tenth = rows.subList(0, ROWS / 10);
            assertThat(tenth.stream()
                            .mapToInt(row -> row * 10 / ROWS)
                            .distinct()
                            .count())
                    .isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void shouldGiveASampleOfDifferentRows(Batches batches) {
        try (batches) {
            // when
            List<Integer> sample = firstColumn(batches.sample(100));

            // then
            assertThat(sample).hasSize(100).doesNotHaveDuplicates().anyMatch(row -> row > 900);
        }
    }

    private static List<Integer> epoch(Batches batches, long seed) {
        batches.shuffle(seed);
        batches.prepare(0);
        List<Integer> rows = new ArrayList<>();
        for (int step = 0; step < batches.steps(); step++) {
            for (int part = 0; part < 3; part++) {
                rows.addAll(firstColumn(batches.part(step, part, 3)));
            }
            batches.prepare(step + 1);
        }
        return rows;
    }

    private static List<Integer> firstColumn(Tensor rows) {
        float[] values = Torch.values(rows);
        return IntStream.range(0, values.length / 2)
                .map(row -> (int) values[2 * row])
                .boxed()
                .toList();
    }

    private static Dataset numbered() {
        float[] values = new float[ROWS * 2];
        for (int i = 0; i < ROWS; i++) {
            values[2 * i] = i;
        }
        return MadeRows.of(2, values);
    }
}
