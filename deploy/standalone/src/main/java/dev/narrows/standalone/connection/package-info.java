/**
 * Where the brokers and the registry are, as flags that many commands share. Entry: {@link
 * dev.narrows.standalone.connection.ConnectionOptions}. Opens no connection.
 */
@NullMarked
package dev.narrows.standalone.connection;

import org.jspecify.annotations.NullMarked;
