package dev.narrows.stream.route;

/**
 * How quality reports are written.
 *
 * @param schemaId id of the report's schema, from the registry
 * @param topic of reports
 * @param instance that writes them
 * @param inputTopic of the records that they count
 */
public record QualityFormat(int schemaId, String topic, String instance, String inputTopic) {}
