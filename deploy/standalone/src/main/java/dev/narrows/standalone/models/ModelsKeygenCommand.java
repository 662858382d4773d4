package dev.narrows.standalone.models;

import dev.narrows.schemas.model.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the keys that versions are signed with. */
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description = {
            "Make an Ed25519 key pair: NAME.key for train --sign-key and models publish, NAME.pub for the service's",
            "setting model.trusted.key."
        })
final class ModelsKeygenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Files without their endings; none is overwritten.")
    private Path name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        KeyPair keys = SigningKey.generate();
        Path secret = name.resolveSibling(name.getFileName() + ".key");
        Path open = name.resolveSibling(name.getFileName() + ".pub");
        try {
            if (Files.exists(open)) {
                throw new FileAlreadyExistsException(open.toString());
            }
            if (name.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(secret);
            }
            Files.writeString(secret, SigningKey.pem("PRIVATE KEY", keys.getPrivate()));
            Files.writeString(open, SigningKey.pem("PUBLIC KEY", keys.getPublic()), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("key file: " + e.getMessage() + " is there (expected: a new one)", e);
        }
        spec.commandLine().getOut().println(secret + System.lineSeparator() + open);
        return 0;
    }
}
