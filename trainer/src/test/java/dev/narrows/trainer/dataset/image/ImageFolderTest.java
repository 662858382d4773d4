package dev.narrows.trainer.dataset.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadGreyValuesAsTheyAre() throws IOException {
        // given
        BufferedImage bytes = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        bytes.getRaster().setPixels(0, 0, 3, 2, new int[] {0, 1, 2, 100, 200, 255});
        BufferedImage shorts = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
        shorts.getRaster().setPixels(0, 0, 3, 2, new int[] {0, 257, 514, 25700, 51400, 65535});
        write("a.png", bytes);
        write("b.png", shorts);
        float[] read = new float[12];

        // when
        Dataset data = ImageFolder.read(folder, Optional.empty(), Optional.empty());
        data.read(0, 2, read);

        // then
        assertThat(data.shape()).containsExactly(2, 3);
        assertThat(read).containsExactly(new float[] {0, 1, 2, 100, 200, 255, 0, 1, 2, 100, 200, 255}, within(1e-4f));
    }

    @Test
    void shouldTakeTheLumaOfColoursWhateverIsTransparent() throws IOException {
        // given
        BufferedImage colours = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
        colours.setRGB(0, 0, 0xffff0000);
        colours.setRGB(1, 0, 0xff00ff00);
        colours.setRGB(2, 0, 0x000000ff);
        colours.setRGB(3, 0, 0x80ffffff);
        write("a.png", colours);
        float[] read = new float[4];

        // when
        ImageFolder.read(folder, Optional.empty(), Optional.empty()).read(0, 1, read);

        // then
        assertThat(read).containsExactly(new float[] {76.245f, 149.685f, 29.07f, 255}, within(1e-3f));
    }

    @Test
    void shouldBringAllToOneSizeWhereThatIsSaid() throws IOException {
        // given
        write("good/a.png", grey(4, 4));
        write("bad/b.jpg", grey(9, 5));

        // when
        Dataset data = ImageFolder.read(folder, Optional.of(new ImageSize(3, 2)), Optional.empty());

        // then
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.shape()).containsExactly(2, 3);
        assertThat(data.labels())
                .hasValueSatisfying(labels -> assertThat(labels).containsExactly(1, 0));
    }

    @Test
    void shouldRefuseAnImageOfAnotherSize() throws IOException {
        // given
        write("a.png", grey(4, 4));
        write("b.png", grey(4, 5));

        // when / then
        assertThatThrownBy(() -> ImageFolder.read(folder, Optional.empty(), Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessage("b.png: 4x5 pixels (expected: 4x4 as a.png, or a size that all are brought to)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void shouldRefuseAFileThatIsCutShortOrDamaged(String ending) throws IOException {
        // given
        byte[] whole = Files.readAllBytes(write("whole." + ending, grey(16, 16)));
        Files.delete(folder.resolve("whole." + ending));
        Path file = folder.resolve("made." + ending);
        Random random = new Random(1);

        for (int length = 0; length < whole.length - 40; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));

            // when / then
            assertThatThrownBy(() -> ImageFolder.read(folder, Optional.empty(), Optional.empty()))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith("made.");
        }
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
            Files.write(file, damaged);
            readOrRefuse();
        }
    }

    private void readOrRefuse() {
        try {
            assertThat(ImageFolder.read(folder, Optional.empty(), Optional.empty())
                            .rows())
                    .isEqualTo(1);
        } catch (DatasetException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private static BufferedImage grey(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, random.nextInt(256));
            }
        }
        return image;
    }

    private Path write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, name.substring(name.length() - 3), file.toFile()))
                .isTrue();
        return file;
    }
}
