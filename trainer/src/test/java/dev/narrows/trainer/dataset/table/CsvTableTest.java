package dev.narrows.trainer.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"class", "1", "-2"})
    void shouldTakeTheLabelsFromTheirColumn(String column) throws IOException {
        // given
        Path file = csv("a,class,b\n1,normal,2\n3,attack,4\n5,0,6\n7,2,8\n");
        float[] read = new float[8];

        // when
        Dataset data = CsvTable.read(file, new TableSettings(List.of(), Optional.of(column)));
        data.read(0, 4, read);

        // then
        assertThat(data.dim()).isEqualTo(2);
        assertThat(read).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(data.labels())
                .hasValueSatisfying(labels -> assertThat(labels).containsExactly(0, 1, 0, 2));
    }

    @Test
    void shouldReadNumbersHoweverTheyAreWritten() throws IOException {
        // given
        Path file = csv("\"1e-3\", -2.5 ,+3,.5\n\nNaN,Infinity,0,1\n");
        float[] read = new float[8];

        // when
        CsvTable.read(file, TableSettings.DEFAULT).read(0, 2, read);

        // then
        assertThat(read).containsExactly(1e-3f, -2.5f, 3, .5f, Float.NaN, Float.POSITIVE_INFINITY, 0, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2;3,4,5; | line 2: 3 columns (expected: 2, as in the first line)",
                "a,b;1,2;3,x; | line 3, column 2 (b): 'x' (expected: a number)",
                "1,2;3,one; | line 2, column 2: 'one' (expected: a number)",
                "a,b; | a header only (expected: rows below it)",
                "'' | empty (expected: a row of numbers a line)",
            })
    void shouldSayWhereATableIsWrong(String text, String message) throws IOException {
        // given
        Path file = csv(text.replace(';', '\n'));

        // when / then
        assertThatThrownBy(() -> CsvTable.read(file, TableSettings.DEFAULT))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldKeepTheNamesOfTheColumnsThatAreRead() throws IOException {
        // given
        Path file = csv("a,class,b\n1,0,2\n3,1,4\n");

        // when
        Dataset all = CsvTable.read(file, new TableSettings(List.of(), Optional.of("class")));
        Dataset one = CsvTable.read(file, new TableSettings(List.of("b"), Optional.empty()));

        // then
        assertThat(all.featureNames()).containsExactly("a", "b");
        assertThat(Selection.normalRows(all).featureNames()).containsExactly("a", "b");
        assertThat(one.featureNames()).containsExactly("b");
        assertThat(CsvTable.read(csv("1,2\n"), TableSettings.DEFAULT).featureNames())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n\n", "  \n\n", "\r\n \t \r\n"})
    void shouldPassOverBlankLinesBeforeTheFirst(String blank) throws IOException {
        // given: blanks after the commas, which separate nothing
        Path file = csv(blank + "first, second\n1, 2\n3, 4\n");
        float[] read = new float[4];

        // when
        Dataset data = CsvTable.read(file, TableSettings.DEFAULT);
        data.read(0, 2, read);

        // then
        assertThat(data.dim()).isEqualTo(2);
        assertThat(read).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldRefuseAFileOfBlankLines() throws IOException {
        // given
        Path file = csv("\n  \n\n");

        // when / then
        assertThatThrownBy(() -> CsvTable.read(file, TableSettings.DEFAULT))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("empty (expected: a row of numbers a line)");
    }

    @Test
    void shouldNameTheColumnsThatThereAre() throws IOException {
        // given
        Path file = csv("a,b\n1,2\n");

        // when / then
        assertThatThrownBy(() -> CsvTable.read(file, new TableSettings(List.of(), Optional.of("label"))))
                .hasMessageContaining("no column 'label' (expected: one of [a, b])");
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }
}
