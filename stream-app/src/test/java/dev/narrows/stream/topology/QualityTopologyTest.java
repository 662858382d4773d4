package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static dev.narrows.stream.fixture.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.PairedEvidence;
import dev.narrows.schemas.QualityReport;
import dev.narrows.stream.encode.Candidate;
import dev.narrows.stream.evidence.EvidenceSettings;
import dev.narrows.stream.evidence.Guards;
import dev.narrows.stream.fixture.DrivenTopology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QualityTopologyTest {

    /** Bytes before Avro's: zero and the schema's id. */
    private static final int WIRE_HEAD = 5;

    private final DrivenTopology topology = DrivenTopology.raw();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void shouldTellWithTheCommitWhatARecordCameTo() throws IOException {
        // when
        topology.poll(
                record(0, raw(normal(1))),
                record(1, raw(anomalous())),
                record(2, bytes("bad")),
                record(3, raw(normal(2))));

        // then
        List<QualityReport> reports = reports();
        assertThat(reports).hasSize(1);
        QualityReport report = reports.get(0);
        assertThat(report.getModelName()).isEqualTo("default");
        assertThat(report.getModelVersion()).isEqualTo(1);
        assertThat(report.getInstance()).isEqualTo("here");
        assertThat(report.getTopic()).isEqualTo("vectors");
        assertThat(report.getPartition()).isZero();
        assertThat(report.getRecords()).isEqualTo(4);
        assertThat(report.getAlerts()).isEqualTo(1);
        assertThat(report.getDeadLetters().values()).containsExactly(1L);
        assertThat(report.getErrorCounts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(3);
        assertThat(report.getEncodeNanos()).isPositive();
        assertThat(report.getPaired()).isNull();
    }

    @Test
    void shouldCountEachRecordOnceOverManyCommits() throws IOException {
        // when
        for (int batch = 0; batch < 5; batch++) {
            int first = 10 * batch;
            topology.poll(IntStream.range(first, first + 10)
                    .mapToObj(i -> record(i, raw(normal(i))))
                    .toList());
        }

        // then
        assertThat(reports().stream().mapToLong(QualityReport::getRecords).sum())
                .isEqualTo(50);
    }

    /** Version 2 of the toy keeps twice the range in as many steps, so it loses more of each row. */
    @Test
    void shouldTellWhatACandidateInShadowIsWorth() throws IOException {
        // given
        topology.slot().serve(DrivenTopology.toy(1), Optional.of(new Candidate(DrivenTopology.toy(2), 0, 1)));

        // when
        topology.poll(
                IntStream.range(0, 200).mapToObj(i -> record(i, raw(normal(i)))).toList());

        // then
        List<QualityReport> reports = reports();
        QualityReport stable = of(reports, 1);
        QualityReport candidate = of(reports, 2);
        assertThat(stable.getRecords()).isEqualTo(200);
        assertThat(candidate.getRecords()).isZero();
        PairedEvidence paired = candidate.getPaired();
        assertThat(paired.getStableVersion()).isEqualTo(1);
        assertThat(paired.getStage()).isEqualTo("shadow");
        assertThat(paired.getDifferences()).hasSize(200);
        assertThat(Guards.fresh(EvidenceSettings.DEFAULT)
                        .with(candidate)
                        .evidence()
                        .get(0)
                        .getN())
                .isEqualTo(200);
        assertThat(topology.latents()).hasSize(200);
    }

    private static QualityReport of(List<QualityReport> reports, int version) {
        return reports.stream()
                .filter(report -> report.getModelVersion() == version)
                .findFirst()
                .orElseThrow();
    }

    private List<QualityReport> reports() throws IOException {
        GeneratedRecords.trust();
        List<QualityReport> reports = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : topology.quality()) {
            assertThat(text(record.key())).isEqualTo("default");
            reports.add(new SpecificDatumReader<>(QualityReport.class)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            record.value(), WIRE_HEAD, record.value().length - WIRE_HEAD, null)));
        }
        return reports;
    }
}
