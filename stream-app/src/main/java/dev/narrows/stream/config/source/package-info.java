/**
 * Where settings come from: file, environment, flags, and the layers of several pipelines. Entry: {@link
 * dev.narrows.stream.config.source.SettingSources}. Knows no key.
 */
@NullMarked
package dev.narrows.stream.config.source;

import org.jspecify.annotations.NullMarked;
