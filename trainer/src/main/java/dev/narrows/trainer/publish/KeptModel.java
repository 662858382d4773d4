package dev.narrows.trainer.publish;

import dev.narrows.schemas.model.ModelArtefact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;

/** Keeps a model that took hours to make where what should become of it fails. */
public final class KeptModel {

    private KeptModel() {}

    /**
     * Does something with a model. Where that fails, writes the model into a folder: that one, or a new one among the
     * system's temporary files where it cannot be written.
     *
     * @throws KeptModelException where it failed and the model was kept
     */
    public static void orKeep(ModelArtefact artefact, Path folder, Runnable use) {
        ModelArtefact unused = resultOrKeep(artefact, folder, () -> {
            use.run();
            return artefact;
        });
    }

    /** As {@link #orKeep}; gives what comes of it. */
    public static ModelArtefact resultOrKeep(ModelArtefact artefact, Path folder, Supplier<ModelArtefact> use) {
        try {
            return use.get();
        } catch (RuntimeException | Error e) {
            throw new KeptModelException(keep(artefact, folder, e), e);
        }
    }

    /** A folder of the working directory for a model, another one for each. */
    public static Path folder(ModelArtefact artefact) {
        Instant made = artefact.manifest().getCreatedAt();
        return Path.of(artefact.id().name() + "-" + made.toString().replace(":", ""))
                .toAbsolutePath();
    }

    private static Path keep(ModelArtefact artefact, Path folder, Throwable failure) {
        try {
            ArtefactFolder.write(artefact, folder);
            return folder;
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
        try {
            Path instead = Files.createTempDirectory("narrows-" + artefact.id().name() + "-");
            ArtefactFolder.write(artefact, instead);
            return instead;
        } catch (IOException e) {
            throw new UncheckedIOException("temporary folder: none can be made (expected: one for the model)", e);
        }
    }
}
