package dev.narrows.trainer.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.Dataset;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in the folder golden holds the rows 0 to 3, 4 to 7 and 8 to 11; see make_golden.py. */
class GoldenFilesTest {

    static List<Path> golden() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(GoldenFilesTest.class.getResource("/dev/narrows/trainer/dataset/golden"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldReadTheSameRowsFromEveryFormat(Path file) {
        // given
        float[] all = new float[12];
        float[] last = new float[4];

        // when
        Dataset data = DataFile.open(file);
        data.read(0, 3, all);
        data.read(2, 1, last);

        // then
        assertThat(data.rows()).isEqualTo(3);
        assertThat(data.dim()).isEqualTo(4);
        assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(last).containsExactly(8, 9, 10, 11);
        assertThat(data.digest()).isEqualTo("29e1889124dc651e7bb488251123910767d042ae6dc47c280ec364655e24ab49");
    }
}
