package dev.narrows.trainer.dataset.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private final Dataset data = numbered(1000);

    @Test
    void shouldPutEveryRowIntoOnePart() {
        // given
        SplitSettings settings = SplitSettings.of(0.2, 0.1, 7);

        // when
        Split split = Split.of(data, settings);

        // then
        assertThat(split.train().rows()).isEqualTo(700);
        assertThat(split.validation().rows()).isEqualTo(200);
        assertThat(split.calibration().rows()).isEqualTo(100);
        List<Float> all = new ArrayList<>(rows(split.train()));
        all.addAll(rows(split.validation()));
        all.addAll(rows(split.calibration()));
        assertThat(all).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepRowsTogetherThatFollowEachOther() {
        // given: each row is the number after the one before it
        SplitSettings settings = SplitSettings.of(0.1, 0.1, 3).resolved(data);

        // when
        List<Float> validation = rows(Split.of(data, settings).validation());

        // then: in blocks of a two-hundredth of the rows, from all over them
        assertThat(settings.block()).isEqualTo(5);
        assertThat(validation).hasSize(100);
        for (int i = 0; i < validation.size(); i += 5) {
            float first = validation.get(i);
            assertThat(first % 5).isZero();
            assertThat(validation.subList(i, i + 5)).containsExactly(first, first + 1, first + 2, first + 3, first + 4);
        }
        assertThat(validation.get(0)).isLessThan(250);
        assertThat(validation.get(99)).isGreaterThan(750);
    }

    @Test
    void shouldDealOutRowsInNoOrderOneByOne() {
        // given
        float[] values = new float[2_000];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }

        // when / then
        assertThat(SplitSettings.DEFAULT.resolved(ArrayDataset.of(values, 2)).block())
                .isEqualTo(1);
        assertThat(SplitSettings.DEFAULT.resolved(numbered(399)).block()).isEqualTo(1);
    }

    @Test
    void shouldTakeABlockOfMoreRowsThanThereAreForAllOfThem() {
        // given: what a manifest of strangers may say
        SplitSettings settings = new SplitSettings(0.2, 0.1, 1, Integer.MAX_VALUE);

        // when
        Split split = Split.of(data, settings);

        // then
        assertThat(split.train().rows()).isEqualTo(700);
        assertThat(rows(split.calibration()).get(99)).isEqualTo(999);
    }

    @Test
    void shouldDependOnTheSeedAlone() {
        // given
        SplitSettings seven = SplitSettings.of(0.2, 0.1, 7);

        // when
        String first = Split.of(data, seven).validation().digest();
        String again = Split.of(data, seven).validation().digest();
        String other =
                Split.of(data, SplitSettings.of(0.2, 0.1, 8)).validation().digest();

        // then
        assertThat(again).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void shouldGiveEveryPartARowOfTheFewest() {
        // given
        Dataset few = numbered(Split.LEAST_ROWS);

        // when
        Split split = Split.of(few, SplitSettings.of(0.01, 0.01, 1));

        // then
        assertThat(split.validation().rows()).isEqualTo(1);
        assertThat(split.calibration().rows()).isEqualTo(1);
    }

    @Test
    void shouldRefuseTooFewRowsAndSharesThatLeaveNothing() {
        assertThatThrownBy(() -> Split.of(numbered(9), SplitSettings.DEFAULT))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("rows: 9 (expected: >= 10");
        assertThatThrownBy(() -> SplitSettings.of(0.5, 0.5, 1)).hasMessageContaining("(expected: <= 0.9");
        assertThatThrownBy(() -> SplitSettings.of(0, 0.5, 1)).hasMessageStartingWith("validation: 0.0");
    }

    @Test
    void shouldSelectRowsWithTheirLabels() {
        // given
        Dataset labelled = ArrayDataset.of(new float[] {0, 0, 1, 1, 2, 2, 3, 3}, 2, new byte[] {0, 1, 0, 1});
        float[] read = new float[6];

        // when
        Dataset selected = Selection.of(labelled, 3, 0, 1);
        selected.read(0, 3, read);

        // then
        assertThat(read).containsExactly(3, 3, 0, 0, 1, 1);
        assertThat(selected.labels())
                .hasValueSatisfying(labels -> assertThat(labels).containsExactly(1, 0, 1));
        assertThat(rows(Selection.normalRows(labelled))).containsExactly(0f, 2f);
    }

    @Test
    void shouldRefuseRowsThatAreNotThere() {
        // given
        Dataset selected = Selection.of(data, 1, 2);

        // when / then
        assertThatThrownBy(() -> Selection.of(data, 1000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> selected.read(1, 2, new float[4])).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Dataset numbered(int rows) {
        float[] values = new float[rows * 2];
        IntStream.range(0, rows).forEach(row -> values[row * 2] = row);
        return ArrayDataset.of(values, 2);
    }

    private static List<Float> rows(Dataset data) {
        List<Float> first = new ArrayList<>();
        Slices.of(data, 3, (values, from, count) -> {
            for (int row = 0; row < count; row++) {
                first.add(values[row * data.dim()]);
            }
        });
        return first;
    }
}
