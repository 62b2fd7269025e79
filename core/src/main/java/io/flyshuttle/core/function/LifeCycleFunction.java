// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/**
 * A function that is opened before its first call and closed after its last: what all rich
 * functions are. Tells places that cannot offer this that they must refuse the function.
 */
public interface LifeCycleFunction extends Function {}
