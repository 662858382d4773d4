package dev.narrows.stream.route;

import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ManifestRules;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.pace.TimeShare;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.config.AlertSettings;
import dev.narrows.stream.drift.Shifted;
import dev.narrows.stream.encode.BatchEncoder;
import dev.narrows.stream.encode.EncodeWorkers;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.encode.SlicePlan;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsTest {

    /** In each half the features miss the mean, 0, by so much; features 4, 5 and 0 miss it most. */
    private static final float[] VECTOR = {2, -1.5f, -0.5f, 0, 3, -2.5f, -0.5f, 0};

    private final EncodeWorkers workers = EncodeWorkers.start(0);
    private final ModelsInService models = new ModelsInService(
            () -> VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new SlicePlan(8, 100),
            workers);
    private final BatchTally tally = new BatchTally();

    @AfterEach
    void close() {
        models.close();
        workers.close();
    }

    @Test
    void shouldNameTheFeaturesThatAddMostLargestFirst() throws IOException {
        // given
        models.serve(DrivenTopology.toy(1));

        // when
        AnomalyAlert alert = read(write(alerts(false, 3, unspent())));

        // then
        assertThat(alert.getContributions())
                .extracting(Contribution::getFeature)
                .containsExactly(4, 5, 0);
        assertThat(alert.getContributions().get(0).getShare()).isBetween(0.38f, 0.42f);
        assertThat(alert.getVector()).isNull();
        assertThat(tally.unexplained()).isZero();
    }

    @Test
    void shouldNameEachFeatureOnceWhereMoreAreAskedForThanThereAre() throws IOException {
        // given
        models.serve(DrivenTopology.toy(1));

        // when
        List<Contribution> told = read(write(alerts(false, 20, unspent()))).getContributions();

        // then
        assertThat(told)
                .extracting(Contribution::getFeature)
                .doesNotHaveDuplicates()
                .hasSize(Inputs.DIM);
        assertThat(told).extracting(Contribution::getShare).isSortedAccordingTo((a, b) -> Float.compare(b, a));
    }

    @Test
    void shouldGoWithoutContributionsWhileThereIsNoTimeForThem() throws IOException {
        // given
        models.serve(DrivenTopology.toy(1));

        // when
        AnomalyAlert alert = read(write(alerts(false, 3, spent())));

        // then
        assertThat(alert.getContributions()).isEmpty();
        assertThat(tally.unexplained()).isEqualTo(1);
    }

    @Test
    void shouldTellTheVectorAloneWhereNobodyAsksForContributions() throws IOException {
        // given
        models.serve(DrivenTopology.toy(1));

        // when
        AnomalyAlert alert = read(write(alerts(true, 0, spent())));

        // then
        assertThat(alert.getContributions()).isEmpty();
        assertThat(alert.getVector())
                .isEqualTo(IntStream.range(0, VECTOR.length)
                        .mapToObj(i -> VECTOR[i])
                        .toList());
        assertThat(tally.unexplained()).isZero();
    }

    @Test
    void shouldNeverBeLargerThanItSaysNorMuchSmaller() {
        // given: names as long as may be, of three bytes a character
        ModelManifest manifest = serveWithLongNames();
        Alerts large = alerts(true, Inputs.DIM, unspent());

        // when
        int bytes = write(large).length;

        // then
        assertThat(large.largest(manifest)).isBetween(bytes, bytes + 2_000);
        assertThat(large.largest(manifest)
                        - alerts(false, Inputs.DIM, unspent()).largest(manifest))
                .isEqualTo(Inputs.DIM * Float.BYTES);
        assertThat(alerts(false, 0, unspent()).largest(manifest)).isBetween(1_000, 2_000);
    }

    private ModelManifest serveWithLongNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Inputs.DIM; i++) {
            names.add(i + "\u20ac".repeat(ManifestRules.LONGEST_FEATURE_NAME - 1));
        }
        ModelArtefact artefact = ModelArtefact.of(
                ToyModels.draft("default", 1, Inputs.DIM, Inputs.CODE_BYTES).setFeatureNames(names),
                ToyModels.encoder(1, Inputs.DIM, Inputs.CODE_BYTES).bytes(),
                ToyModels.decoder(1, Inputs.DIM, Inputs.CODE_BYTES).bytes());
        models.serve(OnnxModel.load(artefact, OnnxSettings.cpu()));
        return artefact.manifest();
    }

    private byte[] write(Alerts alerts) {
        List<byte[]> written = new ArrayList<>();
        try (BatchEncoder encoder = models.borrow()) {
            encoder.encode(
                    new Batch(List.of(record(0, raw(VECTOR))), 0),
                    slice -> written.add(alerts.write(slice, 0, slice.error(0), tally)));
        }
        return written.get(0);
    }

    private static Alerts alerts(boolean vector, int contributions, TimeShare time) {
        return new Alerts("alerts", 7, new AlertSettings(vector, contributions), () -> Shifted.NONE, time);
    }

    private static TimeShare unspent() {
        return new TimeShare(0.1, 1, () -> 0L);
    }

    private static TimeShare spent() {
        TimeShare time = unspent();
        time.spend(1_000);
        return time;
    }

    private static AnomalyAlert read(byte[] value) throws IOException {
        return new SpecificDatumReader<>(AnomalyAlert.class)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }
}
