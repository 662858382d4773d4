package dev.narrows.standalone.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSinkTest {
    private static final Origin ORIGIN = new Origin(3, 17, 1_700_000_000_000L, "a,\"b", 2, 0.5f);

    @TempDir
    Path folder;

    @Test
    void shouldWriteANumPyFileWhoseHeaderTellsTheRows() throws IOException {
        // given
        Path file = folder.resolve("back.npy");

        // when
        try (RowSink sink = RowSink.npy(file)) {
            sink.write(ORIGIN, new float[] {1, 2.5f});
            sink.write(ORIGIN, new float[] {-3, 0});
            sink.write(ORIGIN, new float[] {4, 5});
        }

        // then
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
        assertThat(bytes).hasSize(128 + 3 * 2 * 4).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(header)
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }")
                .endsWith("\n");
        ByteBuffer values = ByteBuffer.wrap(bytes, 128, 24).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(values.getFloat()).isEqualTo(1);
        assertThat(values.getFloat()).isEqualTo(2.5f);
        assertThat(values.getFloat()).isEqualTo(-3);
    }

    @Test
    void shouldWriteMoreThanItsBufferHolds() throws IOException {
        // given
        Path file = folder.resolve("large.npy");
        float[] row = new float[100_000];

        // when
        try (RowSink sink = RowSink.npy(file)) {
            for (int i = 0; i < 7; i++) {
                row[99_999] = i;
                sink.write(ORIGIN, row);
            }
        }

        // then
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.limit()).isEqualTo(128 + 7 * 400_000);
        assertThat(bytes.getFloat(128 + 6 * 400_000 + 399_996)).isEqualTo(6);
    }

    @Test
    void shouldWriteAnEmptyNumPyFile() throws IOException {
        // given
        Path file = folder.resolve("empty.npy");

        // when
        RowSink.npy(file).close();

        // then
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .hasSize(128)
                .contains("'shape': (0, 1)");
    }

    @Test
    void shouldWriteALineAVector() throws IOException {
        // given
        StringWriter text = new StringWriter();

        // when
        try (RowSink sink = RowSink.csv(text, false)) {
            sink.write(ORIGIN, new float[] {1, -2.5f});
            sink.write(ORIGIN, new float[] {0, 3e-9f});
        }

        // then
        assertThat(text).hasToString("1.0,-2.5\n0.0,3.0E-9\n");
    }

    @Test
    void shouldTellTheOriginInColumnsOfItsOwn() throws IOException {
        // given
        StringWriter text = new StringWriter();

        // when
        try (RowSink sink = RowSink.csv(text, true)) {
            sink.write(ORIGIN, new float[] {1});
        }

        // then
        assertThat(text)
                .hasToString("partition,offset,timestamp,key,modelVersion,error,v0\n"
                        + "3,17,2023-11-14T22:13:20Z,\"a,\"\"b\",2,0.5,1.0\n");
    }

    @Test
    void shouldRefuseARowOfAnotherDimension() throws IOException {
        // given
        RowSink sink = RowSink.csv(new StringWriter(), false);
        sink.write(ORIGIN, new float[2]);

        // when
        var refused = assertThatThrownBy(() -> sink.write(ORIGIN, new float[3]));

        // then
        refused.hasMessage("row 1: 3 values (expected: 2)");
    }
}
