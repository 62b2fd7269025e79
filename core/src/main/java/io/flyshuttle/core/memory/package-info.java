// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Memory as bytes: segments, views that read and write values over them, pools that bound them,
 * files that take what does not fit, and the budget that all of it adds up to. Upstream: nothing
 * but failures. Downstream: serializers, operators that sort and hash, and the worker's data path.
 */
package io.flyshuttle.core.memory;
