package dev.narrows.schemas;

import dev.narrows.architecture.ClassPathRules;
import dev.narrows.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private final HouseRules house = HouseRules.of("dev.narrows.schemas");

    @TestFactory
    Stream<DynamicTest> shouldKeepTheHouseRules() {
        return house.tests();
    }

    @TestFactory
    Stream<DynamicTest> shouldLetDataGoOneWay() {
        return house.order(
                "pace",
                "registry",
                "frame",
                "vector",
                "latent",
                "fidelity",
                "topic",
                "model",
                "store",
                "rollout",
                "keyed",
                "group",
                "alert",
                "onnx",
                "trial",
                "decode",
                "restore",
                "encode",
                "produce",
                "scan");
    }

    @Test
    void shouldLoadNoLibraryFromTheRegistryClientsJar() {
        ClassPathRules.registryClientShadowsNothing();
    }
}
