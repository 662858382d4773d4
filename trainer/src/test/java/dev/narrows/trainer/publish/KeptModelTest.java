package dev.narrows.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptModelTest {

    @TempDir
    private Path folder;

    private final ModelArtefact artefact = ToyModels.artefact("toy", 1, 8, 2);

    @Test
    void shouldKeepTheModelAndNameItsFolderWhereItsUseFails() {
        // given
        Path kept = folder.resolve("toy");
        IllegalStateException failure = new IllegalStateException("broker: gone");

        // when
        Throwable thrown = catchThrowable(() -> KeptModel.orKeep(artefact, kept, () -> {
            throw failure;
        }));

        // then
        assertThat(thrown)
                .isInstanceOf(KeptModelException.class)
                .hasCause(failure)
                .hasMessageContaining("narrows models publish " + kept);
        assertThat(ArtefactFolder.read(kept)).isEqualTo(artefact);
    }

    @Test
    void shouldKeepTheModelWhereThereIsNoMemoryForItsUse() {
        // given
        Path kept = folder.resolve("toy");

        // when
        Throwable thrown = catchThrowable(() -> KeptModel.orKeep(artefact, kept, () -> {
            throw new OutOfMemoryError("heap");
        }));

        // then
        assertThat(thrown).isInstanceOf(KeptModelException.class).hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(ArtefactFolder.read(kept)).isEqualTo(artefact);
    }

    @Test
    void shouldKeepItAmongTemporaryFilesWhereTheFolderCannotBeWritten() throws IOException {
        // given: a file where the folder should be
        Path taken = Files.writeString(folder.resolve("file"), "");

        // when
        Throwable thrown = catchThrowable(() -> KeptModel.orKeep(artefact, taken, () -> {
            throw new IllegalStateException("broker: gone");
        }));

        // then
        Matcher named = Pattern.compile("kept in folder (\\S+) ").matcher(String.valueOf(thrown.getMessage()));
        assertThat(named.find()).isTrue();
        Path instead = Path.of(named.group(1));
        assertThat(instead).isNotEqualTo(taken);
        assertThat(ArtefactFolder.read(instead)).isEqualTo(artefact);
        for (String each : new String[] {"encoder.onnx", "decoder.onnx", "manifest.json"}) {
            Files.delete(instead.resolve(each));
        }
        Files.delete(instead);
    }

    @Test
    void shouldKeepTheModelWhereWhatShouldComeOfItFails() {
        // given
        Path kept = folder.resolve("toy");

        // when
        Throwable thrown = catchThrowable(() -> KeptModel.resultOrKeep(artefact, kept, () -> learned(true)));

        // then
        assertThat(thrown).isInstanceOf(KeptModelException.class).hasRootCauseMessage("corrections: not learned");
        assertThat(ArtefactFolder.read(kept)).isEqualTo(artefact);
        assertThat(KeptModel.resultOrKeep(artefact, kept, () -> learned(false))).isSameAs(artefact);
    }

    private ModelArtefact learned(boolean fails) {
        if (fails) {
            throw new IllegalStateException("corrections: not learned");
        }
        return artefact;
    }

    @Test
    void shouldWriteNothingWhereItsUseSucceeds() {
        // given
        Path kept = folder.resolve("toy");

        // when
        KeptModel.orKeep(artefact, kept, () -> {});

        // then
        assertThat(kept).doesNotExist();
    }
}
