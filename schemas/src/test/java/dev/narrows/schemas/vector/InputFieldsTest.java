package dev.narrows.schemas.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records with a field for each number, in Avro and in JSON. */
final class InputFieldsTest {

    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "Reading", "fields": [
              {"name": "id", "type": "string"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "temp_in", "type": "float"},
              {"name": "temp_out", "type": ["null", "double"]},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
              {"name": "on", "type": "boolean"},
              {"name": "pump", "type": ["null", {"type": "record", "name": "Pump", "fields": [
                {"name": "name", "type": "string"}, {"name": "speed", "type": "int"}, {"name": "hours", "type": "long"}]}]},
              {"name": "other", "type": ["null",
                {"type": "record", "name": "A", "fields": [{"name": "a", "type": "float"}]},
                {"type": "record", "name": "B", "fields": [{"name": "b", "type": "float"}]}], "default": null}]}""");

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final int id = server.add("vectors-value", SCHEMA.toString());

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldReadNamedNumbersInTheOrderOfTheirNames() throws UnreadableVectorException {
        assertThat(avro("pump.speed, temp_out, temp_in", "refuse", reading(21.5, true)))
                .containsExactly(900, 21.5f, 3);
        assertThat(avro("on, price, at", "refuse", reading(21.5, true))).containsExactly(1, 12.34f, 1_700_000_000_000f);
    }

    @Test
    void shouldReadAllPlainNumbersInTheOrderOfTheSchema() throws UnreadableVectorException {
        assertThat(avro("*", "refuse", reading(21.5, true))).containsExactly(3, 21.5f);
        assertThat(avro("temp_out,*,pump.*", "refuse", reading(21.5, true))).containsExactly(21.5f, 3, 900, 7);
    }

    @Test
    void shouldFillWhatIsNullWithTheMeanOfItsPlaceOnceThatIsTold() throws UnreadableVectorException {
        // given
        InputFields fields = InputFields.parse("", "pump.hours,temp_in,temp_out", "mean");
        VectorReader avro = VectorReader.of(VectorFormat.AVRO, fields, registry, VectorReader.DEFAULT_MAX_BYTES);
        InputFields names = InputFields.parse("", "b,a,c", "mean");
        VectorReader json = VectorReader.of(VectorFormat.JSON, names, null, VectorReader.DEFAULT_MAX_BYTES);
        VectorReader items = VectorReader.of(
                VectorFormat.JSON, InputFields.parse("", "", "mean"), null, VectorReader.DEFAULT_MAX_BYTES);
        byte[] object = "{\"a\": null, \"b\": 5}".getBytes(StandardCharsets.UTF_8);

        // then a trainer, who does not know them yet, leaves such records out
        assertThat(avro.needsMeans()).isTrue();
        assertThatThrownBy(() -> avro.readAll(AvroBytes.of(id, SCHEMA, reading(null, false))))
                .hasMessageContaining(": null (expected: a number)");
        assertThatThrownBy(() -> json.readAll(object)).hasMessageContaining("(expected: a number)");

        // when
        List<Float> means = List.of(1.5f, 2.5f, 3.5f);
        avro.means(means);
        json.means(means);
        items.means(means);

        // then
        assertThat(avro.readAll(AvroBytes.of(id, SCHEMA, reading(null, false)))).containsExactly(1.5f, 3, 3.5f);
        assertThat(json.readAll(object)).containsExactly(5, 2.5f, 3.5f);
        assertThat(items.readAll("[null, 7, null, null]".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(1.5f, 7, 3.5f, 3.5f);
    }

    @Test
    void shouldFillWhatIsNullOrRefuseIt() throws UnreadableVectorException {
        assertThat(avro("temp_in,temp_out,pump.hours", "-1", reading(null, false)))
                .containsExactly(3, -1, -1);
        assertThatThrownBy(() -> avro("temp_in,temp_out", "refuse", reading(null, true)))
                .hasMessageContaining("field temp_out: null (expected: a number)");
        assertThatThrownBy(() -> avro("temp_in,pump.hours", "refuse", reading(1.0, false)))
                .hasMessageContaining("field pump.*: null (expected: a number)");
    }

    @Test
    void shouldSayWhichNamesNoNumberHas() {
        assertThatThrownBy(() -> avro("temp_in,humidity,volt*", "0", reading(1.0, true)))
                .hasMessageContaining("fields humidity, volt*: not in Reading (expected: a number each)");
        assertThatThrownBy(() -> avro("id", "0", reading(1.0, true)))
                .hasMessageContaining("field id: string (expected: a number)");
        GenericRecord other = reading(1.0, true);
        GenericRecord b = new GenericData.Record(
                SCHEMA.getField("other").schema().getTypes().get(2));
        b.put("b", 1f);
        other.put("other", b);
        // Of another kind than the one with the field: nothing of the record before may stand in its place.
        assertThatThrownBy(() -> avro("temp_in,other.a", "0", other)).hasMessageContaining("field other.a: not in B");
    }

    @Test
    void shouldTellHowManyNumbersThereAreWhereAModelTakesOthers() {
        VectorReader reader = VectorReader.of(
                VectorFormat.AVRO, InputFields.parse("", "temp_in,temp_out", "refuse"), registry, 1_000);
        ByteBuffer row = AvroBytes.littleEndian(0, 0, 0);

        assertThat(reader.read(AvroBytes.of(id, SCHEMA, reading(1.0, true)), row))
                .isEqualTo(new ReadResult.Unreadable(Reason.WRONG_DIMENSION, "2 values (expected: 3)"));
    }

    @Test
    void shouldReadTheSameOutOfJson() throws UnreadableVectorException {
        String value = "{\"id\": \"x\", \"tags\": {\"a\": [1, {}]}, \"temp_in\": 3, \"temp_out\": null,"
                + " \"pump\": {\"name\": \"p\", \"speed\": 900}, \"on\": true}";

        assertThat(json("", "pump.speed,temp_out,temp_in,on,gone", "-1", value)).containsExactly(900, -1, 3, 1, -1);
        assertThatThrownBy(() -> json("", "temp_in,temp_out", "refuse", value))
                .hasMessageContaining("field temp_out: null");
        assertThatThrownBy(() -> json("", "temp_in,gone", "refuse", value)).hasMessageContaining("no field gone");
        assertThatThrownBy(() -> json("", "id", "0", value)).hasMessageContaining("a string at id");
        assertThatThrownBy(() -> json("", "temp_in", "0", "{\"temp_in\": 1, \"temp_in\": 2}"))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> json("", "temp*", "0", value)).hasMessageContaining("whole names");
    }

    @Test
    void shouldReadAnArrayAtAPathOfAJsonObject() throws UnreadableVectorException {
        assertThat(json("data.vector", "", "refuse", "{\"n\": 1, \"data\": {\"vector\": [1, 2.5], \"x\": []}}"))
                .containsExactly(1, 2.5f);
        assertThat(json("data.vector", "", "0.5", "[1, null]")).containsExactly(1, 0.5f);
        assertThatThrownBy(() -> json("data.vector", "", "refuse", "{\"data\": {\"vector\": 3}}"))
                .hasMessageContaining("a number at data.vector");
        assertThatThrownBy(() -> json("data.vector", "", "0", "{\"data\": {}}"))
                .hasMessageContaining("no field data.vector");
    }

    @Test
    void shouldRefuseSettingsThatSayNothing() {
        assertThatThrownBy(() -> InputFields.parse("vector", "a,,b", "refuse")).hasMessageContaining("input.fields");
        assertThatThrownBy(() -> InputFields.parse("vector", "a,a", "refuse")).hasMessageContaining("each once");
        assertThatThrownBy(() -> InputFields.parse("vector", "", "last"))
                .hasMessageContaining("refuse, mean, or a number");
        assertThatThrownBy(() -> InputFields.parse("vector", "", "NaN")).hasMessageContaining("finite");
    }

    private float[] avro(String names, String nulls, GenericRecord record) throws UnreadableVectorException {
        return VectorReader.of(VectorFormat.AVRO, InputFields.parse("vector", names, nulls), registry, 1_000)
                .readAll(AvroBytes.of(id, SCHEMA, record));
    }

    private static float[] json(String field, String names, String nulls, String value)
            throws UnreadableVectorException {
        return VectorReader.of(VectorFormat.JSON, InputFields.parse(field, names, nulls), null, 1_000)
                .readAll(value.getBytes(StandardCharsets.UTF_8));
    }

    private static GenericRecord reading(Double outside, boolean hasPump) {
        GenericRecord reading = new GenericData.Record(SCHEMA);
        reading.put("id", "x");
        reading.put("at", 1_700_000_000_000L);
        reading.put("temp_in", 3f);
        reading.put("temp_out", outside);
        reading.put(
                "price", ByteBuffer.wrap(new BigDecimal("12.34").unscaledValue().toByteArray()));
        reading.put("on", true);
        if (hasPump) {
            GenericRecord pump = new GenericData.Record(
                    SCHEMA.getField("pump").schema().getTypes().get(1));
            pump.put("name", "p");
            pump.put("speed", 900);
            pump.put("hours", 7L);
            reading.put("pump", pump);
        }
        return reading;
    }
}
