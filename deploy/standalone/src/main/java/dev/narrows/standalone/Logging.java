package dev.narrows.standalone;

import java.util.List;

/**
 * Chooses what the log shows, before the first logger is made: everything from INFO on for a command that goes on and on,
 * or with {@code --verbose}; otherwise errors only, since a command says what matters itself, and nothing of Kafka and
 * the registry's client, who log what they get over and throw what they do not. The log goes to standard error. A log
 * configuration given by system property is left alone.
 */
final class Logging {
    private static final String FILE = "log4j2.configurationFile";
    private static final String LEVEL = "narrows.log.level";

    private static final String CLIENTS_LEVEL = "narrows.log.clients.level";

    private Logging() {}

    static void configure(List<String> args, List<String> speaking) {
        setIfAbsent(FILE, "narrows-log4j2.xml");
        boolean speaks = args.contains("--verbose") || (!args.isEmpty() && speaking.contains(args.get(0)));
        setIfAbsent(LEVEL, speaks ? "info" : "error");
        setIfAbsent(CLIENTS_LEVEL, speaks ? "error" : "off");
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
