package dev.narrows.clients.connect;

import dev.narrows.schemas.decode.Decoded;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Makes Connect's data of a vector. One thread. */
@FunctionalInterface
interface Shaping {

    /** Name of the field with the version of the model. */
    String VERSION = "modelVersion";

    /** Name of the field with the error. */
    String ERROR = "error";

    /** Name of the record. */
    String NAME = "dev.narrows.Vector";

    /** The data of a vector. */
    SchemaAndValue of(Decoded.Vector vector);

    /** A record with the vector in it. */
    static Shaping record() {
        Schema floats = SchemaBuilder.array(Schema.FLOAT32_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .name(NAME)
                .field(VERSION, Schema.INT32_SCHEMA)
                .field(ERROR, Schema.FLOAT32_SCHEMA)
                .field("vector", floats)
                .build();
        return vector -> new SchemaAndValue(
                schema,
                new Struct(schema)
                        .put(VERSION, vector.modelVersion())
                        .put(ERROR, vector.error())
                        .put("vector", list(vector.values())));
    }

    /** The bare array. */
    static Shaping array() {
        Schema schema = SchemaBuilder.array(Schema.FLOAT32_SCHEMA).build();
        return vector -> new SchemaAndValue(schema, list(vector.values()));
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
