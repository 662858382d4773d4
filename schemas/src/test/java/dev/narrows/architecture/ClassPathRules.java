package dev.narrows.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/**
 * Guards the order of the class path. The jar that brings Confluent's registry client also carries old copies, under their
 * own names, of libraries that others here need in a newer version; they do no harm as long as that jar stands last.
 */
public final class ClassPathRules {

    private static final String REGISTRY_CLIENT = "flink-sql-avro-confluent-registry";

    private static final List<String> CARRIED = List.of(
            "com/github/luben/zstd/Zstd.class",
            "org/xerial/snappy/Snappy.class",
            "org/yaml/snakeyaml/Yaml.class",
            "com/google/common/collect/ImmutableList.class",
            "org/apache/commons/io/IOUtils.class",
            "org/apache/commons/lang3/StringUtils.class");

    private ClassPathRules() {}

    /** Fails if a class that stands in several jars of the class path would be loaded from the registry client's. */
    public static void registryClientShadowsNothing() {
        assertThat(CARRIED).allSatisfy(resource -> {
            List<URL> copies = copiesOf(resource);
            if (copies.size() > 1) {
                assertThat(copies.get(0).toString())
                        .as("declare narrows-schemas after the library that brings %s", resource)
                        .doesNotContain(REGISTRY_CLIENT);
            }
        });
    }

    private static List<URL> copiesOf(String resource) throws IOException {
        return Collections.list(ClassPathRules.class.getClassLoader().getResources(resource));
    }
}
