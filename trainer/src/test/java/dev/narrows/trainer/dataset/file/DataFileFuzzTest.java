package dev.narrows.trainer.dataset.file;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of every kind that the trainer reads, damaged. */
class DataFileFuzzTest {

    private static final int MOST_VALUES = 1 << 16;

    @TempDir
    private Path folder;

    static List<Path> golden() throws IOException, URISyntaxException {
        return GoldenFilesTest.golden();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldReadOrRefuseEveryFile(Path golden) throws IOException {
        String name = golden.getFileName().toString();
        Path file = folder.resolve(name);
        Fuzz.of("file-" + name, DatasetException.class)
                .from(Files.readAllBytes(golden))
                .free(64 << 20)
                .fewer(40)
                .run(bytes -> {
                    Files.write(file, bytes);
                    Dataset data = DataFile.open(file);
                    int rows = Math.min(data.rows(), Math.max(1, MOST_VALUES / data.dim()));
                    data.read(0, rows, new float[rows * data.dim()]);
                });
    }
}
