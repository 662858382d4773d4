package dev.narrows.stream.look;

import dev.narrows.schemas.Rollout;

/**
 * Another version of the model is stable.
 *
 * @param t milliseconds since 1970
 * @param version that is stable
 * @param reason as the rollout tells it
 */
public record VersionChange(long t, int version, String reason) {

    static VersionChange of(Rollout rollout, int version) {
        return new VersionChange(rollout.getChangedAt().toEpochMilli(), version, rollout.getReason());
    }
}
