/**
 * What ApplicationMaster and workers say to each other: one record a message, all in one numbered
 * table ({@link io.flyshuttle.protocol.wire}). Nothing here holds user classes; they travel as
 * bytes.
 */
package io.flyshuttle.protocol.message;
