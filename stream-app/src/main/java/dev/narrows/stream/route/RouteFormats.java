package dev.narrows.stream.route;

import dev.narrows.stream.config.AlertSettings;

/**
 * How results are written.
 *
 * @param latentSchemaId id of the latent's schema, from the registry
 * @param alertSchemaId id of the alert's schema, from the registry
 * @param alertsTopic name of the alerts topic
 * @param alerts what an alert tells
 * @param limits how large records may be
 */
public record RouteFormats(
        int latentSchemaId, int alertSchemaId, String alertsTopic, AlertSettings alerts, RecordLimits limits) {}
