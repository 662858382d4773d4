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
import java.nio.ByteBuffer;

/** A version on its way from one process of this code to another. One thread. */
final class ArtefactStream {

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
        ModelManifest manifest = ModelManifest.fromByteBuffer(ByteBuffer.wrap(part(in)));
        byte[] encoder = part(in);
        return new ModelArtefact(manifest, encoder, part(in));
    }

    private static void write(byte[] part, DataOutputStream out) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    private static byte[] part(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
