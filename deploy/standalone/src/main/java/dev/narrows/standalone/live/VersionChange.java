package dev.narrows.standalone.live;

import dev.narrows.schemas.Rollout;

/**
 * Another version of the model is in service.
 *
 * @param t milliseconds since 1970
 * @param reason as the rollout tells it
 */
record VersionChange(long t, int version, String reason) {

    static VersionChange of(Rollout rollout) {
        return new VersionChange(
                rollout.getChangedAt().toEpochMilli(), rollout.getStableVersion(), rollout.getReason());
    }
}
