package dev.narrows.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.stream.config.TopicSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class TopicRulesTest {

    private static final TopicState INPUT = topic("vectors", 4, Map.of());

    @Test
    void shouldTakeTopicsAsTheServiceMakesThem() {
        // given
        TopicRules rules = rules(-1);

        // when, then
        assertThatCode(() -> {
                    rules.input(INPUT);
                    rules.output("latents.topic", topic("latents", 4, Map.of()), INPUT);
                    rules.latentsRetention(topic("latents", 4, Map.of("retention.ms", "-1")));
                })
                .doesNotThrowAnyException();
        assertThat(rules.warnings()).isEmpty();
    }

    @Test
    void shouldRefuseFewerPartitionsThanTheInputHas() {
        // when, then
        assertThatThrownBy(() -> rules(-1).output("latents.topic", topic("latents", 3, Map.of()), INPUT))
                .hasMessage("latents.topic: latents has 3 partitions (expected: >= 4, as many as vectors)");
    }

    @Test
    void shouldRefuseATopicThatMayNotBeWritten() {
        // given
        TopicState readOnly = new TopicState("alerts", 4, Set.of(AclOperation.READ), Map.of());

        // when, then
        assertThatThrownBy(() -> rules(-1).output("alerts.topic", readOnly, INPUT))
                .hasMessage("alerts.topic: alerts may not be written (expected: permission to write)");
    }

    @Test
    void shouldWarnWhereTheLargestRecordsNeedMoreThanHalfOfTheHeap() {
        // given
        TopicRules rules = rules(-1);
        TopicState large = topic("vectors", 4, Map.of("max.message.bytes", "20000000"));

        // when
        rules.memory(large, 1, 256_000_000);
        rules.memory(large, 2, 256_000_000);

        // then
        assertThat(rules.warnings())
                .containsExactly("max.message.bytes of topic vectors: 20000000, of which 2 threads may"
                        + " need 160000000 bytes (expected: at most half of the heap, which has 256000000;"
                        + " raise -Xmx or lower max.message.bytes)");
    }

    @Test
    void shouldRefuseAnInputThatMayNotBeRead() {
        // given
        TopicState closed = new TopicState("vectors", 4, Set.of(AclOperation.DESCRIBE), Map.of());

        // when, then
        assertThatThrownBy(() -> rules(-1).input(closed))
                .hasMessage("input.topic: vectors may not be read (expected: permission to read)");
    }

    @Test
    void shouldRefuseACompactedOutput() {
        // given
        TopicState compacted = topic("dead-letters", 4, Map.of("cleanup.policy", "compact,delete"));

        // when, then
        assertThatThrownBy(() -> rules(-1).output("dead.letters.topic", compacted, INPUT))
                .hasMessageStartingWith(
                        "dead.letters.topic: dead-letters is compacted (expected: cleanup.policy=delete");
    }

    @Test
    void shouldRefuseAnOutputThatTakesNoOldTimestamps() {
        // given
        TopicState latents = topic("latents", 4, Map.of("message.timestamp.before.max.ms", "1000"));

        // when, then
        assertThatThrownBy(() -> rules(-1).output("latents.topic", latents, INPUT))
                .hasMessageStartingWith("latents.topic: latents refuses timestamps older than 1000 ms (expected: ");
    }

    @Test
    void shouldRefuseAnOutputThatTakesFewerFutureTimestampsThanTheInput() {
        // given
        TopicState input = topic("vectors", 4, Map.of("message.timestamp.after.max.ms", "5000"));
        TopicState latents = topic("latents", 4, Map.of("message.timestamp.after.max.ms", "4000"));

        // when, then
        assertThatThrownBy(() -> rules(-1).output("latents.topic", latents, input))
                .hasMessageContaining("message.timestamp.after.max.ms>=5000, as vectors takes them");
        assertThatCode(() -> rules(-1).output("latents.topic", input, latents)).doesNotThrowAnyException();
    }

    @Test
    void shouldWarnOfATopicThatStampsRecordsItself() {
        // given
        TopicRules rules = rules(-1);

        // when
        rules.output("latents.topic", topic("latents", 4, Map.of("message.timestamp.type", "LogAppendTime")), INPUT);

        // then
        assertThat(rules.warnings()).singleElement().asString().contains("latents stamps records itself");
    }

    @Test
    void shouldWarnOfARetentionThatNobodyChose() {
        // given
        TopicRules rules = rules(-1);

        // when
        rules.latentsRetention(topic("latents", 4, Map.of("retention.ms", "604800000")));

        // then
        assertThat(rules.warnings())
                .singleElement()
                .asString()
                .contains("topic latents deletes latents of vectors older than PT168H")
                .contains("latents.retention.ms to 604800000");
    }

    @Test
    void shouldWarnBrieflyOfARetentionThatWasChosen() {
        // given
        TopicRules rules = rules(1_000);

        // when
        rules.latentsRetention(topic("latents", 4, Map.of("retention.ms", "1000")));

        // then
        assertThat(rules.warnings()).singleElement().asString().doesNotContain("set retention.ms");
    }

    @Test
    void shouldRefuseARetentionThatIsNotTheOneChosen() {
        // when, then
        assertThatThrownBy(() -> rules(1_000).latentsRetention(topic("latents", 4, Map.of("retention.ms", "2000"))))
                .hasMessage("latents.retention.ms: 1000 (expected: 2000, which is retention.ms of topic latents)");
    }

    private static TopicRules rules(long retentionMs) {
        return new TopicRules(new TopicSettings(
                "latents",
                "alerts",
                "dead-letters",
                "models",
                "rollouts",
                "rollout-commands",
                "quality",
                "groups",
                retentionMs,
                true));
    }

    private static TopicState topic(String name, int partitions, Map<String, String> config) {
        Map<String, String> all = new TreeMap<>(Map.of("cleanup.policy", "delete"));
        all.putAll(config);
        return new TopicState(name, partitions, Set.of(AclOperation.READ, AclOperation.WRITE), all);
    }
}
