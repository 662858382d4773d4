package dev.narrows.stream.config;

/**
 * The topics beside the input.
 *
 * @param latents topic of the latents
 * @param alerts topic of the anomaly alerts
 * @param deadLetters topic of the records that are not usable vectors
 * @param models topic of the model versions
 * @param rollouts topic that says which version is in service
 * @param commands topic of what is asked of rollouts
 * @param quality topic of what each version does
 * @param groups topic that says what each application id works on
 * @param latentsRetentionMs milliseconds from a record's own timestamp, -1 for ever
 * @param create whether a missing topic may be made
 */
public record TopicSettings(
        String latents,
        String alerts,
        String deadLetters,
        String models,
        String rollouts,
        String commands,
        String quality,
        String groups,
        long latentsRetentionMs,
        boolean create) {}
