package dev.narrows.trainer.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** A model version as three files of a folder: {@code encoder.onnx}, {@code decoder.onnx} and {@code manifest.json}. */
public final class ArtefactFolder {

    private static final String ENCODER = "encoder.onnx";
    private static final String DECODER = "decoder.onnx";
    private static final String MANIFEST = "manifest.json";

    private ArtefactFolder() {}

    /**
     * Writes, over what is there; the manifest, which makes it whole, comes last.
     *
     * @throws UncheckedIOException where the folder cannot be made or written
     */
    public static void write(ModelArtefact artefact, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(ENCODER), artefact.encoder());
            Files.write(folder.resolve(DECODER), artefact.decoder());
            Files.write(folder.resolve(MANIFEST), json(artefact.manifest()));
        } catch (IOException e) {
            throw new UncheckedIOException("output folder: " + folder + " (expected: one that can be written)", e);
        }
    }

    /** Whether the folder has a manifest. */
    public static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(MANIFEST));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UncheckedIOException where a file is missing or the manifest is none
     * @throws dev.narrows.schemas.model.ModelRefusedException where a graph is not the one of the manifest
     */
    public static ModelArtefact read(Path folder) {
        try {
            return new ModelArtefact(
                    manifest(Files.readAllBytes(folder.resolve(MANIFEST))),
                    Files.readAllBytes(folder.resolve(ENCODER)),
                    Files.readAllBytes(folder.resolve(DECODER)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "model folder: " + folder + " (expected: " + MANIFEST + ", " + ENCODER + ", " + DECODER + ")", e);
        }
    }

    private static byte[] json(ModelManifest manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(ModelManifest.getClassSchema(), out, true);
        new SpecificDatumWriter<>(ModelManifest.class).write(manifest, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static ModelManifest manifest(byte[] json) throws IOException {
        Schema written = written(new ObjectMapper().readTree(json));
        String text = new String(json, StandardCharsets.UTF_8);
        return new SpecificDatumReader<ModelManifest>(written, ModelManifest.getClassSchema())
                .read(null, DecoderFactory.get().jsonDecoder(written, text));
    }

    /** Today's schema without the fields that an earlier build did not write; they take their defaults. */
    private static Schema written(JsonNode manifest) {
        Schema today = ModelManifest.getClassSchema();
        Schema then = Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false);
        then.setFields(today.getFields().stream()
                .filter(field -> !field.hasDefaultValue() || manifest.has(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        return then;
    }
}
