package dev.narrows.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactFolderTest {

    @TempDir
    private Path folder;

    private final ModelArtefact artefact = ToyModels.artefact("toy", 1, 8, 2);

    @Test
    void shouldReadWhatItWrote() {
        // given
        Path deep = folder.resolve("a/b");

        // when
        ArtefactFolder.write(artefact, deep);

        // then
        assertThat(ArtefactFolder.read(deep)).isEqualTo(artefact);
        assertThat(ArtefactFolder.read(deep).encoder()).isEqualTo(artefact.encoder());
    }

    @Test
    void shouldReadWhatWasWrittenBeforeFeaturesHadNames() throws IOException {
        // given
        ArtefactFolder.write(artefact, folder);
        Path manifest = folder.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst(",\\s*\"featureNames\" : \\[[^]]*]", ""));

        // when
        ModelArtefact read = ArtefactFolder.read(folder);

        // then
        assertThat(Files.readString(manifest)).doesNotContain("featureNames");
        assertThat(read).isEqualTo(artefact);
    }

    @Test
    void shouldRefuseAGraphThatIsNotTheOneOfTheManifest() throws IOException {
        // given
        ArtefactFolder.write(artefact, folder);
        Files.write(folder.resolve("decoder.onnx"), new byte[] {1, 2, 3});

        // when / then
        assertThatThrownBy(() -> ArtefactFolder.read(folder))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("decoder");
    }

    @Test
    void shouldSayWhichFilesAFolderMustHold() {
        // given
        Path empty = folder.resolve("none");

        // when / then
        assertThatThrownBy(() -> ArtefactFolder.read(empty))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("expected: manifest.json, encoder.onnx, decoder.onnx");
    }
}
