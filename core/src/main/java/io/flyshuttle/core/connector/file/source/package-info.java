// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Files as a source whose splits are dealt out at run time: read once, or watched for new ones.
 *
 * <p>Upstream: programs choose formats. Downstream: the contract of {@code core.connector.source}.
 */
package io.flyshuttle.core.connector.file.source;
