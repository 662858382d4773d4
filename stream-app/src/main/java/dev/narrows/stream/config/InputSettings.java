package dev.narrows.stream.config;

/**
 * What arrives.
 *
 * @param topic topic of the vectors
 * @param format avro, raw or json
 * @param field field of an Avro record that holds the vector, dotted
 * @param maxBytes length of the longest value that is read
 * @param create whether the topic may be made where it is missing
 */
public record InputSettings(String topic, String format, String field, int maxBytes, boolean create) {}
