package dev.narrows.laboratory.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBytesTest {
    @TempDir
    Path folder;

    @Test
    void shouldAddUpTheSegmentsOfAllPartitionsOfTheTopicOnly() throws IOException {
        // given
        file("vectors-0/00000000000000000000.log", 100);
        file("vectors-0/00000000000000000000.index", 10_000);
        file("vectors-1/00000000000000000000.log", 20);
        file("vectors-1/00000000000000000700.log", 3);
        file("vectors-zstd-0/00000000000000000000.log", 7_000);
        file("latents-0/00000000000000000000.log", 500);

        // when
        long bytes = DiskBytes.of(folder, "vectors");

        // then
        assertThat(bytes).isEqualTo(123);
    }

    @Test
    void shouldFindNothingOfAnUnknownTopic() {
        // when
        long bytes = DiskBytes.of(folder, "vectors");

        // then
        assertThat(bytes).isZero();
    }

    private void file(String name, int size) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
    }
}
