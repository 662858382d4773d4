package dev.narrows.schemas.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LatentReaderTest {

    private static final int DECODER = 0x81020304;

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final int id = registry.register("latents", Latent.getClassSchema());
    private final LatentReader reader = new LatentReader(registry);
    private final Random random = new Random(1);

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldReadWhatAvroWrote() {
        for (int round = 0; round < 500; round++) {
            // given
            byte[] code = randomBytes();
            byte[] correction = round % 2 == 0 ? null : randomBytes();
            byte[] frame = round % 3 == 0 ? null : randomBytes();
            int version = random.nextInt();
            float error = random.nextFloat();

            // when
            LatentView view = reader.read(avro(version, code, error, correction, frame));

            // then
            assertThat(view.modelVersion()).isEqualTo(version);
            assertThat(view.codeBytes()).isEqualTo(code.length);
            assertThat(view.code()).isEqualTo(code);
            assertThat(view.error()).isEqualTo(error);
            assertThat(view.hasCorrection()).isEqualTo(correction != null);
            assertThat(view.correction()).isEqualTo(correction == null ? new byte[0] : correction);
            assertThat(view.decoder()).isEqualTo(DECODER);
            assertThat(view.hasFrame()).isEqualTo(frame != null);
            assertThat(view.frame()).isEqualTo(frame == null ? new byte[0] : frame);
        }
    }

    @Test
    void shouldReadWhatTheWriterWrote() {
        // given
        ByteBuffer codes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6});
        byte[] value = new LatentWriter(id).write(7, codes, 1, 3, 0.5f, 0xfedcba98);
        ByteBuffer target = ByteBuffer.allocate(4).put((byte) 9);

        // when
        LatentView view = reader.read(value);
        view.copyCode(target);

        // then
        assertThat(view.modelVersion()).isEqualTo(7);
        assertThat(view.error()).isEqualTo(0.5f);
        assertThat(view.decoder()).isEqualTo(0xfedcba98);
        assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {9, 4, 5, 6}));
    }

    @Test
    void shouldReadLatentsOfOtherSchemaVersions() {
        // given
        int older = registry.register("latents", new Schema.Parser().parse("""
                        {"type": "record", "name": "Latent", "namespace": "dev.narrows.schemas", "fields": [
                          {"name": "modelVersion", "type": "int"},
                          {"name": "code", "type": "bytes"},
                          {"name": "error", "type": "float"}]}"""));
        int newer = registry.register("latents", new Schema.Parser().parse("""
                        {"type": "record", "name": "Latent", "namespace": "dev.narrows.schemas", "fields": [
                          {"name": "added", "type": "string"},
                          {"name": "modelVersion", "type": "int"},
                          {"name": "code", "type": "bytes"},
                          {"name": "error", "type": "float"},
                          {"name": "correction", "type": ["null", "bytes"], "default": null}]}"""));

        for (int round = 0; round < 3; round++) {
            // when
            LatentView fromOlder = reader.read(value(older, "06 04 0809 00000040"));

            // then
            assertThat(fromOlder.modelVersion()).isEqualTo(3);
            assertThat(fromOlder.code()).containsExactly(8, 9);
            assertThat(fromOlder.hasCorrection()).isFalse();
            assertThat(fromOlder.decoder()).isZero();

            // when
            LatentView fromNewer = reader.read(value(newer, "0261 06 04 0809 00000040 02 02 07"));

            // then
            assertThat(fromNewer.error()).isEqualTo(2f);
            assertThat(fromNewer.correction()).containsExactly(7);
            assertThat(reader.read(avro(5, new byte[1], 0, null)).modelVersion())
                    .isEqualTo(5);
        }
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void shouldRefuseWhatIsNoLatent() {
        assertUnreadable(new byte[0], "no schema id");
        assertUnreadable(value(99, "02 02 01 00000000 00"), "schema id 99");
        assertUnreadable(value(id, "02 02 01 00000000"), "does not end");
        assertUnreadable(value(id, "02 02 01 00000000 00"), "does not end");
        assertUnreadable(value(id, "02 02 01 00000000 00 00"), "does not end");
        assertUnreadable(value(id, "02 02 01 00000000 00 00 00 00"), "go on");
        assertUnreadable(value(id, "02 02 01 00000000 00 00 02 04 00"), "2 bytes");
        assertUnreadable(value(id, "02 02 01 00000000 04 00 00"), "no such branch");
        assertUnreadable(value(id, "02 01 01 00000000 00"), "-1 bytes");
        assertUnreadable(value(id, "02 feffffff0f 00000000 00"), "2147483647 bytes");
        assertUnreadable(value(id, "feffffffffffffffff01 00"), "does not end");
    }

    @Test
    void shouldSurviveAnyBytes() {
        byte[] whole = avro(3, new byte[40], 0.5f, new byte[4]);
        for (int round = 0; round < 20_000; round++) {
            // given
            byte[] value = Arrays.copyOf(whole, 5 + random.nextInt(whole.length - 3));
            for (int edits = random.nextInt(4); edits > 0 && value.length > 5; edits--) {
                value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
            }

            // when
            try {
                assertThat(reader.read(value).code()).isNotNull();
            } catch (UnreadableLatentException expected) {
                // then
                assertThat(expected).hasMessageStartingWith("latent: ");
            }
        }
    }

    @Test
    void shouldLetAnUnreachableRegistryThrough() {
        // given
        server.failWith(503);

        // then
        assertThatThrownBy(() -> reader.read(value(id + 1, "00"))).isInstanceOf(RegistryUnavailableException.class);
    }

    private void assertUnreadable(byte[] value, String what) {
        assertThatThrownBy(() -> reader.read(value))
                .isInstanceOf(UnreadableLatentException.class)
                .hasMessageContaining(what)
                .hasMessageEndingWith("(expected: Latent in wire format)");
    }

    private byte[] avro(int version, byte[] code, float error, byte[] correction) {
        return avro(version, code, error, correction, null);
    }

    private byte[] avro(int version, byte[] code, float error, byte[] correction, byte[] frame) {
        Latent latent = new Latent(
                version,
                ByteBuffer.wrap(code),
                error,
                correction == null ? null : ByteBuffer.wrap(correction),
                DECODER,
                frame == null ? null : ByteBuffer.wrap(frame));
        return RecordSerializer.<Latent>withId(id, Latent.getClassSchema()).serialize("latents", latent);
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] value(int id, String hex) {
        byte[] body = HexFormat.of().parseHex(hex.replace(" ", ""));
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }
}
