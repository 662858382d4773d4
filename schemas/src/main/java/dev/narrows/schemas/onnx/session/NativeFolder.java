package dev.narrows.schemas.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where ONNX Runtime's native libraries lie unpacked: in the user's cache folder, once for each version. Left to itself
 * it unpacks them into a new temporary folder at each start, 28 MB or with CUDA some hundred, and a process that is
 * killed leaves them there. Where the cache folder cannot be written, or {@value #PATH} is set already, it is left to
 * itself. Any number of processes may fill the folder at the same time.
 */
final class NativeFolder {

    static final String PATH = "onnxruntime.native.path";

    private static final Logger LOG = LoggerFactory.getLogger(NativeFolder.class);
    private static final List<String> LIBRARIES =
            List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda");

    private NativeFolder() {}

    /** Unpacks the libraries where they are missing and tells ONNX Runtime of them; before its first class is used. */
    static void use() {
        if (System.getProperty(PATH) != null) {
            return;
        }
        Map<String, URL> libraries = packed(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (libraries.isEmpty()) {
            return;
        }
        Path folder = cache(Optional.ofNullable(System.getenv("XDG_CACHE_HOME")), System.getProperty("user.home", ""))
                .resolve("narrows")
                .resolve(build());
        try {
            fill(folder, libraries);
            System.setProperty(PATH, folder.toString());
        } catch (IOException | RuntimeException e) {
            LOG.info("native libraries not kept folder={} reason={}", folder, e.toString());
        }
    }

    /** Copies what is missing or has another length; a library appears whole or not at all. */
    static void fill(Path folder, Map<String, URL> libraries) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, URL> library : libraries.entrySet()) {
            Path target = folder.resolve(library.getKey());
            long length = library.getValue().openConnection().getContentLengthLong();
            if (Files.exists(target) && Files.size(target) == length) {
                continue;
            }
            Path part = Files.createTempFile(folder, library.getKey(), ".part");
            try (InputStream in = library.getValue().openStream()) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    /** File names and places of the libraries that the class path has for a platform; empty where it has none. */
    static Map<String, URL> packed(String os, String arch) {
        Map<String, URL> packed = new LinkedHashMap<>();
        for (String library : LIBRARIES) {
            String file = System.mapLibraryName(library);
            URL url = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform(os, arch) + "/" + file);
            if (url != null) {
                packed.put(file, url);
            }
        }
        return packed;
    }

    /** As ONNX Runtime names it: {@code linux-x64}, {@code osx-aarch64} and so on. */
    static String platform(String os, String arch) {
        String name = os.toLowerCase(Locale.ROOT);
        String system = name.contains("mac") ? "osx" : name.contains("win") ? "win" : "linux";
        return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }

    static Path cache(Optional<String> cacheHome, String userHome) {
        return cacheHome.filter(home -> !home.isBlank()).map(Path::of).orElseGet(() -> Path.of(userHome, ".cache"));
    }

    private static String build() {
        Package build = OrtEnvironment.class.getPackage();
        return build.getImplementationTitle() + "-" + build.getImplementationVersion();
    }
}
