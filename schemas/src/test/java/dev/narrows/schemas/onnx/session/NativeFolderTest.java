package dev.narrows.schemas.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeFolderTest {

    @TempDir
    private Path temp;

    private Path folder;
    private Map<String, URL> libraries;

    @BeforeEach
    void pack() throws IOException {
        folder = temp.resolve("cache").resolve("narrows");
        URL packed =
                Files.writeString(temp.resolve("packed"), "library").toUri().toURL();
        libraries = Map.of("libone.so", packed);
    }

    @Test
    void shouldUnpackWhatIsMissing() throws IOException {
        // when
        NativeFolder.fill(folder, libraries);

        // then
        assertThat(folder.resolve("libone.so")).hasContent("library");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldLeaveWhatIsThere() throws IOException {
        // given
        NativeFolder.fill(folder, libraries);
        FileTime old = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(folder.resolve("libone.so"), old);

        // when
        NativeFolder.fill(folder, libraries);

        // then
        assertThat(Files.getLastModifiedTime(folder.resolve("libone.so"))).isEqualTo(old);
    }

    @Test
    void shouldReplaceWhatHasAnotherLength() throws IOException {
        // given
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("libone.so"), "lib");

        // when
        NativeFolder.fill(folder, libraries);

        // then
        assertThat(folder.resolve("libone.so")).hasContent("library");
    }

    @Test
    void shouldSaySoWhereItCannotWrite() throws IOException {
        // given
        Files.writeString(temp.resolve("cache"), "a file where the folder should be");

        // then
        assertThatThrownBy(() -> NativeFolder.fill(folder, libraries)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, osx-aarch64",
        "Windows 11, amd64, win-x64"
    })
    void shouldNamePlatformsAsOnnxRuntimeDoes(String os, String arch, String platform) {
        assertThat(NativeFolder.platform(os, arch)).isEqualTo(platform);
    }

    @Test
    void shouldFindNothingForPlatformsThatHaveNoLibrary() {
        assertThat(NativeFolder.packed("Linux", "s390x")).isEmpty();
    }

    @Test
    void shouldKeepThemInTheUsersCache() {
        assertThat(NativeFolder.cache(Optional.of("/var/cache"), "/home/u")).isEqualTo(Path.of("/var/cache"));
        assertThat(NativeFolder.cache(Optional.of(" "), "/home/u")).isEqualTo(Path.of("/home/u/.cache"));
        assertThat(NativeFolder.cache(Optional.empty(), "/home/u")).isEqualTo(Path.of("/home/u/.cache"));
    }

    @Test
    void shouldBeWhatOnnxRuntimeWasLoadedFrom() {
        // when
        OrtRuntime.environment();

        // then
        Assumptions.assumeTrue(System.getProperty(NativeFolder.PATH) != null, "the cache folder cannot be written");
        assertThat(Path.of(System.getProperty(NativeFolder.PATH), System.mapLibraryName("onnxruntime")))
                .exists();
    }
}
