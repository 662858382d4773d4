package dev.narrows.stream;

import dev.narrows.architecture.ClassPathRules;
import dev.narrows.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private final HouseRules house = HouseRules.of("dev.narrows.stream");

    @TestFactory
    Stream<DynamicTest> shouldKeepTheHouseRules() {
        return house.tests();
    }

    @TestFactory
    Stream<DynamicTest> shouldLetDataGoOneWay() {
        return house.order(
                "config",
                "fault",
                "owned",
                "batch",
                "evidence",
                "compare",
                "drift",
                "encode",
                "notify",
                "quality",
                "route",
                "topology",
                "rollout",
                "control",
                "status",
                "rights",
                "topics",
                "group",
                "skip",
                "deadletter",
                "doctor",
                "reported",
                "look",
                "page",
                "start",
                "notice");
    }

    @Test
    void shouldLoadNoLibraryFromTheRegistryClientsJar() {
        ClassPathRules.registryClientShadowsNothing();
    }
}
