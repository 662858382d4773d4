package dev.narrows.laboratory;

import dev.narrows.architecture.ClassPathRules;
import dev.narrows.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private final HouseRules house = HouseRules.of("dev.narrows.laboratory");

    @TestFactory
    Stream<DynamicTest> shouldKeepTheHouseRules() {
        return house.tests();
    }

    @TestFactory
    Stream<DynamicTest> shouldLetDataGoOneWay() {
        return house.order(
                "disk",
                "jvm",
                "venue",
                "load",
                "contest",
                "report",
                "measure",
                "flow",
                "upgrade",
                "soak",
                "chaos",
                "codec",
                "rate",
                "fidelity",
                "rollout",
                "demo");
    }

    @Test
    void shouldLoadNoLibraryFromTheRegistryClientsJar() {
        ClassPathRules.registryClientShadowsNothing();
    }
}
