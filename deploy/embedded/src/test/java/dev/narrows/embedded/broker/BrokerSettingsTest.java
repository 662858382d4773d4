package dev.narrows.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSettingsTest {

    private static final Path FOLDER = Path.of("data");

    @Test
    void shouldTakeFreePortsByDefault() {
        // when
        BrokerSettings settings = BrokerSettings.of(FOLDER);

        // then
        assertThat(settings.port()).isZero();
        assertThat(settings.controllerPort()).isZero();
        assertThat(settings.dataFolder()).isAbsolute();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefuseAPortThatNoMachineHas(int port) {
        // when / then
        assertThatThrownBy(() -> new BrokerSettings(FOLDER, port, 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port: " + port + " (expected: 0 to 65535)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listeners", "log.dirs", "node.id", "process.roles", "controller.quorum.voters"})
    void shouldRefuseAnOverrideOfWhatFolderAndPortsDecide(String name) {
        // when / then
        assertThatThrownBy(() -> new BrokerSettings(FOLDER, 0, 0, Map.of(name, "anything")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overrides: " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAINTEXT", "CONTROLLER"})
    void shouldRefuseAFurtherListenerOfATakenName(String name) {
        // when / then
        assertThatThrownBy(() -> new BrokerSettings(FOLDER, 0, 0, Map.of(), Map.of(name, "SASL_SSL")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("listeners: " + name + " (expected: a name that is not taken)");
    }
}
