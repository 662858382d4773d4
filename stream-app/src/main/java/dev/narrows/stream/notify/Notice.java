package dev.narrows.stream.notify;

import dev.narrows.schemas.alert.PlacedAlert;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * One message: what became of a group of alerts, or of many groups at once.
 *
 * @param id the same however often it is sent, and whoever sends it
 * @param group what its alerts have alike, for people
 * @param groups of how many groups it tells, 1 or more
 * @param resolved whether it is over
 * @param count alerts since it began
 * @param began time of its first alert's record
 * @param last time of its last alert's record
 * @param worst the few that are most severe, worst first; never empty
 */
record Notice(
        String id,
        String group,
        int groups,
        boolean resolved,
        long count,
        Instant began,
        Instant last,
        List<PlacedAlert> worst) {

    private static final int ID_BYTES = 16;

    Notice {
        worst = List.copyOf(worst);
        if (groups < 1 || worst.isEmpty()) {
            throw new IllegalArgumentException(
                    "groups, worst: " + groups + ", " + worst.size() + " (expected: >= 1 each)");
        }
    }

    /** An id made of what the message tells, and of nothing else. */
    static String id(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: missing (expected: in every JVM)", e);
        }
    }
}
