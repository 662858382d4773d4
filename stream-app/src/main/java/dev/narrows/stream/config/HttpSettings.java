package dev.narrows.stream.config;

/**
 * Where health, metrics, page and API are served.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param page whether page and API show vectors and values
 * @param tokenFile file with the token that changes need; empty where they are refused
 */
public record HttpSettings(String host, int port, boolean page, String tokenFile) {}
