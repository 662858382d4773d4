package dev.narrows.trainer.dataset.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

    @TempDir
    private Path folder;

    @Test
    void shouldFindFilesOfThatEndingAtAnyDepthInTheOrderOfTheirPaths() throws IOException {
        // given
        files("b.x", "a/2.X", "a/1.x", "a/deep/0.x", "c.y", ".hidden.x", ".git/3.x");

        // when
        FileTree tree = FileTree.of(folder, Set.of(".x"), Optional.empty());

        // then
        assertThat(tree.files()).extracting(tree::nameOf).containsExactly("a/1.x", "a/2.X", "a/deep/0.x", "b.x");
        assertThat(tree.labelOf(tree.files().get(0))).isEmpty();
    }

    @Test
    void shouldLabelByTheSubfolderThatIsCalledNormal() throws IOException {
        // given
        files("broken/1.x", "good/sub/1.x", "scratch/1.x");

        // when
        FileTree tree = FileTree.of(folder, Set.of(".x"), Optional.empty());

        // then
        assertThat(tree.files())
                .extracting(file -> tree.labelOf(file).orElseThrow())
                .containsExactly((byte) 1, (byte) 0, (byte) 1);
    }

    @Test
    void shouldLabelByNumbersAndByTheSubfolderThatIsSaidToBeNormal() throws IOException {
        // given
        files("0/1.x", "1/1.x", "7/1.x");

        // when
        FileTree numbers = FileTree.of(folder, Set.of(".x"), Optional.empty());
        FileTree said = FileTree.of(folder, Set.of(".x"), Optional.of("7"));

        // then
        assertThat(numbers.files())
                .extracting(file -> numbers.labelOf(file).orElseThrow())
                .containsExactly((byte) 0, (byte) 1, (byte) 7);
        assertThat(said.files())
                .extracting(file -> said.labelOf(file).orElseThrow())
                .containsExactly((byte) 1, (byte) 1, (byte) 0);
    }

    @Test
    void shouldHaveNoLabelsWhereNothingSaysWhatIsNormal() throws IOException {
        // given
        files("cats/1.x", "dogs/1.x");

        // when
        FileTree tree = FileTree.of(folder, Set.of(".x"), Optional.empty());

        // then
        assertThat(tree.labelOf(tree.files().get(0))).isEmpty();
        assertThatThrownBy(() -> FileTree.of(folder, Set.of(".x"), Optional.of("birds")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no subfolder 'birds' that is normal (expected: one of [cats, dogs])");
    }

    @Test
    void shouldRefuseAFolderWithoutSuchFiles() {
        assertThatThrownBy(() -> FileTree.of(folder, Set.of(".x", ".w"), Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("(expected: files that end in one of [.w, .x])");
        assertThatThrownBy(() -> FileTree.list(folder.resolve("none"))).isInstanceOf(DatasetException.class);
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[0]);
        }
    }
}
