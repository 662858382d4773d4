package dev.narrows.stream.config;

/**
 * Which model runs, where, and how many rows at once.
 *
 * @param name model whose stable version encodes
 * @param trustedKey PEM file of the key that must have signed it, empty where anybody may
 * @param provider auto, cpu or cuda
 * @param maxRows most rows of one run, 0 for as many as suit the model and where it runs
 * @param threads threads that run the model beside the stream threads, 0 or more
 */
public record ModelSettings(String name, String trustedKey, String provider, int maxRows, int threads) {}
