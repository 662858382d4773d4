package dev.narrows.laboratory.rate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.trainer.RateTraining;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.setting.Speed;
import dev.narrows.trainer.sweep.RatePoint;
import dev.narrows.trainer.sweep.TrainTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateBenchIT {

    private static final int DIM = 24;

    @Test
    void shouldMeasureEveryCodecAtItsSizes() throws IOException {
        // given: rows near a curved line
        TrainTest rows = TrainTest.of(curve(400), Optional.empty(), 1);
        RateTraining training = new RateTraining(
                rows.train(),
                Kind.AUTO,
                Speed.BEST,
                CodeKind.SCALAR,
                1,
                OptionalInt.of(5),
                new PrintWriter(Writer.nullWriter()));
        List<String> lines = new ArrayList<>();

        // when
        RateReport report;
        try (RateBench bench = RateBench.open(rows, lines::add)) {
            report = bench.run(List.of(2, 4), 1, training::codec);
        }

        // then
        List<RatePoint> points = report.points();
        assertThat(points)
                .extracting(RatePoint::codec)
                .containsExactly(
                        "raw", "lz4", "zstd", "float16", "int8", "pca", "klt", "pq", "opq", "rvq", "narrows", "pca",
                        "klt", "pq", "opq", "rvq", "narrows");
        assertThat(points)
                .extracting(RatePoint::codeBytes)
                .containsExactly(96, 96, 96, 48, 24, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4);
        assertThat(lines).hasSize(17);
        // What Kafka puts around a record is less than 30 bytes.
        for (RatePoint point : points.subList(3, 17)) {
            assertThat(point.recordBytes()).isBetween(point.codeBytes() + 10.0, point.codeBytes() + 30.0);
        }
        JsonNode written = new ObjectMapper().readTree(report.toJson()).get("points");
        assertThat(written).hasSize(17).allSatisfy(point -> {
            assertThat(point.get("encodeMicros").asDouble()).isBetween(0.0, 1e5);
            assertThat(point.get("decodeMicros").asDouble()).isBetween(0.0, 1e5);
            assertThat(point.has("kind")).isEqualTo(point.get("codec").asText().equals("narrows"));
        });
        assertThat(written.get(16).get("kind").asText()).isIn("linear", "classified", "dense");
        assertThat(written.get(16).get("diskBytesPerRecordZstd").asDouble()).isBetween(5.0, 34.0);
        assertThat(written.get(4).get("diskBytesPerRecordLz4").asDouble()).isBetween(5.0, 54.0);
        assertThat(points.get(0).recordBytes()).isBetween(100.0, 130.0);
        assertThat(points.subList(0, 3)).extracting(RatePoint::mse).containsOnly(0.0);
        assertThat(points.subList(3, 17)).extracting(RatePoint::mse).allMatch(mse -> mse > 0 && mse < 0.2);
    }

    private static Dataset curve(int rows) {
        Random random = new Random(3);
        float[] values = new float[rows * DIM];
        for (int row = 0; row < rows; row++) {
            double at = random.nextDouble();
            for (int i = 0; i < DIM; i++) {
                values[row * DIM + i] = (float) (Math.sin(6 * at + i) + 0.05 * random.nextGaussian());
            }
        }
        return ArrayDataset.of(values, DIM);
    }
}
