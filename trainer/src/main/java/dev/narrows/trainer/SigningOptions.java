package dev.narrows.trainer;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.SigningKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and by whom a version is signed. */
public final class SigningOptions {

    @Option(
            names = "--sign-key",
            paramLabel = "FILE",
            description = "Sign the version with this Ed25519 private key (PEM; see models keygen), for services with"
                    + " model.trusted.key.")
    private @Nullable Path key;

    /** For picocli, which sets the option. */
    public SigningOptions() {}

    /** @throws RuntimeException when the key cannot be used */
    public void check() {
        if (key != null) {
            SigningKey.read(key);
        }
    }

    /** Whether versions are signed. */
    public boolean given() {
        return key != null;
    }

    /** The version signed, where there is a key. */
    public ModelArtefact sign(ModelArtefact artefact) {
        return key == null ? artefact : artefact.signed(SigningKey.read(key));
    }
}
