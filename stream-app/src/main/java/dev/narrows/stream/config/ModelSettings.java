package dev.narrows.stream.config;

/**
 * Which model runs, where, and how many rows at once.
 *
 * @param name model whose stable version encodes
 * @param trustedKey PEM file of the key that must have signed it, empty where anybody may
 * @param provider auto, cpu or cuda
 * @param maxRows most rows of one run, 1 or more
 */
public record ModelSettings(String name, String trustedKey, String provider, int maxRows) {}
