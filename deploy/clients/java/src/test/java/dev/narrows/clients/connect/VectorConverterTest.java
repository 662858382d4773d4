package dev.narrows.clients.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.clients.Latents;
import dev.narrows.schemas.vector.VectorFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VectorConverterTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");

    private final Latents latents = new Latents(NAMES);
    private final VectorConverter converter = new VectorConverter(latents::decoder);

    @AfterEach
    void close() {
        converter.close();
        latents.close();
    }

    @Test
    void shouldGiveASinkARecordWithTheVector() throws IOException {
        // given
        float[] vector = latents.vector();
        configure(Map.of());

        // when
        SchemaAndValue data = converter.toConnectData("latents", latents.latent(vector));

        // then
        Struct record = (Struct) data.value();
        record.validate();
        assertThat(record.getInt32("modelVersion")).isEqualTo(1);
        assertThat(record.getFloat32("error")).isEqualTo(0.25f);
        assertThat(record.<Float>getArray("vector")).isEqualTo(list(latents.decoded(vector)));
        assertThat(json(data).get("vector").size()).isEqualTo(Latents.DIM);
    }

    @Test
    void shouldGiveASinkOfTablesAColumnForEachFeatureByItsName() throws IOException {
        // given
        float[] vector = latents.vector();
        configure(Map.of("narrows.shape", "columns"));

        // when
        SchemaAndValue first = converter.toConnectData("latents", latents.latent(vector));
        SchemaAndValue second = converter.toConnectData("latents", latents.latent(latents.vector()));

        // then
        assertThat(first.schema().fields().stream().map(Field::name))
                .containsExactly("modelVersion", "error", "a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(((Struct) first.value()).getFloat32("h")).isEqualTo(latents.decoded(vector)[7]);
        assertThat(second.schema()).isSameAs(first.schema());
        assertThat(json(first).get("a").floatValue()).isEqualTo(latents.decoded(vector)[0]);
    }

    @Test
    void shouldNumberColumnsThatHaveNoNamesOrNoneOfTheirOwn() {
        for (List<String> names : List.of(
                List.<String>of(),
                List.of("a", "b", "c", "d", "e", "f", "g", "g"),
                List.of("error", "b", "c", "d", "e", "f", "g", "h"))) {
            try (Latents unnamed = new Latents(names);
                    VectorConverter numbering = new VectorConverter(unnamed::decoder)) {
                // given
                numbering.configure(Map.of("narrows.shape", "columns"), false);

                // when
                Schema schema = numbering
                        .toConnectData("latents", unnamed.latent(unnamed.vector()))
                        .schema();

                // then
                assertThat(schema.fields().stream().map(Field::name))
                        .containsExactly("modelVersion", "error", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7");
            }
        }
    }

    @Test
    void shouldGiveTheBareArray() {
        // given
        float[] vector = latents.vector();
        configure(Map.of("narrows.shape", "array"));

        // when
        SchemaAndValue data = converter.toConnectData("latents", latents.latent(vector));

        // then
        assertThat(data.schema().type()).isEqualTo(Schema.Type.ARRAY);
        assertThat(data.value()).isEqualTo(list(latents.decoded(vector)));
    }

    @Test
    void shouldGiveASinkTheProducersOwnRecordWithTheVectorThatWasDecoded() throws IOException {
        // given
        float[] vector = latents.vector();
        String text = "{\"id\": \"pump-7\", \"values\": " + list(vector) + ", \"unit\": null, \"at\": 7}";
        byte[] latent = latents.latent(vector, Latents.frame(VectorFormat.JSON, text.getBytes(UTF_8)));
        configure(Map.of("narrows.record.converter", JsonConverter.class.getName(), "schemas.enable", "false"));

        // when
        Map<?, ?> record =
                (Map<?, ?>) converter.toConnectData("latents", latent).value();

        // then
        assertThat(record.get("id")).isEqualTo("pump-7");
        assertThat(record.get("unit")).isNull();
        assertThat(record.get("at")).isEqualTo(7L);
        List<Float> values = ((List<?>) record.get("values"))
                .stream().map(each -> ((Number) each).floatValue()).toList();
        assertThat(values).isEqualTo(list(latents.decoded(vector)));
    }

    @Test
    void shouldGiveTheConverterOfRecordsTheBytesThatTheProducerWrote() {
        // given
        float[] vector = latents.vector();
        float[] decoded = latents.decoded(vector);
        byte[] latent = latents.latent(vector, Latents.frame(VectorFormat.RAW, raw(vector)));
        configure(Map.of("narrows.record.converter", Bytes.class.getName()));

        // when
        Object value = converter.toConnectData("latents", latent).value();

        // then
        assertThat(value).isEqualTo(raw(decoded));
    }

    @Test
    void shouldLeaveToTheErrorSettingsALatentThatCarriesNoRecord() {
        // given
        byte[] bare = latents.latent(latents.vector());
        byte[] damaged = latents.latent(latents.vector(), new byte[] {9});
        configure(Map.of("narrows.record.converter", Bytes.class.getName()));

        // then
        assertThatThrownBy(() -> converter.toConnectData("latents", bare))
                .isInstanceOf(DataException.class)
                .hasMessage("latents: a latent that carries no record (expected: written with record=whole)");
        assertThatThrownBy(() -> converter.toConnectData("latents", damaged))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("frame: format 9");
        assertThat(converter.toConnectData("latents", null)).isEqualTo(SchemaAndValue.NULL);
    }

    @Test
    void shouldLeaveToTheErrorSettingsARecordThatItsConverterDoesNotTake() {
        // given
        float[] vector = latents.vector();
        byte[] latent = latents.latent(vector, Latents.frame(VectorFormat.RAW, raw(vector)));
        configure(Map.of("narrows.record.converter", Refusing.class.getName()));

        // then: not one that Connect would try again and again
        assertThatThrownBy(() -> converter.toConnectData("latents", latent))
                .isInstanceOf(DataException.class)
                .hasMessage("latents: no record of mine");
    }

    @Test
    void shouldPassTombstonesAndTellConnectWhatItsErrorSettingsDecideAbout() {
        // given
        configure(Map.of());

        // then
        assertThat(converter.toConnectData("latents", null)).isEqualTo(SchemaAndValue.NULL);
        assertThatThrownBy(() -> converter.toConnectData("latents", new byte[] {7}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no schema id");
        assertThatThrownBy(() -> converter.toConnectData("latents", latents.lost()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("default/9");
        assertThatThrownBy(() -> converter.fromConnectData("latents", null, null))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected: sinks only");
    }

    @Test
    void shouldLetConnectTryAgainWhileTheRegistryIsAway() {
        // given
        float[] vector = latents.vector();
        byte[] latent = latents.latent(vector);
        configure(Map.of("narrows.shape", "array"));
        latents.registryAway(true);

        // then
        assertThatThrownBy(() -> converter.toConnectData("latents", latent)).isInstanceOf(RetriableException.class);
        latents.registryAway(false);
        assertThat(converter.toConnectData("latents", latent).value()).isEqualTo(list(latents.decoded(vector)));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> converter.configure(Map.of(), true)).isInstanceOf(ConfigException.class);
        assertRefused("narrows.shape", "table", "narrows.shape: table (expected: record, columns or array)");
        assertRefused("narrows.record.converter", "java.lang.String", "Invalid value java.lang.String");
        assertThatThrownBy(() -> configure(
                        Map.of("narrows.shape", "array", "narrows.record.converter", JsonConverter.class.getName())))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("(expected: one of them)");
        assertRefused("narrows.modle.name", "m", "narrows.modle.name: unknown");
    }

    @Test
    void shouldBeFoundByConnect() {
        assertThat(ServiceLoader.load(Converter.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(VectorConverter.class));
    }

    private void configure(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bootstrap.servers", "localhost:1");
        converter.configure(all, false);
    }

    private void assertRefused(String key, String value, String message) {
        assertThatThrownBy(() -> converter.configure(Map.of(key, value), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }

    /** What a sink of documents makes of it. */
    private static JsonNode json(SchemaAndValue data) throws IOException {
        try (JsonConverter json = new JsonConverter()) {
            json.configure(Map.of("schemas.enable", "false"), false);
            return new ObjectMapper().readTree(json.fromConnectData("t", data.schema(), data.value()));
        }
    }

    private static byte[] raw(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    /** What a converter of another plugin gets. */
    public static final class Bytes implements Converter {

        /** For the one that is tested. */
        public Bytes() {}

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            assertThat(configs.keySet()).contains("bootstrap.servers").noneMatch(key -> key.startsWith("narrows."));
        }

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            return new SchemaAndValue(Schema.BYTES_SCHEMA, value);
        }
    }

    /** Takes nothing, and says so by Kafka's exception. */
    public static final class Refusing implements Converter {

        /** For the one that is tested. */
        public Refusing() {}

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {}

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            throw new SerializationException("no record of mine");
        }
    }
}
