package dev.narrows.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackEveryBitOfAState() {
        // given
        float[] floats = {0, -0f, Float.MIN_VALUE, 1 / 3f, Float.NaN};
        double[] doubles = {Math.PI, Double.POSITIVE_INFINITY, -0.0};
        Checkpoint checkpoint = Checkpoints.open(folder, false).of("fit");

        // when
        checkpoint.save(new SavedState().put("a", floats).put("b", doubles).put("none", new float[0]));
        SavedState loaded = checkpoint.load().orElseThrow();

        // then
        assertThat(loaded.floats("a")).isEqualTo(floats);
        assertThat(loaded.doubles("b")).isEqualTo(doubles);
        assertThat(loaded.floats("none")).isEmpty();
    }

    @Test
    void shouldReplaceAStateAndLeaveNothingElseBehind() throws IOException {
        // given
        Checkpoint checkpoint = Checkpoints.open(folder, false).of("fit");
        checkpoint.save(new SavedState().put("a", 1.0));

        // when
        checkpoint.save(new SavedState().put("a", 2.0));

        // then
        assertThat(checkpoint.load().orElseThrow().doubles("a")).containsExactly(2);
        try (var files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("fit.npz");
        }
    }

    @Test
    void shouldHaveNoStateWhereNoneWasSaved() {
        // given / when
        Checkpoints checkpoints = Checkpoints.open(folder.resolve("new"), true);

        // then
        assertThat(checkpoints.of("fit").load()).isEmpty();
        assertThat(Checkpoint.NONE.load()).isEmpty();
    }

    @Test
    void shouldRefuseADamagedState() throws IOException {
        // given
        Checkpoint checkpoint = Checkpoints.open(folder, false).of("fit");
        checkpoint.save(new SavedState().put("weights", new float[1_000]));
        Path file = folder.resolve("fit.npz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        // when / then
        assertThatThrownBy(checkpoint::load)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("fit.npz")
                .hasMessageContaining("expected: a whole one");
    }

    @Test
    void shouldRefuseAFolderThatIsNotEmptyUnlessItGoesOn() {
        // given
        Checkpoints.open(folder, false).require(Map.of("epochs", "3"));

        // when / then
        assertThatThrownBy(() -> Checkpoints.open(folder, false))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining("--resume");
    }

    @Test
    void shouldNameTheSettingThatIsAnother() {
        // given
        Checkpoints.open(folder, false).require(Map.of("epochs", "3", "l1", "0.0"));
        Checkpoints again = Checkpoints.open(folder, true);
        again.require(Map.of("epochs", "3", "l1", "0.0"));

        // when / then
        assertThatThrownBy(() -> again.require(Map.of("epochs", "4", "l1", "0.0")))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("epochs: 4 (expected: 3, as in the checkpoint " + folder + ")");
    }

    @Test
    void shouldNameASettingThatIsThereNoMore() {
        // given
        Checkpoints.open(folder, false).require(Map.of("epochs", "3", "beta", "0.1"));

        // when / then
        assertThatThrownBy(() -> Checkpoints.open(folder, true).require(Map.of("epochs", "3")))
                .hasMessageStartingWith("beta: not set (expected: 0.1");
    }

    @Test
    void shouldRefuseACheckpointOfAnotherFormat() throws IOException {
        // given
        Checkpoints.open(folder, false).require(Map.of("epochs", "3"));
        Path file = folder.resolve("training.json");
        Files.writeString(file, Files.readString(file).replace("\"1\"", "\"2\""));

        // when / then
        assertThatThrownBy(() -> Checkpoints.open(folder, true).require(Map.of("epochs", "3")))
                .hasMessageStartingWith("checkpoint-format: 1 (expected: 2");
    }
}
