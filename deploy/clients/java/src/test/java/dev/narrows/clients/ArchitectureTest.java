package dev.narrows.clients;

import dev.narrows.architecture.ClassPathRules;
import dev.narrows.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private final HouseRules house = HouseRules.of("dev.narrows.clients");

    @TestFactory
    Stream<DynamicTest> shouldKeepTheHouseRules() {
        return house.tests();
    }

    @Test
    void shouldLoadNoLibraryFromTheRegistryClientsJar() {
        ClassPathRules.registryClientShadowsNothing();
    }
}
