package dev.narrows.schemas.trial;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelSignature;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** A version on its way from one process of this code to another. One thread. */
final class ArtefactStream {

    /** Marker and fingerprint of the schema, which is the same at both ends. */
    private static final int SINGLE_OBJECT_BYTES = 10;

    static {
        GeneratedRecords.trust();
    }

    private ArtefactStream() {}

    static void write(ModelArtefact artefact, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        write(ModelSignature.bytes(artefact.manifest().toByteBuffer()), out);
        write(artefact.encoder(), out);
        write(artefact.decoder(), out);
        out.flush();
    }

    static ModelArtefact read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        ModelManifest manifest = manifest(part(in));
        byte[] encoder = part(in);
        return new ModelArtefact(manifest, encoder, part(in));
    }

    /** Out of an array, whose length Avro holds lengths against; out of a stream it believes them. */
    private static ModelManifest manifest(byte[] part) throws IOException {
        int length = part.length - SINGLE_OBJECT_BYTES;
        if (length < 0) {
            throw new IOException(
                    "manifest: " + part.length + " bytes (expected: " + SINGLE_OBJECT_BYTES + " or more)");
        }
        return new SpecificDatumReader<>(ModelManifest.class)
                .read(null, DecoderFactory.get().binaryDecoder(part, SINGLE_OBJECT_BYTES, length, null));
    }

    private static void write(byte[] part, DataOutputStream out) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    private static byte[] part(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
