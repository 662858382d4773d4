package dev.narrows.laboratory.contest;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.VectorRecord;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * The textbook topology: each value becomes a GenericRecord, its list of floats a tensor of one row, and the result a
 * GenericRecord again. Kind to the textbook: the tensors are made once and the schema ids are not looked up. One for each
 * task.
 */
final class NaiveTopology implements FixedKeyProcessor<byte[], byte[], byte[]> {

    private final OnnxModel model;
    private final Encoder encoder;
    private final int schemaId;
    private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(VectorRecord.getClassSchema());
    private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(Latent.getClassSchema());
    private @Nullable BinaryDecoder decoder;
    private @Nullable BinaryEncoder binary;
    private @Nullable FixedKeyProcessorContext<byte[], byte[]> context;

    private NaiveTopology(OnnxModel model, int schemaId) {
        this.model = model;
        this.encoder = model.newEncoder(1);
        this.schemaId = schemaId;
    }

    static Topology of(ContestantSettings settings) {
        try (SchemaRegistry registry =
                SchemaRegistry.connect(settings.settings().registry())) {
            int schemaId = registry.register(settings.output(), Latent.getClassSchema());
            OnnxModel model = ServedModel.load(settings.settings(), registry);
            StreamsBuilder builder = new StreamsBuilder();
            builder.stream(settings.input(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                    .processValues(() -> new NaiveTopology(model, schemaId))
                    .to(settings.output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
            return builder.build();
        }
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        Objects.requireNonNull(context, "context").forward(record.withValue(encode(record.value())));
    }

    private byte[] encode(byte[] value) {
        try {
            decoder = DecoderFactory.get()
                    .binaryDecoder(value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, decoder);
            GenericRecord vector = reader.read(null, decoder);
            List<?> floats = (List<?>) vector.get("vector");
            for (int i = 0; i < floats.size(); i++) {
                encoder.input().put(i, (Float) floats.get(i));
            }
            encoder.run(1);
            byte[] code = new byte[model.manifest().getCodeBytes()];
            encoder.codes().get(0, code);
            return write(code, encoder.errors().get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(byte[] code, float error) throws IOException {
        GenericRecord latent = new GenericData.Record(Latent.getClassSchema());
        latent.put("modelVersion", model.manifest().getVersion());
        latent.put("code", ByteBuffer.wrap(code));
        latent.put("error", error);
        latent.put("decoderId", Graphs.decoderId(model.manifest()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header = new byte[WireFormat.HEADER_BYTES];
        WireFormat.writeHeader(header, schemaId);
        bytes.write(header);
        binary = EncoderFactory.get().binaryEncoder(bytes, binary);
        writer.write(latent, binary);
        binary.flush();
        return bytes.toByteArray();
    }
}
