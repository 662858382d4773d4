package dev.narrows.schemas.store;

import dev.narrows.schemas.GraphFile;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which versions the models topic holds whole, and where. Told of the topic's records in order; a version appears with
 * its manifest, and only when all chunks that the manifest names came before it.
 *
 * <p>Not thread-safe.
 */
final class VersionIndex {

    private static final Logger LOG = LoggerFactory.getLogger(VersionIndex.class);

    /**
     * A whole version.
     *
     * @param first offset of its first chunk
     * @param last offset of its manifest
     */
    record Entry(ModelManifest manifest, long first, long last) {}

    private final Map<ModelId, Chunks> open = new HashMap<>();
    private final Map<String, NavigableMap<Integer, Entry>> whole = new TreeMap<>();
    private final Map<String, Integer> latest = new HashMap<>();

    /** A chunk has been read. */
    void chunk(ModelKey key, long offset) {
        Chunks chunks = open.computeIfAbsent(key.id(), id -> new Chunks(offset));
        (key.part() == ModelKey.Part.ENCODER ? chunks.encoder : chunks.decoder).set(key.chunk());
    }

    /** A manifest has been read; the version is taken whether or not it is whole. */
    void manifest(ModelId id, ModelManifest manifest, long offset) {
        taken(id);
        Chunks chunks = open.remove(id);
        if (chunks == null || !chunks.complete(manifest)) {
            LOG.warn("model version incomplete model={} version={}", id.name(), id.version());
        } else {
            whole.computeIfAbsent(id.name(), name -> new TreeMap<>())
                    .put(id.version(), new Entry(manifest, chunks.first, offset));
        }
    }

    /** A manifest is there that cannot be read; nobody else may have its version. */
    void taken(ModelId id) {
        latest.merge(id.name(), id.version(), Math::max);
    }

    /** The manifest's key was deleted. */
    void deleted(ModelId id) {
        whole.getOrDefault(id.name(), new TreeMap<>()).remove(id.version());
    }

    void clear() {
        open.clear();
        whole.clear();
        latest.clear();
    }

    Optional<Entry> find(ModelId id) {
        return Optional.ofNullable(
                whole.getOrDefault(id.name(), new TreeMap<>()).get(id.version()));
    }

    int latest(String name) {
        return latest.getOrDefault(name, 0);
    }

    NavigableMap<Integer, ModelManifest> versions(String name) {
        NavigableMap<Integer, ModelManifest> versions = new TreeMap<>();
        whole.getOrDefault(name, new TreeMap<>()).forEach((version, entry) -> versions.put(version, entry.manifest()));
        return versions;
    }

    List<ModelManifest> all() {
        List<ModelManifest> all = new ArrayList<>();
        whole.values().forEach(versions -> versions.values().forEach(entry -> all.add(entry.manifest())));
        return all;
    }

    private static final class Chunks {
        private final long first;
        private final BitSet encoder = new BitSet();
        private final BitSet decoder = new BitSet();

        private Chunks(long first) {
            this.first = first;
        }

        private boolean complete(ModelManifest manifest) {
            return complete(encoder, manifest.getEncoderGraph()) && complete(decoder, manifest.getDecoderGraph());
        }

        private static boolean complete(BitSet seen, GraphFile graph) {
            return seen.nextClearBit(0) >= graph.getChunks();
        }
    }
}
