package dev.narrows.stream.status;

/**
 * One of several pipelines in a process.
 *
 * @param model name of the model that encodes
 * @param input topic that it reads
 * @param port of its own page, API, health and metrics; 0 while it does not run
 * @param health how its parts are
 */
public record PipelineState(String model, String input, int port, Health.Report health) {}
