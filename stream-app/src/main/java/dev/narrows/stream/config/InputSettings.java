package dev.narrows.stream.config;

import dev.narrows.schemas.vector.value.InputFields;

/**
 * What arrives.
 *
 * @param topic topic of the vectors
 * @param format avro, raw or json
 * @param fields where in a record the values are
 * @param maxBytes length of the longest value that is read
 * @param create whether the topic may be made where it is missing
 * @param whole whether latents carry the records that vectors are in
 */
public record InputSettings(
        String topic, String format, InputFields fields, int maxBytes, boolean create, boolean whole) {}
