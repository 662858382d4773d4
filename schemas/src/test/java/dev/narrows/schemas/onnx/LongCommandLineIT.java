package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.onnx.session.OrtStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime reads the command line of its process when it starts; see {@link OrtStart}. */
class LongCommandLineIT {

    /** What the child process does. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            OnnxModel.load(ToyModels.artefact("toy", 1, 4, 2), OnnxSettings.cpu())
                    .close();
            System.out.println("loaded");
        }
    }

    @Test
    void shouldLoadAModelWhateverTheLengthOfTheCommandLine(@TempDir Path folder)
            throws IOException, InterruptedException {
        // given
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-Dpadding=" + "x".repeat(100_000),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName());

        // when
        Process process = child.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("loaded\n");
    }
}
