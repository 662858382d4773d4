package dev.narrows.stream.config;

/**
 * What an alert tells.
 *
 * @param vector whether it carries the vector
 * @param contributions how many features it names, 0 or more
 */
public record AlertSettings(boolean vector, int contributions) {}
