package dev.narrows.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** Version and commit that the jar's manifest tells, and the libraries that matter when somebody asks for help. */
final class Version implements IVersionProvider {

    private static final List<String> LIBRARIES =
            List.of("kafka-clients", "kafka-streams", "onnxruntime", "onnxruntime_gpu", "avro", "pytorch");

    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>();
        Optional<Attributes> own = own();
        String version = own.map(of -> of.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                .orElse("(not from a jar)");
        String commit = own.map(of -> of.getValue("Narrows-Commit")).orElse("unknown");
        lines.add("narrows " + version + ", commit " + commit);
        own.map(of -> of.getValue(Attributes.Name.CLASS_PATH)).ifPresent(path -> {
            for (String jar : path.split(" ", -1)) {
                LIBRARIES.stream()
                        .filter(library -> jar.matches(library + "-[0-9][^-]*(-[0-9.]+)?\\.jar"))
                        .forEach(library -> lines.add("  " + jar.replace(".jar", "")));
            }
        });
        lines.add("  Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        return lines.toArray(String[]::new);
    }

    private static Optional<Attributes> own() {
        String here = Version.class.getName().replace('.', '/') + ".class";
        URL place = Version.class.getClassLoader().getResource(here);
        if (place == null || !place.getProtocol().equals("jar")) {
            return Optional.empty();
        }
        String jar = place.toString().substring(0, place.toString().length() - here.length());
        try (InputStream in = new URL(jar + "META-INF/MANIFEST.MF").openStream()) {
            return Optional.of(new Manifest(in).getMainAttributes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
