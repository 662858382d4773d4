package dev.narrows.schemas.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.registry.OneSchema;
import dev.narrows.schemas.topic.FakeTopic;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.Deserializer;

/** The rollout log on a topic in memory, without broker and registry; all logs that one of these opens see the same topic. */
public final class InMemoryRollouts {

    private final FakeTopic rollouts = new FakeTopic("rollouts");
    private final FakeTopic commands = new FakeTopic("commands");

    /** A new log on the rollouts topic. */
    public RolloutLog log() {
        return new RolloutLog("rollouts", transport());
    }

    /** New commands on a topic of their own, answered on the rollouts topic. */
    public RolloutCommands commands() {
        return new RolloutCommands(
                "commands", commands::producer, OneSchema.serializer(RolloutCommand.getClassSchema()), transport());
    }

    /** What was asked so far. */
    public List<RolloutCommand> asked() {
        Deserializer<RolloutCommand> deserializer = OneSchema.deserializer(RolloutCommand.getClassSchema());
        List<RolloutCommand> asked = new ArrayList<>();
        try (TopicReader reader = new TopicReader(
                commands.consumer(IsolationLevel.READ_COMMITTED),
                "commands",
                Duration.ofSeconds(1),
                System::nanoTime)) {
            reader.readTo(reader.end(), record -> asked.add(deserializer.deserialize("commands", record.value())));
        }
        return asked;
    }

    private RolloutTransport transport() {
        return new RolloutTransport(
                "rollouts",
                rollouts::consumer,
                rollouts::producer,
                OneSchema.serializer(Rollout.getClassSchema()),
                () -> OneSchema.deserializer(Rollout.getClassSchema()));
    }

    /** The rollouts topic itself. */
    public FakeTopic topic() {
        return rollouts;
    }
}
