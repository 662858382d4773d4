/**
 * Tells people of alerts by HTTP: alerts are filtered, silenced, put together into messages, signed and posted until the
 * receiver has them. Entry type: {@link dev.narrows.stream.notify.Notifier}. Follows the alerts topic in a group of its own,
 * so whatever happens here, alerts are written and kept.
 */
@NullMarked
package dev.narrows.stream.notify;

import org.jspecify.annotations.NullMarked;
