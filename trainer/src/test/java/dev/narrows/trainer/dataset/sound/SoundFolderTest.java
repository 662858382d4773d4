package dev.narrows.trainer.dataset.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundFolderTest {

    private static final int RATE = 8000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32})
    void shouldReadPcmOfAllWidthsAsMinusOneToOne(int bits) throws IOException {
        // given
        int half = 1 << (bits - 2);
        write("a.wav", WavBytes.pcm(RATE, 1, bits, 0, half, -half, -2 * half));
        float[] read = new float[4];

        // when
        Dataset data = frames(4, 4);
        data.read(0, 1, read);

        // then
        assertThat(read).containsExactly(0, 0.5f, -0.5f, -1);
    }

    @Test
    void shouldReadFloatsAsTheyAreAndMixChannelsDown() throws IOException {
        // given
        write("a.wav", WavBytes.floats(RATE, 0.25f, -1.5f));
        write("b.wav", WavBytes.pcm(RATE, 2, 16, 16384, 0, -16384, -16384));
        float[] read = new float[4];

        // when
        frames(2, 2).read(0, 2, read);

        // then
        assertThat(read).containsExactly(0.25f, -1.5f, 0.25f, -0.5f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 9})
    void shouldStepFromFrameToFrameByTheHopAndDropTheRest(int hop) throws IOException {
        // given: samples 0 to 22, in a file of its own each time
        int[] samples = IntStream.range(0, 23).toArray();
        write("a.wav", WavBytes.pcm(RATE, 1, 16, samples));
        int rows = (23 - 4) / hop + 1;
        float[] read = new float[4 * rows];

        // when
        Dataset data = frames(4, hop);
        data.read(0, rows, read);

        // then
        assertThat(data.rows()).isEqualTo(rows);
        for (int row = 0; row < rows; row++) {
            assertThat(read[4 * row] * 32768).isEqualTo(row * hop);
            assertThat(read[4 * row + 3] * 32768).isEqualTo(row * hop + 3);
        }
    }

    @Test
    void shouldLabelEveryFrameByTheFolderOfItsFile() throws IOException {
        // given
        write("abnormal/a.wav", WavBytes.pcm(RATE, 1, 16, 1, 2, 3, 4));
        write("normal/a.wav", WavBytes.pcm(RATE, 1, 16, 1, 2, 3));
        write("normal/b.wav", WavBytes.pcm(RATE, 1, 16, 1));

        // when
        Dataset data = frames(2, 2);

        // then
        assertThat(data.labels())
                .hasValueSatisfying(labels -> assertThat(labels).containsExactly(1, 1, 0));
    }

    @Test
    void shouldMakeLogMelRowsAsNumpyDoes() throws IOException {
        // given: the same samples as in a script that used numpy.fft and nothing of this code
        int[] samples = new int[128];
        for (int t = 0; t < samples.length; t++) {
            double low = 0.5 * Math.sin(2 * Math.PI * 440 * t / RATE);
            samples[t] = (int) Math.rint(32767 * (low + 0.25 * Math.sin(2 * Math.PI * (1000 + 5.0 * t) * t / RATE)));
        }
        write("a.wav", WavBytes.pcm(RATE, 1, 16, samples));
        float[] read = new float[24];

        // when
        Dataset data = SoundFolder.read(
                folder, new SoundSettings(SoundSettings.Features.LOG_MEL, 64, 32, 6, 2), Optional.empty());
        data.read(0, 2, read);

        // then
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.shape()).containsExactly(2, 6);
        assertThat(read)
                .containsExactly(
                        new float[] {
                            13.6018f, 18.5972f, 6.4004f, 12.9304f, -1.7436f, -43.2666f,
                            13.6112f, 18.593f, -1.4146f, 11.5459f, 9.8642f, -26.874f,
                            13.6112f, 18.593f, -1.4146f, 11.5459f, 9.8642f, -26.874f,
                            13.606f, 18.5941f, -1.6756f, 5.0404f, 13.0714f, -2.8101f
                        },
                        within(1e-3f));
    }

    @Test
    void shouldRefuseMelBandsThatNoFrequencyFallsInto() throws IOException {
        // given
        write("a.wav", WavBytes.pcm(RATE, 1, 16, new int[200]));
        SoundSettings settings = new SoundSettings(SoundSettings.Features.LOG_MEL, 64, 32, 64, 1);

        // when / then
        assertThatThrownBy(() -> SoundFolder.read(folder, settings, Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("mel bands: 64 (expected: fewer, or a frame longer than 64 samples");
    }

    @Test
    void shouldRefuseAnotherRateAndRecordingsShorterThanARow() throws IOException {
        // given
        write("a.wav", WavBytes.pcm(RATE, 1, 16, 1, 2, 3));

        // when / then
        assertThatThrownBy(() -> frames(4, 4)).hasMessageContaining("1 recordings, none as long as a row");

        // given
        write("b.wav", WavBytes.pcm(2 * RATE, 1, 16, 1, 2, 3));

        // when / then
        assertThatThrownBy(() -> frames(2, 2))
                .isInstanceOf(DatasetException.class)
                .hasMessage("b.wav: 16000.0 samples a second (expected: 8000.0 as a.wav)");
    }

    @Test
    void shouldRefuseAFileThatIsCutShortOrDamaged() throws IOException {
        // given
        byte[] whole = WavBytes.pcm(RATE, 2, 16, IntStream.range(0, 100).toArray());
        Random random = new Random(1);

        for (int length = 0; length < whole.length - 3; length++) {
            write("cut.wav", Arrays.copyOf(whole, length));

            // when / then
            assertThatThrownBy(() -> frames(2, 2))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("expected");
        }
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(44)] = (byte) random.nextInt();
            write("cut.wav", damaged);
            readOrRefuse();
        }
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        assertThatThrownBy(() -> new SoundSettings(SoundSettings.Features.LOG_MEL, 1000, 500, 64, 5))
                .hasMessage("frame: 1000 (expected: a power of two, for log-mel)");
        assertThatThrownBy(() -> new SoundSettings(SoundSettings.Features.FRAMES, 1, 1, 1, 1))
                .hasMessageStartingWith("frame: 1 (expected: 2 to");
    }

    private void readOrRefuse() {
        try {
            assertThat(frames(2, 2).dim()).isEqualTo(2);
        } catch (DatasetException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private Dataset frames(int frame, int hop) {
        return SoundFolder.read(
                folder, new SoundSettings(SoundSettings.Features.FRAMES, frame, hop, 64, 5), Optional.empty());
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
