// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.option.Configuration;

/**
 * The open context of a batch operator whose user gave parameters.
 *
 * @param parameters what the user gave
 */
public record ParameterOpenContext(Configuration parameters) implements OpenContext {}
