package dev.narrows.stream.reported;

import dev.narrows.schemas.QualityReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which instance works on which partition with which version, by the last reports. An instance reports only what records
 * came to: one without records for {@link #HOLDS} is not told of. Any thread.
 */
public final class Fleet {

    /** How long a report counts. */
    public static final Duration HOLDS = Duration.ofMinutes(1);

    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_VERSIONS = 8;

    private final Map<Integer, Owner> owners = new TreeMap<>();

    /**
     * An instance and a version that it works with.
     *
     * @param instance as it names itself, process id and host
     * @param version of the model
     * @param partitions of the input, rising
     * @param t end of the last report's window, milliseconds since 1970
     */
    public record Working(String instance, int version, List<Integer> partitions, long t) {

        /** Copies. */
        public Working {
            partitions = List.copyOf(partitions);
        }
    }

    /** Versions in the order in which they reported last. */
    private record Owner(String instance, Map<Integer, Seen> versions) {}

    /**
     * A version's last report.
     *
     * @param encoded whether it told of records that the version encoded, not only compared
     */
    private record Seen(Instant end, boolean encoded) {}

    /** Takes in a report; one that tells of drift, or not of which partition, is passed over. */
    public synchronized void see(QualityReport report) {
        int partition = report.getPartition();
        if (partition < 0 || partition >= MOST_PARTITIONS || !report.getDrift().isEmpty()) {
            return;
        }
        Owner owner = owners.get(partition);
        if (owner == null || !owner.instance.equals(report.getInstance())) {
            owner = new Owner(report.getInstance(), new LinkedHashMap<>());
            owners.put(partition, owner);
        }
        owner.versions.remove(report.getModelVersion());
        owner.versions.put(report.getModelVersion(), new Seen(report.getWindowEnd(), report.getRecords() > 0));
        if (owner.versions.size() > MOST_VERSIONS) {
            owner.versions.remove(owner.versions.keySet().iterator().next());
        }
    }

    /**
     * Who works now, by instance and version. Of a partition's versions that are not on trial only the one that encoded last
     * counts: the others were before it.
     *
     * @param stable version that is to be in service, null where none is; of versions that encoded in one window, the one
     *     that is meant
     * @param candidate version that is on trial, null where none is
     */
    public synchronized List<Working> working(@Nullable Integer stable, @Nullable Integer candidate, Instant now) {
        Instant since = now.minus(HOLDS);
        Map<String, Map<Integer, Working>> found = new TreeMap<>();
        owners.forEach((partition, owner) -> {
            owner.versions.values().removeIf(seen -> seen.end.isBefore(since));
            Integer encodes = encodes(owner, stable, candidate);
            for (Map.Entry<Integer, Seen> seen : owner.versions.entrySet()) {
                if (seen.getKey().equals(candidate) || seen.getKey().equals(encodes)) {
                    Working one = new Working(
                            owner.instance,
                            seen.getKey(),
                            List.of(partition),
                            seen.getValue().end.toEpochMilli());
                    found.computeIfAbsent(owner.instance, instance -> new TreeMap<>())
                            .merge(one.version(), one, Fleet::both);
                }
            }
        });
        owners.values().removeIf(owner -> owner.versions.isEmpty());
        return found.values().stream()
                .flatMap(versions -> versions.values().stream())
                .toList();
    }

    private static @Nullable Integer encodes(Owner owner, @Nullable Integer stable, @Nullable Integer candidate) {
        Integer last = null;
        Instant end = Instant.MIN;
        for (Map.Entry<Integer, Seen> version : owner.versions.entrySet()) {
            if (version.getValue().encoded && !version.getKey().equals(candidate)) {
                last = version.getKey();
                end = version.getValue().end;
            }
        }
        Seen meant = stable == null ? null : owner.versions.get(stable);
        return meant != null && meant.encoded && meant.end.equals(end) ? stable : last;
    }

    private static Working both(Working a, Working b) {
        List<Integer> partitions = new ArrayList<>(a.partitions());
        partitions.addAll(b.partitions());
        return new Working(a.instance(), a.version(), partitions, Math.max(a.t(), b.t()));
    }
}
