package dev.narrows.trainer;

import dev.narrows.architecture.ClassPathRules;
import dev.narrows.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private final HouseRules house = HouseRules.of("dev.narrows.trainer");

    @TestFactory
    Stream<DynamicTest> shouldKeepTheHouseRules() {
        return house.tests();
    }

    @TestFactory
    Stream<DynamicTest> shouldLetDataGoOneWay() {
        return house.order(
                "graph",
                "tensor",
                "dataset",
                "matrix",
                "calibrate",
                "checkpoint",
                "codec",
                "baseline",
                "fidelity",
                "network",
                "projection",
                "transform",
                "book",
                "fit",
                "score",
                "judge",
                "export",
                "publish",
                "detect",
                "adopt",
                "report",
                "sweep",
                "watch",
                "setting",
                "pipeline",
                "terminal",
                "flags");
    }

    @Test
    void shouldLoadNoLibraryFromTheRegistryClientsJar() {
        ClassPathRules.registryClientShadowsNothing();
    }
}
