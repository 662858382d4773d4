/**
 * What the service says of itself over HTTP: health, readiness and metrics. Entry: {@link
 * dev.narrows.stream.status.StatusServer}. Only reports; nothing here changes what the service does.
 */
@NullMarked
package dev.narrows.stream.status;

import org.jspecify.annotations.NullMarked;
