package dev.narrows.stream.config;

/**
 * Where health and metrics are served.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param page whether the live page, which shows vectors, is served too, by a program that has one
 */
public record HttpSettings(String host, int port, boolean page) {}
