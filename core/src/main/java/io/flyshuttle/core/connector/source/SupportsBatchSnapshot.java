// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

/** For enumerators whose state can be taken also in a batch job. */
public interface SupportsBatchSnapshot {}
