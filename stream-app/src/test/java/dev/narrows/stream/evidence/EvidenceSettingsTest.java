package dev.narrows.stream.evidence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EvidenceSettingsTest {

    @Test
    void shouldNameWhatIsOutOfRange() {
        assertThatThrownBy(() -> new EvidenceSettings(0, 0.02, 1.5, 2, 1.5, 1))
                .hasMessage("alpha: 0.0 (expected: above 0, below 1)");
        assertThatThrownBy(() -> new EvidenceSettings(0.05, Double.NaN, 1.5, 2, 1.5, 1))
                .hasMessage("margin: NaN (expected: above 0, below 1)");
        assertThatThrownBy(() -> new EvidenceSettings(0.05, 0.02, 0.5, 2, 1.5, 1))
                .hasMessage("moreAlerts: 0.5 (expected: >= 1)");
        assertThatThrownBy(() -> new EvidenceSettings(0.05, 0.02, 1.5, 1, 1.5, 1))
                .hasMessage("encodeTimeRatio: 1.0 (expected: > 1)");
        assertThatThrownBy(() -> new EvidenceSettings(0.05, 0.02, 1.5, 2, 0.5, 1))
                .hasMessage("codeBytesRatio: 0.5 (expected: >= 1)");
        assertThatThrownBy(() -> new EvidenceSettings(0.05, 0.02, 1.5, 2, 1.5, 0))
                .hasMessage("leastRows: 0 (expected: >= 1)");
    }
}
