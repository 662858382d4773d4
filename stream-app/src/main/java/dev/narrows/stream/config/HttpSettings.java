package dev.narrows.stream.config;

/**
 * Where health and metrics are served.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 */
public record HttpSettings(String host, int port) {}
