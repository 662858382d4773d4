package dev.narrows.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.LabelledDataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.judge.JudgedRows;
import dev.narrows.trainer.judge.Judgement;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.pipeline.TrainedModel;
import dev.narrows.trainer.pipeline.Trainer;
import dev.narrows.trainer.report.CodeMap.Point;
import dev.narrows.trainer.setting.TrainSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Map of codes and reconstructions, of a small model and of rows of which every tenth is anomalous. */
class ReportTest {

    private static final int DIM = 24;
    private static final int ROWS = 200;
    private static final int ANOMALOUS = ROWS / 10;

    private static OnnxCodec model;
    private static Judgement judgement;

    private final Appearance bars = new Appearance(Appearance.Look.BARS, 1, DIM, "test");
    private final Appearance curves = new Appearance(Appearance.Look.SERIES, 1, DIM, "test");

    @BeforeAll
    static void judge() {
        Dataset train = MadeRows.curved(400, DIM, 1, 1);
        TrainSettings settings = TrainSettings.defaults("small")
                .withNetwork(NetworkSettings.builder()
                        .hidden(8)
                        .latent(2)
                        .codeBits(8)
                        .build())
                .withFit(FitSettings.builder().epochs(3).build());
        TrainedModel trained = Trainer.train(ArrayDataset.copyOf(train), settings, ProgressListener.NONE);
        model = OnnxCodec.of(trained.artefact());
        judgement = Judgement.of(model, trained.artefact().manifest(), JudgedRows.of(train, labelled()));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void shouldPlaceEveryRowOnTheMapWithItsScore() {
        // when
        CodeMap map = CodeMap.of(judgement, model, bars);

        // then
        assertThat(map.points()).hasSize(ROWS);
        assertThat(map.points().stream().filter(Point::anomalous)).hasSize(ANOMALOUS);
        assertThat(map.standardised()).isTrue();
        assertThat(map.explained()).isBetween(0.5, 1.0 + 1e-6);
        List<Point> normal = map.points().subList(0, ROWS - ANOMALOUS);
        for (int i = 0; i < normal.size(); i++) {
            assertThat(normal.get(i).score())
                    .isEqualTo(Rounded.of(judgement.normal().values()[i]));
        }
    }

    @Test
    void shouldPlaceRowsOfOneSortAroundTheirMean() {
        // when
        List<Point> normal = CodeMap.of(judgement, model, curves).points().subList(0, ROWS - ANOMALOUS);

        // then
        double far =
                normal.stream().mapToDouble(point -> Math.abs(point.x())).max().orElseThrow();
        assertThat(normal.stream().mapToDouble(Point::x).average()).hasValueCloseTo(0.0, within(far / 1_000));
        assertThat(normal.stream().mapToDouble(Point::y).average()).hasValueCloseTo(0.0, within(far / 1_000));
    }

    @Test
    void shouldShowWorstRowsFirstAndAnomalousOnesApart() {
        // when
        List<Reconstructions.Group> groups =
                Reconstructions.of(judgement, model, curves).groups();

        // then
        assertThat(groups)
                .extracting(Reconstructions.Group::title)
                .containsExactly("Worst", "Median", "Anomalous, highest scores", "Anomalous, lowest scores");
        assertThat(groups).allMatch(group -> group.rows().size() == 6);
        float[] scores = judgement.normal().values();
        assertThat(groups.get(0).rows().get(0).row())
                .isEqualTo(judgement.normal().falling()[0]);
        assertThat(groups.get(0).rows()).extracting(ShownRow::score).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        long above = groups.get(1).rows().stream()
                .mapToLong(row -> count(scores, scores[row.row()]))
                .sum();
        assertThat(above / 6.0).isCloseTo(scores.length / 2.0, within(2.0));
    }

    @Test
    void shouldShowACurveWithTheValuesThatARowHas() {
        // given
        float[] row = new float[DIM];

        // when
        ShownRow shown = Reconstructions.of(judgement, model, curves)
                .groups()
                .get(0)
                .rows()
                .get(0);

        // then
        judgement.rows().test().read(shown.row(), 1, row);
        assertThat(shown.features()).hasSize(DIM).startsWith(0, 1).isSorted();
        assertThat(shown.values().get(5)).isEqualTo(Rounded.of(row[5]));
        assertThat(shown.back()).hasSize(DIM);
    }

    @Test
    void shouldShowTheTwentyFeaturesThatCameBackWorst() {
        // when
        ShownRow shown = Reconstructions.of(judgement, model, bars)
                .groups()
                .get(2)
                .rows()
                .get(0);

        // then: an anomalous row is far off in its first feature
        assertThat(shown.features()).hasSize(20).isSorted().contains(0);
        assertThat(Math.abs(shown.values().get(0) - shown.back().get(0))).isGreaterThan(5);
        assertThat(shown.alerts()).isTrue();
    }

    @Test
    void shouldHaveASectionForEverythingButAHistoryThatIsNotKnown() {
        // when
        Map<String, Object> data = Report.data(judgement, model, List.of());

        // then
        assertThat(data)
                .containsKeys(
                        "codecs", "detection", "rateDistortion", "scores", "reconstructions", "map", "contributions")
                .doesNotContainKey("history");
    }

    @Test
    void shouldEscapeWhatWouldEndTheScriptOrTheTitle() {
        // when
        String html = Page.html("<b>&\"", Map.of("settings", Map.of("name", "</script><script>alert(1)")));

        // then
        assertThat(html).contains("&lt;b&gt;&amp;&quot;").doesNotContain("</script><script>alert(1)");
    }

    private static long count(float[] scores, float score) {
        long above = 0;
        for (float other : scores) {
            above += other > score ? 1 : 0;
        }
        return above;
    }

    private static Dataset labelled() {
        Dataset rows = MadeRows.curved(ROWS, DIM, 1, 3);
        float[] values = new float[ROWS * DIM];
        rows.read(0, ROWS, values);
        byte[] labels = new byte[ROWS];
        for (int i = 0; i < ROWS; i += ROWS / ANOMALOUS) {
            values[i * DIM] += 2_000;
            labels[i] = 1;
        }
        return LabelledDataset.of(ArrayDataset.of(values, DIM), labels);
    }
}
