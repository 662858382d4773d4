package dev.narrows.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {

    private static final Addresses ADDRESSES = new Addresses("127.0.0.1:9092", "http://127.0.0.1:8081");

    @TempDir
    private Path folder;

    @Test
    void shouldBeFoundInTheFolder() {
        // given
        ADDRESSES.writeTo(folder);

        // when
        Optional<Addresses> found = Addresses.of(folder);

        // then
        assertThat(found).contains(ADDRESSES);
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
    }

    @Test
    void shouldBeAbsentWhereNoClusterRuns() {
        // given
        ADDRESSES.writeTo(folder);
        Addresses.deleteFrom(folder);

        // when
        Optional<Addresses> found = Addresses.of(folder);

        // then
        assertThat(found).isEmpty();
    }

    @Test
    void shouldSpeakTheNamesOfClientSettings() {
        // when
        var settings = ADDRESSES.toSettings();

        // then
        assertThat(settings)
                .containsEntry("bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("schema.registry.url", "http://127.0.0.1:8081");
        assertThat(ADDRESSES).hasToString("bootstrap.servers=127.0.0.1:9092 schema.registry.url=http://127.0.0.1:8081");
    }
}
