package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.onnx.session.OrtStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 18: a service that is told to stop encodes on for a while, beside ONNX Runtime's shutdown hook; see {@link OrtStart}. */
class EncodingAtExitIT {

    private static final Duration LONG_AFTER_OTHER_HOOKS = Duration.ofMillis(500);

    /** What the child process does. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            OnnxModel model = OnnxModel.load(ToyModels.artefact("toy", 1, 4, 2), OnnxSettings.cpu());
            Encoder encoder = model.newEncoder(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> encodeOn(encoder)));
        }

        private static void encodeOn(Encoder encoder) {
            long end = System.nanoTime() + LONG_AFTER_OTHER_HOOKS.toNanos();
            while (System.nanoTime() < end) {
                encoder.run(1);
            }
            System.out.println("encoded");
        }
    }

    @Test
    void shouldEncodeUntilTheProcessEnds(@TempDir Path folder) throws IOException, InterruptedException {
        // given
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName());

        // when
        Process process = child.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("encoded\n");
    }
}
