package dev.narrows.trainer.dataset.sound;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundFuzzTest {

    private static final int RATE = 8000;
    private static final int FRAME = 4;

    @TempDir
    private Path folder;

    @Test
    void shouldReadOrRefuseEveryRecording() {
        SoundSettings settings = new SoundSettings(SoundSettings.Features.FRAMES, FRAME, FRAME, 64, 5);
        Fuzz.of("file-wav", DatasetException.class)
                .from(
                        WavBytes.pcm(RATE, 1, 16, 1, 2, 3, 4, 5, 6, 7, 8),
                        WavBytes.pcm(RATE, 2, 24, 1, 2, 3, 4, 5, 6, 7, 8),
                        WavBytes.floats(RATE, 0.25f, -1.5f, Float.NaN, 1e30f))
                .free(64 << 20)
                .fewer(40)
                .run(bytes -> {
                    Files.write(folder.resolve("a.wav"), bytes);
                    Dataset data = SoundFolder.read(folder, settings, Optional.empty());
                    int rows = Math.min(data.rows(), 1_000);
                    data.read(0, rows, new float[rows * data.dim()]);
                });
    }
}
