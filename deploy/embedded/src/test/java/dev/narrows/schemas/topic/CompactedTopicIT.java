package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnCluster
class CompactedTopicIT {

    private TestCluster cluster;

    @BeforeEach
    void take(TestCluster given) {
        cluster = given;
    }

    @Test
    void shouldMakeATopicThatForgetsNothing() throws Exception {
        // given
        String topic = cluster.newName("kept");

        // when
        CompactedTopic.ensure(cluster.settings(), topic);

        // then
        Config config = config(topic);
        assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
    }

    @Test
    void shouldLeaveATopicThatIsThereAsItIs() {
        // given
        String topic = cluster.createTopic("kept", 3, Map.of("cleanup.policy", "compact"));

        // then
        assertThatCode(() -> CompactedTopic.ensure(cluster.settings(), topic)).doesNotThrowAnyException();
        assertThatCode(() -> CompactedTopic.ensure(cluster.settings(), topic)).doesNotThrowAnyException();
    }

    @Test
    void shouldTakeATopicThatCouldDeleteButNeverDoes() {
        // given
        String topic = cluster.createTopic(
                "kept", 1, Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1", "retention.bytes", "-1"));

        // then
        assertThatCode(() -> CompactedTopic.ensure(cluster.settings(), topic)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseATopicThatDeletesByAgeOrSize() {
        // given
        String byAge = cluster.createTopic("by-age", 1, Map.of("cleanup.policy", "delete"));
        String bySize = cluster.createTopic(
                "by-size",
                1,
                Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1", "retention.bytes", "1000000"));

        // then
        assertThatThrownBy(() -> CompactedTopic.ensure(cluster.settings(), byAge))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cleanup.policy of topic " + byAge
                        + ": delete (expected: compact; what it holds must not be" + " deleted by age or size)");
        assertThatThrownBy(() -> CompactedTopic.ensure(cluster.settings(), bySize))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cleanup.policy of topic " + bySize + ": ");
    }

    private Config config(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource);
        }
    }
}
