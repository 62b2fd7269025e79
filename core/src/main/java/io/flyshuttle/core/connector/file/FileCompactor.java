// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import java.io.Serializable;

/**
 * Makes one file of several: an {@link OutputStreamBasedFileCompactor} or a {@link
 * RecordWiseFileCompactor}. Travels to the workers; several threads may use copies at once.
 */
public interface FileCompactor extends Serializable {}
