package dev.narrows.schemas.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.registry.OneSchema;
import dev.narrows.schemas.topic.FakeTopic;

/** The rollout log on a topic in memory, without broker and registry; all logs that one of these opens see the same topic. */
public final class InMemoryRollouts {

    private final FakeTopic rollouts = new FakeTopic("rollouts");

    /** A new log on the rollouts topic. */
    public RolloutLog log() {
        return new RolloutLog(
                "rollouts",
                new RolloutTransport(
                        "rollouts",
                        rollouts::consumer,
                        rollouts::producer,
                        OneSchema.serializer(Rollout.getClassSchema()),
                        () -> OneSchema.deserializer(Rollout.getClassSchema())));
    }

    /** The rollouts topic itself. */
    public FakeTopic topic() {
        return rollouts;
    }
}
